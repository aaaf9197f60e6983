"""The record in the terminal: an overview, or one story, event, actor or statement. Every function returns text."""

from __future__ import annotations

import json
import sqlite3
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.when import to_when

_WIDTH = 100
_TIMES = frozenset({"time", "time_value"})  # columns of the record with TIMEX3 values
_FIELDS = ("killed", "injured", "arrested", "displaced", "participants", "culprit", "occurrence", "weapon", "date", "place")
_SHARED = frozenset({"weapon", "date", "place"})  # fields that stand once a value, whoever gives it
_SHORT = 3  # letters of a word that an s at its end belongs to


def show_record(store: Store) -> str:
    """Return an overview of a record: how much there is, the affairs, what is disputed, what was left out."""
    parts = [
        _table(
            ["", "in the record"],
            [
                ["stories", f"{store.count('story', 'current = 1'):,}"],
                ["independent origins", f"{store.count('origin'):,}"],
                ["storylines", f"{store.count('storyline'):,}"],
                ["statements", f"{store.count('statement'):,}"],
                ["event mentions", f"{store.count('event_mention'):,}"],
                ["events", f"{store.count('event'):,}"],
                ["left out", f"{store.count('dropped'):,}"],
            ],
        ),
        _section(
            "Storylines, largest first", _table(["stories", "origins", "events", "days", "title", "id"], _cells(store.rows(_STORYLINES)))
        ),
        _section("Events by type", _table(["type", "events", "disputed"], _cells(store.rows(_TYPES)))),
        _section("Disputed events", _table(["when", "type", "origins", "stories", "what", "id"], _cells(store.rows(_DISPUTED)))),
        _section("Left out", _table(["stories", "reason"], _cells(store.rows(_DROPPED)))),
    ]
    return "\n\n".join(part for part in parts if part)


def show_demo(store: Store, record: Path) -> str:
    """Return what is worth a first look: the overview, the event that most accounts differ about, what to try next."""
    widest = store.one(_WIDEST)
    parts = [show_record(store)]
    if widest:
        parts.append(_section("The event that most accounts compare", show_thing(store, widest["event_id"])))
    parts.append(
        f"Next: onrecord show --record {record} ID       any id above\n"
        f"      onrecord show --record {record} --said-by police\n"
        f"      onrecord serve --record {record}         the same in a browser\n"
        f"      onrecord add YOUR_STORIES/               a record of your own"
    )
    return "\n\n".join(parts)


def show_thing(store: Store, name: str) -> str:
    """Return one story, event, actor or statement, by its id or an actor's name; a StoreError if there is none."""
    if story := store.one("SELECT * FROM story WHERE story_id = ? AND +current = 1", (name,)):
        return _show_story(store, story)
    if event := store.one("SELECT * FROM event WHERE event_id = ?", (name,)):
        return _show_event(store, event)
    if mention := store.one("SELECT event_id FROM event_link WHERE mention_id = ?", (name,)):
        return show_thing(store, mention["event_id"])
    if statement := store.one("SELECT * FROM statements WHERE statement_id = ?", (name,)):
        return _statement_lines([statement])
    if line := store.one("SELECT * FROM storyline WHERE storyline_id = ?", (name,)):
        return _show_storyline(store, line)
    actors = find_actors(store, name)
    if len(actors) == 1:
        return _show_actor(store, actors[0])
    if actors:
        found = _table(
            ["stories", "actor", "country", "id"], [[str(a["stories"]), a["name"], a["country"] or "", a["actor_id"]] for a in actors]
        )
        return f"Several actors answer to {name!r}: give an id.\n\n{found}"
    raise StoreError(f"nothing in {store.path} has the id or name {name!r}: `onrecord show` lists what there is")


def show_statements(store: Store, *, said_by: str | None, about: str | None) -> str:
    """Return statements, oldest first: of one actor (an id or any of its names), or with some words, or both."""
    where, values = ["1"], []
    if said_by:
        actors = _find_speakers(store, said_by)
        if not actors:
            raise StoreError(f"nobody in {store.path} is called {said_by!r}")
        where.append(f"statement.speaker IN ({','.join('?' * len(actors))})")
        values += actors
    if about:
        where.append("statement_key IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)")
        values.append(_to_query(about))
    rows = store.rows(
        f"{_SAID} WHERE {' AND '.join(where)} ORDER BY story.published IS NULL, story.published, story.story_key, statement.position",
        values,
    )
    return _statement_lines(rows) if rows else "no such statement"


def find_actors(store: Store, name: str) -> list[sqlite3.Row]:
    """Return the actors with this id, name or alias; failing that, those whose name has it as a word."""
    exact = store.rows(
        "SELECT * FROM actor WHERE actor_id = ?1 OR name = ?1 COLLATE NOCASE OR actor_id IN "
        "(SELECT actor_id FROM actor_alias WHERE alias = ?1 COLLATE NOCASE) ORDER BY stories DESC, actor_id",
        (name,),
    )
    named = [actor for actor in exact if actor["name"].casefold() == name.casefold() or actor["actor_id"] == name]
    if named or exact:
        return named or exact
    pattern = "% " + name.replace("%", "").replace("_", "") + " %"
    return store.rows("SELECT * FROM actor WHERE ' ' || name || ' ' LIKE ? ORDER BY stories DESC, actor_id LIMIT 50", (pattern,))


def _find_speakers(store: Store, name: str) -> list[str]:
    """Return the ids of all actors that answer to a name, known ones and those of single stories; failing that, as `find_actors`."""
    bare = name[4:] if name.casefold().startswith("the ") else name
    exact = store.rows(
        "SELECT actor_id FROM actor WHERE actor_id = ?1 OR name = ?2 COLLATE NOCASE OR name = 'the ' || ?2 COLLATE NOCASE "
        "UNION SELECT actor_id FROM actor_alias WHERE alias = ?2 COLLATE NOCASE OR alias = 'the ' || ?2 COLLATE NOCASE",
        (name, bare),
    )
    return [actor["actor_id"] for actor in exact or find_actors(store, name)]


def _to_query(words: str) -> str:
    """Return an FTS5 query for all of some words in any number ("barrels" finds "barrel"), whatever characters they have."""
    stems = (word[:-1] if len(word) > _SHORT and word.endswith("s") else word for word in words.split())
    return " ".join('"' + stem.replace('"', '""') + '"*' for stem in stems)


# ── one thing ────────────────────────────────────────────────────────────────────────────────────


def _show_story(store: Store, story: sqlite3.Row) -> str:
    key = (story["story_key"],)
    facts = _facts(story["outlet"], story["published"], story["byline"], story["url"], story["location"])
    head = f"{story['title'] or story['story_id']}\n{facts}"
    origin = store.rows(_SAME_ORIGIN, key * 2)
    same = _table(["same origin", "outlet", "published", "kind", ""], _cells(origin))
    events = store.rows("SELECT event_type, mode, status, trigger_exact, actors, recipients, place, time_value, said_by, event_id "
                        "FROM events WHERE story_key = ?", key)  # fmt: skip
    said = store.rows(f"{_SAID} WHERE story.story_key = ? ORDER BY statement.position", key)
    names = ["type", "mode", "status", "words", "actors", "recipients", "place", "time", "said by", "event"]
    return "\n\n".join(
        part
        for part in [head, _section("Events", _table(names, _cells(events))), _section("Statements", _statement_lines(said)), same]
        if part
    )


def _show_event(store: Store, event: sqlite3.Row) -> str:
    mentions = store.rows("SELECT published, outlet, story_id, status, trigger_exact, actors, recipients, place, time_value, said_by "
                          "FROM events WHERE event_id = ? ORDER BY published, story_key", (event["event_id"],))  # fmt: skip
    place = store.one("SELECT name FROM story_place WHERE place_id = ? LIMIT 1", (event["place_id"],))
    facts = _facts(event["event_type"], to_when(event["time"]) if event["time"] else None, place["name"] if place else None)
    head = f"{facts}\n{event['agreement']}, {event['origins']} independent origin(s)"
    found = json.loads(event["numbers"])
    numbers = [[n["of"], _number(n["low"]), _number(n["best"]), _number(n["high"]), str(n.get("origins", ""))] for n in found]
    rules = "\n".join(dict.fromkeys(n["rule"] for n in found))
    names = ["published", "outlet", "story", "status", "words", "actors", "recipients", "place", "time", "said by"]
    return "\n\n".join(
        part
        for part in [
            head,
            _section("Numbers", "\n".join(part for part in (_table(["count", "low", "best", "high", "origins"], numbers), rules) if part)),
            _section("Told by", _table(names, _cells(mentions))),
            _section("Accounts side by side", _side_by_side(store, event["event_id"])),
            _section("How the accounts compare", _comparisons(store, event["event_id"])),
        ]
        if part
    )


def _side_by_side(store: Store, event_id: str) -> str:
    """Return what is given for each field, counts first: each value with its claimants, the stories that have it so and their origins.

    A count, a culprit and what is said of the event stand once a claimant; a day, a place and a weapon once, whoever gives them.
    """
    said: dict[tuple[str, str, str], dict[str, str]] = {}
    claimants: dict[tuple[str, str, str], dict[str, None]] = {}
    for row in store.rows(_ACCOUNTS, (event_id,)):
        for side in ("a", "b"):
            name = row[f"{side}_name"] or ""
            key = row["field"], row[f"{side}_value"], "" if row["field"] in _SHARED else name
            said.setdefault(key, {})[row[f"{side}_story"]] = row[f"{side}_origin"] or row[f"{side}_story"]
            claimants.setdefault(key, {}).update({name: None} if name else {})
    rows = [
        [
            key[0],
            _short(to_when(key[1]) if key[0] == "date" else key[1]),
            _short("; ".join(claimants[key])),
            str(len(set(stories.values()))),
            _short(", ".join(sorted(stories))),
        ]
        for key, stories in sorted(said.items(), key=lambda item: (_FIELDS.index(item[0][0]), -len(item[1]), item[0][1]))
    ]
    return _table(["field", "value", "according to", "texts", "stories"], rows)


def _comparisons(store: Store, event_id: str) -> str:
    """Return how the accounts compare: each difference once, with both passages and all their stories; what agrees is counted by field."""
    found: dict[tuple[str, ...], tuple[dict[str, None], dict[str, None]]] = {}
    agreed: dict[str, int] = {}
    for row in store.rows(_ACCOUNTS, (event_id,)):
        if row["relation"] == "agree":
            agreed[row["field"]] = agreed.get(row["field"], 0) + 1
            continue
        heading = f"{row['field']}: {row['relation'].upper()} ({row['why']})"
        key = heading, row["a_exact"], row["a_name"] or "", row["b_exact"], row["b_name"] or ""
        ones, others = found.setdefault(key, ({}, {}))
        ones[row["a_story"]] = others[row["b_story"]] = None
    lines = []
    for (heading, *sides), stories in found.items():
        lines.append(heading)
        for exact, name, told in zip(sides[::2], sides[1::2], stories, strict=True):
            said_by = f", according to {name}" if name else ""
            lines.append(f"    “{_short(exact)}”  {_short(', '.join(told))}{said_by}")
    if agreed:
        lines.append("agree: " + ", ".join(f"{field} ({times} pairs of accounts)" for field, times in agreed.items()))
    return "\n".join(lines)


def _show_actor(store: Store, actor: sqlite3.Row) -> str:
    key = (actor["actor_id"],)
    aliases = [row[0] for row in store.rows("SELECT alias FROM actor_alias WHERE actor_id = ? ORDER BY mentions DESC, alias", key)]
    codes = " ".join(json.loads(actor["sectors"]))
    facts = _facts(actor["kind"], actor["country"], codes, actor["wikidata"], f"{actor['stories']} stories", actor["actor_id"])
    head = f"{actor['name']}\n{facts}"
    deeds = store.rows(_DEEDS, key)
    said = store.rows(f"{_SAID} WHERE statement.speaker = ? ORDER BY story.published, story.story_key, statement.position LIMIT 20", key)
    total = store.count("statement", f"speaker = '{actor['actor_id']}'") if said else 0
    return "\n\n".join(
        part
        for part in [
            head,
            f"Also: {', '.join(aliases)}" if aliases else "",
            _section("Did and was done to", _table(["role", "type", "events"], _cells(deeds))),
            _section(f"Said ({len(said)} of {total}; all with --said-by)", _statement_lines(said)),
        ]
        if part
    )


def _show_storyline(store: Store, line: sqlite3.Row) -> str:
    stories = store.rows("SELECT published, outlet, story_id, title FROM storyline_story JOIN story USING (story_key) "
                         "WHERE storyline_id = ? ORDER BY published, position", (line["storyline_id"],))  # fmt: skip
    events = store.rows("SELECT time, event_type, origins, agreement, event_id FROM event WHERE storyline_id = ? ORDER BY time, event_id",
                        (line["storyline_id"],))  # fmt: skip
    return "\n\n".join([line["title"], _table(["published", "outlet", "story", "title"], _cells(stories)),
                        _table(["when", "type", "origins", "agreement", "event"], _cells(events))])  # fmt: skip


# ── layout ───────────────────────────────────────────────────────────────────────────────────────


def _statement_lines(rows: Sequence[sqlite3.Row]) -> str:
    blocks = []
    for row in rows:
        who = row["speaker"] or (f"({row['source']})" if row["source"] else "(nobody named)")
        blocks.append(f"{who}  [{row['kind']}] {_facts(row['published'], row['outlet'], row['story_id'], row['statement_id'])}")
        blocks.append(textwrap.fill(" ".join(row["words"].split()), _WIDTH, initial_indent="    ", subsequent_indent="    "))
    return "\n".join(blocks)


def _facts(*values: str | None) -> str:
    return " · ".join(value for value in values if value)


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


def _short(text: str, limit: int = 70) -> str:
    return textwrap.shorten(text, limit, placeholder=" …")


def _cells(rows: Iterable[sqlite3.Row]) -> list[list[str]]:
    """Return rows as cells, what is long cut short and times in words."""
    return [
        [
            "" if cell is None else _short(to_when(cell) if name in _TIMES else str(cell), 44)
            for name, cell in zip(row.keys(), row, strict=True)
        ]
        for row in rows
    ]


def _section(title: str, body: str) -> str:
    return f"{title}\n{body}" if body else ""


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned columns; nothing if there are none."""
    if not rows:
        return ""
    widths = [max(len(row[n]) for row in [names, *rows]) for n in range(len(names))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [names, *rows])


_SAID = """
SELECT story.published, story.outlet, actor.name AS speaker, statement.kind, statement.words, statement.source,
       story.story_id, statement.statement_id
FROM statement JOIN story ON story.story_key = statement.story_key AND story.current = 1
LEFT JOIN actor ON actor.actor_id = statement.speaker
"""

_WIDEST = """
SELECT event_id FROM comparison WHERE event_id IS NOT NULL
GROUP BY event_id ORDER BY sum(relation IN ('contradiction', 'denial', 'update')) DESC, count(*) DESC, event_id LIMIT 1
"""

_SAME_ORIGIN = """
SELECT story_id, outlet, published, kind, CASE position WHEN 0 THEN 'likely first' ELSE '' END AS place
FROM origin_story JOIN origin USING (origin_id) JOIN story USING (story_key)
WHERE origin_id = (SELECT origin_id FROM origin_story WHERE story_key = ?) AND story_key != ? ORDER BY position
"""

_STORYLINES = """
SELECT stories, origins, events, first_day || CASE WHEN first_day < last_day THEN ' – ' || last_day ELSE '' END, title, storyline_id
FROM storyline ORDER BY stories DESC, storyline_id LIMIT 15
"""

_TYPES = "SELECT event_type, count(*), sum(agreement = 'disputed') FROM event GROUP BY event_type ORDER BY count(*) DESC, event_type"

# the stories that tell an event, and those whose accounts of it are compared: they may lead with whom it harmed
_DISPUTED = """
WITH most AS (
    SELECT event.event_id, count(DISTINCT story_key) AS told FROM event JOIN event_link USING (event_id) WHERE agreement = 'disputed'
    GROUP BY event.event_id ORDER BY told DESC, event.event_id LIMIT 15
)
SELECT event."time", event.event_type, origins,
       (SELECT count(*) FROM (SELECT story_key FROM event_link WHERE event_link.event_id = most.event_id
                              UNION SELECT a_story_key FROM comparison WHERE comparison.event_id = most.event_id
                              UNION SELECT b_story_key FROM comparison WHERE comparison.event_id = most.event_id)),
       (SELECT coalesce(actors, '?') || ' / ' || trigger_exact || ' / ' || coalesce(recipients, '?')
        FROM events WHERE events.event_id = most.event_id LIMIT 1), most.event_id
FROM most JOIN event USING (event_id) ORDER BY told DESC, most.event_id
"""

_DROPPED = "SELECT count(*), reason FROM dropped GROUP BY reason ORDER BY count(*) DESC, reason LIMIT 15"

_DEEDS = """
SELECT role, event_type, count(*) FROM event_role JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
WHERE actor_id = ? AND current = 1 GROUP BY role, event_type ORDER BY role, count(*) DESC, event_type
"""

_ACCOUNTS = """
SELECT comparison.*, a.story_id AS a_story, b.story_id AS b_story, a_actor.name AS a_name, b_actor.name AS b_name,
a_family.origin_id AS a_origin, b_family.origin_id AS b_origin
FROM comparison JOIN story AS a ON a.story_key = a_story_key JOIN story AS b ON b.story_key = b_story_key
LEFT JOIN actor AS a_actor ON a_actor.actor_id = a_said_by LEFT JOIN actor AS b_actor ON b_actor.actor_id = b_said_by
LEFT JOIN origin_story AS a_family ON a_family.story_key = a_story_key
LEFT JOIN origin_story AS b_family ON b_family.story_key = b_story_key
WHERE event_id = ? ORDER BY instr('contradiction denial update compatible agree', relation),
instr('killed injured arrested displaced participants culprit occurrence weapon date place', field), comparison_key
"""
