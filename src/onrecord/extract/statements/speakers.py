"""The actors behind the sources and addressees of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.records import Actor, Passage, Statement

_FAR = 400  # characters: no phrase that names a source is longer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mentions:
    """Who is mentioned where: by exact passage, and in order of start."""

    exact: dict[tuple[int, int], str]
    starts: Sequence[int]
    ends: Sequence[int]
    actors: Sequence[str]

    def find(self, passage: Passage | None) -> str | None:
        """Return the actor that a passage names: its own mention, or the first and longest in it."""
        if passage is None:
            return None
        own = self.exact.get((passage.start, passage.end))
        if own is not None:
            return own
        found: list[tuple[int, int, str]] = []
        for at in range(bisect_left(self.starts, passage.start - _FAR), bisect_left(self.starts, passage.end)):
            if self.ends[at] > passage.start:
                found.append((self.starts[at], self.starts[at] - self.ends[at], self.actors[at]))
        return min(found)[2] if found else None


def name_speakers(statements: Sequence[Statement], actors: Sequence[Actor]) -> Sequence[Statement]:
    """Return the statements with the actor behind each source as speaker, and behind each addressee."""
    mentions = _to_mentions(actors)
    named: dict[str, Statement] = {}
    for statement in statements:
        speaker = mentions.find(statement.source)
        if speaker is None and statement.continues in named:
            speaker = named[statement.continues].speaker
        named[statement.id] = replace(statement, speaker=speaker, addressee=mentions.find(statement.addressee_passage))
    return tuple(named.values())


def _to_mentions(actors: Sequence[Actor]) -> _Mentions:
    spans = sorted((mention.passage.start, mention.passage.end, actor.id) for actor in actors for mention in actor.mentions)
    return _Mentions(
        exact={(start, end): actor for start, end, actor in spans},
        starts=[start for start, _, _ in spans],
        ends=[end for _, end, _ in spans],
        actors=[actor for _, _, actor in spans],
    )
