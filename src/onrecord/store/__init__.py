"""The record: one SQLite file that one process writes and any number read at once. The only module that runs SQL."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.errors import StoreError
from onrecord.records import Comparison, Dropped, Event, RawStory, Reading
from onrecord.store.placings import Placings
from onrecord.store.rows import STORY_TABLES, Row, Rows, event_rows, story_row, to_json, to_reading, to_rows, to_sha256

__all__ = ["Run", "Store"]

SCHEMA_VERSION = 5
_WAIT_SECONDS = 5  # for another writer to finish its batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run is made with; two runs with the same settings give the same rows."""

    command: str
    version: str
    model: str
    settings: Mapping[str, Any]
    arguments: Sequence[str]


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one line that says what would do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise StoreError(f"{path} is being written by another onrecord: wait until it is done, then run the command again") from error
        if "full" in said:
            raise StoreError(f"no space left for {path}: what was read so far is kept; make room and run the command again") from error
        if "readonly" in said:
            raise StoreError(f"{path} cannot be written: check its permissions, or name another with --record") from error
        if "unable to open" in said:
            raise StoreError(f"{path} cannot be opened: check that the folder exists and can be written") from error
        if "disk I/O" in said:
            raise StoreError(f"{path} cannot be read or written (disk I/O error): look whether the disk is full or damaged") from error
        raise StoreError(f"{path}: {said}") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
            raise  # a fault of ours
        if "malformed" in str(error):
            raise StoreError(f"{path} is damaged ({error}): take a copy of it, or add the stories to a new record") from error
        raise StoreError(f"{path} is not a record of onrecord ({error}): name another file with --record") from error


class Store:
    """A record held open. Use it in a `with` block."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open a record, making it if it is not there; a StoreError says why it cannot be."""
        self.path = path
        self._pending: dict[str, str] = {}
        if read_only and not path.is_file():
            raise StoreError(f"{path} is not there: make a record with `onrecord add INPUT... --record {path}`")
        with _plainly(path):
            if read_only:
                self.db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS, check_same_thread=False)
            else:
                self.db = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            self.db.row_factory = sqlite3.Row
            try:
                self._prepare(read_only=read_only)
            except BaseException:
                self.db.close()
                raise

    def _prepare(self, *, read_only: bool) -> None:
        version = self.db.execute("PRAGMA user_version").fetchone()[0]
        tables = self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables == 0 and not read_only:
            self.db.execute("PRAGMA journal_mode = WAL")
            script = files("onrecord").joinpath("store", "schema.sql").read_text("utf-8")
            self.db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        elif version != SCHEMA_VERSION:
            what = "was written by another version of onrecord" if version else "is not a record of onrecord"
            raise StoreError(f"{self.path} {what}: name another file with --record, or add the stories anew")
        self.db.execute("PRAGMA synchronous = NORMAL")  # with WAL: a killed process loses nothing that was committed
        self.db.execute("PRAGMA foreign_keys = OFF")  # the schema's references are kept by the code below; checking each row costs a third
        self.db.execute("PRAGMA cache_size = -128000")
        self.db.execute("PRAGMA wal_autocheckpoint = 16000")  # pages, 64 MB: one that is written again and again is moved to the file once

    def __enter__(self) -> Self:
        """Enter the `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the record."""
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is done within goes in whole or not at all, and nobody else writes meanwhile."""
        if self.db.in_transaction:  # within a larger one
            yield
            return
        with _plainly(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            self.db.executemany(_insert_into(table, tuple(rows[0])), rows)

    # ── runs ─────────────────────────────────────────────────────────────────────────────────────

    def start_run(self, run: Run) -> int:
        """Return the number of this run; one that was stopped and had the same settings goes on."""
        with self.writing():
            found = self.db.execute(
                "SELECT run_id FROM run WHERE finished IS NULL AND command = ? AND version = ? AND model = ? AND settings = ? "
                "ORDER BY run_id DESC",
                (run.command, run.version, run.model, to_json(dict(run.settings))),
            ).fetchone()
            if found:
                return int(found[0])
            cursor = self.db.execute(
                "INSERT INTO run (command, version, model, settings, arguments, started) VALUES (?, ?, ?, ?, ?, ?)",
                (run.command, run.version, run.model, to_json(dict(run.settings)), to_json(list(run.arguments)), _now()),
            )
            return int(cursor.lastrowid or 0)

    def finish_run(self, run_id: int) -> None:
        """Note that a run came to its end."""
        with self.writing():
            self.db.execute("UPDATE run SET finished = ? WHERE run_id = ?", (_now(), run_id))

    # ── first layer ──────────────────────────────────────────────────────────────────────────────

    def unseen(self, found: Iterable[RawStory | Dropped]) -> Iterator[RawStory | Dropped]:
        """Yield what is new or changed; what the record, or this run, already has is passed over."""
        for item in found:
            if isinstance(item, Dropped):
                yield item
                continue
            given = given_sha256(item)
            if self._pending.get(item.id) == given:
                continue
            row = self.db.execute("SELECT given_sha256 FROM story WHERE story_id = ? AND +current = 1", (item.id,)).fetchone()
            if row and row[0] == given and item.id not in self._pending:
                continue
            self._pending[item.id] = given
            yield item

    def add(self, found: Sequence[Reading | Dropped], run_id: int) -> None:
        """Put a batch on record whole. A story that changed gets a new version; the old one is kept."""
        rows: Rows = defaultdict(list)
        with self.writing():
            for item in found:
                if isinstance(item, Dropped):
                    self._drop(item, run_id)
            readings = [item for item in found if isinstance(item, Reading) and not self._is_kept(item)]
            key = self.db.execute("SELECT coalesce(max(story_key), 0) FROM story").fetchone()[0]
            replaced: list[int] = []
            for key, reading in enumerate(readings, key + 1):  # noqa: B020 - counts on from the last key
                replaced += self._add_story(reading, key, run_id)
                for table, some in to_rows(reading, key).items():
                    rows[table] += some
            for table in STORY_TABLES:
                self._insert(table, rows[table])
            added = range(key - len(readings) + 1, key + 1)
            self._index(added)
            self._count_actors(added, 1)
            self._count_actors(replaced, -1)
            self._forget(replaced)
        for item in found:
            if isinstance(item, Reading):
                self._pending.pop(item.story.id, None)

    def _is_kept(self, reading: Reading) -> bool:
        """Tell whether another process has put this very story on record since it was read here."""
        row = self.db.execute("SELECT given_sha256 FROM story WHERE story_id = ? AND +current = 1", (reading.story.id,)).fetchone()
        return row is not None and row[0] == self._pending.get(reading.story.id)

    def _drop(self, dropped: Dropped, run_id: int) -> None:
        self.db.execute(
            "INSERT OR IGNORE INTO dropped (location, story_id, stage, reason, remedy, input_sha256, run_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (dropped.location, dropped.id, dropped.stage, dropped.reason, dropped.remedy, dropped.bytes_sha256, run_id),
        )

    def _add_story(self, reading: Reading, key: int, run_id: int) -> list[int]:
        """Insert the story; return the keys of the versions that it replaces."""
        story = reading.story
        old = self.db.execute("SELECT story_key, version FROM story WHERE story_id = ? AND +current = 1", (story.id,)).fetchone()
        if old:
            self.db.execute("UPDATE story SET current = 0 WHERE story_key = ?", (old["story_key"],))
        row = story_row(story) | {
            "story_key": key,
            "version": old["version"] + 1 if old else 1,
            "current": 1,
            "given_sha256": self._pending.get(story.id, ""),
            "sentences": to_json([list(span) for span in reading.sentences]),
            "main_event": reading.main_event,
            "run_id": run_id,
        }
        self._insert("story", [row])
        return [old["story_key"]] if old else []

    def _index(self, added: Iterable[int]) -> None:
        keys = [(key,) for key in added]
        self.db.executemany(
            "INSERT INTO story_search (rowid, title, text) SELECT story_key, title, text FROM story WHERE story_key = ?", keys
        )
        self.db.executemany(
            "INSERT INTO statement_search (rowid, words) SELECT statement_key, words FROM statement WHERE story_key = ? ORDER BY position",
            keys,
        )

    def _forget(self, keys: Sequence[int]) -> None:
        """Take replaced versions out of the second layer; the first keeps them."""
        if keys:
            Placings(self.db).forget(keys)

    def _count_actors(self, keys: Iterable[int], sign: int) -> None:
        """Keep the sums of `actor` and `actor_alias` as stories come and are replaced."""
        chosen = [(sign, key) for key in keys]
        self.db.executemany(_COUNT_ACTOR, chosen)
        self.db.executemany(_COUNT_ALIAS, chosen)
        if sign < 0:
            self.db.execute("DELETE FROM actor WHERE stories <= 0")
            self.db.execute("DELETE FROM actor_alias WHERE mentions <= 0")

    def readings(self, keys: Iterable[int] | None = None) -> Iterator[Reading]:
        """Yield the readings of current stories, in the order in which they came in; of some only if their keys are given."""
        chosen = self.current_keys() if keys is None else list(keys)
        for start in range(0, len(chosen), _CHUNK):
            some = chosen[start : start + _CHUNK]
            marks = ",".join("?" * len(some))
            stories = {row["story_key"]: row for row in self.db.execute(f"SELECT * FROM story WHERE story_key IN ({marks})", some)}
            parts = {table: self._rows_by_story(table, marks, some) for table in STORY_TABLES}
            for key in some:
                yield to_reading(stories[key], {table: parts[table][key] for table in STORY_TABLES})

    def _rows_by_story(self, table: str, marks: str, keys: Sequence[int]) -> Mapping[int, list[Row]]:
        grouped: dict[int, list[Row]] = defaultdict(list)
        order = "ORDER BY story_key, position"
        for row in self.db.execute(f"SELECT * FROM {table} WHERE story_key IN ({marks}) {order}", keys):
            grouped[row["story_key"]].append(dict(row))
        return grouped

    def current_keys(self) -> list[int]:
        """Return the keys of all current stories."""
        return [row[0] for row in self.db.execute("SELECT story_key FROM story WHERE current = 1 ORDER BY story_key")]

    # ── second layer ─────────────────────────────────────────────────────────────────────────────

    def unplaced_keys(self, limit: int) -> list[int]:
        """Return the keys of the first current stories that are not yet compared."""
        last = "SELECT coalesce(max(story_key), 0) FROM placed"  # stories are placed in order of arrival
        sql = f"SELECT story_key FROM story WHERE current = 1 AND story_key > ({last}) ORDER BY story_key LIMIT ?"
        return [row[0] for row in self.db.execute(sql, (limit,))]

    @contextmanager
    def placing(self) -> Iterator[Placings]:
        """Open the second layer for placing stories; all that is placed within goes in whole."""
        with self.writing():
            placings = Placings(self.db)
            yield placings
            placings.finish()

    def stale_storylines(self) -> list[str]:
        """Return the storylines that stories joined or left since their accounts were compared, in order of arrival."""
        return [row[0] for row in self.db.execute(_STALE)]

    def members(self, storyline: str) -> list[int]:
        """Return the keys of the stories of a storyline, in order of arrival."""
        sql = "SELECT story_key FROM storyline_story WHERE storyline_id = ? ORDER BY story_key"
        return [row[0] for row in self.db.execute(sql, (storyline,))]

    def digests(self, keys: Sequence[int]) -> list[bytes]:
        """Return what comparing needs to know of some stories, in the order of their keys."""
        sql = "SELECT digest FROM digest WHERE story_key IN (SELECT value FROM json_each(?)) ORDER BY story_key"
        return [row[0] for row in self.db.execute(sql, (to_json(list(keys)),))]

    def origins_of(self, storyline: str) -> dict[str, str]:
        """Return the origin of each story of a storyline, by story id."""
        sql = (
            "SELECT story_id, origin_id FROM storyline_story JOIN story USING (story_key) JOIN origin_story USING (story_key) "
            "WHERE storyline_id = ?"
        )
        return {row[0]: row[1] for row in self.db.execute(sql, (storyline,))}

    def replace_storyline(self, storyline: str, events: Sequence[Event], comparisons: Sequence[Comparison]) -> None:
        """Write the events and comparisons of one storyline anew."""
        sql = "SELECT story_id, story_key FROM storyline_story JOIN story USING (story_key) WHERE storyline_id = ?"
        key_of = {row[0]: row[1] for row in self.db.execute(sql, (storyline,))}
        with self.writing():
            self.db.execute("DELETE FROM event_link WHERE event_id IN (SELECT event_id FROM event WHERE storyline_id = ?)", (storyline,))
            self.db.execute("DELETE FROM event WHERE storyline_id = ?", (storyline,))
            self.db.execute("DELETE FROM comparison WHERE storyline_id = ?", (storyline,))
            for table, rows in event_rows(storyline, events, comparisons, key_of).items():
                self._insert(table, rows)
            self.db.execute(_SUM_UP_STORYLINE, (storyline,))

    # ── proof ────────────────────────────────────────────────────────────────────────────────────

    def verify(self) -> Iterator[str]:
        """Yield a line for every passage that does not read back from its story, and every text that is not its hash's."""
        for story in self.db.execute("SELECT * FROM story ORDER BY story_key"):
            text: str = story["text"]
            if to_sha256(text) != story["text_sha256"]:
                yield f"story {story['story_id']}, version {story['version']}: the text is not the one that its hash was made of"
            for what, start, end, exact in self._passages(story):
                if text[start:end] != exact:
                    yield f"story {story['story_id']}, {what} [{start}:{end}]: {text[start:end]!r} stands there, the record has {exact!r}"

    def _passages(self, story: sqlite3.Row) -> Iterator[tuple[str, int, int, str]]:
        """Yield every passage of a story with its words: table, start, end, exact."""
        if story["dateline_start"] is not None:
            yield "dateline", story["dateline_start"], story["dateline_end"], story["dateline"]
        for what, sql in _PASSAGES.items():
            for start, end, exact in self.db.execute(sql, (story["story_key"],)):
                yield what, start, end, exact

    # ── questions ────────────────────────────────────────────────────────────────────────────────

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """Return the rows of one query."""
        with _plainly(self.path):
            return self.db.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Row | None:
        """Return the first row of one query, or None."""
        with _plainly(self.path):
            row: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
            return row

    def tables(self) -> list[str]:
        """Return the tables and views that hold the record, without the indexes that serve it."""
        hidden = ("band", "digest", "event_tally", "placed", "posting", "spread", "story_search", "statement_search")
        rows = self.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view') ORDER BY name")
        return [row[0] for row in rows if row[0] not in hidden and not row[0].startswith("sqlite_")]

    def columns(self, table: str) -> dict[str, str]:
        """Return the columns of a table or view with their SQLite types ("" where a view's column is computed)."""
        return {row["name"]: row["type"] for row in self.rows("SELECT name, type FROM pragma_table_info(?)", (table,))}

    def table(self, name: str) -> Iterator[sqlite3.Row]:
        """Yield the rows of a table or view in the order of their keys."""
        with _plainly(self.path):
            yield from self.db.execute(f"SELECT * FROM {name}")

    def count(self, table: str, where: str = "1") -> int:
        """Return the number of rows of a table."""
        row = self.one(f"SELECT count(*) FROM {table} WHERE {where}")
        return int(row[0]) if row else 0


_CHUNK = 200

# Every column triple of the schema that holds a passage with its words.
_PASSAGES = {
    table: f"SELECT start_char, end_char, exact FROM {table} WHERE story_key = ?"
    for table in ("furniture", "actor_mention", "place_mention", "time_mention", "statement_content", "event_role", "event_number")
} | {
    "statement cue": "SELECT cue_start, cue_end, cue FROM statement WHERE story_key = ? AND cue IS NOT NULL",
    "statement source": "SELECT source_start, source_end, source FROM statement WHERE story_key = ? AND source IS NOT NULL",
    "event_mention": "SELECT trigger_start, trigger_end, trigger_exact FROM event_mention WHERE story_key = ?",
    "comparison a": "SELECT a_start, a_end, a_exact FROM comparison WHERE a_story_key = ?",
    "comparison b": "SELECT b_start, b_end, b_exact FROM comparison WHERE b_story_key = ?",
}

_STALE = """
SELECT storyline_id FROM storyline JOIN storyline_story USING (storyline_id) WHERE stale = 1
GROUP BY storyline_id ORDER BY min(story_key)
"""

_SUM_UP_STORYLINE = """
UPDATE storyline SET
    (stories, origins, first_day, last_day) = (
        SELECT count(*), count(DISTINCT origin_id), min(published), max(published)
        FROM storyline_story JOIN story USING (story_key) LEFT JOIN origin_story USING (story_key) WHERE storyline_id = ?1
    ),
    stale = 0,
    (events, disputed) = (SELECT count(*), coalesce(sum(agreement = 'disputed'), 0) FROM event WHERE event.storyline_id = ?1)
WHERE storyline_id = ?1
"""

# An actor keeps the name that the first story gave it; what was unknown is filled by a later one.
_COUNT_ACTOR = """
INSERT INTO actor (actor_id, name, kind, country, sectors, wikidata, stories)
SELECT actor_id, name, kind, country, sectors, wikidata, ?1 FROM story_actor WHERE story_key = ?2 ORDER BY position
ON CONFLICT (actor_id) DO UPDATE SET
    stories = stories + excluded.stories, country = coalesce(country, excluded.country), wikidata = coalesce(wikidata, excluded.wikidata)
"""

_COUNT_ALIAS = """
INSERT INTO actor_alias (actor_id, alias, mentions)
SELECT actor_id, exact, ?1 * count(*) FROM actor_mention WHERE story_key = ?2 AND form = 'name' GROUP BY actor_id, exact
ON CONFLICT (actor_id, alias) DO UPDATE SET mentions = mentions + excluded.mentions
"""


def given_sha256(raw: RawStory) -> str:
    """Return the SHA-256 of a story's text and metadata as read: what tells a changed story from a seen one."""
    parts = [raw.text, raw.title, raw.outlet, raw.published, raw.published_from, raw.url, raw.byline, raw.language]
    return to_sha256(to_json([*parts, [asdict(found) for found in raw.dates_found], dict(raw.extra)]))


@cache
def _insert_into(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{column}' for column in columns)})"


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
