"""A statement in the making, and the page that it is read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.statements.regions import Region

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
_EDGES = frozenset(" \t\n\r\xa0,;:–—-―")


_STOPS = _EDGES | {"."}


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
    continues: Span | None = None  # the first piece of the statement that it goes on from


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A doc with its outermost quoted regions, those inside them, and where its tokens and lines start."""

    doc: Doc
    text: str
    regions: Sequence[Region]
    inner: Sequence[Region]
    region_starts: Sequence[int]
    token_starts: Sequence[int]
    line_starts: Sequence[int]

    def line_at(self, offset: int) -> int:
        """Return where the line of an offset starts."""
        return self.line_starts[bisect_right(self.line_starts, offset) - 1]

    def region_at(self, offset: int) -> Region | None:
        """Return the outermost quoted region that an offset stands in."""
        position = bisect_right(self.region_starts, offset) - 1
        return self.regions[position] if position >= 0 and offset < self.regions[position].end else None

    def regions_in(self, start: int, end: int) -> Sequence[Region]:
        """Return the outermost regions that share a character with [start, end)."""
        first = max(0, bisect_right(self.region_starts, start) - 1)
        return [region for region in self.regions[first : bisect_left(self.region_starts, end)] if region.overlaps(start, end)]

    def tokens_in(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens that start in [start, end)."""
        return list(self.doc[bisect_left(self.token_starts, start) : bisect_left(self.token_starts, end)])


def trim(text: str, start: int, end: int) -> Span:
    """Return [start, end) without white space, commas and dashes at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def to_phrase(head: Token) -> Span:
    """Return the offsets of a phrase by its head, with what hangs on it."""
    return to_span(head.left_edge, head.right_edge)


def to_span(first: Token, last: Token) -> Span:
    """Return the offsets from one token to another, without white space, commas, dashes and stops at the edges."""
    doc, start, end = first.doc, first.i, last.i
    # by tokens: `doc.text` is put together anew each time it is asked for
    while start < end and _STOPS.issuperset(doc[start].text):
        start += 1
    while start < end and (_STOPS.issuperset(doc[end].text) or doc[end].tag_ == "CC"):
        # a conjunction at the end is where the parser lost the rest
        end -= 1
    left, right = doc[start], doc[end]
    return (left.idx, right.idx + len(right)) if start < end or not _STOPS.issuperset(left.text) else (left.idx, left.idx)


def join(text: str, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Return pieces in order, the empty ones left out and those that touch in one paragraph made one."""
    out: list[Span] = []
    for start, end in sorted(pieces):
        if start >= end:
            continue
        if out and (start <= out[-1][1] or text[out[-1][1] : start] == " "):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
