import csv
import json
import shutil
import subprocess
from dataclasses import replace

import pandas
import pytest

from by_hand import raw_story, reading
from hostile import hostile
from onrecord.comparing import compare_new
from onrecord.export import export
from onrecord.export.accounts import COLUMNS as REPORT
from onrecord.export.polecat import COLUMNS, COMPANION
from onrecord.records import EventTime
from onrecord.store import Run, Store


def make(path, found):
    store = Store(path)
    list(store.unseen([raw_story(item.story.id) for item in found]))
    store.add(found, store.start_run(Run(command="add", version="1", model="m", settings={}, arguments=[])))
    compare_new(store)
    return store


@pytest.fixture
def store(tmp_path):
    second = reading("s2", outlet="The Gazette")
    [event] = second.events
    again = replace(event, id="em-again", same_as=event.id)
    planned = replace(event, id="em-planned", status="future")
    with make(tmp_path / "record.db", [reading("s1"), replace(second, events=(event, again, planned)), hostile("s3")]) as opened:
        yield opened


@pytest.fixture
def polecat(store, tmp_path):
    assert export(store, "polecat", tmp_path / "out.tsv") == 3
    return tmp_path / "out.tsv"


def test_polecat_has_its_40_columns_in_order_and_pandas_reads_them(polecat):
    table = pandas.read_csv(polecat, sep="\t", na_values="None", keep_default_na=False)
    assert len(COLUMNS) == 40
    assert list(table.columns) == list(COLUMNS)
    first = table.iloc[0]
    assert first["Event Date"] == "2031-05-05"
    assert (first["Event Type"], first["Event Mode"], first["Intensity"], first["Quad Code"]) == (
        "ASSAULT", "heavy-weapons", -9, "MATERIAL CONFLICT",
    )  # fmt: skip
    assert (first["Actor Name"], first["Primary Actor Sector"], first["City"], first["Latitude"]) == ("Rebels", "REB", "Halden", 59.1)
    assert pandas.isna(first["Recipient Name"])
    assert first["Story People"] == "Ada Voss"


@pytest.mark.parametrize(
    ("time", "day", "source"),
    [
        ("2031-05-03", "2031-05-03", "text"),
        ("2031-05-03TEV", "2031-05-03", "text"),
        ("2031-05-03/2031-05-04", "2031-05-03", "text"),
        ("2031-W18", "2031-05-06", "publication"),
        ("2031-04", "2031-05-06", "publication"),
        ("PAST_REF", "2031-05-06", "publication"),
        (None, "2031-05-06", "publication"),
    ],
)
def test_polecat_takes_the_day_from_the_text_else_from_the_publication_and_says_which(tmp_path, time, day, source):
    told = reading("s1")
    [event] = told.events
    dated = replace(event, time=time and EventTime(value=time, passage=event.trigger))
    told = replace(told, story=replace(told.story, published="2031-05-06"), events=(dated,))
    with make(tmp_path / "record.db", [told]) as opened:
        export(opened, "polecat", tmp_path / "out.tsv")
    [row], [beside] = (
        list(csv.DictReader((tmp_path / name).read_text("utf-8").splitlines(), delimiter="\t"))
        for name in ("out.tsv", "out.tsv.onrecord.tsv")
    )
    assert (row["Event Date"], beside["date_from"], beside["event_time"]) == (day, source, time or "None")


def test_polecat_leaves_out_repeated_mentions_and_what_did_not_happen(polecat):
    assert len(polecat.read_text("utf-8").splitlines()) == 1 + 3


def test_polecat_ids_are_unique_stable_and_those_of_the_companion(store, polecat, tmp_path):
    ids = list(pandas.read_csv(polecat, sep="\t")["Event ID"])
    assert len(set(ids)) == len(ids)
    beside = pandas.read_csv(f"{polecat}.onrecord.tsv", sep="\t")
    assert list(beside.columns) == list(COMPANION)
    assert list(beside["Event ID"]) == ids
    export(store, "polecat", tmp_path / "again.tsv")
    assert (tmp_path / "again.tsv").read_bytes() == polecat.read_bytes()


def test_the_companion_reads_back_in_the_story(store, polecat):
    texts = {item.story.id: item.story.text for item in store.readings()}
    for row in pandas.read_csv(f"{polecat}.onrecord.tsv", sep="\t").to_dict("records"):
        assert texts[row["story_id"]][row["trigger_start"] : row["trigger_end"]] == row["trigger"]
        assert row["said_by"].startswith("Ada Voss")


def test_no_text_breaks_a_cell_of_polecat(polecat):
    for path in (polecat, f"{polecat}.onrecord.tsv"):
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.read().split("\n")
        assert {line.count("\t") for line in lines[:-1]} == {lines[0].count("\t")}
        assert len(lines) == 5
        assert not any(ord(sign) < 32 and sign != "\t" for line in lines for sign in line)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_readr_loads_polecat_by_position(polecat):
    script = f"""
        library(readr)
        names <- paste0("c", 1:40)
        x <- read_tsv("{polecat}", col_names = names, skip = 1, na = "None", show_col_types = FALSE)
        stopifnot(ncol(x) == 40, nrow(x) == 3, nrow(problems(x)) == 0, inherits(x$c2, "Date"), is.numeric(x$c5), is.numeric(x$c29))
        stopifnot(x$c3[1] == "ASSAULT", x$c8[1] == "Rebels", x$c40[1] != "")
        y <- read_tsv("{polecat}.onrecord.tsv", na = "None", show_col_types = FALSE)
        stopifnot(nrow(y) == 3, nrow(problems(y)) == 0, all(y[["Event ID"]] == x$c1))
    """
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_accounts_have_a_row_a_report_and_field(store, tmp_path):
    rows = export(store, "accounts", tmp_path / "accounts.csv")
    table = pandas.read_csv(tmp_path / "accounts.csv")
    assert list(table.columns) == list(REPORT)
    assert len(table) == rows == 5 * 5
    killed = table[(table.field == "killed") & (table.story_id == "s1")].iloc[0]
    assert (killed["value"], killed["low"], killed["scope"]) == ("at least 12", 12, "people")
    assert pandas.isna(killed["high"])
    assert killed["best"] == 12
    assert killed["said_by"] == "Ada Voss"
    assert set(table.field) == {"occurrence", "killed", "culprit", "date", "place"}
    assert table.event_id.notna().all()
    assert table.run_id.notna().all()


def test_accounts_read_back_in_their_stories(store, tmp_path):
    export(store, "accounts", tmp_path / "accounts.csv")
    texts = {item.story.id: item.story.text for item in store.readings()}
    with (tmp_path / "accounts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert texts[row["story_id"]][int(row["passage_start"]) : int(row["passage_end"])] == row["passage"]


def test_accounts_as_parquet_are_the_same_with_types(store, tmp_path):
    import duckdb

    rows = export(store, "accounts", tmp_path / "accounts.parquet")
    with duckdb.connect() as db:
        assert db.execute(f"SELECT count(*), sum(low), typeof(first(low)) FROM '{tmp_path}/accounts.parquet'").fetchone() == (
            rows, 60, "BIGINT",
        )  # fmt: skip
        assert [row[0] for row in db.execute(f"DESCRIBE SELECT * FROM '{tmp_path}/accounts.parquet'").fetchall()] == list(REPORT)


def test_jsonl_keeps_every_line_whatever_it_holds(store, tmp_path):
    export(store, "jsonl", tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").split("\n") if line]
    from onrecord.contract import reading_to_json

    assert lines == [json.loads(json.dumps(reading_to_json(item))) for item in store.readings()]


@pytest.mark.slow
def test_a_record_made_from_an_export_gives_the_same_export(tmp_path):
    from click.testing import CliRunner

    from onrecord.cli import main
    from onrecord.demo import sample_stories

    for arguments in (
        ["add", *sample_stories(), "--workers", "1", "--record", "a.db"],
        ["export", "jsonl", "--to", "a.jsonl", "--record", "a.db"],
        ["add", "a.jsonl", "--workers", "1", "--record", "b.db"],
        ["export", "jsonl", "--to", "b.jsonl", "--record", "b.db"],
    ):
        given = [str(tmp_path / word) if word in {"a.db", "b.db", "a.jsonl", "b.jsonl"} else word for word in arguments]
        assert CliRunner().invoke(main, given).exit_code == 0
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
