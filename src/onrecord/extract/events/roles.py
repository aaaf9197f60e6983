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
_TOWARD = ("against", "on", "with", "to", "from", "of", "at", "for", "into", "toward", "towards", "upon", "over", "between")
_OWNER = ("by", "of", "between", "from")
MUTUAL = frozenset({"clash", "fight", "battle", "talk", "negotiation", "meeting", "summit", "fighting", "ceasefire", "truce", "dialogue"})


def find_roles(found: Found) -> tuple[list[Token], list[Token]]:
    """Return the heads of who does and who is done to what a trigger tells."""
    token = found.token
    if token.pos_ == "ADJ" and found.light is not None:
        deed = next((child for child in token.children if child.dep_ == "xcomp"), None)
        actors, recipients = subjects_of(found.light), (parties_of(deed) or objects_of(deed, None)) if deed is not None else []
    elif token.pos_ in ("NOUN", "PROPN"):
        actors, recipients = owners_of(token, found.light), targets_of(token, found.light)
        if token.lemma_ in MUTUAL and not actors and any(child.lower_ == "between" for child in token.children):
            return recipients, []
    else:
        particle = next((child for child in token.children if found.words[0] <= child.i < found.words[1] and child.dep_ == "prep"), None)
        actors = subjects_of(token)
        recipients = parties_of(token) if found.narrow and particle is None else []
        recipients = recipients or objects_of(token, particle)
    recipients = [head for head in recipients if head not in actors and head.ent_type_ not in ("DATE", "TIME")]
    return actors, recipients


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
        governor = token.head.head
        if governor.lemma_ in ("accuse", "blame", "suspect", "condemn", "criticize", "criticise"):
            return _objects(governor)
        return subjects_of(governor) if governor.pos_ == "VERB" else []
    return []


_OBJECT_CONTROL = load_event_words("roles", "object_control")


def objects_of(token: Token, particle: Token | None) -> list[Token]:
    """Return the heads of who a verb's event is done to."""
    if any(child.dep_ == "nsubjpass" for child in token.children):
        return [head for child in token.children if child.dep_ == "nsubjpass" for head in _with_conjuncts(_antecedent(child))]
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return _with_conjuncts(token.head)
    if _is_passive(token) and token.dep_ in ("conj", "xcomp", "advcl"):
        return _objects(token.head) if _is_passive(token.head) else subjects_of(token.head)
    found = _objects(token)
    if not found or particle is not None:
        for child in token.children:
            if child.dep_ in ("prep", "dative") and (child.lower_ in _TOWARD or child is particle):
                heads = [head for pobj in child.children if pobj.dep_ == "pobj" for head in _with_conjuncts(pobj)]
                found = heads + found if child is particle else found + heads
                if found:
                    break
    if not found:
        for child in token.children:
            if child.dep_ in ("ccomp", "xcomp"):
                inner = [sub for sub in child.children if sub.dep_ in ("nsubj", "nsubjpass")]
                if inner:
                    return _with_conjuncts(inner[0])
    return found


def parties_of(token: Token) -> list[Token]:
    """Return the heads of who is meant by a verb whose object names the deed: "imposed sanctions on", "signed a deal with"."""
    carriers = [token, *(child for child in token.children if child.dep_ in ("dobj", "nsubjpass", "oprd"))]
    for carrier in carriers:
        for child in carrier.children:
            if child.dep_ == "dative" and child.pos_ in ("NOUN", "PROPN", "PRON"):
                return _with_conjuncts(child)
            if child.dep_ in ("prep", "dative") and child.lower_ in _TOWARD:
                heads = [head for pobj in child.children if pobj.dep_ == "pobj" for head in _with_conjuncts(pobj)]
                heads = [head for head in heads if head.ent_type_ not in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT")]
                if (heads and child.lower_ not in ("at", "for")) or any(head.ent_type_ for head in heads):
                    return heads
    for carrier in carriers[1:]:
        owners = [child for child in carrier.children if child.dep_ == "poss" and child.ent_type_]
        if owners:
            return owners
    return []


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


def targets_of(noun: Token, light: Token | None) -> list[Token]:
    """Return the heads of who an event noun is done to: "attack on", also by the prepositions of its light verb."""
    for carrier in (noun, light):
        if carrier is None:
            continue
        for child in carrier.children:
            if child.dep_ in ("prep", "dative") and child.lower_ in ("on", "against", "with", "to", "at", "of", "upon", "for", "from"):
                heads = [head for pobj in child.children if pobj.dep_ == "pobj" for head in _with_conjuncts(pobj)]
                heads = [head for head in heads if head.ent_type_ not in ("DATE", "TIME")]
                if heads:
                    return heads
    return []


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
