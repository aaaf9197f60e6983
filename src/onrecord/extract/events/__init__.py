"""Who did what to whom: PLOVER events, from triggers, syntax and the actors of the story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.events.assemble import assemble
from onrecord.extract.events.linking import find_main_event, link_mentions
from onrecord.extract.events.parties import add_parties
from onrecord.extract.events.triggers import find_triggers
from onrecord.records import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_events"]


def find_events(doc: Doc, so_far: Reading) -> Reading:
    """Return the reading with its event mentions, in text order, and with the parties that only events name."""
    triggers = list(find_triggers(doc, so_far))
    parties = add_parties(triggers, so_far)
    cast = replace(so_far, actors=(*so_far.actors, *parties))
    events = link_mentions(assemble(found, cast, triggers) for found in triggers)
    return replace(cast, events=events, main_event=find_main_event(cast.story, events))
