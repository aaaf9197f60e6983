"""Who did what to whom: PLOVER events, from triggers, syntax and the actors of the story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.events.assemble import assemble
from onrecord.extract.events.contexts import add_contexts
from onrecord.extract.events.decide import decide_triggers
from onrecord.extract.events.linking import find_main_event, link_mentions
from onrecord.extract.events.modes import choose_modes
from onrecord.extract.events.parties import cast_triggers
from onrecord.records import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_events"]


def find_events(doc: Doc, so_far: Reading) -> Reading:
    """Return the reading with its event mentions, in text order, and with the parties that only events name."""
    triggers = list(choose_modes(decide_triggers(doc, so_far)))
    cast, everybody = cast_triggers(triggers, so_far)
    mentions = add_contexts(doc, (assemble(one, so_far, triggers) for one in cast), everybody, so_far)
    nouns = {mention.id: one.found.token.tag_ for one, mention in zip(cast, mentions, strict=True) if one.found.token.tag_.startswith("NN")}
    once = {mention.id: mention for mention in mentions}  # the same words and type twice would be one row twice
    events = link_mentions(tuple(once.values()), so_far.places, nouns)
    return replace(so_far, actors=everybody, events=events, main_event=find_main_event(so_far.story, events))
