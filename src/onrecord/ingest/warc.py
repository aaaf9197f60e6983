"""Read web archives: a story a page that was answered. What is cut short is told from the lengths."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, BinaryIO, cast

from onrecord.ingest.html import page_to_story
from onrecord.ingest.options import Options
from onrecord.ingest.source import Source
from onrecord.records import DateFound, Dropped, RawStory

_PAGES = ("text/html", "application/xhtml+xml")
_GZIP = b"\x1f\x8b"
_CHUNK = 1024 * 1024


def read_warc(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a web archive, one record in memory at a time."""
    if source.path is None:
        return
    with source.path.open("rb") as file:
        yield from read_records(file, source, options)


def read_records(file: IO[bytes], source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of an open archive. Other records (images, requests, redirects) are counted in one line."""
    from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415

    watched = _Watched(file)
    others: Counter[str] = Counter()
    number, cut, any_page = 0, False, False
    try:
        for record in ArchiveIterator(cast("BinaryIO", watched), parse_http=False):
            number += 1
            place = f"record {number}"
            if record.record_type != WarcRecordType.response:
                others["records of an unknown type"] += record.record_type == WarcRecordType.unknown
                continue
            if record.content_length > options.line_limit:
                yield source.dropped(f"the record is larger than {options.line_limit // 2**20} MiB", None, place=place)
                continue
            record.freeze()
            if len(record.reader.read()) < record.content_length:
                cut = True
                break
            record.reader.seek(0)
            item = _record_to_story(record, source, place, others)
            if item is not None:
                any_page = True
                yield item
    except (OSError, ValueError, RuntimeError, zlib.error) as error:
        if number:
            yield source.dropped(f"the archive is damaged after record {number}: {error}", "get it again; what stands before is kept")
            return
    if not number:
        yield source.dropped("it is no web archive, or is empty", "check that it is WARC")
    elif cut or not watched.is_whole():
        yield source.dropped(f"the archive is cut short in or after record {number}", "get it again; what stands before is kept")
    if number and not any_page and not cut and not +others:
        yield source.dropped("it holds no page", "onrecord reads the answers (response records) of an archive")
    if others := +others:
        told = ", ".join(f"{count} {name}" for name, count in others.most_common())
        yield source.dropped(f"records that are no pages: {told}", None)


class _Watched:
    """A file that knows, once read, whether it ended where an archive can end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._last = b""
        self._unpacking: Any = None
        self._begun = False

    def read(self, size: int = _CHUNK) -> bytes:
        raw = self._file.read(size)
        if raw and not self._begun:
            self._begun = True
            self._unpacking = zlib.decompressobj(31) if raw.startswith(_GZIP) else None
        self._last = (self._last + raw)[-4:]
        if self._unpacking is not None:
            self._unpack(raw)
        return raw

    def _unpack(self, raw: bytes) -> None:
        while raw:
            self._unpacking.decompress(raw)
            raw = self._unpacking.unused_data.lstrip(b"\0") if self._unpacking.eof else b""
            if raw:
                self._unpacking = zlib.decompressobj(31)

    def is_whole(self) -> bool:
        """Tell whether the last packed part is complete; of a plain archive, whether its last record is closed."""
        return bool(self._unpacking.eof) if self._unpacking is not None else self._last == b"\r\n\r\n"

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Refuse: an archive is read once, from its start."""
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        """Leave the file to who opened it."""


def _record_to_story(record: Any, source: Source, place: str, others: Counter[str]) -> RawStory | Dropped | None:
    record.parse_http(auto_decode="all")
    status = record.http_headers.status_code if record.http_headers else None
    kind = (record.http_content_type or "unknown type").lower()
    if status is not None and status != 200:
        others[f"status {status}"] += 1
        return None
    if kind not in _PAGES:
        others[kind] += 1
        return None
    url = record.headers.get("WARC-Target-URI")
    found = page_to_story(record.reader.read(), source, url=url, charset=record.http_charset, place=place)
    if isinstance(found, Dropped):
        return found
    modified = record.http_last_modified
    dates = (*found.dates_found, DateFound(value=modified.isoformat(), where="http last-modified")) if modified else found.dates_found
    return replace(found, id=url or f"{source.id}-{place.rsplit(maxsplit=1)[-1]}", dates_found=dates)
