"""A statement in the making, in character offsets, and the noun phrases and clauses it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
_EDGES = frozenset(" \t\n\r\xa0,;:–—-―")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one cue says: content, cue, source and addressee as character offsets."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    addressee: Span | None = None
    lemma: str | None = None
    force: str | None = None
    frame: str = "clause"
    continues: int | None = None  # where the content of the statement that it goes on from starts


def trim(text: str, start: int, end: int) -> Span:
    """Return [start, end) without white space, commas and dashes at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def to_phrase(token: Token) -> Span:
    """Return the offsets of a noun phrase by its head, with what hangs on it."""
    doc: Doc = token.doc
    left, right = token.left_edge, token.right_edge
    return trim(doc.text, left.idx, right.idx + len(right))


def to_span(tokens: list[Token]) -> Span:
    """Return the offsets from the first to the last of some tokens."""
    first, last = min(tokens), max(tokens)
    return first.idx, last.idx + len(last)
