"""The event encoder: its own weights, checked, and a score that depends on nothing but the sentence."""

from __future__ import annotations

import shutil

import pytest

from onrecord.errors import ModelError
from onrecord.extract.encoder import MODELS, load_encoder, read_sentences

BOMBED = "Government warplanes bombed a crowded market in the rebel-held town on Sunday, killing 34 people."
SIGNED = "The two presidents signed a free trade agreement in Santiago after four years of negotiations."
GRIEVED = "The king offered his condolences to the families of the victims of Saturday's bombing."
CLAIMED = "Islamic State claimed responsibility for the attack on the mosque in a message on its channel."
SANK = "At least 27 people died when an overloaded ferry sank in heavy rain on the lake, rescuers said."
ODD = ["", " ", "\n\n", "\x00\ufffd", "\ud800", "🇸🇾 عاجل", "a" * 5000, "word " * 3000, "¡¿", "\u202eabc", "e\u0301" * 50]


def test_a_sentence_that_reports_an_event_has_its_type():
    assert [reading.event_type for reading in read_sentences([BOMBED, SIGNED])] == ["ASSAULT", "SUPPORT"]


@pytest.mark.parametrize("text", [SANK, GRIEVED, CLAIMED])
def test_what_only_looks_like_an_event_is_none(text):
    [reading] = read_sentences([text])
    assert reading.event_type == "NONE"


def test_the_distribution_sums_to_one():
    [reading] = read_sentences([BOMBED])
    assert sum(reading.types.values()) == pytest.approx(1, abs=1e-4)
    assert len(reading.types) == 17


def test_a_trigger_covers_whole_words_of_the_sentence():
    [reading] = read_sentences([BOMBED])
    found = {BOMBED[trigger.start : trigger.end]: trigger.event_type for trigger in reading.triggers}
    assert found["bombed"] == "ASSAULT"


def test_a_word_can_be_asked_for_its_score():
    [reading] = read_sentences([BOMBED])
    start = BOMBED.index("bombed")
    at_trigger = reading.score_at(start, start + len("bombed"))
    at_market = reading.score_at(BOMBED.index("market"), BOMBED.index("market") + 6)
    assert at_trigger["ASSAULT"] > 0.5 > at_market["ASSAULT"]


def test_words_past_the_cut_are_no_trigger():
    long = "and so on " * 200 + BOMBED
    [reading] = read_sentences([long])
    assert reading.score_at(len(long) - 10, len(long))["NONE"] == 1


def test_a_score_does_not_depend_on_the_neighbours():
    alone = read_sentences([SIGNED])[0]
    among = read_sentences([BOMBED, SANK * 5, SIGNED, "Yes."])[2]
    assert alone.types == among.types
    assert (alone.piece_scores == among.piece_scores).all()


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_breaks_it(text):
    [reading] = read_sentences([text])
    assert all(0 <= trigger.start < trigger.end <= len(text) for trigger in reading.triggers)


def test_no_sentences_give_no_readings_and_load_nothing():
    assert list(read_sentences([])) == []


def test_weights_that_differ_are_refused(tmp_path):
    folder = shutil.copytree(MODELS, tmp_path / "models")
    with (folder / "events.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="not the file that was shipped"):
        load_encoder(folder)


def test_a_missing_file_is_named(tmp_path):
    folder = shutil.copytree(MODELS, tmp_path / "models")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_encoder(folder)


def test_the_model_stays_under_thirty_megabytes():
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < 30e6
