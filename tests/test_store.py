import sqlite3

import pytest

from by_hand import raw_story, reading
from onrecord.comparing import compare_new
from onrecord.errors import StoreError
from onrecord.records import Dropped
from onrecord.store import Run, Store

RUN = Run(command="add", version="1", model="m", settings={}, arguments=["a"])


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "record.db") as opened:
        yield opened


def add(store, *found):
    for item in found:
        if not isinstance(item, Dropped):
            list(store.unseen([raw_story(item.story.id, item.story.text)]))
    store.add(found, store.start_run(RUN))


def test_a_reading_comes_back_as_it_went_in(store):
    add(store, reading("s1"), reading("s2"))
    assert list(store.readings()) == [reading("s1"), reading("s2")]


def test_a_story_on_record_is_passed_over(store):
    add(store, reading("s1"))
    assert [raw.id for raw in store.unseen([raw_story("s1"), raw_story("s2")])] == ["s2"]


def test_a_story_twice_in_one_run_is_read_once(store):
    assert len(list(store.unseen([raw_story("s1"), raw_story("s1")]))) == 1


def test_a_story_that_two_processes_read_at_once_is_kept_once(store, tmp_path):
    with Store(tmp_path / "record.db") as second:
        for one in (store, second):
            list(one.unseen([raw_story("s1")]))
        for one in (store, second):
            one.add([reading("s1")], one.start_run(RUN))
            compare_new(one)
        assert second.count("story") == second.count("placed") == 1


def test_a_changed_story_gets_a_new_version_and_keeps_the_old_one(store):
    add(store, reading("s1"))
    changed = reading("s1").story.text + "\nCorrected."
    assert [raw.text for raw in store.unseen([raw_story("s1", changed)])] == [changed]
    store.add([reading("s1", changed)], 1)
    assert [(r["version"], r["current"]) for r in store.rows("SELECT version, current FROM story ORDER BY version")] == [(1, 0), (2, 1)]
    assert [r.story.text for r in store.readings()] == [changed]
    assert store.one("SELECT stories FROM actor WHERE name = 'Ada Voss'")["stories"] == 1


def test_what_is_left_out_is_kept_once_with_its_reason(store):
    dropped = Dropped(location="a.txt", stage="ingest", reason="empty", remedy="a story needs a text")
    add(store, dropped)
    add(store, dropped)
    [row] = store.rows("SELECT location, reason, remedy FROM dropped")
    assert tuple(row) == ("a.txt", "empty", "a story needs a text")


def test_a_run_that_was_stopped_goes_on_and_one_that_ended_does_not(store):
    first = store.start_run(RUN)
    assert store.start_run(RUN) == first
    store.finish_run(first)
    assert store.start_run(RUN) != first


def test_a_batch_goes_in_whole_or_not_at_all(store):
    run = store.start_run(RUN)
    broken = reading("s2")
    object.__setattr__(broken, "main_event", object())
    with pytest.raises(sqlite3.Error):
        store.add([reading("s1"), broken], run)
    assert store.count("story") == 0
    assert store.count("event_mention") == 0


def test_statements_of_a_speaker_are_one_query(store):
    add(store, reading("s1"))
    rows = store.rows("SELECT words FROM statements WHERE speaker = 'Ada Voss'")
    assert [row["words"] for row in rows] == ["Rebels shelled Halden on Monday, killing at least 12 people", '"We hold,"']


def test_full_text_search_finds_statements(store):
    add(store, reading("s1"))
    [row] = store.rows("SELECT rowid FROM statement_search WHERE statement_search MATCH 'hold'")
    assert store.one("SELECT words FROM statement WHERE statement_key = ?", (row["rowid"],))["words"] == '"We hold,"'


def test_verify_finds_nothing_wrong_with_a_good_record(store):
    add(store, reading("s1"))
    compare_new(store)
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE story SET text = replace(text, 'Monday', 'Sunday')",
        "UPDATE actor_mention SET exact = 'Others' WHERE exact = 'Rebels'",
        "UPDATE statement SET cue_start = cue_start + 1",
        "UPDATE event_number SET start_char = start_char + 3",
        "UPDATE event_mention SET trigger_exact = 'bombed'",
    ],
)
def test_verify_finds_what_was_changed_behind_its_back(store, tamper):
    add(store, reading("s1"))
    store.db.execute(tamper)
    assert list(store.verify())


def test_the_second_layer_has_every_story_and_every_mention_once(store):
    add(store, reading("s1"), reading("s2"))
    compare_new(store)
    assert store.count("origin_story") == store.count("storyline_story") == 2
    assert store.count("event_link") == store.count("event_mention") == 2


def test_readers_read_while_a_batch_is_written(store, tmp_path):
    add(store, reading("s1"))
    with store.writing():
        store.db.execute("UPDATE story SET title = 'x'")
        with Store(tmp_path / "record.db", read_only=True) as reader:
            assert reader.one("SELECT title FROM story")["title"] == "Halden shelled"


def test_a_file_that_is_no_record_is_named_in_one_line(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("not a database, but long enough to have a header of the wrong kind " * 20)
    with pytest.raises(StoreError, match=r"notes\.db is not a record of onrecord"):
        Store(path)


def test_another_applications_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    with pytest.raises(StoreError, match="is not a record"):
        Store(path)


def test_a_missing_record_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="onrecord add"):
        Store(tmp_path / "none.db", read_only=True)


def test_a_locked_record_is_one_plain_line(store, tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.store._WAIT_SECONDS", 0)
    with Store(tmp_path / "record.db") as second, store.writing(), pytest.raises(StoreError, match="is being written by another"):
        second.start_run(RUN)


def test_every_table_and_column_of_the_schema_has_a_comment():
    from importlib.resources import files

    for line in files("onrecord").joinpath("store", "schema.sql").read_text("utf-8").splitlines():
        if line.startswith("    ") and not line.strip().startswith(
            ("PRIMARY KEY", "SELECT", "(SELECT", "FROM", "WHERE", "statement.", "event_", "--")
        ):
            assert "--" in line or "AS " in line or "FROM " in line or "JOIN" in line, line
