"""Whom a refusal or a promise answers, where its own clause names nobody: who asked for it, who is spoken to, who expects it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.events.roles import subjects_of, with_conjuncts
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns
from onrecord.records import Statement

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from onrecord.extract.events.parties import Chosen

ANSWERS = {"REJECT": ("REQUEST", "ACCUSE", "THREATEN"), "AGREE": ("REQUEST",), "CONCEDE": ("REQUEST",)}
_EXPECT = load_event_words("roles", "expect")


def find_answered(one: Chosen, before: Sequence[Chosen], told_in: Statement | None) -> list[Token]:
    """Return the heads of whom an event answers. `before`: the triggers before it with their parties."""
    if one.recipients or not one.actors:
        return []
    asked = next((other for other in reversed(before) if _is_answer(one, other)), None)
    if asked is not None:
        return list(asked.actors)
    if told_in is None or one.found.event_type != "REJECT":
        return []
    return _spoken_to(one.found.token, told_in) or _expecting(one.found.token, told_in)


def _is_answer(one: Chosen, asked: Chosen) -> bool:
    """Tell whether an event answers one told just before: it is asked of nobody else, and not by who answers."""
    if asked.found.event_type not in ANSWERS[one.found.event_type] or not asked.actors or asked.who & one.who:
        return False
    here = one.found.token.sent
    return asked.found.token.sent in _near(here) and (not asked.recipients or bool(asked.whom & one.who))


def _near(here: Span) -> Iterable[Span]:
    """Return a sentence and the one before it."""
    return (here, here.doc[here.start - 1].sent) if here.start else (here,)


def _spoken_to(token: Token, told_in: Statement) -> list[Token]:
    """Return whom the words are said to; reporters only pass them on."""
    passage = told_in.addressee_passage
    span = token.doc.char_span(passage.start, passage.end, alignment_mode="expand") if passage is not None else None
    heads = with_conjuncts(span.root) if span is not None else []
    return [head for head in heads if "MED" not in _sectors_of(head)]


def _sectors_of(head: Token) -> Sequence[str]:
    role = role_nouns().get(head.lemma_.lower())
    return role.sectors if role is not None else ()


def _expecting(token: Token, told_in: Statement) -> list[Token]:
    """Return who is said to hope for what is refused, in the same breath: "If the mayor thinks we will leave ... We will not leave"."""
    for sentence in _near(token.sent):
        for word in sentence:
            is_hope = word.dep_ == "advcl" and word.lemma_.lower() in _EXPECT and any(child.lower_ == "if" for child in word.children)
            if is_hope and word.i < token.i and any(piece.start <= word.idx < piece.end for piece in told_in.content):
                return subjects_of(word)
    return []
