"""Who is acted on: the noun phrases that an event may be done to, likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.events.capitals import find_state
from onrecord.extract.events.roles import (
    TIES,
    is_duty,
    is_passive,
    is_place_noun,
    is_receiving,
    names_scene,
    objects_of,
    pobjs,
    shares_passive,
    subjects_of,
    suffered_by,
    with_antecedent,
    with_conjuncts,
)
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.events.triggers import Found

_TARGET = ("against", "on", "upon", "with", "to", "from", "of", "at", "for", "into", "over", "toward", "towards")
_MAKER = ("by", "between", "among")  # "the proposal by Kenya", "efforts between the sides"
_THROUGH = frozenset(
    {*_TARGET, *_MAKER, "about", "regarding", "in", "alongside", "including"}
)  # what is further in may be acted on too; not what is told of time or place
_THINGS = ("dobj", "nsubjpass", "oprd", "attr")
_SUBJECTS = ("nsubj", "nsubjpass")
_HARMS = ("ASSAULT", "COERCE")
_CLAUSES = ("xcomp", "ccomp", "pcomp")
_WITH_PURPOSE = frozenset({"AGREE", "AID", "CONSULT", "MOBILIZE", "SUPPORT"})
_WHERE_FIRST = frozenset({"curfew", "martial-law", "restrict"})
_WHERE_LAST = frozenset({"AGREE", "AID", "COERCE", "CONCEDE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT", "SANCTION", "THREATEN"})
_ADDRESSED = frozenset({"REJECT", "THREATEN"})  # "until the company pays": whoever must act for it to end
_CONDITION = frozenset({"until", "unless", "if"})
_UNDERGO = load_event_words("roles", "undergo")
_ATTITUDES = load_event_words("roles", "attitudes")
_CIRCUMSTANCES = load_event_words("roles", "circumstances")
_ARRIVES = load_event_words("roles", "arrives")
_TURNS = load_event_words("roles", "turns")
_OWN_WORD = ("AGREE", "THREATEN")  # "promised that the army would": who acts there is no recipient
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Coordinated noun phrases that an event may be done to, and how they are tied to it."""

    heads: tuple[Token, ...]
    by: str  # "object", "dative", "subject", "owner", "where", or the preposition
    depth: int = 0


def patients_of(found: Found) -> Iterator[Group]:
    """Yield the groups of heads of whom it may be done to, likeliest first."""
    token = found.token
    if token.pos_ == "ADJ":
        groups = [group for deed in token.children if deed.dep_ == "xcomp" for group in _of_verb(found, deed, 0)]
    elif token.pos_ in ("NOUN", "PROPN"):
        groups = list(_of_event_noun(found))
    else:
        groups = list(_of_trigger_verb(found))
    yield from (group for group in sorted(groups, key=lambda group: group.depth) if group.heads)
    if found.event_type in _WHERE_LAST:
        yield from _where(token, found.light)
    elif found.event_type == "CONSULT" and token.lemma_.lower() in _ARRIVES:
        yield _group((head for head in pobjs(token, "in") if find_state(head, found.event_type)), "where", _DEEPEST)
    elif found.mode in _BLASTS:
        yield from (_group(filter(_can_be_hit, pobjs(token, preposition)), "where", _DEEPEST) for preposition in _SPOTS)


def _of_event_noun(found: Found) -> Iterator[Group]:
    noun, light = found.token, found.light
    if (suffers := suffered_by(noun)) is not None:
        yield Group(heads=tuple(subjects_of(suffers)), by="subject")
    for clause in noun.children:  # "demands that they withdraw"
        if clause.dep_ in ("acl", "ccomp"):
            yield _group((head for child in clause.children if child.dep_ in _SUBJECTS for head in with_conjuncts(child)), "subject", 0)
    for carrier in (noun, light):
        if carrier is not None:
            yield from (_by(carrier, preposition, 0) for preposition in _TARGET)
    yield from _within(found, noun, 1)
    if found.event_type == "ASSAULT":
        yield _group((child for child in noun.children if names_scene(child)), "where", _DEEPEST)
    if light is not None:
        yield from _further(found, light, 1)


def _of_trigger_verb(found: Found) -> Iterator[Group]:
    token = found.token
    if is_duty(found):
        yield Group(heads=tuple(subjects_of(token)), by="subject")
        return
    particle = next((child for child in token.children if found.words[0] <= child.i < found.words[1] and child.dep_ == "prep"), None)
    if particle is not None:
        yield _group((head for pobj in particle.children if pobj.dep_ == "pobj" for head in with_conjuncts(pobj)), particle.lower_, 0)
    if is_receiving(found):
        hosts = [child for child in token.children if child.dep_ == "nsubj"] or pobjs(token, "by")
        yield _group((head for host in hosts for head in with_conjuncts(host)), "subject", 0)
        return
    if token.lemma_.lower() in _UNDERGO:
        yield Group(heads=tuple(subjects_of(token)), by="subject")
        return
    if found.event_type == "REQUEST":
        yield from (_group(subjects_of(clause), "subject", 0) for clause in token.children if _is_demanded(clause))
    yield from _of_verb(found, token, 0)
    if found.event_type in _ADDRESSED:
        yield from (
            _group(subjects_of(clause), "subject", _DEEPEST)
            for clause in [*token.children, *(deep for child in token.children if child.dep_ == "ccomp" for deep in child.children)]
            if clause.dep_ == "advcl" and any(mark.lower_ in _CONDITION for mark in clause.children if mark.dep_ == "mark")
        )


def _is_demanded(clause: Token) -> bool:
    """Tell whether a clause says what somebody is to do: "demanded that they leave"; not "demanded talks when they had left"."""
    is_open = clause.dep_ == "ccomp" and not any(child.dep_ == "nsubjpass" for child in clause.children)
    return is_open and clause.left_edge.tag_ not in ("WRB", "WP", "WDT")


def _of_verb(found: Found, token: Token, depth: int) -> Iterator[Group]:
    """Yield what a verb is done to: its object, then who the object or the verb is turned to, then who is further in."""
    patients = _patients(token) or (_shared_objects(token) if found.event_type in _HARMS else [])
    yield Group(heads=tuple(head for patient in patients for head in _who_died(patient)), by="object", depth=depth)
    things = [head for child in token.children if child.dep_ in _THINGS for head in with_conjuncts(child)]
    carriers = [*things, token]
    for carrier in carriers:
        datives = (child for child in carrier.children if child.dep_ == "dative" and child.pos_ != "ADP")
        yield _group((head for child in datives for head in with_conjuncts(child)), "dative", depth)
    if depth == 0 and found.mode in _WHERE_FIRST:
        yield from _where(token, None)
    there = {child.lower_ for carrier in carriers for child in carrier.children if child.dep_ in TIES}
    for preposition in _TARGET:
        if preposition in there:
            yield from (_by(carrier, preposition, depth) for carrier in carriers)
    for thing in things:
        yield from (_by(thing, preposition, depth) for preposition in _MAKER if preposition in there)
        if thing.lemma_.lower() not in _ATTITUDES:
            yield _group((child for child in thing.children if child.dep_ == "poss"), "owner", depth)
    if depth < _DEEPEST:
        for thing in things:
            yield from _within(found, thing, depth + 1)
        yield from _further(found, token, depth + 1)


def _further(found: Found, verb: Token, depth: int) -> Iterator[Group]:
    """Yield who is acted on in what a verb takes: "agreed to send ... to", "demanded that they", "in response to"."""
    for child in verb.children:
        if child.dep_ in _CLAUSES or (child.dep_ == "advcl" and found.event_type in _WITH_PURPOSE and _is_to(child)):
            if child.dep_ == "ccomp" and found.event_type == "REQUEST" and child.left_edge.tag_ in ("WRB", "WP", "WDT"):
                continue  # "demanded talks when the others wanted none"
            if child.dep_ != "xcomp" and (_is_to(child) or depth > 1 or found.event_type not in _OWN_WORD):
                subjects = (inner for inner in child.children if inner.dep_ in _SUBJECTS)
                yield _group((head for inner in subjects for head in with_conjuncts(inner)), "subject", depth)
            yield from _of_verb(found, child, depth)
        if child.dep_ == "prep" and child.lower_ in _THROUGH:
            yield from _through(found, child, depth)


def _leads_on(preposition: Token) -> bool:
    """Tell whether "in" opens a turn like "in response to", not a place or time."""
    return preposition.lower_ != "in" or any(child.lemma_.lower() in _TURNS or pobjs(child, "against") for child in preposition.children)


def _through(found: Found, preposition: Token, depth: int) -> Iterator[Group]:
    if not _leads_on(preposition):
        return
    for inner in preposition.children:
        if inner.dep_ == "pobj":
            yield from _within(found, inner, depth)
        if inner.dep_ == "pcomp" and depth < _DEEPEST:
            subjects = (child for child in inner.children if child.dep_ in _SUBJECTS)
            yield _group((head for child in subjects for head in with_conjuncts(child)), "subject", depth)
            yield from _of_verb(found, inner, depth)
        if inner.dep_ == "prep" and inner.lower_ in _THROUGH and depth < _DEEPEST:
            yield from _through(found, inner, depth)


def _within(found: Found, noun: Token, depth: int) -> Iterator[Group]:
    """Yield who is named further in a noun phrase: "a ban on imports of", "sanctions imposed on", "a commitment to help"."""
    for preposition in (*_TARGET, *_MAKER):
        yield _by(noun, preposition, depth)
    for child in noun.children:
        if child.dep_ == "acl" and not _is_to(child):
            yield from (_by(child, preposition, depth) for preposition in (*_TARGET, "by"))
        if child.dep_ == "acl" and _is_to(child) and depth < _DEEPEST:
            yield from _of_verb(found, child, depth)
        if child.dep_ == "prep" and child.lower_ in _THROUGH and depth < _DEEPEST:
            yield from _through(found, child, depth + 1)


def _where(token: Token, light: Token | None) -> Iterator[Group]:
    """Yield the named places that it is done in: "a curfew in Lagos"; of people there, nobody else is named."""
    carriers = [token] + ([light] if light is not None else [])
    carriers += [child for carrier in list(carriers) for child in carrier.children if child.dep_ in (*_THINGS, "xcomp")]
    carriers += [inner for child in carriers for inner in child.children if inner.dep_ == "dobj"]
    carriers += [
        pobj for carrier in list(carriers) for to in carrier.children if to.dep_ == "prep" and to.lower_ == "to" for pobj in to.children
    ]
    for carrier in dict.fromkeys(carriers):
        for preposition in ("in", "across", "throughout", "along", "near"):
            places = [head for head in pobjs(carrier, preposition) if _is_named_place(head)]
            named = [inner for head in places for further in ("of", "with") for inner in pobjs(head, further) if inner.ent_type_ == "GPE"]
            yield _group(named or places, "where", _DEEPEST)


def _is_named_place(head: Token) -> bool:
    if head.ent_type_ in ("GPE", "LOC") or is_place_noun(head):
        return True
    parts = [inner for child in head.children if child.lower_ == "of" for inner in child.children]
    return any(inner.ent_type_ in ("GPE", "LOC") or is_place_noun(inner) for inner in parts) or any(
        child.ent_type_ in ("GPE", "LOC") for child in head.children if child.dep_ in ("compound", "nmod", "appos")
    )


_BLASTS = ("explosives", "suicide-attack")
_SPOTS = ("at", "in", "near", "outside", "inside", "under", "front", "of")


def _can_be_hit(head: Token) -> bool:
    """Tell whether what is near a blast is hit by it: a building, a patrol, a quarter."""
    return is_place_noun(head) or head.ent_type_ in ("FAC", "GPE", "ORG", "LOC") or head.lemma_.lower() in role_nouns()


def _is_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _by(carrier: Token, preposition: str, depth: int) -> Group:
    heads = (head for head in pobjs(carrier, preposition) if head.lemma_.lower() not in _CIRCUMSTANCES)
    return Group(heads=tuple(heads), by=preposition, depth=depth)


def _group(heads: Iterable[Token], by: str, depth: int) -> Group:
    return Group(heads=tuple(head for head in heads if head.tag_ != "WDT"), by=by, depth=depth)


def _shared_objects(token: Token) -> list[Token]:
    """Return the heads of the object of the verb that goes on with a deed: "shot and killed his son"."""
    rest = list(token.rights)
    last = next((child for child in rest if child.dep_ == "conj" and child.tag_ == token.tag_), None)
    shared = last is not None and all(child.dep_ in ("cc", "conj", "punct") for child in rest)
    return objects_of(last) if last is not None and shared and not any(child.dep_ in _SUBJECTS for child in last.children) else []


def _who_died(head: Token) -> Sequence[Token]:
    """Return the heads themselves, and of a death those who died: "charged in the shooting death of a neighbour"."""
    return pobjs(head, "of") if head.lemma_.lower() == "death" else [head]


def _patients(token: Token) -> list[Token]:
    if any(child.dep_ == "nsubjpass" for child in token.children):
        return [head for child in token.children if child.dep_ == "nsubjpass" for head in with_conjuncts(with_antecedent(child))]
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return with_conjuncts(token.head)
    if shares_passive(token):
        return _patients(token.head)
    if is_passive(token) and token.dep_ in ("conj", "xcomp", "advcl"):
        return objects_of(token.head) if is_passive(token.head) else subjects_of(token.head)
    return objects_of(token)
