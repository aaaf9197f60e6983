"""Parties without a name: "the Turkish foreign minister", "rebels", "the ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.nouns import find_body, find_role, is_no_party, to_role
from onrecord.extract.actors.phrases import LONGEST_PHRASE, country_after, country_before, tail_of
from onrecord.extract.actors.words import NOUN_TAGS, Words, head_of
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.actors import StateBody, to_state_body
from onrecord.ontology.roles import RoleNoun
from onrecord.records import ActorKind

_INSIDE = frozenset({"compound", "amod", "nmod", "quantmod", "nummod", "npadvmod"})
_DEFINITE = load_actor_words("nominals", "definite")
_NEW = load_actor_words("nominals", "new")
_EMPTY = load_actor_words("nominals", "empty")
_OF_STATE = load_actor_words("nominals", "of_state")
_MANY = load_actor_words("nominals", "many")


def find_nominals(words: Words, names: Sequence[Mention], places: Mapping[int, str]) -> Iterator[Mention]:
    """Yield the noun phrases with a role noun as head. `places`: the country of each place name by its first character."""
    named = {i: mention for mention in names for i in range(mention.first, mention.last)}
    sources = _find_source_heads(words)
    for i, tag in enumerate(words.tags):
        is_noun = tag in NOUN_TAGS or (words.lowers[i] == "old" and words.lowers[max(0, i - 3) : i] == ["-", "year", "-"])
        if is_noun and i not in named and words.deps[i] not in _INSIDE:
            role = find_role(words, i) or (to_role(words, i) if i in sources else None)
            if role is not None and not role.is_document and not is_no_party(words, i, role):
                yield to_nominal(words, i, role, named, places)
    yield from _find_capital_bodies(words, named, places)


def _find_source_heads(words: Words) -> frozenset[int]:
    """Return the nouns at the head of the sources of statements."""
    heads = (head_of(words, s.source.start, s.source.end) for s in words.statements if s.source is not None)
    return frozenset(head for head in heads if head is not None and words.tags[head] in ("NN", "NNS"))


def _find_capital_bodies(words: Words, named: Mapping[int, Mention], places: Mapping[int, str]) -> Iterator[Mention]:
    """Yield bodies that the model took for names: "Syrian Army", "Turkish Foreign Ministry"."""
    seen: set[int] = set()
    for i, mention in named.items():
        if i == mention.last - 1 and mention.label in ("ORG", "PERSON", "NORP") and i not in seen and words.deps[i] not in _INSIDE:
            role = find_role(words, i)
            if role is not None and role.is_body and find_body(words, i) is not None:
                nominal = to_nominal(words, i, role, named, places)
                if nominal.known is not None:
                    yield nominal


def to_nominal(words: Words, head: int, role: RoleNoun, named: Mapping[int, Mention], places: Mapping[int, str]) -> Mention:
    """Return the noun phrase of a head."""
    first = words.doc[head].left_edge.i
    if head - first > LONGEST_PHRASE:
        first = head
    while first < head and words.lowers[first] in (",", '"', "“", "(", "-", ";", ":", "and", "but", "or", "both", "\n"):
        first += 1
    country = country_before(words, first, head, named)
    tail = tail_of(words, head)
    is_located = country is None and words.lowers[head + 1 : head + 2] not in (["of"], ["for"])
    country = country or country_after(words, head, tail, named, places)
    body = find_body(words, head) if role.is_body else None
    plural = words.tags[head] in ("NNS", "NNPS") or words.lowers[head] in _MANY
    known = to_state_body(body, country) if body is not None and country and _is_plainly(words, first, head, body, named) else None
    start, end = words.starts[first], words.ends[head]
    determiner = words.lowers[first]
    return Mention(
        first=first,
        last=head + 1,
        head=head,
        start=start,
        end=end,
        form="associative" if words.deps[head] == "poss" else "nominal",
        kind=_kind(role, plural=plural),
        known=known,
        country=country,
        role=role,
        modifiers=frozenset(words.lowers[first:head]) - _EMPTY - frozenset(role.noun.split()),
        is_plural=plural,
        is_definite=determiner in _DEFINITE,
        is_located=is_located,
        is_numbered=any(word in _NEW or _is_count(words, first + k) for k, word in enumerate(words.lowers[first:head])),
        gender=role.gender,
        phrase=words.text[start : words.ends[tail - 1]],
    )


def _is_count(words: Words, i: int) -> bool:
    """Tell whether a number counts; that of "34-year-old" does not."""
    return words.tags[i] == "CD" and words.texts[i + 1 : i + 2] != ["-"]


def _kind(role: RoleNoun, *, plural: bool) -> ActorKind:
    if role.is_body:
        return "group" if plural or role.sectors[:1] in (("CVL",), ("REB",)) else "organization"
    return "group" if plural else "unnamed"


def _is_plainly(words: Words, first: int, head: int, body: StateBody, named: Mapping[int, Mention]) -> bool:
    """Tell whether a phrase is no more than country and body: not "a breakaway faction of the Syrian army"."""
    spare = {word for word in words.lowers[first:head] if word not in _EMPTY} - {part for word in body.words for part in word.split()}
    return not {word for word in spare if not any(word == words.lowers[i] for i in range(first, head) if i in named)} - _OF_STATE
