"""What an export asks of a record: `onrecord.store.Store` answers all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from onrecord.records import Reading


class Record(Protocol):
    """A record that can be read."""

    def readings(self) -> Iterator[Reading]:
        """Yield the readings of current stories, in the order in which they came in."""

    def tables(self) -> list[str]:
        """Return the tables and views that hold the record."""

    def columns(self, table: str) -> dict[str, str]:
        """Return the columns of a table or view with their SQLite types."""

    def table(self, name: str) -> Iterator[sqlite3.Row]:
        """Yield the rows of a table or view."""

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """Return the rows of one query."""

    def count(self, table: str, where: str = "1") -> int:
        """Return the number of rows of a table."""
