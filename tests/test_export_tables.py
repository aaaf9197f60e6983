import csv
import json

import duckdb
import pytest

from by_hand import raw_story, reading
from onrecord.comparing import compare_new
from onrecord.contract import reading_to_json
from onrecord.errors import ExportError
from onrecord.export import export
from onrecord.store import Run, Store

AWKWARD = "\\N"  # what the way to Parquet uses for unknown


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "record.db") as opened:
        found = [
            reading("s1", title='A "quoted", title\nin two lines'),
            reading("s2", title=""),
            reading("s3", title=None),
            reading("s4", title=AWKWARD),
        ]
        list(opened.unseen([raw_story(item.story.id) for item in found]))
        opened.add(found, opened.start_run(Run(command="add", version="1", model="m", settings={}, arguments=[])))
        compare_new(opened)
        yield opened


def test_jsonl_is_the_contracts_form(store, tmp_path):
    assert export(store, "jsonl", tmp_path / "out.jsonl") == 4
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0]) == json.loads(json.dumps(reading_to_json(reading("s1", title='A "quoted", title\nin two lines'))))


def test_csv_has_every_row_of_every_table(store, tmp_path):
    export(store, "csv", tmp_path / "out")
    for table in store.tables():
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == list(store.columns(table))
        assert len(rows) == store.count(table) + 1


def test_parquet_keeps_types_and_tells_unknown_from_empty(store, tmp_path):
    export(store, "parquet", tmp_path / "out")
    with duckdb.connect() as db:
        titles = db.execute(f"SELECT title FROM '{tmp_path}/out/story.parquet' ORDER BY story_key").fetchall()
        assert titles[:3] == [('A "quoted", title\nin two lines',), ("",), (None,)]
        assert db.execute(f"SELECT typeof(lat), lat FROM '{tmp_path}/out/story_place.parquet' LIMIT 1").fetchone() == ("DOUBLE", 59.1)
        for table in store.tables():
            assert db.execute(f"SELECT count(*) FROM '{tmp_path}/out/{table}.parquet'").fetchone() == (store.count(table),)


def test_an_unknown_form_lists_the_known_ones(store, tmp_path):
    with pytest.raises(ExportError, match="jsonl, csv, parquet"):
        export(store, "xlsx", tmp_path / "out")
