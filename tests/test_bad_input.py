"""Nothing stops the run and nothing vanishes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from bad_input import build_bad_folder
from onrecord.clean import clean
from onrecord.ingest import read_stories
from onrecord.records import Dropped


def test_each_bad_input_gives_one_line_and_no_good_story_is_lost(tmp_path: Path):
    good, bad = build_bad_folder(tmp_path)
    assert len(bad) >= 30
    found = [item if isinstance(item, Dropped) else clean(item) for item in read_stories([str(tmp_path)])]
    dropped = [item for item in found if isinstance(item, Dropped)]
    count = Counter(
        re.sub(r", (line|row|record|item|entry|the object).*", "", item.location).removeprefix(f"{tmp_path}/") for item in dropped
    )
    assert count == Counter(bad), [item for item in dropped if count[item.location] != 1]
    kept = {item.id for item in found if not isinstance(item, Dropped)}
    assert good <= kept, good - kept
    assert not [item for item in dropped if not item.reason]


def test_reading_bad_input_twice_gives_the_same(tmp_path: Path):
    build_bad_folder(tmp_path, big=20 * 1024 * 1024)
    assert list(read_stories([str(tmp_path)])) == list(read_stories([str(tmp_path)]))
