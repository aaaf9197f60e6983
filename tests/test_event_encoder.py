"""What the encoder adds to the lexicon, and what it may not do."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate, load_model
from onrecord.clean import clean
from onrecord.extract import extract
from onrecord.extract.events import decide
from onrecord.records import RawStory, Reading, Story

pytestmark = pytest.mark.slow

HIT = "Rebel drones hit the oil terminal near Bosaso overnight, and two tanks were still burning at noon."
APPEAL = "The bishops called on both armies to spare the hospital and let the wounded leave."
OPINION = "The two ministers said they agree with the judge that the old law was badly drafted."


@pytest.fixture(scope="module")
def read():
    nlp = load_model()

    def read_text(text: str) -> Reading:
        story = clean(RawStory(id="a", text=text, location="a", bytes_sha256="", published="2020-05-05"))
        assert isinstance(story, Story)
        [(story, doc)] = annotate([story], nlp)
        return extract(story, doc)

    return read_text


def test_a_trigger_that_only_the_encoder_knows_says_so(read):
    found = {event.trigger.exact: event for event in read(HIT).events}
    assert found["hit"].event_type == "ASSAULT"


@pytest.mark.parametrize("text", [APPEAL, OPINION])
def test_the_encoder_adds_no_word_where_nothing_else_is_told(read, text):
    assert all(event.method == "lexicon" for event in read(text).events)


def test_an_event_type_says_what_gave_it(read):
    assert {event.method for event in read(HIT).events} <= {"lexicon", "encoder"}


def test_a_score_grows_with_either_sign():
    weak, framed = decide.Signs(frame=0.4, sentence=0.2), decide.Signs(frame=0.9, sentence=0.2)
    sure = decide.Signs(frame=0.9, sentence=0.95)
    assert 0 < weak.score < framed.score < sure.score < 1


def test_a_story_is_read_the_same_whatever_stands_beside_it(read):
    alone = [(event.trigger.exact, event.event_type, event.score) for event in read(HIT).events]
    among = [(event.trigger.exact, event.event_type, event.score) for event in read(f"{HIT}\n\n{APPEAL}\n\n{OPINION}").events]
    assert among[: len(alone)] == alone
