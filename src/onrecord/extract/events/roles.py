"""Who acts and who is acted on, from syntax: noun phrases, not yet actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.ontology.plover import load_event_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.events.triggers import Found

_SUBJECT = ("nsubj", "csubj", "expl")
_CONTROL = ("xcomp", "advcl", "conj", "pcomp", "acl")
MUTUAL = frozenset({"clash", "fight", "battle", "talk", "negotiation", "meeting", "summit", "fighting", "ceasefire", "truce", "dialogue"})


def agents_of(found: Found) -> list[Token]:
    """Return the heads of who does what a trigger tells."""
    token = found.token
    if token.pos_ == "ADJ" and found.light is not None:
        return subjects_of(found.light)
    if token.pos_ in ("NOUN", "PROPN"):
        agents = owners_of(token, found.light)
        if not agents and token.lemma_ in MUTUAL:
            agents = _pobjs(token, "between")
        return agents or (_clause_subject(token) if found.event_type in ("CONSULT", "SUPPORT") else [])
    if token.lemma_.lower() in _UNDERGO:
        return _pobjs(token, "from")
    return subjects_of(token)


_UNDERGO = load_event_words("roles", "undergo")


def _clause_subject(noun: Token) -> list[Token]:
    """Return the subject of the clause that a noun stands in as a circumstance: "he said at the start of a visit"."""
    verb = next((up for up in noun.ancestors if up.pos_ in ("VERB", "AUX")), None)
    found = subjects_of(verb) if verb is not None and noun.dep_ == "pobj" else []
    return [head for head in found if head is not noun]


def patients_of(found: Found) -> Iterator[list[Token]]:
    """Yield the groups of heads of whom it may be done to, likeliest first; the first that names somebody is right."""
    token = found.token
    if token.pos_ == "ADJ":
        for deed in token.children:
            if deed.dep_ == "xcomp":
                yield from _groups_of(deed)
    elif token.pos_ in ("NOUN", "PROPN"):
        for clause in token.children:  # "demands that they withdraw"
            if clause.dep_ in ("acl", "ccomp"):
                yield [
                    head
                    for child in clause.children
                    if child.dep_ in ("nsubj", "nsubjpass")
                    for head in _with_conjuncts(child)
                    if head.tag_ != "WDT"
                ]
        for carrier in (token, found.light):
            if carrier is not None:
                yield from (_pobjs(carrier, preposition) for preposition in _TARGET)
    else:
        particle = next((child for child in token.children if found.words[0] <= child.i < found.words[1] and child.dep_ == "prep"), None)
        if particle is not None:
            yield [head for pobj in particle.children if pobj.dep_ == "pobj" for head in _with_conjuncts(pobj)]
        if token.lemma_.lower() in _UNDERGO:
            yield subjects_of(token)
            return
        groups = list(_groups_of(token))
        yield from (groups[1:] + groups[:1] if found.narrow and particle is None and len(groups) > 1 else groups)
    if found.event_type in ("COERCE", "AID", "MOBILIZE", "AGREE"):  # done to whoever is there
        for carrier in (token, found.light, *(child for child in token.children if child.dep_ in ("dobj", "xcomp"))):
            if carrier is not None:
                yield [head for head in _pobjs(carrier, "in") if head.ent_type_ in ("GPE", "LOC")]


_TARGET = ("against", "on", "upon", "with", "to", "from", "of", "at", "for", "into", "over", "toward", "towards")


def _groups_of(token: Token) -> Iterator[list[Token]]:
    """Yield what a verb is done to: its object, then who the object or the verb is turned to, then what an embedded verb is done to."""
    yield _patients(token)
    carriers = [token, *(child for child in token.children if child.dep_ in ("dobj", "nsubjpass", "oprd", "attr"))]
    for carrier in carriers:
        yield [head for child in carrier.children if child.dep_ == "dative" and child.pos_ != "ADP" for head in _with_conjuncts(child)]
    for preposition in _TARGET:
        for carrier in carriers:
            yield _pobjs(carrier, preposition)
    for carrier in carriers[1:]:
        yield [child for child in carrier.children if child.dep_ == "poss"]
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp"):
            yield [
                head
                for inner in child.children
                if inner.dep_ in ("nsubj", "nsubjpass") and child.dep_ == "ccomp"
                for head in _with_conjuncts(inner)
            ]
            yield from _groups_of(child)
        if child.dep_ == "prep":
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    yield from (_pobjs(pobj, preposition) for preposition in ("against", "on", "with", "from", "by", "of", "to"))
                if pobj.dep_ == "pcomp":
                    yield from _groups_of(pobj)


def _patients(token: Token) -> list[Token]:
    if any(child.dep_ == "nsubjpass" for child in token.children):
        return [head for child in token.children if child.dep_ == "nsubjpass" for head in _with_conjuncts(_antecedent(child))]
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return _with_conjuncts(token.head)
    if _is_passive(token) and token.dep_ in ("conj", "xcomp", "advcl"):
        return _objects(token.head) if _is_passive(token.head) else subjects_of(token.head)
    return _objects(token)


def _pobjs(carrier: Token, preposition: str) -> list[Token]:
    return [
        head
        for child in carrier.children
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ == preposition
        for pobj in child.children
        if pobj.dep_ == "pobj"
        for head in _with_conjuncts(pobj)
        if head.ent_type_ not in _COUNTED
    ]


_COUNTED = ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY")


def subjects_of(token: Token) -> list[Token]:
    """Return the heads of who does what a verb tells: its subject, its passive agent, or the subject that controls it."""
    if any(child.dep_ == "nsubjpass" for child in token.children) or _is_passive(token):
        return _agents(token)
    direct = [child for child in token.children if child.dep_ in _SUBJECT and child.tag_ != "EX"]
    if direct:
        return _with_conjuncts(_antecedent(direct[0]))
    if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBG"):
        return _with_conjuncts(token.head)
    if token.dep_ == "acl" and token.tag_ == "VB":
        verb = token.head.head if token.head.dep_ in ("dobj", "attr") else None
        return subjects_of(verb) if verb is not None and verb.pos_ == "VERB" else []
    if token.dep_ in _CONTROL and token.head.pos_ in ("VERB", "AUX"):
        governor = token.head
        if (
            token.dep_ == "xcomp"
            and any(child.dep_ in ("dobj", "dative") for child in governor.children)
            and governor.lemma_ in _OBJECT_CONTROL
        ):
            return _with_conjuncts(next(child for child in governor.children if child.dep_ in ("dobj", "dative")))
        return _objects(governor) if _is_passive(governor) and token.dep_ == "xcomp" else subjects_of(governor)
    if token.dep_ == "pcomp" and token.head.head is not token.head:
        governor = next((up for up in token.head.ancestors if up.pos_ in ("VERB", "AUX")), token.head.head)
        if governor.lemma_ in ("accuse", "blame", "suspect", "condemn", "criticize", "criticise"):
            return _objects(governor)
        return subjects_of(governor) if governor.pos_ in ("VERB", "AUX") else []
    return []


_OBJECT_CONTROL = load_event_words("roles", "object_control")


def owners_of(noun: Token, light: Token | None) -> list[Token]:
    """Return the heads of who does what an event noun tells: a possessor, an adjective of nation, "by", or the light verb's subject."""
    if light is not None and not _is_passive(light):
        found = subjects_of(light)
        if found and found != [noun]:
            return found
    if light is not None and _is_passive(light) and (agents := _agents(light)):
        return agents
    found = [child for child in noun.children if child.dep_ == "poss"]
    found += [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG")]
    for preposition in ("by", "between"):
        found += [
            head for child in noun.children if child.lower_ == preposition for pobj in child.children for head in _with_conjuncts(pobj)
        ]
    return list(dict.fromkeys(found))


def phrase_of(head: Token) -> tuple[int, int]:
    """Return the token span of a noun phrase without its trailing clauses: positions, end exclusive."""
    if head.dep_ == "poss" or head.dep_ in ("amod", "nmod"):
        start = min((token.i for token in head.subtree), default=head.i)
        return start, head.i + 1
    start, end = head.i, head.i + 1
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "ccomp", "preconj"):
            if child.dep_ == "appos" and child.i == head.i + 1:
                end = max(end, child.i + 1)
            continue
        if child.dep_ == "prep" and child.lower_ not in ("of", "for", "in", "from"):
            continue
        if (
            child.dep_ == "prep"
            and child.lower_ in ("in", "for", "from")
            and any(token.ent_type_ in ("DATE", "TIME") for token in child.subtree)
        ):
            continue
        inside = [token.i for token in child.subtree]
        start, end = min(start, *inside), max(end, max(inside) + 1)
    return start, end


def _is_passive(token: Token) -> bool:
    return (token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.children)) or (
        token.tag_ == "VBN" and token.dep_ == "acl"
    )


def _agents(token: Token) -> list[Token]:
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [head for pobj in child.children if pobj.dep_ == "pobj" for head in _with_conjuncts(pobj)]
    return []


def _objects(token: Token) -> list[Token]:
    found = [child for child in token.children if child.dep_ in ("dobj", "obj", "dative", "nsubjpass") and child.pos_ != "ADP"]
    return [head for child in found[:1] for head in _with_conjuncts(_antecedent(child))]


def _antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for, else the token."""
    if token.tag_ in ("WDT", "WP") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def _with_conjuncts(token: Token) -> list[Token]:
    return list(_conjuncts(token))


def _conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield from _conjuncts(child)
