"""One affair: its events over time, on the map and between actors, all narrowed by the same filters; its stories."""

from __future__ import annotations

from onrecord.serve import narrowing, queries
from onrecord.serve.cards import Data, cards, to_dicts, to_network
from onrecord.serve.filters import Filters
from onrecord.serve.questions.events import chosen_actor, narrow
from onrecord.serve.spans import to_neighbours, to_rows
from onrecord.store import Store

_MOST_EVENTS = 600  # on one affair's timeline, map and network; what is more is said
_MOST_STORIES = 500


def ask_affair(store: Store, storyline_id: str, filters: Filters) -> Data | None:
    """Return one storyline: its stories, and its events that pass the filters with their places and actors."""
    line = store.one("SELECT * FROM storyline WHERE storyline_id = ?", (storyline_id,))
    if line is None:
        return None
    narrowed = narrow(store, filters)
    found: list[str] = []
    for part in ("dated", "undated"):
        most = _MOST_EVENTS + 1 - len(found)
        found += [row["event_id"] for row in store.rows(*narrowing.of_affair(part, storyline_id, narrowed, most))]
    shown = cards(store, found[:_MOST_EVENTS])
    stories = to_dicts(store.rows(queries.LINE_STORIES, (storyline_id, _MOST_STORIES)))
    return {
        "storyline": dict(line),
        "stories": stories,
        "events": shown,
        "timeline": to_rows(shown),
        "cut": len(found) > _MOST_EVENTS,
        "network": to_network(store, shown),
        "filters": filters.to_dict(),
        "neighbours": to_neighbours(filters.since, filters.until),
        "choices": _choices(store, storyline_id, filters) | {"outlets": sorted({story["outlet"] for story in stories if story["outlet"]})},
    }


def _choices(store: Store, storyline_id: str, filters: Filters) -> Data:
    """Return what the filters can be set to: of the whole affair, so that one choice does not hide the others."""
    many = store.one("SELECT events FROM storyline WHERE storyline_id = ?", (storyline_id,))[0] > queries.MOST_LOOKED  # type: ignore[index]
    types = [row[0] for row in (store.rows(queries.EVENT_TYPES) if many else store.rows(queries.LINE_TYPES, (storyline_id,)))]
    actors = to_dicts(store.rows(queries.LINE_ACTORS, (storyline_id,)))
    actors += [actor for actor in chosen_actor(store, filters) if all(actor["actor_id"] != one["actor_id"] for one in actors)]
    places = {row[0] for row in store.rows(queries.LINE_PLACES, (storyline_id,))} | ({filters.place} if filters.place else set())
    return {
        "types": types,
        "actors": sorted(({"actor_id": one["actor_id"], "name": one["name"]} for one in actors), key=lambda one: one["name"].casefold()),
        "places": sorted(place for place in places if place),
    }
