"""What sort of somebody a noun is: its role, the body of a state that it names."""

from __future__ import annotations

from onrecord.extract.actors.words import Words
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.actors import StateBody, state_bodies
from onrecord.ontology.roles import RoleNoun, role_nouns

_YEAR_OLD = RoleNoun(noun="year-old", is_epithet=True)
_OF_PERSONS = load_actor_words("nouns", "of_persons")
_OF_THINGS = load_actor_words("nouns", "of_things")
_TWO_SENSES = load_actor_words("nouns", "two_senses")


def find_role(words: Words, i: int) -> RoleNoun | None:
    """Return the role noun that ends at a token: "prime minister" before "minister"; "secretary of state" begins at it."""
    table = role_nouns()
    if words.lowers[i] == "old":
        return _YEAR_OLD if words.lowers[i - 2 : i - 1] == ["year"] else None
    if words.lowers[i + 1 : i + 2] == ["of"]:
        role = table.get(" ".join(words.lowers[i : i + 3]))
        if role is not None:
            return role
    if words.lowers[i - 1 : i] == ["of"] and i >= 2 and " ".join(words.lowers[i - 2 : i + 1]) in table:
        return None
    lemma = _lemma(words, i)
    for length in (3, 2):
        if i - length + 1 >= 0:
            phrase = " ".join((*words.lowers[i - length + 1 : i], lemma))
            role = table.get(phrase) or table.get(" ".join(words.lowers[i - length + 1 : i + 1]))
            if role is not None:
                return role
    if i >= 2 and words.texts[i - 1] == "-":
        role = table.get("".join((*words.lowers[i - 2 : i], lemma)))
        if role is not None:
            return role
    return table.get(words.lowers[i]) or table.get(lemma)


def _lemma(words: Words, i: int) -> str:
    lower = words.lowers[i]
    if words.tags[i] in ("NNS", "NNPS"):
        lemma: str = words.doc[i].lemma_.lower()
        if lemma != lower:
            return lemma
        if lower.endswith("ies"):
            return lower[:-3] + "y"
        return lower.removesuffix("s")
    return lower


def to_role(words: Words, i: int) -> RoleNoun | None:
    """Return a noun that no table has, but that speaks, as a role: people if it is a plural, somebody if it ends like "insider"."""
    lemma = _lemma(words, i)
    is_somebody = words.tags[i] == "NNS" or lemma.endswith(tuple(_OF_PERSONS))
    return RoleNoun(noun=lemma) if is_somebody and not lemma.endswith(tuple(_OF_THINGS)) else None


def is_no_party(words: Words, i: int, role: RoleNoun) -> bool:
    """Tell whether a noun of two senses is no party here: "Secretary of State", "a democratic state", "a state of emergency"."""
    if role.noun in _TWO_SENSES:
        is_owned = any(words.tags[k] in ("POS", "PRP$") for k in range(words.doc[i].left_edge.i, i))
        return not is_owned and words.lowers[words.doc[i].left_edge.i] != "the" and words.tags[i] not in ("NNS", "NNPS")
    return role.noun == "band" and words.lowers[i - 1 : i] == ["of"]


def find_body(words: Words, head: int) -> StateBody | None:
    """Return the body of a state that the words up to a head name: "defence ministry", "Ministry of Defence"."""
    table = state_bodies()
    for length in (4, 3, 2, 1):
        if head - length + 1 >= 0:
            body = table.get(" ".join(words.lowers[head - length + 1 : head + 1]))
            if body is not None:
                return body
    if words.lowers[head] in ("ministry", "department"):
        for last in range(head + 3, min(head + 6, len(words.lowers) + 1)):
            phrase = " ".join(word for word in words.lowers[head:last])
            if phrase in table:
                return table[phrase]
    return None
