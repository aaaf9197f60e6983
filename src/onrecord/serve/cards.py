"""Events as one reads them in a list, and who acts on whom in them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.ontology.plover import load_plover
from onrecord.serve import queries
from onrecord.store import Store

Data = dict[str, Any]

_CHUNK = 400  # ids a query


def to_dicts(rows: Iterable[sqlite3.Row]) -> list[Data]:
    """Return rows as plain data."""
    return [dict(row) for row in rows]


def put(items: list[Any], item: Any) -> None:
    """Add an item unless it is unknown or there."""
    if item is not None and item not in items:
        items.append(item)


def quad_of(event_type: str) -> str:
    """Return a type's quad: conflict or cooperation, material or in words."""
    return load_plover().quads.get(event_type, "verbal cooperation")


def cards(store: Store, ids: Sequence[str]) -> list[Data]:
    """Return events as one reads them in a list: who, what, to whom, where, when, how agreed; in the order of their ids."""
    found: list[Data] = []
    for some in _chunks(ids):
        marks = ",".join("?" * len(some))
        by_id = {row["event_id"]: dict(row) for row in store.rows(queries.EVENTS.format(marks=marks), some)}
        events = [by_id[event_id] for event_id in some if event_id in by_id]
        _fill(store, events)
        found += events
    return found


def to_network(store: Store, events: Sequence[Data]) -> Data:
    """Return who acts on whom as some story tells it, with how much cooperation and how much conflict."""
    signs = {event["event_id"]: event["quad"].split()[-1] for event in events}
    names = {role["actor_id"]: role["name"] for event in events for role in (*event["actors"], *event["recipients"])}
    ties: dict[tuple[str, str], Data] = {}
    for some in _chunks(list(signs)):
        for row in store.rows(queries.TIES.format(marks=",".join("?" * len(some))), some):
            tie = ties.setdefault((row["a"], row["b"]), {"cooperation": 0, "conflict": 0})
            tie[signs[row["event_id"]]] += 1
    edges = [{"source": a, "target": b, **tie} for (a, b), tie in ties.items() if a != b]
    edges.sort(key=lambda edge: (-edge["conflict"] - edge["cooperation"], names[edge["source"]], names[edge["target"]]))
    used = {edge[end] for edge in edges for end in ("source", "target")}
    return {"nodes": [{"id": actor_id, "name": name} for actor_id, name in names.items() if actor_id in used], "edges": edges}


def _chunks(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]


def _fill(store: Store, events: Sequence[Data]) -> None:
    """Add to events what hangs on their mentions: words, actors, recipients, place, stories, outlets, statuses."""
    marks = ",".join("?" * len(events))
    by_id = {event["event_id"]: event for event in events}
    for event in events:
        event |= {"numbers": json.loads(event["numbers"]), "quad": quad_of(event["event_type"]), "words": None}
        event |= {"actors": [], "recipients": [], "stories": 0, "outlets": [], "statuses": []}
        event |= {"place": None, "lat": None, "lon": None, "precision": None}
    seen: dict[str, set[int]] = defaultdict(set)
    for row in store.rows(queries.CARD_MENTIONS.format(marks=marks), list(by_id)):
        event = by_id[row["event_id"]]
        event["words"] = event["words"] or row["trigger_exact"]
        seen[row["event_id"]].add(row["story_key"])
        put(event["outlets"], row["outlet"])
        put(event["statuses"], row["status"])
    for event_id, keys in seen.items():
        by_id[event_id]["stories"] = len(keys)
    for row in store.rows(queries.CARD_ROLES.format(marks=marks), list(by_id)):
        roles = by_id[row["event_id"]]["actors" if row["role"] == "actor" else "recipients"]
        put(roles, {"actor_id": row["actor_id"], "name": row["name"]})
    places = {event["place_id"] for event in events if event["place_id"]}
    known = {place: store.one(queries.PLACE, (place,)) for place in places}
    for event in events:
        if place := known.get(event["place_id"]):
            event |= {"place": place["name"], "lat": place["lat"], "lon": place["lon"], "precision": place["precision"]}
