"""Personal and possessive pronouns, with the number and gender that they tell."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import Words
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.roles import Gender

_PLURAL = load_actor_words("pronouns", "plural")
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(load_actor_words("pronouns", "masculine"), "m"),
    **dict.fromkeys(load_actor_words("pronouns", "feminine"), "f"),
}
_PERSONAL = _PLURAL | _GENDERS.keys() | load_actor_words("pronouns", "neuter") | load_actor_words("pronouns", "singular")


def find_pronouns(words: Words) -> Iterator[Mention]:
    """Yield the personal and possessive pronouns of a story."""
    for i, tag in enumerate(words.tags):
        lower = words.lowers[i]
        if tag in ("PRP", "PRP$") and lower in _PERSONAL:
            yield Mention(
                first=i,
                last=i + 1,
                head=i,
                start=words.starts[i],
                end=words.ends[i],
                form="pronoun",
                is_plural=lower in _PLURAL,
                gender=_GENDERS.get(lower),
            )
