"""Clauses that the parser hung on another word than the verb that reports them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.clauses import said_after
from onrecord.extract.statements.draft import Span, to_span
from onrecord.extract.statements.sources import find_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUESTION_MARKS = frozenset({"if", "whether"})
_NEAR = 6  # tokens
_FAR = 15  # tokens of a subject, at most
_FINITE = ("VBD", "VBZ", "VBP")


def find_strayed(verb: Token, *, hearers: bool) -> list[Span]:
    """Return what a verb reports where the parser hung it on another word; nothing if there is no such clause."""
    clause = _find_behind_noun(verb, hearers=hearers) or _find_question(verb)
    if clause is not None:
        return said_after(clause, verb)
    subject = find_subject(verb)
    if subject is None or subject.i > verb.i:
        return []
    return _find_behind_occasion(verb) or _find_beside(verb) or _find_split(verb)


def _find_behind_noun(verb: Token, *, hearers: bool) -> Token | None:
    """Return the clause that hangs on a noun between: "told the paper in a statement that it had won"."""
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if token.dep_ in ("acl", "relcl", "ccomp") and token.pos_ in ("VERB", "AUX"):
            first = token.left_edge
            joins = first.lower_ == "that" and first.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "det")
            if (
                joins
                and _hangs_on(token.head, verb, hearers=hearers)
                and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.lefts)
            ):
                return token
    return None


def _hangs_on(noun: Token, verb: Token, *, hearers: bool) -> bool:
    above = noun.head
    return noun.pos_ in ("NOUN", "PROPN") and (
        (hearers and above == verb) or (above.dep_ == "prep" and verb in (above.head, above.head.head))
    )


def _find_question(verb: Token) -> Token | None:
    """Return the question that hangs on a verb as a condition: "asked if he would run"."""
    asked = next((child for child in verb.rights if child.dep_ == "advcl" and child.left_edge.lower_ in _QUESTION_MARKS), None)
    return asked if asked is not None and asked.left_edge.i - verb.i < _NEAR else None


def _find_behind_occasion(verb: Token) -> list[Span]:
    """Return the clause that begins behind a word of when or where: "said after the vote he would resign"."""
    for clause in verb.rights:
        if clause.dep_ not in ("advcl", "ccomp", "dep") or any(child.dep_ == "mark" for child in clause.lefts):
            continue
        first, subject = clause.left_edge, _find_own_subject(clause)
        if first.dep_ == "prep" and first.i == verb.i + 1 and subject is not None and is_finite(clause) and not _has_break(first, subject):
            return [to_span(subject.left_edge, clause.right_edge)]
    return []


def _find_beside(verb: Token) -> list[Span]:
    """Return the clause that begins right behind a verb, whatever the parser took it for: "While he said talks were near, ..."."""
    first = verb.i + 1
    for token in verb.doc[first : min(first + _FAR, verb.sent.end)]:
        if token.is_punct:
            return []
        if token.dep_ in ("nsubj", "nsubjpass", "expl") and token.left_edge.i == first and token.head.i > token.i:
            clause = token.head
            if clause.dep_ not in ("relcl", "acl") and is_finite(clause) and verb not in clause.rights:
                return [to_span(verb.doc[first], clause.right_edge)]
            return []
    return []


def _find_split(verb: Token) -> list[Span]:
    """Return the clause whose subject the parser took for the object of the verb: "said people - old and young - would gain"."""
    taken = next((child for child in verb.rights if child.dep_ == "dobj" and child.left_edge.i == verb.i + 1), None)
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if verb.lemma_ != "say" or taken is None or clause is None or clause.i < taken.i or not is_finite(clause):
        return []
    return [to_span(taken.left_edge, clause.right_edge)] if _find_own_subject(clause) is None else []


def is_finite(verb: Token) -> bool:
    """Tell whether a verb is finite by itself or by its helper: "left", "has left", "would leave"."""
    return verb.tag_ in _FINITE or any(child.dep_ in ("aux", "auxpass") and child.tag_ in (*_FINITE, "MD") for child in verb.lefts)


def _find_own_subject(clause: Token) -> Token | None:
    return next((child for child in clause.lefts if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)


def _has_break(first: Token, last: Token) -> bool:
    return any(token.is_punct for token in first.doc[first.i : last.left_edge.i])
