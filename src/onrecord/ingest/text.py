"""Read plain text: one story a file."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest.encoding import decode, find_encoding
from onrecord.ingest.options import Options
from onrecord.ingest.source import BROKEN, CUT_SHORT, Source, sha256
from onrecord.records import Dropped, RawStory

_BYTES_A_CHARACTER = 4


def read_text(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the story of a text file."""
    most = options.text_limit * _BYTES_A_CHARACTER
    with source.opened() as file:
        try:
            raw = file.read(most + 1)
        except BROKEN:
            yield source.dropped(CUT_SHORT, "get the file again")
            return
    yield text_to_story(raw, source, options)


def text_to_story(raw: bytes, source: Source, options: Options) -> RawStory | Dropped:
    """Return the story of the bytes of a text."""
    if not raw.strip():
        return source.dropped("it is empty", "give it a text, or take it out", raw=raw)
    encoding = find_encoding(raw)
    if encoding is None:
        return source.dropped("it is not text", "check that it is plain text", raw=raw)
    if len(raw) > options.text_limit * _BYTES_A_CHARACTER:
        return source.dropped(f"it is longer than {options.text_limit:,} characters", "split it into stories")
    return RawStory(id=source.id, text=decode(raw, encoding), location=source.name, bytes_sha256=sha256(raw))
