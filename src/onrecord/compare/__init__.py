"""Bring stories together: origins, storylines, events across stories, and how their accounts compare.

    sign()                 once a story: a small signature, kept: what finds the stories that it touches
    digest()               once a story: what it claims and tells, kept: what is held against theirs
    place()                once a story: its origin and storyline among the stories so far, by an Index
    compare_storyline()    once a storyline that got new stories: its events, their accounts, how these compare
    compare()              all of them over an index in memory

Nothing depends on how stories come in batches, only on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.compare.affair import compare_storyline
from onrecord.compare.digest import Digest, digest
from onrecord.compare.index import Index, MemoryIndex, Placed
from onrecord.compare.origins import name_origins
from onrecord.compare.place import place
from onrecord.compare.signature import Signature, sign
from onrecord.compare.storylines import name_storylines
from onrecord.records import Compared, Comparison, Event, Reading

__all__ = [
    "Digest",
    "Index",
    "MemoryIndex",
    "Placed",
    "Signature",
    "compare",
    "compare_storyline",
    "digest",
    "name_origins",
    "name_storylines",
    "place",
    "sign",
]


def compare(readings: Sequence[Reading]) -> Compared:
    """Return how a set of readings compare: every story in one origin and one storyline, every event mention in one event."""
    index = MemoryIndex()
    for reading in readings:
        place(sign(reading), index)
    placed = index.placed()
    origins = {one.signature.story: one.origin for one in placed}
    by_line: dict[str, list[Digest]] = defaultdict(list)
    for reading, one in zip(readings, placed, strict=True):
        by_line[one.storyline].append(digest(reading))
    events: list[Event] = []
    comparisons: list[Comparison] = []
    for line, members in by_line.items():
        part = compare_storyline(line, members, origins)
        events.extend(part.events)
        comparisons.extend(part.comparisons)
    return Compared(origins=name_origins(placed), storylines=name_storylines(placed), events=events, comparisons=comparisons)
