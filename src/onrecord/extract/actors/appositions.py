"""Nominals that the syntax says are a named party: "Smith, the mayor", "the mayor, Smith", "Smith is the mayor"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, body_sorts
from onrecord.extract.actors.words import NOUN_TAGS, Words
from onrecord.ontology.actor_words import load_actor_words

_FIGHTING = frozenset({"REB", "MIL", "UAF", "CRM"})
_LONGEST_TAIL = 9
_BE = load_actor_words("appositions", "be")
_NAMED = load_actor_words("appositions", "named")


def find_appositions(words: Words, nominals: Sequence[Mention], by_head: Mapping[int, Party]) -> Iterator[tuple[int, Party]]:
    """Yield nominals that the syntax says are a named party: "Smith, the mayor", "the mayor, Smith", "Smith is the mayor"."""
    appos: dict[int, list[int]] = {}
    for i, dep in enumerate(words.deps):
        if dep == "appos":
            appos.setdefault(words.heads[i], []).append(i)
    subjects = {words.heads[i]: i for i, dep in enumerate(words.deps) if dep == "nsubj"}
    for nominal in nominals:
        head = nominal.head
        candidates = [*appos.get(head, ()), *_beside(words, nominal)]
        if words.deps[head] == "appos":
            candidates.append(words.heads[head])
        if words.deps[head] == "attr" and words.lowers[words.heads[head]] in _BE and words.heads[head] in subjects:
            candidates.append(subjects[words.heads[head]])
        candidates.extend(_named_at_end(words, nominal, by_head))
        candidates.extend(_named_within(words, nominal, by_head))
        candidates.extend(_called(words, nominal, by_head))
        party = next((by_head[i] for i in candidates if i in by_head and _can_be(nominal, by_head[i])), None)
        if party is not None:
            yield head, party


def _named_at_end(words: Words, nominal: Mention, by_head: Mapping[int, Party]) -> list[int]:
    """Return the name that a title with a long tail ends in: "the envoy for Syria Ann Smith"."""
    if nominal.is_plural or nominal.role is None or nominal.role.is_body:
        return []
    found = [
        i
        for i in range(nominal.last, nominal.last + _LONGEST_TAIL)
        if i in by_head and by_head[i].kind == "person" and words.sentences[i] == words.sentences[nominal.head]
    ]
    for i in found[:1]:
        first = next((m.first for m in by_head[i].mentions if m.head == i), i)
        between = words.texts[nominal.last : first]
        is_plain = not any(text in (",", ";", "and", "or", "'s", "that", "who", "(", ")") for text in between)
        if (
            first > nominal.last + 1
            and is_plain
            and words.tags[first - 1] in NOUN_TAGS
            and not any(tag.startswith("V") for tag in words.tags[nominal.last : first])
        ):
            return [i]
    return []


def _named_within(words: Words, nominal: Mention, by_head: Mapping[int, Party]) -> list[int]:
    """Return the name of a body that a noun only says the sort of: "the Blue Front rebel group", "Blue Front fighters"."""
    role = nominal.role
    is_fighters = nominal.is_plural and role is not None and bool(_FIGHTING & frozenset(role.sectors)) and not role.is_instrument
    is_sort = role is not None and role.is_body and not nominal.is_plural and role.noun.split()[-1] in body_sorts()
    if not (is_fighters or is_sort) or any(words.tags[i] in ("POS", "PRP$", "CC") for i in range(nominal.first, nominal.head)):
        return []
    found = [i for i in range(nominal.first, nominal.head) if i in by_head and by_head[i].kind in ("organization", "group")]
    if is_fighters:
        found = [i for i in found if "REB" in (known.sectors if (known := by_head[i].known) else by_head[i].sectors)]
    if len(found) != 1:
        return []
    is_open = False
    for text in words.texts[found[0] + 1 : nominal.head]:
        is_open = text == "(" or (is_open and text != ")")
        if text[:1].isupper() and not is_open:
            return []
    return found


def _called(words: Words, nominal: Mention, by_head: Mapping[int, Party]) -> list[int]:
    """Return the name after "known as", "called": "a group called the Blue Front"."""
    i = nominal.last
    if i >= len(words.lowers) or words.lowers[i] not in _NAMED:
        return []
    return [k for k in range(i + 1, min(i + _LONGEST_TAIL, len(words.texts))) if k in by_head][:1]


def _beside(words: Words, nominal: Mention) -> list[int]:
    """Return the end of a name right before a phrase between commas: "Smith, once a mayor of Salem, ..."."""
    before = nominal.first - 1
    if nominal.is_plural or before < 1 or words.texts[before] != "," or words.deps[nominal.head] in ("nsubj", "dobj", "nsubjpass"):
        return []
    closing = next((text for text in words.texts[nominal.last : nominal.last + 12] if text in (",", ".", ";", "—", "and")), "and")
    return [before - 1] if closing != "and" else []


def _can_be(nominal: Mention, party: Party) -> bool:
    """Tell whether a nominal agrees with a party in sort and number."""
    if nominal.role is None:
        return False
    if party.kind == "person":
        return not nominal.role.is_body and not nominal.is_plural
    if party.kind == "country":
        return False
    return nominal.role.is_body or nominal.is_plural or party.kind in ("group", "unnamed")
