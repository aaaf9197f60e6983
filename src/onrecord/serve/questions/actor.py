"""One actor: what it did, what was done to it, what it said, whom it accuses and who accuses it."""

from __future__ import annotations

import json
from typing import Any

from onrecord.serve import narrowing, queries
from onrecord.serve.cards import Data, quad_of, to_dicts
from onrecord.serve.filters import PAGE, Filters
from onrecord.serve.questions.events import newest
from onrecord.serve.questions.search import to_query
from onrecord.serve.spans import to_bars, to_span, to_week
from onrecord.store import Store

_WIDE = 120  # bars of a chart as wide as the page
_LATEST = 8  # events shown on the page itself


def ask_actor(store: Store, actor_id: str, words: str, filters: Filters, page: int) -> Data | None:
    """Return one actor, with those of its statements that have the words and were published in the span of days."""
    actor = store.one("SELECT * FROM actor WHERE actor_id = ?", (actor_id,))
    if actor is None:
        return None
    talks = store.one(queries.MANY_SAID, (actor_id,))[0] > queries.MOST_RANKED  # type: ignore[index]
    days = to_dicts(store.rows(queries.ACTOR_DAYS, (actor_id,)))
    statements = _said(store, actor_id, (words, filters), page, in_order=not talks)
    return {
        "actor": dict(actor) | {"sectors": json.loads(actor["sectors"])},
        "aliases": to_dicts(store.rows(queries.ALIASES, (actor_id,))),
        "did": _deeds(store, actor_id, "actor"),
        "suffered": _deeds(store, actor_id, "recipient"),
        "accuses": to_dicts(store.rows(queries.ACCUSED, (actor_id, "actor", "recipient"))),
        "accused_by": to_dicts(store.rows(queries.ACCUSED, (actor_id, "recipient", "actor"))),
        "latest": newest(store, Filters(actor=actor_id), None, _LATEST)["events"],
        "days": days,
        "bars": to_bars({row["day"]: row["mentions"] for row in days}, to_span(days), _WIDE),
        "statements": statements[:PAGE],
        "words": words,
        "filters": filters.to_dict(),
        "page": page,
        "more": len(statements) > PAGE,
        "talks": queries.MOST_RANKED if talks else None,
        "counted": narrowing.MOST_ROLES,
        "cut": store.one(narrowing.MANY_ROLES, (actor_id,))[0] > narrowing.MOST_ROLES,  # type: ignore[index]
    }


def _said(store: Store, actor_id: str, asked: tuple[str, Filters], page: int, *, in_order: bool) -> list[Data]:
    words, filters = asked
    narrowed, days = filters.to_story_sql()
    values: list[Any] = [actor_id, *days]
    where = f"WHERE statement.speaker = ? {narrowed}"
    if words.strip():
        where += " AND statement_key IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)"
        values.append(to_query(words))
    order = "story.published, story.story_key, statement.position" if in_order else "statement.statement_key"
    rows = store.rows(f"{queries.SAID} {where} ORDER BY {order} LIMIT ? OFFSET ?", [*values, PAGE + 1, page * PAGE])
    return [dict(row) | {"week": to_week(row["published"])} for row in rows]


def _deeds(store: Store, actor_id: str, role: str) -> list[Data]:
    return [dict(row) | {"quad": quad_of(row["event_type"])} for row in store.rows(queries.DEEDS, (actor_id, role))]
