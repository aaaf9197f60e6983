"""Who copied whom."""

from __future__ import annotations

from dataclasses import replace

from families_by_hand import tell
from onrecord.compare import compare
from onrecord.records import Passage

FERRY = (
    "A ferry with 214 passengers ran aground off the island of Brava on Monday after its rudder failed "
    "in heavy seas, the harbour office said. "
    "Fishing boats brought everyone ashore within three hours. The captain, Luis Monteiro, said he had "
    "radioed for help twice before anyone answered. "
    "Divers found a crack in the steering gear that inspectors had noted in March. The operator has "
    "suspended its other ferry until it is checked. "
    "Brava has no airport and depends on the ferries for food and medicine."
)
OTHER = (
    "Voters in the mountain canton of Uri turned down a new tunnel toll on Sunday, with two thirds "
    "against. The government had argued that the "
    "money was needed for repairs. Opponents called it a tax on commuters. A second ballot on the length "
    "of school holidays passed narrowly."
)


def families(*readings):
    return [set(origin.stories) for origin in compare(readings).origins]


def test_an_exact_copy_is_one_origin():
    assert families(tell("a", FERRY, published="2016-02-01"), tell("b", FERRY, published="2016-02-01")) == [{"a", "b"}]


def test_a_reprint_with_a_new_headline_is_one_origin():
    again = "Everyone saved as ferry hits rocks. " + FERRY
    [origin] = compare([tell("a", FERRY, published="2016-02-01"), tell("b", again, published="2016-02-02")]).origins
    assert (origin.kind, origin.stories) == ("reprint", ("a", "b"))


def test_a_rewrite_keeps_some_sentences_and_is_one_origin():
    rewrite = (
        "Two hundred people are safe after a scare at sea. A ferry with 214 passengers ran aground off the "
        "island of Brava on Monday after its "
        "rudder failed in heavy seas. Villagers lit fires on the beach. Rescue took most of the afternoon "
        "and nobody was hurt, police told reporters. "
        "Shops on the island expect supplies to run short by the weekend, and the mayor wants the old mail boat put back into service."
    )
    [origin] = compare([tell("a", FERRY, published="2016-02-01"), tell("b", rewrite, published="2016-02-01")]).origins
    assert origin.kind == "rewrite"


def test_stories_of_different_affairs_are_two_origins():
    assert families(tell("a", FERRY), tell("b", OTHER)) == [{"a"}, {"b"}]


def test_shared_background_at_the_end_of_two_reports_makes_no_family():
    background = (
        " The strait has seen four accidents in two years. The islands were promised new ships in 2012 after a fire killed eleven people, "
        "but the tender was cancelled twice and the court of auditors has yet to report on where the money went."
    )
    monday = FERRY + background
    friday = (
        "A cargo boat sank on Friday near Fogo and two sailors are missing. The coast guard searched until dark with one aircraft. "
        "The boat carried cement and had left Praia at noon. Its owner said the engine was new. Relatives "
        "waited on the quay through the night. "
        "Officials will hold a hearing next week and have asked the insurer for the papers."
    ) + background
    assert families(tell("a", monday, published="2016-02-01"), tell("b", friday, published="2016-02-05")) == [{"a"}, {"b"}]


def test_shared_furniture_makes_no_family():
    bar = "Sign up for our newsletter to get the best of the week in your inbox every Saturday morning and never miss a story again. " * 3
    first, second = tell("a", FERRY + "\n" + bar), tell("b", OTHER + "\n" + bar)
    marked = [
        replace(reading, story=replace(reading.story, furniture=(Passage.cut(reading.story, len(text) + 1, len(reading.story.text)),)))
        for reading, text in ((first, FERRY), (second, OTHER))
    ]
    assert families(*marked) == [{"a"}, {"b"}]


def test_a_credited_agency_makes_it_wire_and_the_agency_the_likely_first():
    paper = tell("paper", FERRY, published="2016-02-01", outlet="Daily Post", credits=("Reuters",))
    agency = tell("agency", FERRY, published="2016-02-01", outlet="Reuters", credits=("Reuters",))
    [origin] = compare([paper, agency]).origins
    assert (origin.kind, origin.stories) == ("wire", ("agency", "paper"))


def test_the_earlier_day_is_the_likely_first():
    [origin] = compare([tell("late", FERRY, published="2016-02-03"), tell("early", FERRY, published="2016-02-01")]).origins
    assert origin.stories == ("early", "late")


def test_a_story_that_shows_two_families_to_be_one_joins_them():
    half = len(FERRY) // 2
    top, bottom = FERRY[:half], FERRY[half:]
    assert families(tell("top", top), tell("bottom", bottom), tell("both", FERRY)) == [{"top", "bottom", "both"}]


def test_an_empty_text_is_an_origin_of_its_own():
    assert families(tell("a", ""), tell("b", "")) == [{"a"}, {"b"}]
