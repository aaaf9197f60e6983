"""Who did what to whom: PLOVER events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.records import EventMention, Reading, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_events(doc: Doc, so_far: Reading) -> Sequence[EventMention]:
    """Return the event mentions of a story, in text order."""
    return ()


def find_main_event(story: Story, events: Sequence[EventMention]) -> str | None:
    """Return the id of the event that the story is about: what its lead reports as news."""
    return None
