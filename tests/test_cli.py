import os
from dataclasses import replace

import pytest
from click.testing import CliRunner

from by_hand import raw_story, reading
from onrecord.cli import main
from onrecord.comparing import compare_new
from onrecord.contract import write_readings
from onrecord.store import Run, Store


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.db"
    with Store(path) as store:
        list(store.unseen([raw_story("s1"), raw_story("s2")]))
        store.add([reading("s1"), reading("s2")], store.start_run(Run(command="add", version="1", model="m", settings={}, arguments=[])))
        compare_new(store)
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_every_command_has_a_help_with_an_example():
    for name, command in main.commands.items():
        assert "Example: onrecord " + name in command.help, name


def test_show_without_an_id_is_an_overview(record):
    result = run("show", "--record", record)
    assert result.exit_code == 0
    assert "ASSAULT" in result.stdout


@pytest.mark.parametrize("name", ["s1", "st-1", "actor-voss", "Ada Voss", "ada voss", "Voss", "em-s1"])
def test_show_finds_stories_statements_actors_and_events(record, name):
    result = run("show", name, "--record", record)
    assert result.exit_code == 0, result.output
    assert "Voss" in result.stdout


def test_show_gives_times_in_words(tmp_path):
    told = reading("s1")
    [event] = told.events
    dated = replace(event, time=replace(event.time, value="2031-05-05TAF"))
    with Store(tmp_path / "record.db") as store:
        list(store.unseen([raw_story("s1")]))
        run_id = store.start_run(Run(command="add", version="1", model="m", settings={}, arguments=[]))
        store.add([replace(told, events=(dated,))], run_id)
        compare_new(store)
    for name in ("s1", "em-s1"):
        printed = run("show", name, "--record", tmp_path / "record.db").stdout
        assert "2031-05-05, afternoon" in printed
        assert "2031-05-05TAF" not in printed


def test_show_says_what_there_is_when_nothing_is_found(record):
    result = run("show", "nobody", "--record", record)
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: nothing in")


def test_statements_can_be_asked_by_speaker_and_words(record):
    assert '"We hold,"' in run("show", "--said-by", "Voss", "--about", "hold", "--record", record).stdout
    assert "no such statement" in run("show", "--said-by", "Voss", "--about", "surrender", "--record", record).stdout


def test_statements_are_asked_by_any_alias_in_any_number_and_the_undated_come_last(record):
    with Store(record) as store:
        store.db.execute("UPDATE actor SET name = 'Ada Voss-Lind'")
        store.db.execute("UPDATE story SET published = NULL WHERE story_id = 's1'")
        store.db.commit()
    found = run("show", "--said-by", "the General Ada Voss", "--about", "holds", "--record", record).stdout
    assert found.count('"We hold,"') == 2
    assert found.index(" s2 ") < found.index(" s1 ")


def test_words_with_search_syntax_are_just_words(record):
    assert run("show", "--about", 'hold" OR (NEAR *', "--record", record).exit_code == 0


def test_verify_ends_with_1_when_a_passage_does_not_read_back(record):
    assert run("verify", "--record", record).exit_code == 0
    with Store(record) as store:
        store.db.execute("UPDATE statement SET cue = 'shouted'")
    result = run("verify", "--record", record)
    assert result.exit_code == 1
    assert "shouted" in result.stdout


def test_an_unknown_form_is_wrong_usage(record, tmp_path):
    result = run("export", "xlsx", "--to", tmp_path / "x", "--record", record)
    assert result.exit_code == 2
    assert "jsonl" in result.stderr


def test_a_missing_record_is_one_line(tmp_path):
    result = run("show", "--record", tmp_path / "none.db")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_a_target_that_cannot_be_written_is_one_line(record, tmp_path):
    result = run("export", "jsonl", "--to", tmp_path / "no" / "such" / "folder.jsonl", "--record", record)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_column_option_without_a_name_is_wrong_usage():
    assert run("annotate", "x.csv", "--to", "-", "--column", "text").exit_code == 2


@pytest.mark.parametrize("given", [("--column", "body=text"), ("--published", "yesterday")])
def test_an_option_that_no_story_can_have_is_wrong_usage(given):
    result = run("annotate", "x.csv", "--to", "-", *given)
    assert result.exit_code == 2
    assert "OURS is one of" in result.stderr or "YYYY-MM-DD" in result.stderr


def test_what_is_left_out_needs_no_model(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.pool.load_model", None)
    result = run("add", tmp_path / "gone.txt", "--record", tmp_path / "r.db")
    assert result.exit_code == 1
    assert "there is no such file" in result.stderr


def test_a_pipe_that_is_named_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_readings([reading("s1")], str(pipe), lambda found: None)
    assert os.read(reader, 1) == b"{"
    assert pipe.is_fifo()
    os.close(reader)


def test_importing_onrecord_loads_neither_spacy_nor_duckdb():
    import subprocess
    import sys

    code = "import sys, onrecord, onrecord.cli; assert not {'spacy', 'duckdb', 'onnxruntime', 'trafilatura'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
