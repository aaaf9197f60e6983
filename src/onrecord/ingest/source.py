"""One file to read: its name, its form, its bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from onrecord.records import Dropped

BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)
CUT_SHORT = "it is cut short or damaged: what stands before the cut is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file or stdin, with the id that a file of one story gives it."""

    name: str  # as it is shown: "stories/march.jsonl"
    path: Path | None  # None for stdin
    form: str  # ".jsonl", ".txt", ...
    id: str
    is_gzip: bool = False

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open for reading bytes, unpacked if the file is packed."""
        if self.path is None:
            yield sys.stdin.buffer
        elif self.is_gzip:
            with gzip.open(self.path, "rb") as unpacked:
                yield io.BufferedReader(unpacked)
        else:
            with self.path.open("rb") as file:
                yield file

    def dropped(self, reason: str, remedy: str | None = None, *, place: str | None = None, raw: bytes | None = None) -> Dropped:
        """Return what was left out of this file, and why."""
        return Dropped(
            location=f"{self.name}, {place}" if place else self.name,
            stage="ingest",
            reason=reason,
            remedy=remedy,
            bytes_sha256=None if raw is None else sha256(raw),
        )


def sha256(raw: bytes) -> str:
    """Return the hash by which bytes are known."""
    return hashlib.sha256(raw).hexdigest()
