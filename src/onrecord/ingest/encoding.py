"""Find the encoding of bytes, and decode them with what is broken left visible."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 256 * 1024
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"SQLite format 3\0",
)


def find_encoding(raw: bytes) -> str | None:
    """Return the encoding of bytes: by mark, then UTF-8, then what fits best; None if they are no text."""
    sample = raw[:_SAMPLE]
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if sample.startswith(_MAGIC):
        return None
    if wide := _find_utf16(sample):
        return wide
    if len(_CONTROL.findall(sample)) > max(3, len(sample) // 20):
        return None
    high = len(_HIGH.findall(sample))
    valid = sum(len(match) for match in _MULTIBYTE.findall(sample))
    if valid >= high / 2:
        return "utf-8"
    if high <= len(sample) // 5 and not _NOT_CP1252.search(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    return best.encoding if best else "utf-8"


def decode(raw: bytes, encoding: str) -> str:
    """Return the text of bytes; what cannot be read stands as U+FFFD."""
    return raw.decode(encoding, "replace")


def without_lone_surrogates(text: str) -> str:
    """Return the text as it was, or with U+FFFD for half characters that no file could hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _find_utf16(sample: bytes) -> str | None:
    """Return UTF-16 without a mark: Latin text has a NUL in every second byte."""
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
