"""What is known of the stories so far: the one seam between comparing and keeping.

`place()` and the functions behind it ask an `Index` and never a store. The record keeps the same three lookups in
tables; here they are in memory. Answers may depend on which stories came before, never on how they came in batches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.compare.signature import Signature

_WEEK = 7
_ANY = -1  # in place of a week: stories of all weeks
MOST_OF_A_TERM = 200  # stories that one term finds at most, the last ones, however large the record is


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A story with its place among the others: the origin and the storyline it belongs to."""

    signature: Signature
    origin: str
    storyline: str
    likeness: float  # how much of its text it shares with the nearest story of its origin; 1.0 for the first


class Index(Protocol):
    """The lookups that placing a story needs."""

    def count(self) -> int:
        """Return how many stories are placed."""

    def spread(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return in how many stories each term stands."""

    def find_same_text(self, bands: Sequence[int], limit: int) -> Sequence[Placed]:
        """Return the stories that share the most bands, most first, then in order of arrival."""

    def find_same_news(self, terms: Sequence[str], day: int | None, limit: int) -> Sequence[Placed]:
        """Return the stories within three weeks of a day (or undated) that share the most of these terms (rarest first)."""

    def add(self, placed: Placed) -> None:
        """Keep a story under its bands and terms."""

    def merge_origins(self, kept: str, other: str) -> None:
        """Give all stories of one origin to another one."""


class MemoryIndex:
    """An `Index` in memory."""

    def __init__(self) -> None:
        self._placed: list[Placed] = []
        self._spread: Counter[str] = Counter()
        self._by_origin: dict[str, list[int]] = defaultdict(list)
        self._by_band: dict[int, list[int]] = defaultdict(list)
        self._by_term: dict[tuple[str, int | None], list[int]] = defaultdict(list)

    def count(self) -> int:
        """Return how many stories are placed."""
        return len(self._placed)

    def spread(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return in how many stories each term stands."""
        return {term: self._spread[term] for term in terms}

    def find_same_text(self, bands: Sequence[int], limit: int) -> Sequence[Placed]:
        """Return the stories that share the most bands, most first, then in order of arrival."""
        return self._most_shared(Counter(number for band in bands for number in self._by_band.get(band, ())[-limit:]), limit)

    def find_same_news(self, terms: Sequence[str], day: int | None, limit: int) -> Sequence[Placed]:
        """Return the stories within three weeks of a day (or undated) that share the most of these terms (rarest first)."""
        weeks = [None, *range(day // _WEEK - 3, day // _WEEK + 4)] if day is not None else None
        shared: Counter[int] = Counter()
        for term in terms:
            shared.update(self._postings(term, weeks))
        return self._most_shared(shared, limit)

    def add(self, placed: Placed) -> None:
        """Keep a story under its bands and terms."""
        number = len(self._placed)
        self._placed.append(placed)
        self._by_origin[placed.origin].append(number)
        signature = placed.signature
        self._spread.update(signature.terms)
        week = None if signature.day is None else signature.day // _WEEK
        for band in signature.bands:
            self._by_band[band].append(number)
        for term in signature.terms:
            self._by_term[term, week].append(number)
            self._by_term[term, _ANY].append(number)

    def merge_origins(self, kept: str, other: str) -> None:
        """Give all stories of one origin to another one."""
        for number in self._by_origin.pop(other, ()):
            self._placed[number] = replace(self._placed[number], origin=kept)
            self._by_origin[kept].append(number)

    def placed(self) -> Sequence[Placed]:
        """Return all stories in order of arrival."""
        return tuple(self._placed)

    def _postings(self, term: str, weeks: Sequence[int | None] | None) -> Sequence[int]:
        """Return the last stories that have a term."""
        chosen: Sequence[int | None] = [_ANY] if weeks is None else weeks
        found = [number for week in chosen for number in self._by_term.get((term, week), ())[-MOST_OF_A_TERM:]]
        return sorted(found, reverse=True)[:MOST_OF_A_TERM]

    def _most_shared(self, shared: Counter[int], limit: int) -> Sequence[Placed]:
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [self._placed[number] for number, _ in best]
