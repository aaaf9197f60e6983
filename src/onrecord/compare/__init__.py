"""Bring stories together: origins, storylines, events across stories, and how their accounts compare."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Compared, Event, MentionOf, Origin, Reading, Storyline, make_id

__all__ = ["compare"]


def compare(readings: Sequence[Reading]) -> Compared:
    """Return how a set of readings compare: every story in one origin and one storyline, every event mention in one event."""
    lines = [Storyline(id=make_id("line", r.story.id), title=r.story.title or r.story.id, stories=(r.story.id,)) for r in readings]
    return Compared(
        origins=[Origin(id=make_id("origin", r.story.id), kind="own", stories=(r.story.id,)) for r in readings],
        storylines=lines,
        events=[
            Event(
                id=make_id("ev", e.id),
                event_type=e.event_type,
                mentions=(MentionOf(story=r.story.id, event=e.id),),
                storyline=line.id,
                origins=1,
                agreement="single origin",
                place=e.place,
                time=e.time.value if e.time else None,
                numbers=(),
            )
            for r, line in zip(readings, lines, strict=True)
            for e in r.events
        ],
        comparisons=(),
    )
