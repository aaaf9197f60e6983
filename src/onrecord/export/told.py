"""What a record tells, story by story: each reading with what the record knows of it beside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.export.record import Record
from onrecord.records import EventMention, Reading, Statement

HAPPENED = frozenset({"occurred", "ongoing"})
_CONTEXT = 32  # characters before and after a passage that tell it from others like it


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The event across stories that a mention belongs to."""

    event_id: str
    agreement: str
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A reading with its run, its storyline, its origin and the events of its mentions."""

    reading: Reading
    run_id: int
    version: str  # of onrecord, in that run
    text_sha256: str
    storyline_id: str | None
    origin_id: str | None
    links: Mapping[str, Link]

    def statement(self, statement_id: str | None) -> Statement | None:
        """Return a statement of the story by id."""
        return next((found for found in self.reading.statements if found.id == statement_id), None)

    def claimant(self, event: EventMention) -> str | None:
        """Return who the story has an event from; None if it tells it itself."""
        statement = self.statement(event.attributed_to)
        if statement is None:
            return None
        named = next((actor.name for actor in self.reading.actors if actor.id == statement.speaker), None)
        return named or (statement.source.exact if statement.source else None)


def read_told(record: Record) -> Iterator[Told]:
    """Yield every current story, in the order in which they came in."""
    for reading in record.readings():
        [about] = record.rows(_ABOUT, (reading.story.id,))
        links = record.rows(_LINKS, (about["story_key"],))
        yield Told(
            reading=reading,
            run_id=about["run_id"],
            version=about["version"],
            text_sha256=about["text_sha256"],
            storyline_id=about["storyline_id"],
            origin_id=about["origin_id"],
            links={row["mention_id"]: Link(event_id=row["event_id"], agreement=row["agreement"], origins=row["origins"]) for row in links},
        )


def mention_id(story_id: str, mention: str) -> str:
    """Return an id of an event mention that no other mention of any record has: the same story gives the same id again."""
    return "onrecord-" + hashlib.sha256(f"{story_id}\0{mention}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return a few words before and after a passage."""
    return text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]


_ABOUT = """
SELECT story.story_key, run_id, run.version, text_sha256, storyline_id, origin_id
FROM story JOIN run USING (run_id) LEFT JOIN storyline_story USING (story_key) LEFT JOIN origin_story USING (story_key)
WHERE story_id = ? AND +current = 1
"""

_LINKS = """
SELECT mention_id, event_id, agreement, origins FROM event_link JOIN event USING (event_id) WHERE event_link.story_key = ?
"""
