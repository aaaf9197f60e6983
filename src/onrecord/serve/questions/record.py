"""The record as a whole: what it holds, its storylines, stories and outlets, and what was left out."""

from __future__ import annotations

from onrecord.serve import queries
from onrecord.serve.cards import Data, quad_of, to_dicts
from onrecord.serve.filters import PAGE, Filters
from onrecord.serve.questions.events import newest
from onrecord.serve.spans import to_bars, to_span
from onrecord.store import Store

_WIDE = 120  # bars of a chart as wide as the page
_MOST_READ = 4_000  # stories read for the little charts of one page of storylines
_FEW = 12  # rows of a list that has a page of its own


def ask_overview(store: Store) -> Data:
    """Return what a record holds: counts, disputed events, storylines, types, outlets, what was left out."""
    types = [dict(row) | {"quad": quad_of(row["event_type"])} for row in store.rows(queries.TYPES)]
    outlets = to_dicts(store.rows(queries.OUTLETS.format(having=""), (_FEW, 0)))
    days = to_dicts(store.rows(queries.DAYS))
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
        "disputed": newest(store, Filters(agreement="disputed"), None, _FEW)["events"],
        "storylines": _storylines(store, 25, 0, to_span(days)),
        "days": days,
        "bars": to_bars({row["day"]: row["stories"] for row in days}, to_span(days), _WIDE),
        "types": types,
        "outlets": outlets,
        "more_outlets": len(outlets) == _FEW,
        "dropped": to_dicts(store.rows(queries.DROPPED)),
    }


def ask_storylines(store: Store, page: int) -> Data:
    """Return one page of all storylines, largest first."""
    found = _storylines(store, PAGE + 1, page * PAGE, to_span(to_dicts(store.rows(queries.ENDS))))
    return {"storylines": found[:PAGE], "page": page, "more": len(found) > PAGE, "total": store.count("storyline")}


def ask_outlets(store: Store, only: str | None, page: int) -> Data:
    """Return one page of the outlets, with how many of their stories came first; only those that came after others, if asked."""
    having = "AND stories = reprints" if only == "after another" else ""
    found = to_dicts(store.rows(queries.OUTLETS.format(having=having), (PAGE + 1, page * PAGE)))
    return {"outlets": found[:PAGE], "page": page, "more": len(found) > PAGE, "only": "after another" if having else None}


def ask_stories(store: Store, filters: Filters, page: int) -> Data:
    """Return one page of the stories that pass the filters, newest first."""
    where, values = filters.to_story_sql()
    copies = queries.COPIES.get(filters.order or "", "")
    rows = to_dicts(store.rows(queries.STORY_LIST.format(where=where, copies=copies), [*values, PAGE + 1, page * PAGE]))
    outlets = [row[0] for row in store.rows(queries.OUTLET_NAMES)]
    return {"stories": rows[:PAGE], "page": page, "more": len(rows) > PAGE, "filters": filters.to_dict(), "choices": {"outlets": outlets}}


def ask_dropped(store: Store, page: int) -> Data:
    """Return one page of what was left out."""
    rows = store.rows(
        "SELECT location, story_id, stage, reason, remedy FROM dropped ORDER BY dropped_key LIMIT ? OFFSET ?", (PAGE + 1, page * PAGE)
    )
    return {"dropped": to_dicts(rows[:PAGE]), "page": page, "more": len(rows) > PAGE, "total": store.count("dropped")}


def _storylines(store: Store, most: int, skipped: int, span: tuple[str, str]) -> list[Data]:
    """Return storylines, largest first, each with its stories over the time of the whole record."""
    found = to_dicts(store.rows("SELECT * FROM storyline ORDER BY stories DESC, storyline_id LIMIT ? OFFSET ?", (most, skipped)))
    most = max(1, _MOST_READ // max(1, len(found)))
    for line in found:
        each = -(-line["stories"] // most)  # so that no more than `most` are read
        days = store.rows(queries.LINE_DAYS, (line["storyline_id"], each))
        line |= {"bars": to_bars({row["day"]: row["stories"] for row in days}, span), "bars_of_each": each}
    return found
