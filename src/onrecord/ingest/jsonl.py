"""Read JSON: a story a line, a list of stories, or one story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from onrecord.ingest.encoding import decode, find_encoding
from onrecord.ingest.lines import read_lines
from onrecord.ingest.options import Options
from onrecord.ingest.rows import FIELDS, to_story
from onrecord.ingest.source import BROKEN, CUT_SHORT, Source
from onrecord.records import Dropped, RawStory

_HEAD = 64 * 1024
_DECODER = json.JSONDecoder()  # finds where an item ends
_SPACE = re.compile(r"[ \t\r\n]*")
_NOT_JSON = 'a story is one object, {"id": ..., "text": ...}, without NaN or Infinity'


def read_jsonl(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a file of JSON lines, one line in memory at a time."""
    with source.opened() as file:
        yield from read_json_lines(file, source, options)


def read_json_lines(file: IO[bytes], source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of open JSON lines."""
    encoding: str | None = "utf-8"
    any_line = False
    try:
        for line in read_lines(file, options.line_limit):
            place = f"line {line.number}"
            if line.raw is None:
                any_line = True
                yield source.dropped(f"the line is longer than {options.line_limit // 2**20} MiB", "one story a line", place=place)
                continue
            raw = line.raw
            if line.number == 1:
                encoding = find_encoding(raw[:_HEAD]) if raw.strip() else "utf-8"
                if encoding is None:
                    yield source.dropped("it is not text", "check that it is JSON lines")
                    return
                if encoding.startswith(("utf-16", "utf-32")):
                    yield from _read_all(raw + b"\n" + file.read(options.file_limit), source, options, encoding)
                    return
                if raw.lstrip().startswith(b"[") or raw.strip() == b"{":
                    yield from _read_whole(raw + b"\n" + file.read(options.file_limit), source, options)
                    return
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if not raw.strip():
                continue
            any_line = True
            yield _read_line(raw, source, options, place)
    except BROKEN:
        yield source.dropped(CUT_SHORT, "get the file again")
        return
    if not any_line:
        yield source.dropped("it is empty", "one story a line")


def read_json(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a .json file: a list, one object, an object with `stories`, or lines."""
    with source.opened() as file:
        try:
            first = file.readline(options.line_limit)
            whole = first + file.read(options.file_limit - len(first) + 1) if not _is_object(first) else b""
        except BROKEN:
            yield source.dropped(CUT_SHORT, "get the file again")
            return
    if not whole:
        yield from read_jsonl(source, options)
    elif len(whole) > options.file_limit:
        yield source.dropped(f"it is larger than {options.file_limit // 2**20} MiB", "make it JSON lines (.jsonl), one story a line")
    else:
        yield from _read_whole(whole, source, options)


def _is_object(raw: bytes) -> bool:
    """Tell whether a first line is an object by itself."""
    try:
        return isinstance(msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf")), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _read_all(raw: bytes, source: Source, options: Options, encoding: str) -> Iterator[RawStory | Dropped]:
    """Yield the stories of lines in a wide encoding."""
    for number, line in enumerate(decode(raw, encoding).splitlines(), 1):
        if line.strip():
            yield _read_line(line.encode(), source, options, f"line {number}")


def _read_whole(raw: bytes, source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    if not raw.strip():
        yield source.dropped("it is empty", "a list of stories, or one story a line")
        return
    encoding = find_encoding(raw)
    if encoding is None:
        yield source.dropped("it is not text", "check that it is JSON", raw=raw)
        return
    text = decode(raw, encoding)
    if text.lstrip().startswith("["):
        yield from _read_list(text, text.index("[") + 1, source, options)
        return
    try:
        content: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        yield _read_line(raw, source, options, "the object")
        return
    if isinstance(content, dict) and isinstance(content.get("stories"), list):
        yield from _read_list(msgspec.json.encode(content["stories"]).decode(), 1, source, options)
    else:
        yield _to_story(content, raw, source, options, "the object")


def _read_list(text: str, start: int, source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a list whose first item starts at an offset, one item in memory at a time."""
    number, at = 0, _skip_space(text, start)
    while text[at : at + 1] != "]":
        number += 1
        try:
            _, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reason = f"it is not JSON from item {number} on: {getattr(error, 'msg', error)}"
            yield source.dropped(reason, "get it again; what stands before is kept" if number > 1 else "a list of stories")
            return
        yield _read_line(text[at:end].encode("utf-8", "surrogatepass"), source, options, f"item {number}")
        at = _skip_space(text, end)
        if text[at : at + 1] == ",":
            at = _skip_space(text, at + 1)
        elif text[at : at + 1] != "]":
            yield source.dropped(f"it is cut short or damaged after item {number}", "get it again; what stands before is kept")
            return
    if not number:
        yield source.dropped("it holds no story", "a list of stories, one story, or one story a line")


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _read_line(raw: bytes, source: Source, options: Options, place: str) -> RawStory | Dropped:
    try:
        row = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            row = msgspec.json.decode(_repaired(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return source.dropped(f"it is not JSON: {error}", _NOT_JSON, place=place, raw=raw)
    return _to_story(row, raw, source, options, place)


_LONE = re.compile(
    r"(?<!\\)((?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)


def _repaired(raw: bytes) -> str:
    """Return a line with what no file could hold (broken bytes, half characters) as U+FFFD."""
    return _LONE.sub(r"\1\\ufffd", decode(raw, find_encoding(raw) or "utf-8"))


def _to_story(row: object, raw: bytes, source: Source, options: Options, place: str) -> RawStory | Dropped:
    if not isinstance(row, dict):
        return source.dropped("it is not an object", _NOT_JSON, place=place, raw=raw)
    columns = {name: options.columns[name] for name in FIELDS if options.columns.get(name, name) in row and name in options.columns}
    return to_story(row, columns, source, place=place, raw=raw)
