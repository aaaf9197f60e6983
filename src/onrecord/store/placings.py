"""The tables of the second layer that say where each story belongs. Used inside the store's transactions only."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.records import Origin, Storyline

_UNDATED = -1  # in place of a week
_DAYS_A_WEEK = 7
_WEEKS_APART = 3


class Posted(msgspec.Struct, frozen=True):
    """What a story is looked up by, as its signature has it."""

    bands: list[int]
    terms: list[str]
    day: int | None

    @property
    def week(self) -> int:
        """The week of publication."""
        return _UNDATED if self.day is None else self.day // _DAYS_A_WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A placed story as the tables have it."""

    story_key: int
    likeness: float
    origin: str
    storyline: str


class Placings:
    """Where stories belong, over an open connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._count: int | None = None
        self._weeks: set[int] | None = None  # with stories
        self._spread: dict[int, int] = {}  # of terms by hash: as in the table, and what this transaction adds
        self._changed: set[int] = set()  # whose spread is still to be written
        self._posted: dict[tuple[int, ...], dict[str, list[int]]] = {}  # stories by weeks and term, as asked for and added since
        self.touched_origins: set[str] = set()
        self.touched_storylines: set[str] = set()

    # ── lookups ──────────────────────────────────────────────────────────────────────────────────

    def count(self) -> int:
        """Return how many stories are placed."""
        if self._count is None:  # counted in a table with short rows, once a transaction
            self._count = int(self.db.execute("SELECT count(*) FROM origin_story").fetchone()[0])
        return self._count

    def spread(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many stories each term stands."""
        hashes = [_hash(term) for term in terms]
        if new := [number for number in hashes if number not in self._spread]:
            sql = "SELECT term, stories FROM spread WHERE term IN (SELECT value FROM json_each(?))"
            self._spread |= dict.fromkeys(new, 0) | {row[0]: row[1] for row in self.db.execute(sql, (json.dumps(new),))}
        return {term: self._spread[number] for term, number in zip(terms, hashes, strict=True)}

    def with_bands(self, bands: Sequence[int], limit: int) -> list[int]:
        """Return the last stories of each band, one after another: a story comes once for every band that it has."""
        sql = " UNION ALL ".join(["SELECT * FROM (SELECT story_key FROM band WHERE band = ? ORDER BY story_key DESC LIMIT ?)"] * len(bands))
        return [row[0] for row in self.db.execute(sql, [value for band in bands for value in (band, limit)])] if bands else []

    def weeks_near(self, day: int | None) -> list[int]:
        """Return the weeks on record in which stories told the news of a day, the undated ones among them; all if there is no day."""
        if self._weeks is None:
            self._weeks = {row[0] for row in self.db.execute(_WEEKS)}
        if day is None:
            return sorted(self._weeks)
        week = day // _DAYS_A_WEEK
        return sorted(self._weeks.intersection((_UNDATED, *range(week - _WEEKS_APART, week + _WEEKS_APART + 1))))

    def with_term(self, term: str, weeks: Sequence[int], limit: int) -> list[int]:
        """Return the last stories that have a term, in some weeks, first come first."""
        found = self._posted.setdefault(tuple(weeks), {})
        if term not in found:
            marks = ", ".join("?" * len(weeks))
            sql = f"SELECT story_key FROM posting WHERE week IN ({marks}) AND term = ? ORDER BY story_key DESC LIMIT ?"
            found[term] = [row[0] for row in self.db.execute(sql, (*weeks, term, limit))][::-1]
        return found[term][-limit:]

    def rows(self, keys: Sequence[int]) -> list[PlacedRow]:
        """Return placed stories, in the order of their keys as given."""
        found = {row["story_key"]: PlacedRow(**dict(row)) for row in self.db.execute(_PLACED + _AMONG, (json.dumps(keys),))}
        return [found[key] for key in keys]

    def signatures(self, keys: Sequence[int]) -> dict[int, bytes]:
        """Return the signatures of placed stories by key."""
        return {row[0]: row[1] for row in self.db.execute("SELECT story_key, signature FROM placed " + _AMONG, (json.dumps(keys),))}

    def of_origin(self, origin: str) -> list[PlacedRow]:
        """Return the stories of an origin, in order of arrival."""
        return [PlacedRow(**dict(row)) for row in self.db.execute(_PLACED + "WHERE origin_id = ? ORDER BY story_key", (origin,))]

    def of_storyline(self, storyline: str) -> list[PlacedRow]:
        """Return the stories of a storyline, in order of arrival."""
        return [PlacedRow(**dict(row)) for row in self.db.execute(_PLACED + "WHERE storyline_id = ? ORDER BY story_key", (storyline,))]

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def add(self, row: PlacedRow, signature: bytes) -> None:
        """Keep a story under its bands and terms, in its origin and storyline."""
        key, posted = row.story_key, msgspec.msgpack.decode(signature, type=Posted)
        self.db.execute("INSERT INTO placed (story_key, signature, likeness) VALUES (?, ?, ?)", (key, signature, row.likeness))
        self.db.execute("INSERT OR IGNORE INTO origin (origin_id, kind) VALUES (?, 'own')", (row.origin,))
        self.db.execute("INSERT INTO origin_story (story_key, origin_id, position) VALUES (?, ?, 0)", (key, row.origin))
        self.db.execute("INSERT OR IGNORE INTO storyline (storyline_id, title) VALUES (?, '')", (row.storyline,))
        self.db.execute("INSERT INTO storyline_story (story_key, storyline_id, position) VALUES (?, ?, 0)", (key, row.storyline))
        self.db.executemany("INSERT INTO band (band, story_key) VALUES (?, ?)", [(band, key) for band in posted.bands])
        terms = [(posted.week, term, key) for term in posted.terms]
        self.db.executemany("INSERT INTO posting (week, term, story_key) VALUES (?, ?, ?)", terms)
        if self._weeks is not None:
            self._weeks.add(posted.week)
        for weeks, found in self._posted.items():
            if posted.week in weeks:
                for term in found.keys() & posted.terms:
                    found[term].append(key)
        self._count_terms(posted.terms, 1)
        self._count = None if self._count is None else self._count + 1
        self.touched_origins.add(row.origin)
        self.touched_storylines.add(row.storyline)

    def add_digest(self, key: int, digest: bytes) -> None:
        """Keep what comparing needs to know of a story."""
        self.db.execute("INSERT INTO digest (story_key, digest) VALUES (?, ?)", (key, digest))

    def merge_origins(self, kept: str, other: str) -> None:
        """Give all stories of one origin to another one."""
        sql = "SELECT DISTINCT storyline_id FROM origin_story JOIN storyline_story USING (story_key) WHERE origin_id = ?"
        self.touched_storylines |= {row[0] for row in self.db.execute(sql, (other,))}
        self.touched_origins |= {kept, other}
        self.db.execute("UPDATE origin_story SET origin_id = ? WHERE origin_id = ?", (kept, other))

    def forget(self, keys: Sequence[int]) -> None:
        """Take stories out of the second layer: a newer version is there."""
        self._posted.clear()
        for key in keys:
            row = self.db.execute(_PLACED + "WHERE story_key = ?", (key,)).fetchone()
            if row:
                self.touched_origins.add(row["origin"])
                self.touched_storylines.add(row["storyline"])
                posted = msgspec.msgpack.decode(self.signatures([key])[key], type=Posted)
                self.db.executemany("DELETE FROM band WHERE band = ? AND story_key = ?", [(band, key) for band in posted.bands])
                terms = [(posted.week, term, key) for term in posted.terms]
                self.db.executemany("DELETE FROM posting WHERE week = ? AND term = ? AND story_key = ?", terms)
                self._count_terms(posted.terms, -1)
            for table in ("placed", "digest", "origin_story", "storyline_story", "event_link"):
                self.db.execute(f"DELETE FROM {table} WHERE story_key = ?", (key,))
            self.db.execute("DELETE FROM comparison WHERE a_story_key = ?1 OR b_story_key = ?1", (key,))
        self.finish()

    def name_origin(self, origin: Origin, keys: Mapping[str, int]) -> None:
        """Write what an origin is and the order of its stories."""
        self.db.execute("UPDATE origin SET kind = ? WHERE origin_id = ?", (origin.kind, origin.id))
        order = [(position, keys[story]) for position, story in enumerate(origin.stories)]
        self.db.executemany("UPDATE origin_story SET position = ? WHERE story_key = ?", order)

    def name_storyline(self, line: Storyline, keys: Mapping[str, int]) -> None:
        """Write a storyline's title and the order of its stories."""
        self.db.execute("UPDATE storyline SET title = ? WHERE storyline_id = ?", (line.title, line.id))
        order = [(position, keys[story]) for position, story in enumerate(line.stories)]
        self.db.executemany("UPDATE storyline_story SET position = ? WHERE story_key = ?", order)

    def finish(self) -> None:
        """Write how far terms are spread, mark the storylines that stories joined or left, and take away what is empty now."""
        spread = [(term, self._spread[term]) for term in sorted(self._changed)]
        self.db.executemany("INSERT INTO spread (term, stories) VALUES (?, ?) ON CONFLICT DO UPDATE SET stories = excluded.stories", spread)
        self.db.executemany("UPDATE storyline SET stale = 1 WHERE storyline_id = ?", [(line,) for line in sorted(self.touched_storylines)])
        for line in sorted(self.touched_storylines):
            if not self.db.execute("SELECT 1 FROM storyline_story WHERE storyline_id = ?", (line,)).fetchone():
                self.db.execute("DELETE FROM event WHERE storyline_id = ?", (line,))
                self.db.execute("DELETE FROM storyline WHERE storyline_id = ?", (line,))
        for origin in sorted(self.touched_origins):
            if not self.db.execute("SELECT 1 FROM origin_story WHERE origin_id = ?", (origin,)).fetchone():
                self.db.execute("DELETE FROM origin WHERE origin_id = ?", (origin,))

    def _count_terms(self, terms: Sequence[str], sign: int) -> None:
        self.spread(terms)
        for number in map(_hash, terms):
            self._spread[number] += sign
            self._changed.add(number)


def _hash(term: str) -> int:
    """Return the number that stands for a term; two in a thousand of many may share theirs, which makes both a little commoner."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


_PLACED = """
SELECT story_key, likeness, origin_id AS origin, storyline_id AS storyline
FROM placed JOIN origin_story USING (story_key) JOIN storyline_story USING (story_key)
"""

_AMONG = "WHERE story_key IN (SELECT value FROM json_each(?))"

# the next week is looked up from the one before: as many steps as weeks, however many rows there are
_WEEKS = """
WITH RECURSIVE found (week) AS (
    SELECT min(week) FROM posting
    UNION ALL SELECT (SELECT min(week) FROM posting WHERE posting.week > found.week) FROM found WHERE found.week IS NOT NULL
)
SELECT week FROM found WHERE week IS NOT NULL
"""
