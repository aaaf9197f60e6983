"""Read lines of bytes in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line without its end; `raw` is None if it is longer than the limit."""

    number: int
    raw: bytes | None


def read_lines(file: IO[bytes], limit: int) -> Iterator[Line]:
    """Yield the lines of a file; of one longer than the limit nothing is kept in memory."""
    number = 1
    while raw := file.readline(limit + 1):
        if len(raw) > limit and not raw.endswith(b"\n"):
            _skip_line(file)
            yield Line(number=number, raw=None)
        else:
            yield Line(number=number, raw=raw.rstrip(b"\r\n"))
        number += 1


def _skip_line(file: IO[bytes]) -> None:
    while (part := file.readline(_CHUNK)) and not part.endswith(b"\n"):
        pass
