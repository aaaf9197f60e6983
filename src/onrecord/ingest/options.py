"""What the files cannot say themselves, and how much of one is read at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the files cannot say themselves. `columns` maps our names (text, id, title, ...) to theirs."""

    outlet: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    text_limit: int = 1_000_000  # characters of one story; spaCy's own limit
    line_limit: int = 16 * MIB  # bytes of one line of JSONL or CSV, or of one record of a WARC
    file_limit: int = 256 * MIB  # bytes of a file that must be read whole: a page, a feed, a .json list
