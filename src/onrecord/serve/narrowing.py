"""Filters as SQL: the events that pass them, in the order of a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FEW = 3_000  # a filter that lets no more through is looked up first; of other filters each event is asked in turn
MOST_WALKED = 15_000  # events asked in turn for one page
MOST_ROLES = 3_000  # roles of one actor that are counted for its page

FEW_ROLES = f"SELECT count(*) FROM (SELECT 1 FROM event_role WHERE actor_id = ? LIMIT {FEW + 1})"
FEW_STORIES = f"SELECT count(*) * 10 FROM (SELECT 1 FROM story WHERE outlet = ? LIMIT {FEW // 10 + 1})"
MANY_ROLES = f"""
SELECT max((SELECT count(*) FROM (SELECT 1 FROM event_role WHERE actor_id = ?1 AND role = 'actor' LIMIT {MOST_ROLES + 1})),
           (SELECT count(*) FROM (SELECT 1 FROM event_role WHERE actor_id = ?1 AND role = 'recipient' LIMIT {MOST_ROLES + 1})))
"""

_TOLD = {
    "actor": "CROSS JOIN event_role USING (story_key, mention_id) WHERE +event_role.actor_id = :actor",
    "status": "CROSS JOIN event_mention USING (story_key, mention_id) WHERE +event_mention.status = :status",
    "outlet": "CROSS JOIN story USING (story_key) WHERE +story.outlet = :outlet",
}
_SELDOM = {
    "actor": "SELECT event_id FROM event_role CROSS JOIN event_link USING (story_key, mention_id) WHERE event_role.actor_id = :actor",
    "outlet": "SELECT event_id FROM story CROSS JOIN event_link USING (story_key) WHERE story.outlet = :outlet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """Filters as conditions: over the row of an event, over its mentions, and by looking up the few that pass."""

    row: tuple[str, ...]
    told: tuple[str, ...]
    seldom: tuple[str, ...]
    values: Mapping[str, Any]

    @property
    def walks(self) -> bool:
        """Whether events are asked in turn, so many at most."""
        return bool(self.told) and not self.seldom


def narrow(filters: Mapping[str, str], places: Sequence[str] | None, seldom: Collection[str]) -> Narrow:
    """Return filters as conditions. A plus keeps an index from being used where another one leaves less to read."""
    row = []
    values = dict(filters)
    if places is not None:
        row.append("event.place_id IN (" + ", ".join(f":place_{n}" for n in range(len(places))) + ")")
        values |= {f"place_{n}": place for n, place in enumerate(places)}
    agreement_first = places is None and filters.get("agreement") in ("disputed", "corroborated")
    if "type" in filters:
        row.append(("+" if agreement_first or places is not None or seldom else "") + "event.event_type = :type")
    if "agreement" in filters:
        row.append(("" if agreement_first and not seldom else "+") + "event.agreement = :agreement")
    if "since" in filters:
        row.append('event."time" >= :since')
    if "until" in filters:
        row.append("event.\"time\" < :until || '~'")  # 1960-03 lets the whole month through
    looked_up = [f"event.event_id IN ({_SELDOM[name]})" for name in _SELDOM if name in seldom]
    asked = [_TOLD[name] for name in _TOLD if name in filters and name not in seldom]
    told = [f"EXISTS (SELECT 1 FROM event_link {which} AND event_link.event_id = event.event_id)" for which in asked]
    return Narrow(row=tuple(row), told=tuple(told), seldom=tuple(looked_up), values=values)


def newest(part: str, narrowed: Narrow, key: Mapping[str, str], most: int) -> tuple[str, dict[str, Any]]:
    """Return the query for the events of one part, newest first, from behind a key."""
    if narrowed.seldom:
        where = " AND ".join([*narrowed.seldom, *narrowed.row, *_part(part, key), *narrowed.told])
        order = '+event."time" DESC, +event.event_id DESC' if part == "dated" else "+event.event_id DESC"
        sql = f"SELECT event_id FROM event WHERE {where} ORDER BY {order} LIMIT {most}"
    else:
        walked = _walk(part, narrowed, key, "event_id") + (f" LIMIT {MOST_WALKED}" if narrowed.told else "")
        where = " AND ".join(narrowed.told) or "1"
        sql = f"SELECT event_id FROM ({walked}) AS event WHERE {where} LIMIT {most}"
    return sql, _values(narrowed, key)


def walk_end(part: str, narrowed: Narrow, key: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Return the query for the last event that is asked in turn; no row if there were fewer."""
    sql = _walk(part, narrowed, key, 'event_id, "time"') + f" LIMIT 1 OFFSET {MOST_WALKED - 1}"
    return sql, _values(narrowed, key)


def of_affair(part: str, storyline_id: str, narrowed: Narrow, most: int) -> tuple[str, dict[str, Any]]:
    """Return the query for the events of one part of an affair, oldest first."""
    others = [*(clause.replace("event.", "+event.", 1) for clause in narrowed.row), *(f"+{clause}" for clause in narrowed.seldom)]
    order = 'event."time", event.event_id' if part == "dated" else "event.event_id"
    where = " AND ".join(["event.storyline_id = :storyline", *others, *_part(part, {}), *narrowed.told])
    return f"SELECT event_id FROM event WHERE {where} ORDER BY {order} LIMIT {most}", dict(narrowed.values) | {"storyline": storyline_id}


def _walk(part: str, narrowed: Narrow, key: Mapping[str, str], columns: str) -> str:
    where = " AND ".join([*narrowed.row, *_part(part, key)])
    order = 'event."time" DESC, event.event_id DESC' if part == "dated" else "event.event_id DESC"
    return f"SELECT {columns} FROM event WHERE {where} ORDER BY {order}"


def _part(part: str, key: Mapping[str, str]) -> list[str]:
    """Return the conditions of dated events (a digit comes first) or of the others; behind a key, if one is given."""
    if part == "dated":
        return ["event.\"time\" < ':'", *(['(event."time", event.event_id) < (:key_time, :key_id)'] if key else [])]
    return ['(event."time" IS NULL OR event."time" > \':\')', *(["event.event_id < :key_id"] if key else [])]


def _values(narrowed: Narrow, key: Mapping[str, str]) -> dict[str, Any]:
    return dict(narrowed.values) | {f"key_{name.removeprefix('event_')}": value for name, value in key.items()}
