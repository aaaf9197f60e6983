"""Events in a list, narrowed by filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.serve import narrowing, queries
from onrecord.serve.cards import Data, cards
from onrecord.serve.filters import PAGE, Filters
from onrecord.store import Store


def ask_events(store: Store, filters: Filters, after: str | None) -> Data:
    """Return the events that pass the filters, newest first, then undated: so many as a page has, from behind the one named by `after`."""
    choices = {
        "types": [row[0] for row in store.rows(queries.EVENT_TYPES)],
        "outlets": [row[0] for row in store.rows(queries.OUTLET_NAMES)],
        "actors": chosen_actor(store, filters),
        "places": None,
    }
    return newest(store, filters, after, PAGE) | {"after": after, "filters": filters.to_dict(), "choices": choices}


def newest(store: Store, filters: Filters, after: str | None, most: int) -> Data:
    """Return events with where to go on; a filter that lets little through looks through so many and says how far it came.

    Undated events, and those dated in words only, stand in a second part behind the dated ones.
    """
    narrowed = narrow(store, filters)
    found: list[str] = []
    reached: str | None = None
    time, _, event_id = (after or "").rpartition("~")
    dated = not after or bool(time)
    for part in ("dated", "undated") if dated else ("undated",):
        key = {"time": time, "event_id": event_id} if after and (part == "undated") != bool(time) else {}
        if part == "undated" and (filters.since or filters.until):
            break  # a span of days lets dated events through only
        sql, values = narrowing.newest(part, narrowed, key, most + 1 - len(found))
        found += [row["event_id"] for row in store.rows(sql, values)]
        if len(found) > most:
            break
        if narrowed.walks and (last := store.one(*narrowing.walk_end(part, narrowed, key))):
            reached = to_after(dict(last))
            break
    shown = cards(store, found[:most])
    on = to_after(shown[-1]) if len(found) > most else reached
    return {"events": shown, "on": on, "reached": reached if len(found) <= most else None}


def to_after(event: Mapping[str, Any]) -> str:
    """Return the mark of an event's place in the list; undated ones have no time in it."""
    return (event["time"] if event["time"] and event["time"] < ":" else "") + "~" + str(event["event_id"])


def narrow(store: Store, filters: Filters) -> narrowing.Narrow:
    """Return the filters as conditions, the ones that let few events through by looking those up first."""
    places = [row[0] for row in store.rows(queries.PLACE_IDS, (filters.place,))] if filters.place else None
    seldom = {
        name
        for name, value, sql in (("actor", filters.actor, narrowing.FEW_ROLES), ("outlet", filters.outlet, narrowing.FEW_STORIES))
        if value and store.one(sql, (value,))[0] <= narrowing.FEW  # type: ignore[index]
    }
    return narrowing.narrow(filters.to_dict(), places, seldom)


def chosen_actor(store: Store, filters: Filters) -> list[Data]:
    """Return the actor that is filtered by, with its name, so that a form can show it."""
    if not filters.actor:
        return []
    actor = store.one("SELECT actor_id, name FROM actor WHERE actor_id = ?", (filters.actor,))
    return [dict(actor) if actor else {"actor_id": filters.actor, "name": filters.actor}]
