"""Every table and view of the record, one file each, as CSV or Parquet in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.export.record import Record

_TYPES = {"INTEGER": "BIGINT", "REAL": "DOUBLE"}
_LONGEST_LINE = 256 * 1024 * 1024  # bytes


def export_csv(record: Record, target: Path) -> int:
    """Write <table>.csv for every table and view, UTF-8; unknown is an empty cell, an empty text is "". Return the number of rows."""
    target.mkdir(parents=True, exist_ok=True)
    return sum(_write_csv(record, table, target / f"{table}.csv") for table in record.tables())


def export_parquet(record: Record, target: Path) -> int:
    """Write <table>.parquet for every table and view, with types; return the number of rows."""
    import duckdb  # noqa: PLC0415

    target.mkdir(parents=True, exist_ok=True)
    rows = 0
    with TemporaryDirectory() as folder, duckdb.connect() as db:
        for table in record.tables():
            source = Path(folder) / f"{table}.csv"
            rows += _write_csv(record, table, source)
            columns = ", ".join(f"'{name}': '{_TYPES.get(kind, 'VARCHAR')}'" for name, kind in record.columns(table).items())
            db.execute(
                f"COPY (SELECT * FROM read_csv('{_quoted(source)}', header = true, auto_detect = false, delim = ',', quote = '\"', "
                f"escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {{{columns}}}, "
                f"max_line_size = {_LONGEST_LINE}, parallel = false)) TO '{_quoted(target / f'{table}.parquet')}' (FORMAT parquet)"
            )
            source.unlink()
    return rows


def _write_csv(record: Record, table: str, path: Path) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_line(record.columns(table)))
        for row in record.table(table):
            out.write(_line(row))
            rows += 1
    return rows


def _line(cells: Iterable[object]) -> str:
    return ",".join("" if cell is None else _cell(cell) for cell in cells) + "\n"


def _cell(cell: object) -> str:
    # Every text is quoted, so that an empty one is told from an unknown one.
    return '"' + cell.replace('"', '""') + '"' if isinstance(cell, str) else str(cell)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
