"""Statements, events, actors, places and times as W3C web annotations: JSON-LD with text quote and text position selectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from onrecord.export.record import Record
from onrecord.export.told import Told, around, mention_id, read_told
from onrecord.records import Passage

Json = dict[str, Any]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:"}]


def export_webannotation(record: Record, target: Path) -> int:
    """Write one AnnotationPage; positions count code points of the story's text. Return the number of annotations."""
    rows = 0
    with target.open("wb") as out:
        head = {"@context": CONTEXT, "id": "urn:onrecord:annotations", "type": "AnnotationPage", "items": []}
        out.write(msgspec.json.encode(head).removesuffix(b"]}"))
        for told in read_told(record):
            for annotation in _annotations(told):
                out.write((b",\n" if rows else b"\n") + msgspec.json.encode(annotation))
                rows += 1
        out.write(b"\n]}\n")
    return rows


def _annotations(told: Told) -> Iterator[Json]:
    reading = told.reading
    names = {actor.id: actor.name for actor in reading.actors}
    for actor in reading.actors:
        identity = f"https://www.wikidata.org/entity/{quote(actor.wikidata)}" if actor.wikidata else _urn("actor", actor.id)
        for mention in actor.mentions:
            yield _annotation(
                told, "identifying", actor.id, [mention.passage], {"type": "SpecificResource", "source": identity}, actor.name
            )
    for place in reading.places:
        found = f"https://sws.geonames.org/{place.geonames_id}/" if place.geonames_id else _urn("place", place.id)
        for where in place.mentions:
            yield _annotation(told, "identifying", place.id, [where.passage], {"type": "SpecificResource", "source": found}, place.name)
    for time in reading.times:
        yield _annotation(told, "tagging", "time", [time.passage], {"onrecord:timex": time.type}, time.value)
    for said in reading.statements:
        speaker = names.get(said.speaker or "") or (said.source.exact if said.source else None)
        yield _annotation(told, "describing", said.id, said.content, {"onrecord:kind": said.kind}, speaker)
    for event in reading.events:
        body = {
            "onrecord:event": event.event_type,
            "onrecord:mode": event.mode,
            "onrecord:status": event.status,
            "onrecord:id": mention_id(reading.story.id, event.id),
            "onrecord:said_by": told.claimant(event),
        }
        yield _annotation(told, "classifying", event.id, [event.trigger], body, event.event_type)


def _annotation(told: Told, motivation: str, of: str, passages: Sequence[Passage], body: Json, value: str | None) -> Json:
    story = told.reading.story
    first = passages[0]
    return {
        "id": _urn("annotation", story.id, of, str(first.start), str(first.end)),
        "type": "Annotation",
        "motivation": motivation,
        "body": _body(motivation, body, value),
        "target": [_target(told, passage) for passage in passages],
        "generator": {"id": f"urn:onrecord:run:{told.run_id}", "type": "Software", "name": f"onrecord {told.version}"},
    }


def _body(motivation: str, body: Json, value: str | None) -> Json:
    if body.get("type") == "SpecificResource":
        return body | {"purpose": motivation, "onrecord:name": value}
    return {"type": "TextualBody", "purpose": motivation, "value": value or "unknown"} | body


def _target(told: Told, passage: Passage) -> Json:
    story = told.reading.story
    before, after = around(story.text, passage.start, passage.end)
    return {
        "source": story.url if story.url and story.url.startswith(("http://", "https://")) else _urn("story", story.id),
        "onrecord:story": story.id,
        "onrecord:outlet": story.outlet,
        "onrecord:text_sha256": told.text_sha256,
        "selector": [
            {"type": "TextQuoteSelector", "exact": passage.exact, "prefix": before, "suffix": after},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ],
    }


def _urn(*parts: str) -> str:
    return "urn:onrecord:" + ":".join(quote(part, safe="", errors="replace") for part in parts)
