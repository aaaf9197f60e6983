"""One annotated story to one Reading: times, places, statements, actors, events, in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.actors import find_actors
from onrecord.extract.events import find_events
from onrecord.extract.mend import mend
from onrecord.extract.places import find_places, place_dateline
from onrecord.extract.statements import find_statements, name_speakers
from onrecord.extract.times import find_times
from onrecord.records import Reading, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["extract", "find_actors", "find_events", "find_places", "find_statements", "find_times", "mend", "name_speakers"]


def extract(story: Story, doc: Doc) -> Reading:
    """Return what one story says. Each step is handed what it needs of those before it."""
    doc = mend(doc)
    times = find_times(story, doc)
    places = find_places(story, doc)
    story = place_dateline(story, places)
    told = find_statements(story, doc)
    actors = find_actors(story, doc, places, told)
    so_far = Reading(
        story=story,
        sentences=tuple((sent.start_char, sent.end_char) for sent in doc.sents),
        actors=actors,
        places=places,
        times=times,
        statements=name_speakers(told, actors),
        events=(),
        main_event=None,
    )
    return find_events(doc, so_far)
