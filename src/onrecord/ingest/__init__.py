"""Read stories in the forms in which people have them, one file a form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.records import Dropped, RawStory

__all__ = ["Options", "read_stories"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the files cannot say themselves. `columns` maps our names (text, id, title, ...) to theirs."""

    outlet: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def read_stories(inputs: Iterable[str], options: Options | None = None) -> Iterator[RawStory | Dropped]:
    """Yield the stories of files, folders and stdin ("-") as they are read, and a Dropped for each that cannot be."""
    for name in inputs:
        path = Path(name)
        if path.suffix == ".jsonl":
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                row = json.loads(line)
                yield RawStory(
                    id=row["id"],
                    text=row["text"],
                    title=row.get("title"),
                    outlet=row.get("outlet"),
                    published=row.get("published"),
                    published_from="given" if row.get("published") else None,
                    location=f"{name}, line {number}",
                    bytes_sha256=hashlib.sha256(line.encode()).hexdigest(),
                )
        else:
            raw = path.read_bytes()
            yield RawStory(id=path.stem, text=raw.decode("utf-8", "replace"), location=name, bytes_sha256=hashlib.sha256(raw).hexdigest())
