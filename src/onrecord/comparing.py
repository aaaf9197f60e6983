"""Compare what is new in a record with what it can touch, and nothing else."""

from __future__ import annotations

import zlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from onrecord.compare import Digest, Placed, Signature, compare_storyline, digest, name_origins, name_storylines, place, sign
from onrecord.compare.index import MOST_OF_A_TERM
from onrecord.store import Store
from onrecord.store.placings import PlacedRow, Placings

_AT_ONCE = 1000  # stories placed in one transaction
_LINES_AT_ONCE = 25  # storylines compared in one transaction: their rows share pages, which are written once
_KEPT = 5000  # signatures held in memory
_DIGESTS = msgspec.msgpack.Decoder(Digest)


def compare_new(store: Store, on_storyline: Callable[[], None] | None = None) -> None:
    """Place the stories that are not yet compared, then compare the accounts of every storyline that they touch.

    The outcome depends on the order of the stories only; stopped at any moment, it goes on where it was. What is read
    and what is made of it stand in one transaction, so that another process that adds stories cannot come between.
    """
    signatures: OrderedDict[int, Signature] = OrderedDict()
    while _place_some(store, signatures):
        pass
    stale = store.stale_storylines()
    for start in range(0, len(stale), _LINES_AT_ONCE):
        with store.writing():
            for line in stale[start : start + _LINES_AT_ONCE]:
                _compare_line(store, line)
                if on_storyline:
                    on_storyline()


def _compare_line(store: Store, line: str) -> None:
    """Compare the accounts of one storyline anew."""
    if keys := store.members(line):
        digests = [_DIGESTS.decode(zlib.decompress(kept)) for kept in store.digests(keys)]
        affair = compare_storyline(line, digests, store.origins_of(line))
        store.replace_storyline(line, affair.events, affair.comparisons)


def _place_some(store: Store, signatures: OrderedDict[int, Signature]) -> bool:
    """Place the next stories; tell whether there were any."""
    with store.placing() as placings:
        keys = store.unplaced_keys(_AT_ONCE)
        index = RecordIndex(placings, signatures)
        for key, reading in zip(keys, store.readings(keys), strict=True):
            index.next_key = key
            place(sign(reading), index)
            placings.add_digest(key, zlib.compress(msgspec.msgpack.encode(digest(reading), order="deterministic"), 1))
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

    def find_same_text(self, bands: Sequence[int], limit: int) -> Sequence[Placed]:
        """Return the stories that share the most bands, most first, then in order of arrival."""
        return self._most_shared(Counter(self._placings.with_bands(bands, limit)), limit)

    def find_same_news(self, terms: Sequence[str], day: int | None, limit: int) -> Sequence[Placed]:
        """Return the stories within three weeks of a day (or undated) that share the most of these terms (rarest first)."""
        weeks, spread = self._placings.weeks_near(day), self._placings.spread(terms)
        shared: Counter[int] = Counter()
        for term in terms:
            if spread[term]:  # many a name is new
                shared.update(self._placings.with_term(term, weeks, MOST_OF_A_TERM))
        return self._most_shared(shared, limit)

    def add(self, placed: Placed) -> None:
        """Keep a story under its bands and terms."""
        row = PlacedRow(story_key=self.next_key, likeness=placed.likeness, origin=placed.origin, storyline=placed.storyline)
        self._placings.add(row, msgspec.msgpack.encode(placed.signature))
        self._keep(self.next_key, placed.signature)

    def merge_origins(self, kept: str, other: str) -> None:
        """Give all stories of one origin to another one."""
        self._placings.merge_origins(kept, other)

    def name_touched(self) -> None:
        """Write kind and order of every origin, title and order of every storyline, that stories joined."""
        for origin in sorted(self._placings.touched_origins):
            members = self._to_placed(self._placings.of_origin(origin))
            for named in name_origins(members.values()):
                self._placings.name_origin(named, _keys(members))
        for line in sorted(self._placings.touched_storylines):
            members = self._to_placed(self._placings.of_storyline(line))
            for titled in name_storylines(members.values()):
                self._placings.name_storyline(titled, _keys(members))

    def _most_shared(self, shared: Counter[int], limit: int) -> Sequence[Placed]:
        best = sorted((-count, key) for key, count in shared.items())[:limit]
        return list(self._to_placed(self._placings.rows([key for _, key in best])).values())

    def _to_placed(self, rows: Sequence[PlacedRow]) -> dict[int, Placed]:
        """Return placed stories with their signatures, by key; only those that are not in memory are read."""
        unread = [row.story_key for row in rows if row.story_key not in self._signatures]
        read = {key: msgspec.msgpack.decode(found, type=Signature) for key, found in self._placings.signatures(unread).items()}
        placed = {
            row.story_key: Placed(
                signature=read.get(row.story_key) or self._signatures[row.story_key],
                origin=row.origin,
                storyline=row.storyline,
                likeness=row.likeness,
            )
            for row in rows
        }
        for key, signature in read.items():
            self._keep(key, signature)
        return placed

    def _keep(self, key: int, signature: Signature) -> None:
        self._signatures[key] = signature
        if len(self._signatures) > _KEPT:
            self._signatures.popitem(last=False)


def _keys(placed: Mapping[int, Placed]) -> dict[str, int]:
    """Return the keys of placed stories by story id."""
    return {one.signature.story: key for key, one in placed.items()}
