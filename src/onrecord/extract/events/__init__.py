"""Who did what to whom: PLOVER events, from triggers, syntax and the actors of the story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.events.assemble import assemble
from onrecord.extract.events.linking import find_main_event, link_mentions
from onrecord.extract.events.triggers import find_triggers
from onrecord.records import EventMention, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_events", "find_main_event"]


def find_events(doc: Doc, so_far: Reading) -> Sequence[EventMention]:
    """Return the event mentions of a story, in text order."""
    return link_mentions(assemble(found, so_far) for found in find_triggers(doc, so_far))
