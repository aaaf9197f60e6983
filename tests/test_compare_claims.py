"""What a sentence gives for the fields of accounts: counts, blame and denials, from readings made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from by_hand import cut, reading
from families_by_hand import tell
from onrecord.compare import digest
from onrecord.compare.claims.context import find_local, to_days
from onrecord.compare.tellings import find_sites
from onrecord.compare.victims import are_others, describe, find_victim
from onrecord.records import Passage, TimeMention


def counts(text, published="2014-03-12"):
    return [(c.field, c.number, c.bound) for c in digest(tell("a", text, published=published)).claims if c.number is not None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The storm left 64 people dead.", [("killed", 64, "exact")]),
        ("The storm left 3,000 people homeless.", [("displaced", 3000, "exact")]),
        ("The army said it had lost 20 soldiers.", [("killed", 20, "exact")]),
        ("The team lost 20 matches.", []),
        ("Nobody was hurt in the fire.", [("injured", 0, "exact")]),
        ("There were no deaths.", [("killed", 0, "exact")]),
        ("Police marched 500 people away. The organisers put the number at 60,000.", [("participants", 60000, "exact")]),
        ("At least six people were killed and 15 injured.", [("killed", 6, "at_least"), ("injured", 15, "at_least")]),
        ("The number of people detained in the town has risen to 612.", [("arrested", 612, "exact")]),
        ("Five of the dead were children.", [("killed", 5, "exact")]),
        ("A train carrying 300 people stopped.", []),
        ("Rescuers took away 40 bodies.", [("killed", 40, "exact")]),
        ("A crowd came. No more than 5,000 people were in the square.", [("participants", 5000, "at_most")]),
        ("A crowd came. About 2,000 people had surrounded the town hall.", [("participants", 2000, "about")]),
        ("A crowd came. After it 500 people were in hospital.", []),
        ("A crowd came. 300 soldiers surrounded the square.", []),
        ("The toll stands at 69 dead, with 180 wounded. The figure corrects an earlier count of 67.", [("killed", 67, "exact")]),
        ("A doctor said 162 people had been treated in hospital.", [("injured", 162, "exact")]),
    ],
)
def test_a_count_is_read_with_what_became_of_those_counted(text, wanted):
    found = counts(text)
    assert [count for count in wanted if count in found] == wanted
    assert wanted or not found


def test_organisers_do_not_make_a_count_move():
    [claim] = [c for c in digest(tell("a", "The organisers said 500 people marched.")).claims if c.number == 500]
    assert not claim.moved


def test_a_deal_that_was_reached_does_not_make_a_count_move():
    text = "Under a deal reached on Thursday 700 people were evacuated."
    assert [c.moved for c in digest(tell("a", text)).claims if c.number == 700] == [False]


def culprits(text):
    return [(c.value, c.denied) for c in digest(tell("a", text, published="2014-03-12")).claims if c.field == "culprit"]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey attack: dozens hurt.",
        "They feared revenge attacks by Turkish forces.",
        "The alliance is backed by Turkish air strikes.",
        "It was a terrorist attack.",
        "It is not known whether Turkish planes bombed the town.",
    ],
)
def test_fear_doubt_help_and_the_sort_of_an_attack_blame_nobody(text):
    assert not culprits(text)


def test_a_list_whose_commas_are_lost_names_all_sides():
    text = "The strikes were carried out by Syrian Russian or Turkish planes."
    [claim] = [c for c in digest(tell("a", text)).claims if c.field == "culprit"]
    assert claim.keys == {"state:SYR", "state:RUS", "state:TUR"}


def test_blame_put_on_a_side_further_on_is_found():
    assert culprits("The mayor blamed the bombing of the bridge on Turkish forces.") == [("Turkish forces", False)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The envoy accused Turkey of double standards.", []),
        ("The senator accuses Turkish forces of failing to guard the border.", []),
        ("The envoy accused Turkey of shelling the town.", ["Turkey"]),
        ("The envoy accused Turkish forces of opening fire on the crowd.", ["Turkish forces"]),
        ("The envoy accused Turkey of being behind the blast.", ["Turkey"]),
        ("The envoy blamed Turkey.", ["Turkey"]),
    ],
)
def test_only_who_is_accused_of_a_deed_is_a_culprit(text, wanted):
    assert [value for value, _ in culprits(text)] == wanted


def test_who_accuses_is_not_the_doer():
    [claim] = [
        c for c in digest(tell("a", "The French president accused Turkish forces of responsibility.")).claims if c.field == "culprit"
    ]
    assert claim.keys == {"state:TUR"}


def test_a_mine_that_is_worked_and_a_gas_pipe_are_no_weapons():
    text = "Miners at the Karsan mine went on strike. A gas pipe was mended."
    assert not [c for c in digest(tell("a", text)).claims if c.field == "weapon"]


def test_a_place_that_no_gazetteer_has_is_read_from_the_word_beside_it():
    reading = tell("a", "The blast hit buses in the Velmora area. People in Velmora heard it. He lives in the village of Ostrel.")
    assert [(place.name, len(place.mentions)) for place in find_local(reading)] == [("Ostrel", 1), ("Velmora", 2)]


def test_a_hospital_that_takes_in_the_hurt_is_not_what_was_struck():
    assert find_sites("A bomb hit a market and the hurt were taken to hospital".lower().split()) == {"market"}
    assert find_sites("Shells struck a hospital".lower().split()) == {"hospital"}


def test_a_child_and_a_man_are_two_victims():
    assert are_others(describe(["the 2-year-old"]), describe(["a man"]))
    assert not are_others(describe(["a 40-year-old woman"]), describe(["the mother of two"]))


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("A man shot his 12-year-old son.", "shot", {("age", "12"), ("grown", "no"), ("self", "no"), ("sex", "male")}),
        ("Neighbours named the 2-year-old killed in the fire.", "killed", {("age", "2"), ("grown", "no"), ("self", "no")}),
        ("The girl was fatally stabbed on Monday.", "stabbed", {("grown", "no"), ("self", "no"), ("sex", "female")}),
        ("A man shot and killed his wife.", "shot", set()),
        ("A man, the sheriff said, killed himself.", "killed", {("self", "yes")}),
        ("The sheriff said a baker killed the thieves.", "killed", {("self", "no")}),
    ],
)
def test_the_words_beside_a_verb_describe_its_victim(text, trigger, wanted):
    mention = replace(reading().events[0], trigger=cut(text, trigger), sentence=cut(text, text), recipients=())
    assert find_victim(mention) == wanted


def test_a_description_at_odds_with_itself_tells_nobody_apart():
    young_wife = describe(["a 16-year-old wife"])
    assert not are_others(young_wife, describe(["a woman"]))
    assert not are_others(young_wife, describe(["a girl"]))


def test_who_kills_himself_is_another_victim():
    assert are_others(frozenset({("self", "yes")}), describe(["his wife"]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jets flew low over the harbour.", []),
        ("Warplanes were seen above the town, residents said.", []),
        ("Air force jets roared over the harbour to scare the strikers.", []),
        ("Jets dived over the crowd as guards opened fire.", ["gunfire"]),
        ("Warplanes bombed the harbour.", ["air strike"]),
        ("Eight people died when jets hit the harbour.", ["air strike"]),
    ],
)
def test_forces_are_a_weapon_only_where_something_was_done(text, wanted):
    assert [claim.value for claim in digest(tell("a", text)).claims if claim.field == "weapon"] == wanted


def test_those_who_are_treated_are_some_of_the_hurt_unless_another_count_is_announced():
    text = "A lawyer said 90 people were injured. {}A doctor said 61 people had been treated in hospital."
    some, whole = (
        next(c for c in digest(tell("a", text.format(between))).claims if c.number == 61)
        for between in ("", "The hospital counted fewer injured. ")
    )
    assert (some.high, some.counts_some) == (None, True)
    assert (whole.high, whole.counts_some) == (61, False)


def test_bodies_that_were_recovered_are_some_of_the_dead():
    [claim] = [c for c in digest(tell("a", "Divers recovered 18 bodies.")).claims if c.number == 18]
    assert claim.counts_some


def test_a_culprit_is_named_without_the_deed_and_proved_with_it():
    [claim] = [c for c in digest(tell("a", "Turkish warplanes bombed the town.")).claims if c.field == "culprit"]
    assert (claim.value, claim.passage.exact) == ("Turkish warplanes", "Turkish warplanes bombed")


def test_who_was_shot_did_not_do_it():
    assert not culprits("The Turkish president was shot in the hand.")


def test_a_denial_names_who_is_said_not_to_have_done_it():
    assert culprits("Turkish planes had not bombed the town.") == [("not Turkish", True)]


def test_some_weeks_ago_is_not_meant_to_the_day():
    week = TimeMention(passage=Passage(start=0, end=10, exact="a week ago"), type="DATE", value="2014-03-05")
    days = TimeMention(passage=Passage(start=0, end=12, exact="two days ago"), type="DATE", value="2014-03-10")
    assert [found.last - found.first for found in (to_days(week), to_days(days)) if found] == [2, 0]
