"""Read stories in the forms in which people have them, one file a form."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.dates import read_date
from onrecord.errors import InputError
from onrecord.ingest.encoding import decode, find_encoding
from onrecord.ingest.feed import feed_to_stories, read_feed
from onrecord.ingest.find import find_sources
from onrecord.ingest.html import page_to_story, read_html
from onrecord.ingest.jsonl import read_json, read_json_lines, read_jsonl
from onrecord.ingest.options import Options
from onrecord.ingest.source import BROKEN, CUT_SHORT, Source
from onrecord.ingest.table import is_header, read_csv, read_parquet, read_rows
from onrecord.ingest.text import read_text, text_to_story
from onrecord.ingest.warc import read_records, read_warc
from onrecord.records import Dropped, RawStory

__all__ = ["Options", "read_stories"]

Reader = Callable[[Source, Options], Iterator[RawStory | Dropped]]
_READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
}
_HEAD = 64 * 1024
_GZIP = b"\x1f\x8b"


def read_stories(inputs: Iterable[str], options: Options | None = None) -> Iterator[RawStory | Dropped]:
    """Yield the stories of files, folders and stdin ("-") as they are read, and a Dropped for each that cannot be.

    An id that comes again: with the same text the second is left out as a duplicate; with another text its id gets
    "~" and eight digits of its text's hash.
    """
    options = options or Options()
    if options.published and read_date(options.published) is None:
        raise InputError(f"{options.published!r} is not a date: write it as YYYY-MM-DD")
    seen: dict[str, bytes] = {}
    for source in find_sources(inputs):
        if isinstance(source, Dropped):
            yield source
            continue
        try:
            for item in _read(source, options):
                yield item if isinstance(item, Dropped) else _checked(item, options, seen)
        except OSError as error:
            yield source.dropped(f"it cannot be read: {error.strerror or error}", "check the file and its permissions")
        except Exception as error:  # noqa: BLE001 - of a library on a file that nobody foresaw: told, and the next file is read
            reason = f"reading it failed ({type(error).__name__}: {' '.join(str(error).split())[:150]})"
            yield source.dropped(reason, "report it with the file; what stands before is kept")


def _read(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    return _READERS[source.form](source, options) if source.path else _read_stdin(source, options)


def _read_stdin(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of stdin; its first bytes tell the form."""
    file: Any = io.BufferedReader(sys.stdin.buffer, _HEAD)
    head = file.peek(_HEAD)
    if head.startswith(_GZIP):
        head = zlib.decompressobj(31).decompress(head)
        if not head.startswith(b"WARC/"):
            file = io.BufferedReader(gzip.GzipFile(fileobj=file), _HEAD)
    if head.startswith(b"WARC/"):
        yield from read_records(file, source, options)
    elif head.startswith(b"PAR1"):
        yield from _read_stored(file, source, options)
    else:
        yield from _read_words(file, head, source, options)


def _read_words(file: Any, head: bytes, source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of stdin in one of the forms that are text."""
    words = decode(head, find_encoding(head) or "utf-8").lstrip()
    start = words[:200].lower()
    try:
        if start.startswith(("{", "[")):
            yield from read_json_lines(file, source, options)
        elif start.startswith(("<?xml", "<rss", "<feed")) and "<html" not in words.lower():
            yield from feed_to_stories(file.read(options.file_limit), source)
        elif start.startswith("<"):
            yield page_to_story(file.read(options.line_limit), source)
        elif is_header(words.split("\n", 1)[0], options):
            yield from read_rows(file, source, options)
        else:
            yield text_to_story(file.read(options.text_limit * 4 + 1), source, options)
    except BROKEN:
        yield source.dropped(CUT_SHORT, "get it again")


def _read_stored(file: Any, source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a Parquet file that comes by stdin: it is read from its end, so it is stored first."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as stored:
        shutil.copyfileobj(file, stored)
        stored.flush()
        yield from read_parquet(replace(source, path=Path(stored.name), form=".parquet"), options)


def _checked(story: RawStory, options: Options, seen: dict[str, bytes]) -> RawStory | Dropped:
    """Return the story with the options' outlet and date where it has none; or why it is left out."""
    if len(story.text) > options.text_limit:
        return _dropped(story, f"its text has {len(story.text):,} characters, more than {options.text_limit:,}", "split it")
    digest = hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).digest()[:8]
    story_id = story.id
    if seen.get(story_id) == digest:
        return _dropped(story, "a story with this id and this text was read before", "keep one of them")
    if story_id in seen:
        story_id = f"{story_id}~{digest.hex()[:8]}"
        if seen.get(story_id) == digest:
            return _dropped(story, "a story with this id and this text was read before", "keep one of them")
    seen[story_id] = digest
    given = read_date(options.published) if options.published and not story.published else None
    return replace(
        story,
        id=story_id,
        outlet=story.outlet or options.outlet,
        published=story.published or given,
        published_from="given" if given else story.published_from,
    )


def _dropped(story: RawStory, reason: str, remedy: str) -> Dropped:
    return Dropped(location=story.location, stage="ingest", reason=reason, remedy=remedy, id=story.id, bytes_sha256=story.bytes_sha256)
