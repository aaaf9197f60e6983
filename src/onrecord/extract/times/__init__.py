"""Time expressions of a story, in TIMEX3's terms (ISO-TimeML; TIDES 2005 for the values)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.extract.times.clock import Clock, Resolved
from onrecord.extract.times.grammar import NEAR, RULES
from onrecord.records import Passage, Story, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_times"]

_REACH = 60  # characters around a time word that an expression can take


def find_times(story: Story, doc: Doc | None = None) -> Sequence[TimeMention]:
    """Return the time mentions of a story, in text order. Without a publication date nothing relative is resolved."""
    furniture = sorted((passage.start, passage.end) for passage in story.furniture)
    clock = Clock(_to_date(story.published), story.text)
    found = []
    for start, end, resolved in _without_overlap(_match(story.text)):
        if _inside(start, furniture):
            continue
        read = resolved.resolve(clock, start, end)
        if read is not None:
            passage = Passage.cut(story, start, end)
            found.append(TimeMention(passage=passage, type=read.type, value=read.value, mod=read.mod, unresolved=read.unresolved))
    return found


class _Match:
    """A rule with what it matched."""

    __slots__ = ("make", "match")

    def __init__(self, make: object, match: object) -> None:
        self.make, self.match = make, match

    def resolve(self, clock: Clock, start: int, end: int) -> Resolved | None:
        """Return type, value and mod; None if it is no time expression after all."""
        return self.make(clock, self.match, start, end)  # type: ignore[operator, no-any-return]


def _match(text: str) -> Iterator[tuple[int, int, _Match]]:
    """Yield what every rule matches near the words that tell of time.

    The rules read lower case: told to ignore it, they take twice the time.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose small form is two
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    for start, end in _windows(text):
        for pattern, make in RULES:
            for match in pattern.finditer(lower, start, end):
                if match.end() > match.start():
                    yield match.start(), match.end(), _Match(make, match)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that can hold an expression, cut at words."""
    start = end = -1
    for match in NEAR.finditer(text):
        low, high = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if low <= end:
            end = high
            continue
        if end >= 0:
            yield _at_words(text, start, end)
        start, end = low, high
    if end >= 0:
        yield _at_words(text, start, end)


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _without_overlap(found: Iterator[tuple[int, int, _Match]]) -> Iterator[tuple[int, int, _Match]]:
    """Yield the longest match at each place, in text order."""
    last = -1
    for start, end, match in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= last:
            yield start, end, match
            last = end


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    n = bisect_right(spans, (at, 1 << 60)) - 1
    return n >= 0 and spans[n][0] <= at < spans[n][1]


def _to_date(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
