"""The actors behind the sources and addressees of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Actor, Passage, Statement


def name_speakers(statements: Sequence[Statement], actors: Sequence[Actor]) -> Sequence[Statement]:
    """Return the statements with the actor behind each source as speaker, and behind each addressee."""
    mentions = sorted((mention.passage.start, mention.passage.end, actor.id) for actor in actors for mention in actor.mentions)
    named: dict[str, Statement] = {}
    for statement in statements:
        speaker = _actor_of(statement.source, mentions)
        if speaker is None and statement.continues in named:
            speaker = named[statement.continues].speaker
        named[statement.id] = replace(statement, speaker=speaker, addressee=_actor_of(statement.addressee_passage, mentions))
    return tuple(named.values())


def _actor_of(passage: Passage | None, mentions: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the actor of the mention that a passage begins with or holds; the longest if several."""
    if passage is None:
        return None
    held = [(start, start - end, actor) for start, end, actor in mentions if start < passage.end and passage.start < end]
    return min(held)[2] if held else None
