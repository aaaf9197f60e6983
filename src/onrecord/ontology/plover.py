"""The PLOVER ontology: event types with their triggers, from `data/plover.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One sense of a verb or noun that tells an event."""

    event_type: str
    mode: str | None
    objects: frozenset[str]  # lemmas one of which must be its object; empty: any
    subjects: frozenset[str] = frozenset()  # the same for its subject

    @property
    def asks(self) -> int:
        """Return how much its frame asks for: a narrow sense goes before a wide one."""
        return bool(self.objects) + bool(self.subjects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Types and triggers. Verbs and nouns are keyed by lemma, or by lemma and particle: "call for", "air strike"."""

    quads: Mapping[str, str]
    definitions: Mapping[str, str]
    modes: Mapping[str, Mapping[str, str]]  # of each type that has some: definition by mode
    scales: Mapping[str, float]  # from -10, the worst conflict, to 10, the best cooperation
    verbs: Mapping[str, Sequence[Trigger]]
    nouns: Mapping[str, Sequence[Trigger]]
    adjectives: Mapping[str, Sequence[Trigger]]  # with an infinitive: "ready to"
    plain: Mapping[str, Sequence[Trigger]]  # what looks like a trigger and only states
    light: frozenset[str]


@cache
def load_plover() -> Ontology:
    """Return the ontology, read once."""
    table = load_toml("plover.toml")
    classes = {name: frozenset(words.split()) for name, words in table["classes"].items()}
    types = {name: entry for name, entry in table.items() if isinstance(entry, dict) and name != "classes"}
    return Ontology(
        quads={name: entry["quad"] for name, entry in types.items()},
        definitions={name: entry["definition"] for name, entry in types.items()},
        modes={name: entry.get("modes", {}) for name, entry in types.items()},
        scales={name: float(entry["scale"]) for name, entry in types.items()},
        verbs=_index(types, "verbs", classes),
        nouns=_index(types, "nouns", classes),
        adjectives=_index(types, "adjectives", classes),
        plain=_index({"": {"verbs": table["plain"]}}, "verbs", classes),
        light=frozenset(word.replace("_", " ") for word in table["light"].split()),
    )


def _index(types: Mapping[str, Mapping[str, Any]], kind: str, classes: Mapping[str, frozenset[str]]) -> Mapping[str, Sequence[Trigger]]:
    found: dict[str, list[Trigger]] = defaultdict(list)
    for name, entry in types.items():
        for written in entry.get(kind, "").split():
            head, _, mode = written.partition(":")
            head, _, objects = head.partition(">")
            words, _, subjects = head.partition("<")
            trigger = Trigger(event_type=name, mode=mode or None, objects=_expand(objects, classes), subjects=_expand(subjects, classes))
            found[words.replace("_", " ")].append(trigger)
    # The sense that asks for more comes first.
    return {words: sorted(some, key=lambda trigger: -trigger.asks) for words, some in found.items()}


def _expand(written: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the lemmas of a frame's part: its own and those of its classes; "@person" stays, since no list holds all names."""
    found: set[str] = set()
    for word in filter(None, written.split(",")):
        found |= classes[word[1:]] if word.startswith("@") and word != "@person" else {word}
    return frozenset(found)


@cache
def load_event_words(part: str, name: str) -> frozenset[str]:
    """Return one list of `data/event-words.toml`."""
    return frozenset(load_toml("event-words.toml")[part][name].split())


@cache
def load_lemmas() -> Mapping[str, str]:
    """Return lemmas by form, for verbs that the pipeline's rules get wrong."""
    return {form: lemma for lemma, forms in load_toml("event-words.toml")["lemmas"].items() for form in forms.split()}
