"""The tables of the second layer that say where each story belongs. Used inside the store's transactions only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Origin, Storyline

_UNDATED, _BAND = -1, -2  # values of posting.week


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A placed story as the tables have it."""

    story_key: int
    signature: bytes
    likeness: float
    origin: str
    storyline: str


class Placings:
    """Where stories belong, over an open connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._count: int | None = None
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
        found = {}
        for term in terms:
            row = self.db.execute("SELECT stories FROM spread WHERE term = ?", (term,)).fetchone()
            found[term] = int(row[0]) if row else 0
        return found

    def with_band(self, band: str, limit: int) -> list[int]:
        """Return the last stories that have a band."""
        rows = self.db.execute(
            "SELECT story_key FROM posting WHERE key = ? AND week = ? ORDER BY story_key DESC LIMIT ?", (band, _BAND, limit)
        )
        return [row[0] for row in rows]

    def with_term(self, term: str, weeks: Sequence[int | None] | None, limit: int) -> list[int]:
        """Return the last stories that have a term, in some weeks (None is undated) or at any time."""
        if weeks is None:
            sql = "SELECT story_key FROM posting WHERE key = ? AND week > ? ORDER BY story_key DESC LIMIT ?"
            return [row[0] for row in self.db.execute(sql, (term, _BAND, limit))]
        chosen = [_UNDATED if week is None else week for week in weeks]
        marks = ", ".join("?" * len(chosen))
        sql = f"SELECT story_key FROM posting WHERE key = ? AND week IN ({marks}) ORDER BY story_key DESC LIMIT ?"
        return [row[0] for row in self.db.execute(sql, (term, *chosen, limit))]

    def rows(self, keys: Iterable[int]) -> dict[int, PlacedRow]:
        """Return placed stories by key."""
        found = {}
        for key in keys:
            row = self.db.execute(_PLACED + "WHERE story_key = ?", (key,)).fetchone()
            if row:
                found[key] = PlacedRow(**dict(row))
        return found

    def of_origin(self, origin: str) -> list[PlacedRow]:
        """Return the stories of an origin, in order of arrival."""
        return [PlacedRow(**dict(row)) for row in self.db.execute(_PLACED + "WHERE origin_id = ? ORDER BY story_key", (origin,))]

    def of_storyline(self, storyline: str) -> list[PlacedRow]:
        """Return the stories of a storyline, in order of arrival."""
        return [PlacedRow(**dict(row)) for row in self.db.execute(_PLACED + "WHERE storyline_id = ? ORDER BY story_key", (storyline,))]

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def add(self, row: PlacedRow, bands: Sequence[str], terms: Sequence[str], week: int | None) -> None:
        """Keep a story under its bands and terms, in its origin and storyline."""
        key = row.story_key
        self.db.execute("INSERT INTO placed (story_key, signature, likeness) VALUES (?, ?, ?)", (key, row.signature, row.likeness))
        self.db.execute("INSERT OR IGNORE INTO origin (origin_id, kind) VALUES (?, 'own')", (row.origin,))
        self.db.execute("INSERT INTO origin_story (story_key, origin_id, position) VALUES (?, ?, 0)", (key, row.origin))
        self.db.execute("INSERT OR IGNORE INTO storyline (storyline_id, title) VALUES (?, '')", (row.storyline,))
        self.db.execute("INSERT INTO storyline_story (story_key, storyline_id, position) VALUES (?, ?, 0)", (key, row.storyline))
        postings = {(band, _BAND, key) for band in bands} | {(term, _UNDATED if week is None else week, key) for term in terms}
        self.db.executemany("INSERT INTO posting (key, week, story_key) VALUES (?, ?, ?)", sorted(postings))
        self._spread(terms, 1)
        self._count = None if self._count is None else self._count + 1
        self.touched_origins.add(row.origin)
        self.touched_storylines.add(row.storyline)

    def merge_origins(self, kept: str, other: str) -> None:
        """Give all stories of one origin to another one."""
        sql = "SELECT DISTINCT storyline_id FROM origin_story JOIN storyline_story USING (story_key) WHERE origin_id = ?"
        self.touched_storylines |= {row[0] for row in self.db.execute(sql, (other,))}
        self.touched_origins |= {kept, other}
        self.db.execute("UPDATE origin_story SET origin_id = ? WHERE origin_id = ?", (kept, other))

    def forget(self, keys: Sequence[int]) -> None:
        """Take stories out of the second layer: a newer version is there."""
        for key in keys:
            row = self.db.execute(_PLACED + "WHERE story_key = ?", (key,)).fetchone()
            if row:
                self.touched_origins.add(row["origin"])
                self.touched_storylines.add(row["storyline"])
            terms = [found[0] for found in self.db.execute("SELECT key FROM posting WHERE story_key = ? AND week > ?", (key, _BAND))]
            self._spread(terms, -1)
            for table in ("placed", "posting", "origin_story", "storyline_story", "event_link"):
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
        """Mark the storylines that stories joined or left, and take away what is empty now."""
        self.db.executemany("UPDATE storyline SET stale = 1 WHERE storyline_id = ?", [(line,) for line in sorted(self.touched_storylines)])
        for line in sorted(self.touched_storylines):
            if not self.db.execute("SELECT 1 FROM storyline_story WHERE storyline_id = ?", (line,)).fetchone():
                self.db.execute("DELETE FROM event WHERE storyline_id = ?", (line,))
                self.db.execute("DELETE FROM storyline WHERE storyline_id = ?", (line,))
        for origin in sorted(self.touched_origins):
            if not self.db.execute("SELECT 1 FROM origin_story WHERE origin_id = ?", (origin,)).fetchone():
                self.db.execute("DELETE FROM origin WHERE origin_id = ?", (origin,))

    def _spread(self, terms: Iterable[str], sign: int) -> None:
        sql = "INSERT INTO spread (term, stories) VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET stories = stories + excluded.stories"
        self.db.executemany(sql, [(term, sign) for term in terms])


_PLACED = """
SELECT story_key, signature, likeness, origin_id AS origin, storyline_id AS storyline
FROM placed JOIN origin_story USING (story_key) JOIN storyline_story USING (story_key)
"""
