"""The SQL behind the pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TYPES = """
SELECT event_type, sum(events) AS events, sum(iif(agreement = 'disputed', events, 0)) AS disputed
FROM event_tally WHERE events > 0 GROUP BY event_type ORDER BY 2 DESC, 1
"""

DAYS = "SELECT published AS day, count(*) AS stories FROM story WHERE current = 1 AND published IS NOT NULL GROUP BY published"

EVENTS = "SELECT * FROM event WHERE event_id IN ({marks})"

# One step of an index a value, not a row a value.
EVENT_TYPES = """
WITH RECURSIVE one (name) AS (
    SELECT min(event_type) FROM event UNION ALL
    SELECT (SELECT min(event_type) FROM event WHERE event_type > name) FROM one WHERE name IS NOT NULL
) SELECT name FROM one WHERE name IS NOT NULL
"""
OUTLET_NAMES = """
WITH RECURSIVE one (name) AS (
    SELECT min(outlet) FROM story UNION ALL
    SELECT (SELECT min(outlet) FROM story WHERE outlet > name) FROM one WHERE name IS NOT NULL LIMIT 500
) SELECT name FROM one WHERE name IS NOT NULL
"""

PLACE_IDS = "SELECT DISTINCT place_id FROM story_place WHERE name = ? LIMIT 50"

TIES = """
SELECT DISTINCT event_link.event_id, one.actor_id AS a, other.actor_id AS b
FROM event_link JOIN event_role AS one USING (story_key, mention_id)
JOIN event_role AS other ON other.story_key = one.story_key AND other.mention_id = one.mention_id
WHERE event_link.event_id IN ({marks}) AND one.role = 'actor' AND other.role = 'recipient'
"""

OUTLETS = """
SELECT coalesce(outlet, '(no outlet given)') AS outlet, stories, stories - coalesce(reprints, 0) AS first, coalesce(reprints, 0) AS reprints
FROM (SELECT outlet, count(*) AS stories FROM story WHERE current = 1 GROUP BY outlet ORDER BY stories DESC, outlet LIMIT 40) AS big
LEFT JOIN (SELECT outlet AS name, count(*) AS reprints FROM origin_story CROSS JOIN story USING (story_key) WHERE position > 0 GROUP BY 1)
ON name IS outlet ORDER BY stories DESC, outlet
"""

DROPPED = "SELECT reason, count(*) AS stories, min(location) AS example FROM dropped GROUP BY reason ORDER BY stories DESC, reason LIMIT 40"

STORIES = """
SELECT story.story_key, story_id, title, outlet, published, origin.kind, origin_story.origin_id, origin_story.position AS origin_position
FROM story JOIN storyline_story USING (story_key) JOIN origin_story USING (story_key) JOIN origin USING (origin_id)
"""

CARD_MENTIONS = """
SELECT event_link.event_id, event_link.story_key, trigger_exact, status, outlet
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
WHERE event_link.event_id IN ({marks}) ORDER BY event_link.event_id, event_link.position
"""

CARD_ROLES = """
SELECT event_link.event_id, role, event_role.actor_id, coalesce(actor.name, event_role.exact) AS name
FROM event_link JOIN event_role USING (story_key, mention_id) LEFT JOIN actor USING (actor_id)
WHERE event_link.event_id IN ({marks}) ORDER BY event_link.event_id, event_link.position, event_role.position
"""

PLACE = "SELECT name, lat, lon, precision FROM story_place WHERE place_id = ? LIMIT 1"

MENTIONS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, origin_id, origin.kind, event_mention.mention_id,
       event_mention.status,
       trigger_exact AS exact, trigger_start AS start, trigger_end AS end, time_value, time_start, time_end, place_start, place_end,
       (SELECT name FROM story_place
        WHERE story_place.story_key = story.story_key AND story_place.place_id = event_mention.place_id) AS place,
       substr(story.text, sentence_start + 1, sentence_end - sentence_start) AS sentence, actor.name AS said_by
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN origin_story USING (story_key) LEFT JOIN origin USING (origin_id)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position
"""

NUMBERS = """
SELECT story.story_id AS story, story.outlet, story.published, origin_id, event_number."of", low, high, scope, start_char AS start,
       end_char AS end, exact, actor.name
FROM event_link JOIN event_number USING (story_key, mention_id) JOIN event_mention USING (story_key, mention_id)
JOIN story USING (story_key) LEFT JOIN origin_story USING (story_key)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position, event_number.position
"""

COMPARISONS = """
SELECT comparison.*, a.story_id AS a_story, b.story_id AS b_story, a.outlet AS a_outlet, b.outlet AS b_outlet,
       a.published AS a_published, b.published AS b_published, a_origin.origin_id AS a_origin, b_origin.origin_id AS b_origin,
       a_actor.name AS a_name, b_actor.name AS b_name
FROM comparison JOIN story AS a ON a.story_key = a_story_key JOIN story AS b ON b.story_key = b_story_key
LEFT JOIN origin_story AS a_origin ON a_origin.story_key = a_story_key
LEFT JOIN origin_story AS b_origin ON b_origin.story_key = b_story_key
LEFT JOIN actor AS a_actor ON a_actor.actor_id = a_said_by LEFT JOIN actor AS b_actor ON b_actor.actor_id = b_said_by
WHERE event_id = ? ORDER BY instr('contradiction denial update compatible agree', relation), field, comparison_key
"""

SAID = """
SELECT story.published, story.outlet, story.story_id AS story, story.title, statement.kind, statement.words, statement.force,
       statement.statement_id, (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement JOIN story ON story.story_key = statement.story_key AND story.current = 1
"""

DEEDS = """
SELECT event_mention.event_type, count(DISTINCT coalesce(event_link.event_id, event_mention.mention_id)) AS events
FROM (SELECT story_key, mention_id FROM event_role WHERE actor_id = ? AND role = ? LIMIT 3000)
JOIN event_mention USING (story_key, mention_id) JOIN event_link USING (story_key, mention_id)
GROUP BY 1 ORDER BY events DESC, 1
"""

ACCUSED = """
SELECT other.actor_id, actor.name, count(*) AS times
FROM (SELECT story_key, mention_id FROM event_role WHERE actor_id = ? AND role = ? LIMIT 3000) AS mine
JOIN event_mention USING (story_key, mention_id) JOIN event_link USING (story_key, mention_id)
JOIN event_role AS other ON other.story_key = mine.story_key AND other.mention_id = mine.mention_id
JOIN actor ON actor.actor_id = other.actor_id
WHERE other.role = ? AND event_type = 'ACCUSE'
GROUP BY other.actor_id ORDER BY times DESC, actor.name LIMIT 25
"""

ACTOR_DAYS = """
SELECT published AS day, count(*) AS mentions FROM story
WHERE current = 1 AND published IS NOT NULL AND +story_key IN (SELECT story_key FROM story_actor WHERE actor_id = ?)
GROUP BY published ORDER BY published
"""

FOUND_STORIES = """
SELECT story.story_id AS story, story.title, story.outlet, story.published,
       snippet(story_search, 1, '\ue000', '\ue001', ' … ', 30) AS snippet
FROM story_search JOIN story ON story.story_key = story_search.rowid
WHERE story_search MATCH ? AND story.current = 1 {where} ORDER BY {order} LIMIT ? OFFSET ?
"""

FOUND_STATEMENTS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, statement.statement_id, statement.kind, actor.name AS speaker,
       actor.actor_id, snippet(statement_search, 0, '\ue000', '\ue001', ' … ', 40) AS snippet,
       (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement_search JOIN statement ON statement.statement_key = statement_search.rowid JOIN story ON story.story_key = statement.story_key
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE statement_search MATCH ? AND story.current = 1 {where} ORDER BY {order} LIMIT ? OFFSET ?
"""

MOST_RANKED = 3_000  # stories or statements found that are put in the order of how well they fit
MANY_STORIES = f"SELECT count(*) FROM (SELECT 1 FROM story_search WHERE story_search MATCH ? LIMIT {MOST_RANKED + 1})"
MANY_STATEMENTS = f"SELECT count(*) FROM (SELECT 1 FROM statement_search WHERE statement_search MATCH ? LIMIT {MOST_RANKED + 1})"
MANY_SAID = f"SELECT count(*) FROM (SELECT 1 FROM statement WHERE speaker = ? LIMIT {MOST_RANKED + 1})"

FOUND_ACTORS = "SELECT actor_id, name, country, stories FROM actor WHERE name LIKE ? ORDER BY stories DESC, name LIMIT 12"

POINTS = """
SELECT start_char, end_char FROM event_number WHERE story_key = ?1
UNION SELECT place_start, place_end FROM event_mention WHERE story_key = ?1 AND place_start IS NOT NULL
UNION SELECT time_start, time_end FROM event_mention WHERE story_key = ?1 AND time_start IS NOT NULL
UNION SELECT a_start, a_end FROM comparison WHERE a_story_key = ?1
UNION SELECT b_start, b_end FROM comparison WHERE b_story_key = ?1
"""

# ── events by filter ─────────────────────────────────────────────────────────────────────────────

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
