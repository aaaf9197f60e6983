"""The bad-input folder through the whole main job: one line and one row each, no good story lost, exit code 1."""

import subprocess
import sys

import pytest

from bad_input import build_bad_folder
from onrecord.store import Store


@pytest.mark.slow
def test_bad_input_gets_one_line_and_one_row_each_and_loses_no_good_story(tmp_path):
    folder = tmp_path / "stories"
    folder.mkdir()
    good, bad = build_bad_folder(folder)
    record = tmp_path / "record.db"
    command = [sys.executable, "-m", "onrecord", "add", str(folder), "--record", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("left out: ")]
    with Store(record, read_only=True) as store:
        assert {row["story_id"] for row in store.rows("SELECT story_id FROM story")} >= set(good)
        rows = store.rows("SELECT location, reason FROM dropped")
        assert len(rows) == len(lines)
        for name in bad:
            assert sum(name in row["location"] for row in rows) >= 1, f"{name} vanished"
        assert not list(store.verify())
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 1, "what was left out is still left out"
    with Store(record, read_only=True) as store:
        assert store.count("dropped") == len(rows)
