"""Compare what is new in a record with what it can touch, and nothing else."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from onrecord.compare import Placed, Signature, compare_storyline, name_origins, name_storylines, place, sign
from onrecord.compare.index import MOST_OF_A_TERM
from onrecord.store import Store
from onrecord.store.placings import PlacedRow, Placings

_AT_ONCE = 200  # stories placed in one transaction
_KEPT = 5000  # signatures held in memory
_DAYS_A_WEEK = 7


def compare_new(store: Store, on_storyline: Callable[[], None] | None = None) -> None:
    """Place the stories that are not yet compared, then compare the accounts of every storyline that they touch.

    The outcome depends on the order of the stories only; stopped at any moment, it goes on where it was. What is read
    and what is made of it stand in one transaction, so that another process that adds stories cannot come between.
    """
    signatures: OrderedDict[int, Signature] = OrderedDict()
    while _place_some(store, signatures):
        pass
    for line in store.stale_storylines():
        with store.writing():
            if keys := store.members(line):
                affair = compare_storyline(line, list(store.readings(keys)), store.origins_of(line))
                store.replace_storyline(line, affair.events, affair.comparisons)
        if on_storyline:
            on_storyline()


def _place_some(store: Store, signatures: OrderedDict[int, Signature]) -> bool:
    """Place the next stories; tell whether there were any."""
    with store.placing() as placings:
        keys = store.unplaced_keys(_AT_ONCE)
        index = RecordIndex(placings, signatures)
        for key, reading in zip(keys, store.readings(keys), strict=True):
            index.next_key = key
            place(sign(reading), index)
        index.name_touched()
    return bool(keys)


class RecordIndex:
    """The lookups of `onrecord.compare.Index`, answered by a record's tables."""

    def __init__(self, placings: Placings, signatures: OrderedDict[int, Signature]) -> None:
        self.next_key = 0  # of the story that is being placed
        self._placings = placings
        self._signatures = signatures

    def count(self) -> int:
        """Return how many stories are placed."""
        return self._placings.count()

    def spread(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return in how many stories each term stands."""
        return self._placings.spread(terms)

    def find_same_text(self, bands: Sequence[str], limit: int) -> Sequence[Placed]:
        """Return the stories that share the most bands, most first, then in order of arrival."""
        return self._most_shared(Counter(key for band in bands for key in self._placings.with_band(band, limit)), limit)

    def find_same_news(self, terms: Sequence[str], day: int | None, limit: int) -> Sequence[Placed]:
        """Return the stories within three weeks of a day (or undated) that share the most of these terms (rarest first)."""
        weeks = None if day is None else [None, *range(day // _DAYS_A_WEEK - 3, day // _DAYS_A_WEEK + 4)]
        shared: Counter[int] = Counter()
        for term in terms:
            shared.update(self._placings.with_term(term, weeks, MOST_OF_A_TERM))
        return self._most_shared(shared, limit)

    def add(self, placed: Placed) -> None:
        """Keep a story under its bands and terms."""
        signature = placed.signature
        row = PlacedRow(
            story_key=self.next_key,
            signature=msgspec.msgpack.encode(signature),
            likeness=placed.likeness,
            origin=placed.origin,
            storyline=placed.storyline,
        )
        week = None if signature.day is None else signature.day // _DAYS_A_WEEK
        self._placings.add(row, signature.bands, signature.terms, week)
        self._keep(self.next_key, signature)

    def merge_origins(self, kept: str, other: str) -> None:
        """Give all stories of one origin to another one."""
        self._placings.merge_origins(kept, other)

    def name_touched(self) -> None:
        """Write kind and order of every origin, title and order of every storyline, that stories joined."""
        for origin in sorted(self._placings.touched_origins):
            members = self._placings.of_origin(origin)
            for named in name_origins(self._to_placed(members)):
                self._placings.name_origin(named, self._keys(members))
        for line in sorted(self._placings.touched_storylines):
            members = self._placings.of_storyline(line)
            for titled in name_storylines(self._to_placed(members)):
                self._placings.name_storyline(titled, self._keys(members))

    def _most_shared(self, shared: Counter[int], limit: int) -> Sequence[Placed]:
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return self._to_placed(self._placings.rows(key for key, _ in best).values())

    def _to_placed(self, rows: Iterable[PlacedRow]) -> list[Placed]:
        return [Placed(signature=self._signature(row), origin=row.origin, storyline=row.storyline, likeness=row.likeness) for row in rows]

    def _keys(self, rows: Iterable[PlacedRow]) -> dict[str, int]:
        return {self._signature(row).story: row.story_key for row in rows}

    def _signature(self, row: PlacedRow) -> Signature:
        found = self._signatures.get(row.story_key)
        return found or self._keep(row.story_key, msgspec.msgpack.decode(row.signature, type=Signature))

    def _keep(self, key: int, signature: Signature) -> Signature:
        self._signatures[key] = signature
        if len(self._signatures) > _KEPT:
            self._signatures.popitem(last=False)
        return signature
