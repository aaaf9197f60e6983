"""Read tables: CSV, TSV and Parquet, a story a row."""

from __future__ import annotations

import csv
import math
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from onrecord.ingest.encoding import decode, find_encoding
from onrecord.ingest.lines import read_lines
from onrecord.ingest.options import Options
from onrecord.ingest.rows import FIELDS, to_story
from onrecord.ingest.source import BROKEN, CUT_SHORT, Source
from onrecord.ontology.columns import usual_columns
from onrecord.records import Dropped, RawStory

_HEAD = 256 * 1024
_BATCH = 256
_MOST_GIVEN_BACK = 1000  # rows of a file


def read_csv(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of comma-separated rows (or what else parts them)."""
    with source.opened() as file:
        yield from read_rows(file, source, options)


def read_rows(file: IO[bytes], source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of an open CSV or TSV, one row in memory at a time."""
    csv.field_size_limit(options.line_limit)
    left_out: list[Dropped] = []
    try:
        lines = _decoded(file, source, options, left_out)
        first = next(lines, None)
        if first is None or not first.strip():
            yield from left_out or [source.dropped("it is empty", "a header and a story a row")]
            return
        mark = "\t" if source.form == ".tsv" else max(",;\t|", key=first.count)
        header = next(csv.reader([first], delimiter=mark))
        columns = find_columns(header, options, source)
        if isinstance(columns, Dropped):
            yield columns
            return
        kept = _Lines(lines)
        rows = csv.reader(kept, delimiter=mark)
        number = 1
        while True:
            kept.taken.clear()
            try:
                cells = next(rows, None)
            except csv.Error as error:
                number += 1
                yield source.dropped(f"the row cannot be read: {error}", "check its quotation marks", place=f"row {number}")
                if _holds_rows(kept.taken, header, mark):
                    kept.give_back()
                continue
            yield from left_out
            left_out.clear()
            if cells is None:
                break
            if not any(cells):
                continue
            number += 1
            if _does_not_close(kept.taken, cells, header) and _holds_rows(kept.taken, header, mark):
                yield source.dropped("a quotation mark opens that does not close", "check its quotation marks", place=f"row {number}")
                kept.give_back()
                continue
            yield _row_to_story(_to_row(header, cells), columns, source, number, mark.join(cells).encode("utf-8", "surrogatepass"))
        if number == 1:
            yield source.dropped("it has a header but no rows", "a story a row")
    except csv.Error as error:
        yield source.dropped(f"the header cannot be read: {error}", "check its line ends and quotation marks")
    except BROKEN:
        yield source.dropped(CUT_SHORT, "get the file again")


class _Lines:
    """Lines that can be given back: a quotation mark that does not close must not cost the rows behind it."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken: list[str] = []  # for the row at hand
        self._lines = lines
        self._again: deque[str] = deque()
        self._times = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Let all lines of the row at hand but its first be read again; not without end in a file of nothing else."""
        self._times += 1
        if self._times <= _MOST_GIVEN_BACK:
            self._again.extendleft(reversed(self.taken[1:]))


def _does_not_close(lines: Sequence[str], cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether a row of several lines is one by mistake: its marks do not pair, or its cells are not the header's."""
    return len(lines) > 1 and (len(cells) != len(header) or sum(line.count('"') for line in lines) % 2 == 1)


def _holds_rows(lines: Sequence[str], header: Sequence[str], mark: str) -> bool:
    """Tell whether a later line of a row is a whole row by itself."""
    return len(header) > 1 and any(line.count(mark) >= len(header) - 1 and _is_row(line, header, mark) for line in lines[1:])


def _is_row(line: str, header: Sequence[str], mark: str) -> bool:
    try:
        return len(next(csv.reader([line], delimiter=mark), ())) == len(header)
    except csv.Error:
        return False


def read_parquet(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a Parquet file, a batch of rows in memory at a time."""
    import duckdb  # noqa: PLC0415

    with duckdb.connect() as db:
        try:
            db.execute("SET threads = 1; SET enable_progress_bar = false")
            result = db.execute("SELECT * FROM read_parquet(?)", [str(source.path)])
            header = [column[0] for column in result.description]
            columns = find_columns(header, options, source)
            if isinstance(columns, Dropped):
                yield columns
                return
            number = 0
            while rows := result.fetchmany(_BATCH):
                for cells in rows:
                    number += 1
                    row = {name: _plain(value) for name, value in zip(header, cells, strict=True)}
                    yield _row_to_story(row, columns, source, number, repr(cells).encode("utf-8", "replace"))
            if not number:
                yield source.dropped("it is empty", "a story a row")
        except duckdb.Error as error:
            yield source.dropped(f"it is not Parquet, or damaged: {str(error).splitlines()[0]}", "get the file again")


def find_columns(header: Sequence[str], options: Options, source: Source) -> dict[str, str] | Dropped:
    """Return which column holds what: as the options say, else by the usual names; a Dropped if there is none for the text."""
    folded = {_fold(name): name for name in reversed(header)}
    columns: dict[str, str] = {}
    for field, name in options.columns.items():
        if name not in header:
            return source.dropped(f"it has no column {name!r}", f"its columns: {', '.join(header)[:300]}")
        columns[field] = name
    for field in FIELDS:
        if field not in columns:
            guess = next((folded[usual] for usual in usual_columns()[field] if usual in folded), None)
            if guess and (guess not in columns.values() or field in {"url", "id"}):
                columns[field] = guess
    if "text" not in columns:
        return source.dropped(
            "no column looks like the text of the stories", f"name it: --column text=COLUMN; its columns: {', '.join(header)[:300]}"
        )
    return columns


def is_header(line: str, options: Options) -> bool:
    """Tell whether a first line is the header of a table of stories."""
    names = {name.strip('" \r') for name in re.split(r"[,;\t|]", line)}
    folded = {_fold(name) for name in names}
    return len(names) > 1 and (bool(folded & set(usual_columns()["text"])) or options.columns.get("text") in names)


def _to_row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells by column; of two columns of one name the first counts."""
    return dict(reversed(list(zip(header, cells, strict=False))))


def _row_to_story(row: Mapping[str, Any], columns: Mapping[str, str], source: Source, number: int, raw: bytes) -> RawStory | Dropped:
    row = {key: (None if value == "" else value) for key, value in row.items()}
    if row.get(columns["text"]) is None:
        row[columns["text"]] = None
    # names of ours that another column carries must not be read as the field: columns say which is which
    where = {field: columns.get(field, f"\0{field}") for field in FIELDS}
    if row.get(where["id"]) is None:
        where = where | {"id": "\0id"}
        row = {**row, "\0id": f"{source.id}-{number}"}
    return to_story(row, where, source, place=f"row {number}", raw=raw)


def _decoded(file: IO[bytes], source: Source, options: Options, left_out: list[Dropped]) -> Iterator[str]:
    """Yield lines of text with their ends; what is too long is put aside as left out."""
    encoding: str | None = None
    for line in read_lines(file, options.line_limit):
        if line.raw is None:
            left_out.append(source.dropped(f"the line is longer than {options.line_limit // 2**20} MiB", None, place=f"line {line.number}"))
            continue
        if encoding is None:
            head = line.raw + (file.peek(_HEAD) if hasattr(file, "peek") else b"")
            encoding = find_encoding(head)
            if encoding is None:
                left_out.append(source.dropped("it is not text", "check that it is a table"))
                return
            if encoding.startswith(("utf-16", "utf-32")):
                yield from decode(line.raw + b"\n" + file.read(options.file_limit), encoding).splitlines(keepends=True)
                return
        yield decode(line.raw, encoding) + "\n"
        if encoding == "utf-8-sig":
            encoding = "utf-8"


def _plain(value: object) -> object:
    """Return a value of a table as JSON has it: a date as text, no number as None."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
