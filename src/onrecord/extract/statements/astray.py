"""Clauses that the parser hung on another word than the verb that reports them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.clauses import said_after
from onrecord.extract.statements.draft import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUESTION_MARKS = frozenset({"if", "whether"})
_NEAR = 6  # tokens


def find_strayed(verb: Token, *, hearers: bool) -> list[Span]:
    """Return what a verb reports where the parser hung it on another word; nothing if there is no such clause."""
    clause = _find_behind_noun(verb, hearers=hearers) or _find_question(verb)
    return said_after(clause, verb) if clause is not None else []


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
