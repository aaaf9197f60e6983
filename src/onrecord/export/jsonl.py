"""Annotated stories, one a line, in the form of `onrecord annotate`; reads back with `onrecord add`."""

from __future__ import annotations

from pathlib import Path

from onrecord.contract import write_readings
from onrecord.export.record import Record


def export_jsonl(record: Record, target: Path) -> int:
    """Write every current story with its annotation; return their number."""
    stories = 0

    def count(batch: object) -> None:
        nonlocal stories
        stories += 1

    write_readings(record.readings(), str(target), count)
    return stories
