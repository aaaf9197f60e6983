"""The frames of triggers: the keys of the lexicon that a verb stands for here, and the subject and object that a sense asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.extract.events.roles import subjects_of
from onrecord.ontology.roles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECT = ("dobj", "obj", "nsubjpass", "attr", "oprd")
_HOLDS_OBJECT = (*OBJECT, "pobj", "xcomp", "ccomp", "acomp", "advmod")
PERSON = "@person"  # in a frame: anybody, by noun, name or pronoun
_NAMED = ("PERSON", "NORP", "ORG", "GPE")
_WHO = frozenset({"he", "she", "they", "him", "her", "them", "us", "we", "i", "me", "who", "whom"})


def verb_keys(token: Token) -> Iterator[tuple[str, Token | None]]:
    """Yield the keys that a verb may have in the lexicon, longest first, each with the word that its frame goes on from."""
    lemma = token.lemma_.lower()
    if token.i > token.sent.start + 1 and token.nbor(-1).text == "-" and token.nbor(-2) in token.children:
        yield f"{token.nbor(-2).lower_}-{lemma}", None  # "tear-gassed"
    if any(child.dep_ == "aux" and child.lemma_ == "let" for child in token.children):
        yield f"let {lemma}", None
    particles = [child for child in token.children if child.dep_ == "prt"]
    for child in particles:
        for inner in (*token.children, *child.children):
            if inner.dep_ == "prep" and inner.i > child.i:
                yield f"{lemma} {child.lower_} {inner.lower_}", inner
        yield f"{lemma} {child.lower_}", child
    if particles:
        return  # "taken up in" is not "take in"
    after = [child for child in token.children if child.i > token.i]
    for child in after:
        if child.dep_ in ("prep", "advmod"):
            for inner in (*child.children, *(after if child.dep_ == "advmod" else ())):
                if inner.dep_ == "prep" and inner.i > child.i:
                    yield f"{lemma} {child.lower_} {inner.lower_}", inner
    for child in token.children:
        if child.dep_ == "xcomp" and any(mark.tag_ == "TO" for mark in child.children):
            yield f"{lemma} to", child  # "undertook to send"
        if child.dep_ == "advmod" and child.i < token.i:
            yield f"{lemma} {child.lower_}", child
    for child in after:
        dated = any(inner.ent_type_ in ("DATE", "TIME") for inner in child.children)  # "marched on Friday"
        if child.dep_ in ("prep", "dative", "agent") and not dated:
            yield f"{lemma} {child.lower_}", child
        if child.dep_ in ("acomp", "advmod", "oprd", "dobj"):
            yield f"{lemma} {child.lower_}", child
        if child.dep_ == "dobj":  # "took the bank to court": the preposition is sometimes hung on the object
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield f"{lemma} {inner.lower_}", inner
    yield lemma, None


def has_object(token: Token, extra: Token | None, lemmas: frozenset[str]) -> bool:
    """Tell whether a verb has one of these lemmas as object of its frame, in a list, behind "of", or as part of a compound."""
    if extra is not None and extra.dep_ == "xcomp":  # "undertook to send"
        return _is_among([extra, *extra.conjuncts], lemmas)
    heads = [token] if extra is None or extra.dep_ not in ("prep", "agent", "dative") else [extra, token]
    for head in heads:
        for child in head.children:
            if child.dep_ == "advcl" and any(cause.dep_ == "nsubj" and cause.lemma_.lower() in lemmas for cause in child.children):
                return True
            if child.dep_ in _HOLDS_OBJECT:
                if child.dep_ == "ccomp" and any(mark.lower_ in lemmas for mark in child.children if mark.dep_ == "mark"):
                    return True
                if child.tag_ in ("WDT", "WP"):
                    if token.dep_ == "relcl" and child.dep_ in OBJECT and _is_among([token.head], lemmas):
                        return True
                    continue
                if child.ent_type_ == "GPE" and "country" in lemmas:
                    return True
                if _is_among([child, *child.conjuncts], lemmas):
                    return True
                if any(_is_among(of.children, lemmas - {PERSON}) for of in child.children if of.lower_ == "of"):
                    return True
                if any(one.dep_ == "nummod" for one in child.children) and _is_among(_kinds(child, token), lemmas - {PERSON}):
                    return True
                if any(mod.lemma_.lower() in lemmas for mod in child.children if mod.dep_ in ("compound", "quantmod", "nmod")):
                    return True
    # participle after its noun: "talks held", "aid delivered"
    return token.dep_ == "acl" and _is_among([token.head], lemmas)


def _kinds(amount: Token, verb: Token) -> Iterator[Token]:
    """Yield what an amount is given in: "ten million dollars in aid", "two tons worth of food"."""
    for carrier in (amount, verb):
        for child in carrier.children:
            if child.dep_ == "prep" and child.i > amount.i and child.lower_ in ("in", "of"):
                yield from child.children
            elif carrier is amount and child.lemma_ == "worth":
                yield from (kind for of in child.children if of.lower_ == "of" for kind in of.children)


def has_subject(token: Token, lemmas: frozenset[str]) -> bool:
    """Tell whether one of these lemmas acts."""
    return _is_among(subjects_of(token), lemmas)


def _is_among(tokens: Iterable[Token], lemmas: frozenset[str]) -> bool:
    return any(token.lemma_.lower() in lemmas or (PERSON in lemmas and is_person(token)) for token in tokens)


def is_person(token: Token) -> bool:
    """Tell whether a word stands for a person, a people or a body."""
    if token.pos_ == "PRON":
        return token.lower_ in _WHO
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    role = role_nouns().get(token.lemma_.lower())
    return token.ent_type_ in _NAMED or (role is not None and not role.is_document and not role.is_instrument)
