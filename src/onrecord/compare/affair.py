"""compare_storyline(): the events of one affair, and how their accounts compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Comparison, Event, MentionOf, Reading, make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """What comparing the stories of one storyline gives."""

    events: Sequence[Event]
    comparisons: Sequence[Comparison]


def compare_storyline(line: str, readings: Sequence[Reading], origins: Mapping[str, str]) -> Affair:
    """Return the events of a storyline and how their accounts compare; `origins` gives each story's origin."""
    events = [
        Event(
            id=make_id("ev", mention.id),
            event_type=mention.event_type,
            mentions=(MentionOf(story=reading.story.id, event=mention.id),),
            storyline=line,
            origins=1,
            agreement="single origin",
            place=mention.place,
            time=mention.time.value if mention.time else None,
            numbers=(),
        )
        for reading in readings
        for mention in reading.events
    ]
    return Affair(events=events, comparisons=())
