"""What the pages ask of a record. Every answer is plain data: a page renders it, and the same address gives it as JSON."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.serve.filters import Filters
from onrecord.store import Store

Data = dict[str, Any]

PAGE = 100  # rows a page
_MOST_EVENTS = 2000  # on one affair's timeline, map and network; what is more is said
_CONFLICTS = ("contradiction", "denial")


def ask_overview(store: Store) -> Data:
    """Return what a record holds: counts, disputed events, storylines, types, outlets, what was left out."""
    return {
        "counts": {
            "stories": store.count("story", "current = 1"),
            "independent origins": store.count("origin"),
            "storylines": store.count("storyline"),
            "statements": store.count("statement"),
            "events": store.count("event"),
            "disputed": store.count("event", "agreement = 'disputed'"),
            "left out": store.count("dropped"),
        },
        "disputed": _cards(store, "WHERE event.agreement = 'disputed' ORDER BY event.\"time\" DESC, event.event_id LIMIT 12", ()),
        "storylines": _dicts(store.rows("SELECT * FROM storyline ORDER BY stories DESC, storyline_id LIMIT 25")),
        "days": _dicts(
            store.rows("SELECT published AS day, count(*) AS stories FROM story WHERE published IS NOT NULL GROUP BY published")
        ),
        "types": _dicts(store.rows(_TYPES)),
        "outlets": _dicts(store.rows(_OUTLETS)),
        "dropped": _dicts(store.rows(_DROPPED)),
    }


def ask_storylines(store: Store, page: int) -> Data:
    """Return one page of all storylines, largest first."""
    rows = store.rows("SELECT * FROM storyline ORDER BY stories DESC, storyline_id LIMIT ? OFFSET ?", (PAGE + 1, page * PAGE))
    return {"storylines": _dicts(rows[:PAGE]), "page": page, "more": len(rows) > PAGE, "total": store.count("storyline")}


def ask_dropped(store: Store, page: int) -> Data:
    """Return one page of what was left out."""
    rows = store.rows(
        "SELECT location, story_id, stage, reason, remedy FROM dropped ORDER BY dropped_key LIMIT ? OFFSET ?", (PAGE + 1, page * PAGE)
    )
    return {"dropped": _dicts(rows[:PAGE]), "page": page, "more": len(rows) > PAGE, "total": store.count("dropped")}


def ask_events(store: Store, filters: Filters, page: int) -> Data:
    """Return one page of events that pass the filters, newest first."""
    where, values = filters.to_sql()
    cards = _cards(store, f'{where} ORDER BY event."time" DESC, event.event_id LIMIT {PAGE + 1} OFFSET {page * PAGE}', values)
    return {"events": cards[:PAGE], "page": page, "more": len(cards) > PAGE, "filters": filters.to_dict(), "choices": _choices(store)}


def ask_affair(store: Store, storyline_id: str, filters: Filters) -> Data | None:
    """Return one storyline: its stories, and its events that pass the filters with their places and actors."""
    line = store.one("SELECT * FROM storyline WHERE storyline_id = ?", (storyline_id,))
    if line is None:
        return None
    where, values = filters.to_sql(storyline_id)
    events = _cards(store, f'{where} ORDER BY event."time", event.event_id LIMIT {_MOST_EVENTS + 1}', values)
    shown = events[:_MOST_EVENTS]
    stories = store.rows(_STORIES + " WHERE storyline_id = ? ORDER BY published, storyline_story.position LIMIT 500", (storyline_id,))
    return {
        "storyline": dict(line),
        "stories": _dicts(stories),
        "events": shown,
        "cut": len(events) > _MOST_EVENTS,
        "network": _network(shown),
        "filters": filters.to_dict(),
        "choices": {
            "types": sorted({event["event_type"] for event in shown}),
            "outlets": sorted({story["outlet"] for story in stories if story["outlet"]}),
            "actors": _names(shown),
            "places": sorted({event["place"] for event in shown if event["place"]}),
        },
    }


def ask_event(store: Store, event_id: str) -> Data | None:
    """Return one event: its accounts by origin and field, its comparisons, its mentions."""
    cards = _cards(store, "WHERE event.event_id = ?", (event_id,))
    if not cards:
        return None
    mentions = _dicts(store.rows(_MENTIONS, (event_id,)))
    numbers = _dicts(store.rows(_NUMBERS, (event_id,)))
    comparisons = [_comparison(row) for row in store.rows(_COMPARISONS, (event_id,))]
    by_origin: dict[str, list[Data]] = defaultdict(list)
    for mention in mentions:
        by_origin[mention["origin_id"]].append(mention)
    return {
        "event": cards[0],
        "storyline": dict(store.one("SELECT * FROM storyline WHERE storyline_id = ?", (cards[0]["storyline_id"],)) or {}),
        "origins": [{"origin_id": origin, "kind": some[0]["kind"], "mentions": some} for origin, some in by_origin.items()],
        "fields": _fields(mentions, numbers, comparisons),
        "numbers": numbers,
        "comparisons": comparisons,
    }


def ask_story(store: Store, story_id: str, compared_with: str | None = None) -> Data | None:
    """Return one story with everything marked in it, and the other stories of its origin."""
    story = store.one("SELECT * FROM story WHERE story_id = ? AND current = 1", (story_id,))
    if story is None:
        return None
    key = (story["story_key"],)
    [reading] = store.readings(key)
    from onrecord.contract import reading_to_json  # noqa: PLC0415

    links = {
        row["mention_id"]: row["event_id"] for row in store.rows("SELECT mention_id, event_id FROM event_link WHERE story_key = ?", key)
    }
    same = store.rows(
        _STORIES + " WHERE origin_id = (SELECT origin_id FROM origin_story WHERE story_key = ?) ORDER BY origin_story.position", key
    )
    line = store.one("SELECT storyline.* FROM storyline JOIN storyline_story USING (storyline_id) WHERE story_key = ?", key)
    other = next((row for row in same if row["story_id"] == compared_with), None)
    return {
        "story": reading_to_json(reading),
        "location": story["location"],
        "version": story["version"],
        "text_sha256": story["text_sha256"],
        "links": links,
        "storyline": dict(line) if line else None,
        "same_origin": [row for row in _dicts(same) if row["story_id"] != story_id],
        "compared_with": dict(other) if other else None,
        "other_text": store.one("SELECT text FROM story WHERE story_key = ?", (other["story_key"],))["text"] if other else None,  # type: ignore[index]
    }


def ask_actor(store: Store, actor_id: str, words: str | None, page: int) -> Data | None:
    """Return one actor: what it did, what was done to it, what it said, whom it accuses and who accuses it."""
    actor = store.one("SELECT * FROM actor WHERE actor_id = ?", (actor_id,))
    if actor is None:
        return None
    said, values = "WHERE statement.speaker = ?", [actor_id]
    if words and words.strip():
        said += " AND statement_key IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)"
        values.append(to_query(words))
    statements = store.rows(
        f"{_SAID} {said} ORDER BY story.published, story.story_key, statement.position LIMIT ? OFFSET ?", [*values, PAGE + 1, page * PAGE]
    )
    return {
        "actor": dict(actor) | {"sectors": json.loads(actor["sectors"])},
        "aliases": _dicts(
            store.rows("SELECT alias, mentions FROM actor_alias WHERE actor_id = ? ORDER BY mentions DESC, alias", (actor_id,))
        ),
        "did": _deeds(store, actor_id, "actor"),
        "suffered": _deeds(store, actor_id, "recipient"),
        "accuses": _accused(store, actor_id, "actor", "recipient"),
        "accused_by": _accused(store, actor_id, "recipient", "actor"),
        "days": _dicts(store.rows(_ACTOR_DAYS, (actor_id,))),
        "statements": _dicts(statements[:PAGE]),
        "words": words or "",
        "page": page,
        "more": len(statements) > PAGE,
    }


def ask_search(store: Store, words: str, filters: Filters, page: int) -> Data:
    """Return stories and statements that have these words, best first, within the filters."""
    found: Data = {"words": words, "stories": [], "statements": [], "actors": [], "page": page, "more": False, "filters": filters.to_dict()}
    if not words.strip():
        return found
    where, values = filters.to_story_sql()
    limit = (PAGE + 1, page * PAGE)
    stories = store.rows(_FOUND_STORIES.format(where=where), [to_query(words), *values, *limit])
    statements = store.rows(_FOUND_STATEMENTS.format(where=where), [to_query(words), *values, *limit])
    found["stories"], found["statements"] = _dicts(stories[:PAGE]), _dicts(statements[:PAGE])
    found["actors"] = _dicts(store.rows(_FOUND_ACTORS, ("%" + words.strip().replace("%", "").replace("_", "") + "%",))) if page == 0 else []
    found["more"] = max(len(stories), len(statements)) > PAGE
    return found


def to_query(words: str) -> str:
    """Return an FTS5 query for all of some words, whatever characters they have."""
    return " ".join('"' + word.replace('"', '""').replace("\0", "") + '"' for word in words.split())


# ── parts of answers ─────────────────────────────────────────────────────────────────────────────


def _dicts(rows: Iterable[sqlite3.Row]) -> list[Data]:
    return [dict(row) for row in rows]


def _cards(store: Store, where: str, values: Sequence[Any]) -> list[Data]:
    """Return events as one reads them in a list: who, what, to whom, where, when, how agreed."""
    events = _dicts(store.rows(f"SELECT event.* FROM event {where}", values))
    for start in range(0, len(events), 400):
        _fill(store, events[start : start + 400])
    return events


def _fill(store: Store, events: Sequence[Data]) -> None:
    """Add to events what hangs on their mentions: words, actors, recipients, place, stories, outlets, statuses."""
    marks = ",".join("?" * len(events))
    by_id = {event["event_id"]: event for event in events}
    for event in events:
        event |= {
            "numbers": json.loads(event["numbers"]),
            "actors": [],
            "recipients": [],
            "stories": 0,
            "outlets": [],
            "statuses": [],
            "words": None,
        }
        event |= {"place": None, "lat": None, "lon": None, "precision": None}
    seen: dict[str, set[int]] = defaultdict(set)
    for row in store.rows(_CARD_MENTIONS.format(marks=marks), list(by_id)):
        event = by_id[row["event_id"]]
        event["words"] = event["words"] or row["trigger_exact"]
        seen[row["event_id"]].add(row["story_key"])
        _put(event["outlets"], row["outlet"])
        _put(event["statuses"], row["status"])
    for event_id, keys in seen.items():
        by_id[event_id]["stories"] = len(keys)
    for row in store.rows(_CARD_ROLES.format(marks=marks), list(by_id)):
        roles = by_id[row["event_id"]]["actors" if row["role"] == "actor" else "recipients"]
        _put(roles, {"actor_id": row["actor_id"], "name": row["name"]})
    places = {event["place_id"] for event in events if event["place_id"]}
    known = {place: store.one(_PLACE, (place,)) for place in places}
    for event in events:
        if place := known.get(event["place_id"]):
            event |= {"place": place["name"], "lat": place["lat"], "lon": place["lon"], "precision": place["precision"]}


def _put(items: list[Any], item: Any) -> None:
    if item is not None and item not in items:
        items.append(item)


def _names(events: Iterable[Data]) -> list[Data]:
    actors = {actor["actor_id"]: actor["name"] for event in events for role in ("actors", "recipients") for actor in event[role]}
    return [{"actor_id": actor_id, "name": name} for actor_id, name in sorted(actors.items(), key=lambda item: item[1].casefold())]


def _network(events: Iterable[Data]) -> Data:
    """Return who acts on whom, with how much cooperation and how much conflict."""
    names: dict[str, str] = {}
    ties: dict[tuple[str, str], Data] = {}
    for event in events:
        conflict = event["event_type"] in CONFLICT_TYPES
        for actor in event["actors"]:
            names[actor["actor_id"]] = actor["name"]
            for recipient in event["recipients"]:
                names[recipient["actor_id"]] = recipient["name"]
                tie = ties.setdefault((actor["actor_id"], recipient["actor_id"]), {"cooperation": 0, "conflict": 0})
                tie["conflict" if conflict else "cooperation"] += 1
    return {
        "nodes": [{"id": actor_id, "name": name} for actor_id, name in names.items()],
        "edges": [{"source": a, "target": b, **tie} for (a, b), tie in ties.items() if a != b],
    }


CONFLICT_TYPES = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def _choices(store: Store) -> Data:
    return {
        "types": [row[0] for row in store.rows("SELECT DISTINCT event_type FROM event ORDER BY event_type")],
        "outlets": [row[0] for row in store.rows("SELECT DISTINCT outlet FROM story WHERE outlet IS NOT NULL ORDER BY outlet LIMIT 500")],
        "actors": [],
        "places": [],
    }


def _comparison(row: sqlite3.Row) -> Data:
    sides = {
        side: {
            "story": row[f"{side}_story"],
            "outlet": row[f"{side}_outlet"],
            "published": row[f"{side}_published"],
            "origin_id": row[f"{side}_origin"],
            "start": row[f"{side}_start"],
            "end": row[f"{side}_end"],
            "exact": row[f"{side}_exact"],
            "value": row[f"{side}_value"],
            "said_by": row[f"{side}_said_by"],
            "name": row[f"{side}_name"],
            **json.loads(row[f"{side}_account"]),
        }
        for side in ("a", "b")
    }
    return {"field": row["field"], "relation": row["relation"], "why": row["why"], **sides}


def _fields(mentions: Sequence[Data], numbers: Sequence[Data], comparisons: Sequence[Data]) -> list[Data]:
    """Return a row a field: what each origin gives for it, each cell with its passage, and how the accounts bear on each other."""
    cells: dict[str, dict[str, list[Data]]] = defaultdict(lambda: defaultdict(list))
    for comparison in comparisons:
        for side in (comparison["a"], comparison["b"]):
            cell = {key: side[key] for key in ("story", "start", "end", "exact", "value", "name")}
            _put(cells[comparison["field"]][side["origin_id"]], cell)
    for number in numbers:
        if not any(
            cell["start"] == number["start"] for some in cells[number["of"]].values() for cell in some if cell["story"] == number["story"]
        ):
            value = _bounds(number["low"], number["high"])
            cell = {key: number[key] for key in ("story", "start", "end", "exact")} | {"value": value, "name": number["name"]}
            _put(cells[number["of"]][number["origin_id"]], cell)
    for mention in mentions:
        cell = {key: mention[key] for key in ("story", "start", "end", "exact")} | {"value": mention["status"], "name": mention["said_by"]}
        _put(cells["status"][mention["origin_id"]], cell)
        for name, at in (("time_value", "time"), ("place", "place")):
            if mention[name] and "date" not in cells and mention[f"{at}_start"] is not None:
                start, end = mention[f"{at}_start"], mention[f"{at}_end"]
                told = {
                    "story": mention["story"],
                    "start": start,
                    "end": end,
                    "exact": mention[name],
                    "value": mention[name],
                    "name": mention["said_by"],
                }
                _put(cells["when" if at == "time" else "where"][mention["origin_id"]], told)
    relations: dict[str, set[str]] = defaultdict(set)
    for comparison in comparisons:
        relations[comparison["field"]].add(comparison["relation"])
    order = sorted(
        cells,
        key=lambda field: (
            not relations[field] & set(_CONFLICTS),
            "update" not in relations[field],
            field in ("status", "when", "where"),
            field,
        ),
    )
    return [
        {"field": field, "relations": sorted(relations[field]), "cells": {origin: some for origin, some in cells[field].items()}}
        for field in order
    ]


def _bounds(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more" if low is not None else "?"
    return f"{low:,} to {high:,}" if low is not None else f"up to {high:,}"


def _deeds(store: Store, actor_id: str, role: str) -> list[Data]:
    return _dicts(store.rows(_DEEDS, (actor_id, role)))


def _accused(store: Store, actor_id: str, mine: str, theirs: str) -> list[Data]:
    return _dicts(store.rows(_ACCUSED, (actor_id, mine, theirs)))


def by_day(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, int]:
    """Return counts by day."""
    return {row["day"]: row[key] for row in rows}


_TYPES = (
    "SELECT event_type, count(*) AS events, sum(agreement = 'disputed') AS disputed FROM event GROUP BY event_type ORDER BY events DESC"
)

_OUTLETS = """
SELECT coalesce(outlet, '(no outlet given)') AS outlet, count(*) AS stories, sum(origin_story.position = 0) AS first,
       sum(origin_story.position > 0) AS reprints
FROM story LEFT JOIN origin_story USING (story_key) WHERE current = 1 GROUP BY 1 ORDER BY stories DESC, outlet LIMIT 40
"""

_DROPPED = (
    "SELECT reason, count(*) AS stories, min(location) AS example FROM dropped GROUP BY reason ORDER BY stories DESC, reason LIMIT 40"
)

_STORIES = """
SELECT story.story_key, story_id, title, outlet, published, origin.kind, origin_story.origin_id, origin_story.position AS origin_position
FROM story JOIN storyline_story USING (story_key) JOIN origin_story USING (story_key) JOIN origin USING (origin_id)
"""

_CARD_MENTIONS = """
SELECT event_link.event_id, event_link.story_key, trigger_exact, status, outlet
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
WHERE event_link.event_id IN ({marks}) ORDER BY event_link.event_id, event_link.position
"""

_CARD_ROLES = """
SELECT event_link.event_id, role, event_role.actor_id, coalesce(actor.name, event_role.exact) AS name
FROM event_link JOIN event_role USING (story_key, mention_id) LEFT JOIN actor USING (actor_id)
WHERE event_link.event_id IN ({marks}) ORDER BY event_link.event_id, event_link.position, event_role.position
"""

_PLACE = "SELECT name, lat, lon, precision FROM story_place WHERE place_id = ? LIMIT 1"

_MENTIONS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, origin_id, origin.kind, event_mention.mention_id, event_mention.status,
       trigger_exact AS exact, trigger_start AS start, trigger_end AS end, time_value, time_start, time_end, place_start, place_end,
       (SELECT name FROM story_place WHERE story_place.story_key = story.story_key AND story_place.place_id = event_mention.place_id) AS place,
       substr(story.text, sentence_start + 1, sentence_end - sentence_start) AS sentence, actor.name AS said_by
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN origin_story USING (story_key) LEFT JOIN origin USING (origin_id)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position
"""

_NUMBERS = """
SELECT story.story_id AS story, story.outlet, story.published, origin_id, event_number."of", low, high, scope, start_char AS start,
       end_char AS end, exact, actor.name
FROM event_link JOIN event_number USING (story_key, mention_id) JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN origin_story USING (story_key)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position, event_number.position
"""

_COMPARISONS = """
SELECT comparison.*, a.story_id AS a_story, b.story_id AS b_story, a.outlet AS a_outlet, b.outlet AS b_outlet, a.published AS a_published,
       b.published AS b_published, a_origin.origin_id AS a_origin, b_origin.origin_id AS b_origin, a_actor.name AS a_name, b_actor.name AS b_name
FROM comparison JOIN story AS a ON a.story_key = a_story_key JOIN story AS b ON b.story_key = b_story_key
LEFT JOIN origin_story AS a_origin ON a_origin.story_key = a_story_key LEFT JOIN origin_story AS b_origin ON b_origin.story_key = b_story_key
LEFT JOIN actor AS a_actor ON a_actor.actor_id = a_said_by LEFT JOIN actor AS b_actor ON b_actor.actor_id = b_said_by
WHERE event_id = ? ORDER BY instr('contradiction denial update compatible agree', relation), field, comparison_key
"""

_SAID = """
SELECT story.published, story.outlet, story.story_id AS story, story.title, statement.kind, statement.words, statement.force,
       statement.statement_id, (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement JOIN story ON story.story_key = statement.story_key AND story.current = 1
"""

_DEEDS = """
SELECT event_mention.event_type, count(DISTINCT coalesce(event_link.event_id, event_mention.mention_id)) AS events
FROM event_role JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key) LEFT JOIN event_link USING (story_key, mention_id)
WHERE event_role.actor_id = ? AND role = ? AND current = 1 GROUP BY 1 ORDER BY events DESC, 1
"""

_ACCUSED = """
SELECT other.actor_id, actor.name, count(*) AS times
FROM event_role AS mine JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
JOIN event_role AS other ON other.story_key = mine.story_key AND other.mention_id = mine.mention_id
JOIN actor ON actor.actor_id = other.actor_id
WHERE mine.actor_id = ? AND mine.role = ? AND other.role = ? AND event_type = 'ACCUSE' AND current = 1
GROUP BY other.actor_id ORDER BY times DESC, actor.name LIMIT 25
"""

_ACTOR_DAYS = """
SELECT published AS day, count(*) AS mentions FROM story_actor JOIN story USING (story_key)
WHERE actor_id = ? AND current = 1 AND published IS NOT NULL GROUP BY published ORDER BY published
"""

_FOUND_STORIES = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, snippet(story_search, 1, '\ue000', '\ue001', ' … ', 30) AS snippet
FROM story_search JOIN story ON story.story_key = story_search.rowid
WHERE story_search MATCH ? AND story.current = 1 {where} ORDER BY rank LIMIT ? OFFSET ?
"""

_FOUND_STATEMENTS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, statement.statement_id, statement.kind, actor.name AS speaker,
       actor.actor_id, snippet(statement_search, 0, '\ue000', '\ue001', ' … ', 40) AS snippet,
       (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement_search JOIN statement ON statement.statement_key = statement_search.rowid JOIN story ON story.story_key = statement.story_key
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE statement_search MATCH ? AND story.current = 1 {where} ORDER BY rank LIMIT ? OFFSET ?
"""

_FOUND_ACTORS = "SELECT actor_id, name, country, stories FROM actor WHERE name LIKE ? ORDER BY stories DESC, name LIMIT 12"
