"""One event: its accounts side by side, a column an origin, a row a field; how they bear on each other; where it is told."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.serve import queries
from onrecord.serve.cards import Data, cards, put, to_dicts
from onrecord.store import Store

RELATIONS = ("contradiction", "denial", "update", "compatible", "agree")  # the one that needs looking at first, first
_TOLD_LAST = ("status", "when", "where")
_COUNTED = ("killed", "injured", "arrested", "displaced", "participants")
_CELL = ("story", "outlet", "published", "start", "end", "exact", "value", "name", "low", "high", "scope")


def ask_event(store: Store, event_id: str) -> Data | None:
    """Return one event: its accounts by origin and field, its counts by claimant, its comparisons, its mentions."""
    found = cards(store, [event_id])
    if not found:
        return None
    mentions = to_dicts(store.rows(queries.MENTIONS, (event_id,)))
    comparisons = [_comparison(row) for row in store.rows(queries.COMPARISONS, (event_id,))]
    cells = _cells(mentions, to_dicts(store.rows(queries.NUMBERS, (event_id,))), comparisons)
    by_origin: dict[str, list[Data]] = defaultdict(list)
    for mention in mentions:
        by_origin[mention["origin_id"]].append(mention)
    folded = _fold(comparisons)
    _add_sentences(store, folded)
    return {
        "event": found[0],
        "storyline": dict(store.one("SELECT * FROM storyline WHERE storyline_id = ?", (found[0]["storyline_id"],)) or {}),
        "origins": [
            {"origin_id": origin, "kind": some[0]["kind"], "stories": _stories(some), "mentions": some}
            for origin, some in by_origin.items()
        ],
        "fields": _fields(cells, comparisons),
        "counts": _counts(cells),
        "comparisons": folded,
    }


def _stories(mentions: Iterable[Data]) -> list[Data]:
    """Return the stories of some mentions, each at its first."""
    first: dict[str, Data] = {}
    for mention in mentions:
        first.setdefault(mention["story"], {name: mention[name] for name in ("story", "outlet", "published", "start")})
    return list(first.values())


# ── the accounts, field by field ─────────────────────────────────────────────────────────────────

Cells = Mapping[str, Mapping[str, list[Data]]]  # by field, then by origin


def _cells(mentions: Sequence[Data], numbers: Sequence[Data], comparisons: Sequence[Data]) -> Cells:
    """Return what each origin gives for each field, each with its passage and the relations that it stands in."""
    cells: dict[str, dict[str, list[Data]]] = defaultdict(lambda: defaultdict(list))
    for comparison in comparisons:
        for side in (comparison["a"], comparison["b"]):
            some = cells[comparison["field"]][side["origin_id"]]
            cell = next((one for one in some if all(one[key] == side.get(key) for key in _CELL)), None)
            if cell is None:
                cell = {key: side.get(key) for key in _CELL} | {"relations": []}
                some.append(cell)
            put(cell["relations"], comparison["relation"])
    for number in numbers:
        if not any(_overlap(cell, number) for some in cells[number["of"]].values() for cell in some):
            put(cells[number["of"]][number["origin_id"]], _cell(number, _bounds(number["low"], number["high"])))
    for mention in mentions:
        told = mention | {"name": mention["said_by"]}
        put(cells["status"][mention["origin_id"]], _cell(told, mention["status"]))
        for field, name, at, instead in (("when", "time_value", "time", "date"), ("where", "place", "place", "place")):
            if mention[name] and instead not in cells and mention[f"{at}_start"] is not None:
                here = {"start": mention[f"{at}_start"], "end": mention[f"{at}_end"], "exact": mention[name]}
                put(cells[field][mention["origin_id"]], _cell(told | here, mention[name]))
    return cells


def _cell(told: Data, value: str) -> Data:
    return {key: told.get(key) for key in _CELL} | {"value": value, "relations": []}


def _fields(cells: Cells, comparisons: Sequence[Data]) -> list[Data]:
    """Return a row a field: what needs looking at first, what the mentions themselves say last."""
    relations: dict[str, set[str]] = defaultdict(set)
    for comparison in comparisons:
        relations[comparison["field"]].add(comparison["relation"])
    order = sorted(cells, key=lambda field: (min(map(RELATIONS.index, relations[field]), default=9), field in _TOLD_LAST, field))
    return [
        {
            "field": field,
            "relations": sorted(relations[field], key=RELATIONS.index),
            "cells": {origin: _gather(some) for origin, some in cells[field].items()},
        }
        for field in order
    ]


def _gather(cells: Sequence[Data]) -> list[Data]:
    """Return cells with those that say the same by the same claimant put under the first of them."""
    first: dict[tuple[str, str | None], Data] = {}
    for cell in cells:
        key = (str(cell["value"]).casefold(), cell["name"])
        if key in first:
            first[key]["again"].append({name: cell[name] for name in ("story", "start", "exact")})
            for relation in cell["relations"]:
                put(first[key]["relations"], relation)
        else:
            first[key] = cell | {"again": [], "relations": list(cell["relations"])}
    for cell in first.values():
        cell["relations"].sort(key=RELATIONS.index)
    return sorted(first.values(), key=lambda cell: min(map(RELATIONS.index, cell["relations"]), default=len(RELATIONS)))


def _counts(cells: Cells) -> list[Data]:
    """Return every count with its bounds, by day and claimant: once where an origin gives it again."""
    found: dict[tuple[Any, ...], Data] = {}
    for field, by_origin in cells.items():
        for origin, some in by_origin.items():
            for cell in some:
                if cell["low"] is not None or cell["high"] is not None:
                    key = (field, origin, cell["low"], cell["high"], cell["scope"], cell["name"])
                    told: Data = {
                        "of": field,
                        "stories": [],
                        "bounds": _bounds(cell["low"], cell["high"]),
                        "top": cell["high"] or cell["low"] or 0,
                    }
                    found.setdefault(key, {name: cell[name] for name in _CELL} | told)
                    put(found[key]["stories"], cell["story"])
    claims = sorted(found.values(), key=lambda claim: (claim["published"] or "~", claim["low"] or 0, claim["name"] or ""))
    fields = sorted({claim["of"] for claim in claims}, key=lambda of: (_COUNTED.index(of) if of in _COUNTED else len(_COUNTED), of))
    by_field = {of: [claim for claim in claims if claim["of"] == of] for of in fields}
    return [{"of": of, "highest": max(claim["top"] for claim in some), "claims": some} for of, some in by_field.items()]


def _overlap(a: Data, b: Data) -> bool:
    return bool(a["story"] == b["story"] and a["start"] < b["end"] and b["start"] < a["end"])


def _bounds(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more" if low is not None else "?"
    return f"{low:,} to {high:,}" if low is not None else f"up to {high:,}"


# ── the comparisons ──────────────────────────────────────────────────────────────────────────────


def _comparison(row: sqlite3.Row) -> Data:
    sides = {
        side: {
            "story": row[f"{side}_story"],
            "story_key": row[f"{side}_story_key"],
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


def _fold(comparisons: Sequence[Data]) -> list[Data]:
    """Return comparisons with those of reprints put under the one of their origin that came first."""
    first: dict[tuple[Any, ...], Data] = {}
    for found in comparisons:
        sides = [(side["origin_id"], side["value"], side["name"]) for side in (found["a"], found["b"])]
        key = (found["field"], found["relation"], found["why"], *sides)
        if key in first:
            first[key]["again"].append({side: {name: found[side][name] for name in ("story", "outlet", "start")} for side in ("a", "b")})
        else:
            first[key] = found | {"again": []}
    return list(first.values())


def _add_sentences(store: Store, comparisons: Sequence[Data]) -> None:
    """Add to each side of the comparisons the sentence that its passage stands in, in three parts: before, the passage, after."""
    sides = [side for comparison in comparisons for side in (comparison["a"], comparison["b"])]
    keys = sorted({side["story_key"] for side in sides})
    texts = {key: store.one("SELECT text, sentences FROM story WHERE story_key = ?", (key,)) for key in keys}
    for side in sides:
        story = texts[side.pop("story_key")]
        if story is None:
            continue
        start, end = side["start"], side["end"]
        spans = [span for span in json.loads(story["sentences"]) if span[0] < end and span[1] > start]
        low, high = min([start, *(span[0] for span in spans)]), max([end, *(span[1] for span in spans)])
        side["sentence"] = [story["text"][low:start], story["text"][start:end], story["text"][end:high]]
