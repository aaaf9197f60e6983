"""Stories, statements and actors by words."""

from __future__ import annotations

from onrecord.serve import queries
from onrecord.serve.cards import Data, to_dicts
from onrecord.serve.filters import PAGE, Filters
from onrecord.store import Store


def ask_search(store: Store, words: str, filters: Filters, page: int) -> Data:
    """Return stories and statements that have these words, best first, within the filters."""
    found: Data = {"words": words, "stories": [], "statements": [], "actors": [], "page": page, "more": False, "many": None}
    found |= {"filters": filters.to_dict(), "choices": {"outlets": [row[0] for row in store.rows(queries.OUTLET_NAMES)]}}
    if not words.strip():
        return found
    query = to_query(words)
    many = {
        name: store.one(sql, (query,))[0] > queries.MOST_RANKED  # type: ignore[index]
        for name, sql in (("stories", queries.MANY_STORIES), ("statements", queries.MANY_STATEMENTS))
    }
    of_statements = bool(filters.speaker or filters.kind)  # a story has neither
    stories = [] if of_statements else _find(store, queries.FOUND_STORIES, query, filters, page=page, ranked=not many["stories"])
    statements = _find(store, queries.FOUND_STATEMENTS, query, filters, page=page, ranked=not many["statements"])
    if page == 0 and not of_statements:
        found["actors"] = to_dicts(store.rows(queries.FOUND_ACTORS, ("%" + words.strip().replace("%", "").replace("_", "") + "%",)))
    return found | {
        "many": queries.MOST_RANKED if any(many.values()) else None,
        "stories": stories[:PAGE],
        "statements": statements[:PAGE],
        "more": max(len(stories), len(statements)) > PAGE,
    }


def _find(store: Store, sql: str, query: str, filters: Filters, *, page: int, ranked: bool) -> list[Data]:
    where, values = filters.to_story_sql()
    if sql is queries.FOUND_STATEMENTS:
        more, given = filters.to_statement_sql()
        where, values = where + more, values + given
    order = "rank" if ranked else "rowid DESC"
    return to_dicts(store.rows(sql.format(where=where, order=order), [query, *values, PAGE + 1, page * PAGE]))


def to_query(words: str) -> str:
    """Return an FTS5 query for all of some words, whatever characters they have."""
    return " ".join('"' + word.replace('"', '""').replace("\0", "") + '"' for word in words.split())
