"""The mode of an event: what its trigger tells, or else the words around it: "by phone", "with tear gas", "refused to withdraw"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.events.frames import OBJECT
from onrecord.extract.events.roles import agents_of
from onrecord.ontology.modes import ModeRule, load_modes

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.events.triggers import Found

_OTHER_CLAUSE = ("ccomp", "relcl", "conj", "advcl", "parataxis")
_CONTENT = ("dobj", "obj", "dative", "prep", "xcomp", "ccomp", "acl", "nsubjpass", "oprd", "attr", "pcomp", "pobj", "agent", "relcl", "prt")
_CIRCUMSTANCE = ("according", "after", "amid", "at", "before", "during", "in", "on", "since", "under", "until", "within", "without")
_COUNTED = ("two", "both", "a", "one", "2")


def choose_modes(triggers: Iterable[Found]) -> Iterator[Found]:
    """Yield the triggers, each with the mode that the words around it tell where its own sense leaves it open."""
    rules = load_modes()
    for found in triggers:
        yield _choose(found, rules.get(found.event_type, ()))


def _choose(found: Found, rules: Sequence[ModeRule]) -> Found:
    lemma = found.token.lemma_.lower()
    read: dict[str, frozenset[str]] = {}
    for rule in rules:
        if found.mode not in rule.over or (rule.verbs and lemma not in rule.verbs) or lemma in rule.not_verbs:
            continue
        for place in rule.look:
            if place not in read:
                read[place] = _words_of(_PLACES[place](found))
        if any(rule.words & read[place] for place in rule.look) or (rule.many and _are_many(found)):
            return replace(found, mode=rule.mode)
    return found


def _words_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the lemmas of words, single and in pairs as they follow each other."""
    inside = sorted(set(tokens), key=lambda token: token.i)
    single = {form for token in inside for form in (token.lemma_.lower(), token.lower_)}
    pairs = {
        f"{first} {second.lemma_.lower()}"
        for one, second in pairwise(inside)
        if second.i == one.i + 1
        for first in {one.lemma_.lower(), one.lower_}
    }
    particles = {f"{token.lemma_.lower()} {child.lower_}" for token in inside for child in token.children if child.dep_ == "prt"}
    return frozenset(single | pairs | particles)


def _carriers(found: Found) -> list[Token]:
    return [found.token] + ([found.light] if found.light is not None else [])


def _in_trigger(found: Found) -> Iterator[Token]:
    for carrier in _carriers(found):
        yield carrier
        yield from (child for child in carrier.children if child.dep_ in ("compound", "amod", "nmod", "prt", "npadvmod", "acomp"))


def _in_subject(found: Found) -> Iterator[Token]:
    for head in agents_of(found):
        yield head
        for child in head.children:
            if child.dep_ in ("compound", "amod", "nmod", "appos"):
                yield child
            if child.dep_ in ("prep", "acl"):  # "ministers of the bloc", "a girl strapped with a bomb"
                yield child
                yield from (token for token in child.subtree if token.dep_ in ("pobj", "dobj", "prep", "compound", "amod"))


def _in_object(found: Found) -> Iterator[Token]:
    for carrier in _carriers(found):
        for child in carrier.children:
            if child.dep_ in (*OBJECT, "dative", "acomp"):
                yield from _without_clauses(child)
            if child.dep_ == "prep":
                yield from (token for pobj in child.children for token in (pobj, *pobj.children) if pobj.dep_ == "pobj")


def _in_content(found: Found) -> Iterator[Token]:
    """Yield what a trigger is about: object, prepositions, embedded clauses, but not circumstances or what is only beside it."""
    stack = [
        child
        for carrier in _carriers(found)
        for child in carrier.children
        if child.dep_ in _CONTENT
        and (child.dep_ != "prep" or child.lower_ not in _CIRCUMSTANCE or found.words[0] <= child.i < found.words[1])
    ]
    while stack:
        token = stack.pop()
        yield token
        stack += [
            child
            for child in token.children
            if child.dep_ not in ("advcl", "relcl", "appos", "nsubj") and child.lower_ not in ("according", "before", "unless")
        ]


def _in_clause(found: Found) -> Iterator[Token]:
    for carrier in _carriers(found):
        yield from _without_clauses(carrier)
    yield from _in_subject(found)


def _without_clauses(head: Token) -> Iterator[Token]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        stack += [child for child in token.children if child.dep_ not in _OTHER_CLAUSE]


_PLACES: Mapping[str, Callable[[Found], Iterator[Token]]] = {
    "trigger": _in_trigger,
    "subject": _in_subject,
    "object": _in_object,
    "content": _in_content,
    "clause": _in_clause,
}


def _are_many(found: Found) -> bool:
    """Tell whether three parties or more act: in a list, or counted."""
    agents = agents_of(found)
    counted = [child for head in agents for child in head.subtree if child.dep_ == "nummod" and child.lower_ not in _COUNTED]
    return len(agents) > 2 or bool(counted)
