"""Where a story was filed: the place of its dateline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Place, Story


def place_dateline(story: Story, places: Sequence[Place]) -> Story:
    """Return the story with the place of its dateline set, if its dateline has a toponym that a place mention covers."""
    dateline = story.dateline
    if dateline is None:
        return story
    toponym = dateline.toponym or dateline.passage
    filed = [place.id for place in places if any(mention.passage.overlaps(toponym) for mention in place.mentions)]
    return replace(story, dateline=replace(dateline, place=filed[0])) if filed else story
