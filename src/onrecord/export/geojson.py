"""Events as GeoJSON: one feature an event, with how precisely it is placed and what each account says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.export.record import Record
from onrecord.ontology.plover import load_plover


def export_geojson(record: Record, target: Path) -> int:
    """Write a FeatureCollection; an event whose place is open has no geometry. Return the number of events."""
    rows = 0
    with target.open("wb") as out:
        out.write(b'{"type":"FeatureCollection","features":[')
        for feature in _features(record):
            out.write((b",\n" if rows else b"\n") + msgspec.json.encode(feature))
            rows += 1
        out.write(b"\n]}\n")
    return rows


def _features(record: Record) -> Iterator[dict[str, Any]]:
    quads = load_plover().quads
    for event in record.table("event"):
        key = (event["event_id"],)
        place = next(iter(record.rows(_PLACE, (event["place_id"],))), None)
        located = place is not None and place["lat"] is not None and place["lon"] is not None
        yield {
            "type": "Feature",
            "id": event["event_id"],
            "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if place is not None and located else None,
            "properties": {
                "event_id": event["event_id"],
                "event_type": event["event_type"],
                "quad": quads.get(event["event_type"]),
                "time": event["time"],
                "agreement": event["agreement"],
                "origins": event["origins"],
                "storyline_id": event["storyline_id"],
                "place": place and place["name"],
                "country": place and place["country"],
                "precision": place and place["precision"],
                "geonames_id": place and place["geonames_id"],
                "numbers": json.loads(event["numbers"]),
                "accounts": [_account(row) for row in record.rows(_ACCOUNTS, key)],
            },
        }


def _account(row: sqlite3.Row) -> dict[str, Any]:
    account = {name: row[name] for name in row.keys() if name not in {"start", "end", "exact"}}  # noqa: SIM118 - a Row iterates its values
    return account | {"passage": {"start": row["start"], "end": row["end"], "exact": row["exact"]}}


_PLACE = "SELECT name, country, lat, lon, precision, geonames_id FROM story_place WHERE place_id = ? LIMIT 1"

_ACCOUNTS = """
SELECT story.story_id AS story, outlet, published, event_mention.status, mode, time_value AS time,
       coalesce(actor.name, statement.source) AS said_by, trigger_start AS start, trigger_end AS "end", trigger_exact AS exact,
       event_mention.score, story.run_id AS run
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY event_link.position
"""
