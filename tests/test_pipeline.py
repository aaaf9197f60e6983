import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.demo import sample_stories


@pytest.fixture
def many_stories(tmp_path):
    """Return a file of some hundred stories, made of the sample ones."""
    rows = [json.loads(line) for name in sample_stories() if name.endswith(".jsonl") for line in Path(name).read_text("utf-8").splitlines()]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row | {"id": f"{row['id']}-{n}"}) + "\n" for n in range(20) for row in rows), "utf-8")
    return path


def tables(record: Path) -> dict[str, list[tuple]]:
    """Return every row of a record but the run's clock times."""
    with closing(sqlite3.connect(record)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")]
        shown = {name: list(db.execute(f"SELECT * FROM {name}")) for name in names if not name.startswith(("sqlite_", "run"))}
        return shown | {"run": list(db.execute("SELECT run_id, command, version, model, settings FROM run"))}


def count(record: Path) -> int:
    if not record.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM story").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def start(stories: Path, record: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "onrecord", "add", str(stories), "--record", str(record), "--workers", "2"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def wait_for(record: Path, stories: int) -> None:
    deadline = time.monotonic() + 120
    while count(record) < stories and time.monotonic() < deadline:
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.slow
def test_a_run_killed_three_times_makes_the_record_of_an_undisturbed_one(many_stories, tmp_path):
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    assert start(many_stories, whole).wait(300) == 0
    for stories in (1, 100):
        process = start(many_stories, broken)
        wait_for(broken, stories)
        process.send_signal(signal.SIGKILL)
        process.wait()
    process = start(many_stories, broken)
    wait_for(broken, 200)
    for child in children(process.pid):  # its workers, and Python's resource tracker
        os.kill(child, signal.SIGKILL)
    assert process.wait(300) == 0
    assert tables(broken) == tables(whole)


@pytest.mark.slow
def test_neither_the_hash_seed_nor_the_workers_change_a_byte(many_stories, tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(many_stories.read_text("utf-8").splitlines(keepends=True)[:40]), "utf-8")
    written = []
    for seed, workers in (("1", "1"), ("2", "2")):
        command = [sys.executable, "-m", "onrecord", "annotate", str(path), "--to", "-", "--workers", workers]
        done = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        written.append(done.stdout)
    assert written[0]
    assert written[0] == written[1]


@pytest.mark.slow
def test_adding_again_changes_nothing(tmp_path):
    record = tmp_path / "record.db"
    from onrecord.pipeline import add

    add(sample_stories(), record)
    before = tables(record)
    add(sample_stories(), record)
    after = tables(record)
    assert before.pop("run") != after.pop("run")  # it was a run, but it brought nothing
    assert after == before


@pytest.mark.slow
def test_a_round_trip_through_jsonl_is_lossless(tmp_path):
    from onrecord.export import export
    from onrecord.pipeline import add
    from onrecord.store import Store

    add(sample_stories(), tmp_path / "one.db")
    with Store(tmp_path / "one.db", read_only=True) as store:
        export(store, "jsonl", tmp_path / "one.jsonl")
    add([str(tmp_path / "one.jsonl")], tmp_path / "two.db")
    with Store(tmp_path / "two.db", read_only=True) as store:
        export(store, "jsonl", tmp_path / "two.jsonl")
    assert (tmp_path / "two.jsonl").read_text("utf-8") == (tmp_path / "one.jsonl").read_text("utf-8")
