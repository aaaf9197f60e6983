"""What the pages ask of a record. Every answer is plain data: a page renders it, and the same address gives it as JSON."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.serve import queries
from onrecord.serve.filters import Filters
from onrecord.store import Store

Data = dict[str, Any]

PAGE = 100  # rows a page
_MOST_EVENTS = 600  # on one affair's timeline, map and network; what is more is said
_CONFLICTS = ("contradiction", "denial")


def ask_overview(store: Store) -> Data:
    """Return what a record holds: counts, disputed events, storylines, types, outlets, what was left out."""
    types = _dicts(store.rows(queries.TYPES))
    return {
        "counts": {
            "stories": store.count("story", "current = 1"),
            "independent origins": store.count("origin"),
            "storylines": store.count("storyline"),
            "statements": store.count("statement"),
            "events": sum(row["events"] for row in types),
            "disputed": sum(row["disputed"] or 0 for row in types),
            "left out": store.count("dropped"),
        },
        "disputed": _newest(store, Filters(agreement="disputed"), None, 12)["events"],
        "storylines": _dicts(store.rows("SELECT * FROM storyline ORDER BY stories DESC, storyline_id LIMIT 25")),
        "days": _dicts(store.rows(queries.DAYS)),
        "types": types,
        "outlets": _dicts(store.rows(queries.OUTLETS)),
        "dropped": _dicts(store.rows(queries.DROPPED)),
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


def ask_events(store: Store, filters: Filters, after: str | None) -> Data:
    """Return the events that pass the filters, newest first, then undated: so many as a page has, from behind the one named by `after`."""
    return _newest(store, filters, after, PAGE) | {"after": after, "filters": filters.to_dict(), "choices": _choices(store)}


def _newest(store: Store, filters: Filters, after: str | None, most: int) -> Data:
    """Return events with where to go on; a filter that lets little through looks through so many and says how far it came.

    Undated events, and those dated in words only, stand in a second part behind the dated ones.
    """
    narrow = _narrow(store, filters)
    found: list[str] = []
    reached: str | None = None
    time, _, event_id = (after or "").rpartition("~")
    dated = not after or bool(time)
    for part in ("dated", "undated") if dated else ("undated",):
        key = {"time": time, "event_id": event_id} if after and (part == "undated") != bool(time) else {}
        if part == "undated" and (filters.since or filters.until):
            break  # a span of days lets dated events through only
        sql, values = queries.newest(part, narrow, key, most + 1 - len(found))
        found += [row["event_id"] for row in store.rows(sql, values)]
        if len(found) > most:
            break
        if narrow.walks and (last := store.one(*queries.walk_end(part, narrow, key))):
            reached = to_after(dict(last))
            break
    cards = _cards(store, found[:most])
    on = to_after(cards[-1]) if len(found) > most else reached
    return {"events": cards, "on": on, "reached": reached if len(found) <= most else None}


def to_after(event: Mapping[str, Any]) -> str:
    """Return the mark of an event's place in the list; undated ones have no time in it."""
    return (event["time"] if event["time"] and event["time"] < ":" else "") + "~" + str(event["event_id"])


def _narrow(store: Store, filters: Filters) -> queries.Narrow:
    """Return the filters as conditions, the ones that let few events through by looking those up first."""
    places = [row[0] for row in store.rows(queries.PLACE_IDS, (filters.place,))] if filters.place else None
    seldom = {
        name
        for name, value, sql in (("actor", filters.actor, queries.FEW_ROLES), ("outlet", filters.outlet, queries.FEW_STORIES))
        if value and store.one(sql, (value,))[0] <= queries.FEW  # type: ignore[index]
    }
    return queries.narrow(filters.to_dict(), places, seldom)


def ask_affair(store: Store, storyline_id: str, filters: Filters) -> Data | None:
    """Return one storyline: its stories, and its events that pass the filters with their places and actors."""
    line = store.one("SELECT * FROM storyline WHERE storyline_id = ?", (storyline_id,))
    if line is None:
        return None
    narrow = _narrow(store, filters)
    found: list[str] = []
    for part in ("dated", "undated"):
        found += [row["event_id"] for row in store.rows(*queries.of_affair(part, storyline_id, narrow, _MOST_EVENTS + 1 - len(found)))]
    shown = _cards(store, found[:_MOST_EVENTS])
    stories = store.rows(
        queries.STORIES + " WHERE story_key IN (SELECT story_key FROM storyline_story WHERE storyline_id = ? ORDER BY story_key LIMIT 500) "
        "ORDER BY published, storyline_story.position",
        (storyline_id,),
    )
    return {
        "storyline": dict(line),
        "stories": _dicts(stories),
        "events": shown,
        "cut": len(found) > _MOST_EVENTS,
        "network": _network(store, shown),
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
    cards = _cards(store, [event_id])
    if not cards:
        return None
    mentions = _dicts(store.rows(queries.MENTIONS, (event_id,)))
    numbers = _dicts(store.rows(queries.NUMBERS, (event_id,)))
    comparisons = [_comparison(row) for row in store.rows(queries.COMPARISONS, (event_id,))]
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
        queries.STORIES + " WHERE origin_id = (SELECT origin_id FROM origin_story WHERE story_key = ?) ORDER BY origin_story.position", key
    )
    line = store.one("SELECT storyline.* FROM storyline JOIN storyline_story USING (storyline_id) WHERE story_key = ?", key)
    other = next((row for row in same if row["story_id"] == compared_with), None)
    return {
        "story": reading_to_json(reading),
        "location": story["location"],
        "version": story["version"],
        "text_sha256": story["text_sha256"],
        "links": links,
        "points": sorted({point for row in store.rows(queries.POINTS, key) for point in row}),
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
    talks = store.one(queries.MANY_SAID, (actor_id,))[0] > queries.MOST_RANKED  # type: ignore[index]
    order = "statement.statement_key" if talks else "story.published, story.story_key, statement.position"
    statements = store.rows(
        f"{queries.SAID} {said} ORDER BY {order} LIMIT ? OFFSET ?",
        [*values, PAGE + 1, page * PAGE],
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
        "days": _dicts(store.rows(queries.ACTOR_DAYS, (actor_id,))),
        "statements": _dicts(statements[:PAGE]),
        "words": words or "",
        "page": page,
        "more": len(statements) > PAGE,
        "talks": queries.MOST_RANKED if talks else None,
        "counted": queries.MOST_ROLES,
        "cut": store.one(queries.MANY_ROLES, (actor_id,))[0] > queries.MOST_ROLES,  # type: ignore[index]
    }


def ask_search(store: Store, words: str, filters: Filters, page: int) -> Data:
    """Return stories and statements that have these words, best first, within the filters."""
    found: Data = {
        "words": words,
        "stories": [],
        "statements": [],
        "actors": [],
        "page": page,
        "more": False,
        "many": None,
        "filters": filters.to_dict(),
    }
    if not words.strip():
        return found
    where, values = filters.to_story_sql()
    limit = (PAGE + 1, page * PAGE)
    query = to_query(words)
    many = {
        name: store.one(sql, (query,))[0] > queries.MOST_RANKED  # type: ignore[index]
        for name, sql in (("stories", queries.MANY_STORIES), ("statements", queries.MANY_STATEMENTS))
    }
    order = "story_search.rowid DESC" if many["stories"] else "rank"
    stories = store.rows(queries.FOUND_STORIES.format(where=where, order=order), [query, *values, *limit])
    order = "statement_search.rowid DESC" if many["statements"] else "rank"
    statements = store.rows(queries.FOUND_STATEMENTS.format(where=where, order=order), [query, *values, *limit])
    found["many"] = queries.MOST_RANKED if any(many.values()) else None
    found["stories"], found["statements"] = _dicts(stories[:PAGE]), _dicts(statements[:PAGE])
    found["actors"] = (
        _dicts(store.rows(queries.FOUND_ACTORS, ("%" + words.strip().replace("%", "").replace("_", "") + "%",))) if page == 0 else []
    )
    found["more"] = max(len(stories), len(statements)) > PAGE
    return found


def to_query(words: str) -> str:
    """Return an FTS5 query for all of some words, whatever characters they have."""
    return " ".join('"' + word.replace('"', '""').replace("\0", "") + '"' for word in words.split())


# ── parts of answers ─────────────────────────────────────────────────────────────────────────────


def _dicts(rows: Iterable[sqlite3.Row]) -> list[Data]:
    return [dict(row) for row in rows]


def _cards(store: Store, ids: Sequence[str]) -> list[Data]:
    """Return events as one reads them in a list: who, what, to whom, where, when, how agreed; in the order of their ids."""
    cards: list[Data] = []
    for some in _chunks(ids):
        marks = ",".join("?" * len(some))
        by_id = {row["event_id"]: dict(row) for row in store.rows(queries.EVENTS.format(marks=marks), some)}
        events = [by_id[event_id] for event_id in some if event_id in by_id]
        _fill(store, events)
        cards += events
    return cards


def _chunks(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[start : start + 400] for start in range(0, len(items), 400)]


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
    for row in store.rows(queries.CARD_MENTIONS.format(marks=marks), list(by_id)):
        event = by_id[row["event_id"]]
        event["words"] = event["words"] or row["trigger_exact"]
        seen[row["event_id"]].add(row["story_key"])
        _put(event["outlets"], row["outlet"])
        _put(event["statuses"], row["status"])
    for event_id, keys in seen.items():
        by_id[event_id]["stories"] = len(keys)
    for row in store.rows(queries.CARD_ROLES.format(marks=marks), list(by_id)):
        roles = by_id[row["event_id"]]["actors" if row["role"] == "actor" else "recipients"]
        _put(roles, {"actor_id": row["actor_id"], "name": row["name"]})
    places = {event["place_id"] for event in events if event["place_id"]}
    known = {place: store.one(queries.PLACE, (place,)) for place in places}
    for event in events:
        if place := known.get(event["place_id"]):
            event |= {"place": place["name"], "lat": place["lat"], "lon": place["lon"], "precision": place["precision"]}


def _put(items: list[Any], item: Any) -> None:
    if item is not None and item not in items:
        items.append(item)


def _names(events: Iterable[Data]) -> list[Data]:
    actors = {actor["actor_id"]: actor["name"] for event in events for role in ("actors", "recipients") for actor in event[role]}
    return [{"actor_id": actor_id, "name": name} for actor_id, name in sorted(actors.items(), key=lambda item: item[1].casefold())]


def _network(store: Store, events: Sequence[Data]) -> Data:
    """Return who acts on whom as some story tells it, with how much cooperation and how much conflict."""
    types = {event["event_id"]: event["event_type"] for event in events}
    names = {role["actor_id"]: role["name"] for event in events for role in (*event["actors"], *event["recipients"])}
    ties: dict[tuple[str, str], Data] = {}
    for some in _chunks(list(types)):
        for row in store.rows(queries.TIES.format(marks=",".join("?" * len(some))), some):
            tie = ties.setdefault((row["a"], row["b"]), {"cooperation": 0, "conflict": 0})
            tie["conflict" if types[row["event_id"]] in CONFLICT_TYPES else "cooperation"] += 1
    used = {actor_id for pair in ties for actor_id in pair}
    return {
        "nodes": [{"id": actor_id, "name": name} for actor_id, name in names.items() if actor_id in used],
        "edges": [{"source": a, "target": b, **tie} for (a, b), tie in ties.items() if a != b],
    }


CONFLICT_TYPES = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def _choices(store: Store) -> Data:
    return {
        "types": [row[0] for row in store.rows(queries.EVENT_TYPES)],
        "outlets": [row[0] for row in store.rows(queries.OUTLET_NAMES)],
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
        if not any(_overlap(cell, number) for some in cells[number["of"]].values() for cell in some):
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
    for row in cells.values():
        for origin, some in row.items():
            row[origin] = _gather(some)
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
    return [{"field": field, "relations": sorted(relations[field]), "cells": dict(cells[field])} for field in order]


def _gather(cells: Sequence[Data]) -> list[Data]:
    """Return cells with those that say the same by the same claimant put under the first of them."""
    first: dict[tuple[str, str | None], Data] = {}
    for cell in cells:
        key = (str(cell["value"]).casefold(), cell["name"])
        if key in first:
            first[key]["again"].append({name: cell[name] for name in ("story", "start", "exact")})
        else:
            first[key] = cell | {"again": []}
    return list(first.values())


def _overlap(a: Data, b: Data) -> bool:
    return bool(a["story"] == b["story"] and a["start"] < b["end"] and b["start"] < a["end"])


def _bounds(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more" if low is not None else "?"
    return f"{low:,} to {high:,}" if low is not None else f"up to {high:,}"


def _deeds(store: Store, actor_id: str, role: str) -> list[Data]:
    return _dicts(store.rows(queries.DEEDS, (actor_id, role)))


def _accused(store: Store, actor_id: str, mine: str, theirs: str) -> list[Data]:
    return _dicts(store.rows(queries.ACCUSED, (actor_id, mine, theirs)))


def by_day(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, int]:
    """Return counts by day."""
    return {row["day"]: row[key] for row in rows}
