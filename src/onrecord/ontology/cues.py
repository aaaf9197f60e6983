"""Words that report: verbs and nouns with the frames that their content stands in, and their force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology import load_toml

_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ied", "y"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting word: where its content stands beside it, and what one does by using it."""

    lemma: str
    force: str
    frames: frozenset[str]


@cache
def load_cues(word_class: str) -> Mapping[str, Cue]:
    """Return the cue "verbs" or "nouns" by lemma."""
    return {
        lemma: Cue(lemma=lemma, force=force, frames=frozenset(frames.split()))
        for force, words in load_toml("cues.toml")[word_class].items()
        for lemma, frames in words.items()
    }


@cache
def _load_forms() -> Mapping[str, str]:
    return load_toml("cues.toml")["forms"]  # type: ignore[no-any-return]


def find_verb(lemma: str, form: str) -> Cue | None:
    """Return the cue verb of a lemma; of its form if the lemma is none ("hopes" is not from "hop")."""
    verbs = load_cues("verbs")
    cue = verbs.get(lemma) or verbs.get(_load_forms().get(form, ""))
    if cue is not None:
        return cue
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and (cue := verbs.get(form[: -len(ending)] + instead)):
            return cue
    return None


@cache
def load_words(name: str) -> frozenset[str]:
    """Return a list of words of the table: "support", "according", "not_a_speaker"."""
    return frozenset(load_toml("cues.toml")["lists"][name])
