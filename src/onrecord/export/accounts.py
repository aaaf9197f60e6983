"""Event reports: one row an event, report and field, as R's `eventreport` and like tools compare them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.export.record import Record
from onrecord.export.told import Told, mention_id, read_told
from onrecord.ontology.plover import load_plover
from onrecord.records import EventMention, Number, Passage

COLUMNS = {
    "event_id": "VARCHAR", "report_id": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR", "low": "BIGINT", "best": "BIGINT",
    "high": "BIGINT", "scope": "VARCHAR", "said_by": "VARCHAR", "event_type": "VARCHAR", "status": "VARCHAR", "agreement": "VARCHAR",
    "event_origins": "BIGINT", "source": "VARCHAR", "source_date": "VARCHAR", "outlet": "VARCHAR", "origin_id": "VARCHAR",
    "storyline_id": "VARCHAR", "story_id": "VARCHAR", "passage_start": "BIGINT", "passage_end": "BIGINT", "passage": "VARCHAR",
    "text_sha256": "VARCHAR", "run_id": "BIGINT",
}  # fmt: skip


def export_accounts(record: Record, target: Path) -> int:
    """Write CSV, or Parquet if the target's name ends with .parquet; return the number of rows."""
    if target.suffix != ".parquet":
        return _write(record, target)
    import duckdb  # noqa: PLC0415

    with TemporaryDirectory() as folder, duckdb.connect() as db:
        source = Path(folder) / "accounts.csv"
        rows = _write(record, source)
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
        found = (
            f"read_csv('{_quoted(source)}', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
            f"nullstr = '', columns = {{{columns}}}, parallel = false)"
        )
        db.execute(f"COPY (SELECT * FROM {found}) TO '{_quoted(target)}' (FORMAT parquet)")
    return rows


def _write(record: Record, target: Path) -> int:
    rows = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        for told in read_told(record):
            for event in told.reading.events:
                for row in _rows(told, event):
                    table.writerow(["" if cell is None else cell for cell in row])
                    rows += 1
    return rows


def _rows(told: Told, event: EventMention) -> Iterator[Sequence[object]]:
    story, link = told.reading.story, told.links.get(event.id)
    names = {actor.id: actor.name for actor in told.reading.actors}
    places = {place.id: place.name for place in told.reading.places}
    source = f"{story.outlet or 'outlet unknown'} ({story.published or 'undated'}) {story.title or story.id}"

    def row(field: str, value: str, passage: Passage, number: Number | None = None) -> Sequence[object]:
        low, high, scope = (number.low, number.high, number.scope) if number else (None, None, None)
        best = low if low == high or high is None else high if low is None else None  # "at least 12" is 12, as in event data
        return (
            link and link.event_id, mention_id(story.id, event.id), field, value, low, best, high, scope, told.claimant(event),
            event.event_type, event.status, link and link.agreement, link and link.origins, source, story.published, story.outlet,
            told.origin_id, told.storyline_id, story.id, passage.start, passage.end, passage.exact, told.text_sha256, told.run_id,
        )  # fmt: skip

    yield row("occurrence", event.status, event.trigger)
    for number in event.numbers:
        yield row(number.of, number.passage.exact, number.passage, number)
    conflict = "conflict" in load_plover().quads.get(event.event_type, "")
    for role in event.actors:
        yield row("culprit" if conflict else "actor", names.get(role.actor, role.passage.exact), role.passage)
    for role in event.recipients:
        yield row("recipient", names.get(role.actor, role.passage.exact), role.passage)
    if event.time and event.time.value:
        yield row("date", event.time.value, event.time.passage or event.trigger)
    if event.place:
        yield row("place", places.get(event.place, event.place), event.place_passage or event.trigger)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
