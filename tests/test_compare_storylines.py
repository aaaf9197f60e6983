"""Stories of one affair."""

from __future__ import annotations

from families_by_hand import tell
from onrecord.compare import MemoryIndex, compare, place, sign

QUAKE = "An earthquake of magnitude 6.4 struck the Kermanic valley near Dorvan on {day} and brought down two bridges, seismologists said."
QUAKE_LATER = "Rescuers in Dorvan pulled a girl from the rubble days after the earthquake in the Kermanic valley broke its two bridges."
VOTE = "The senate in Lisport confirmed Ada Ferreira as central bank governor by one vote after a stormy debate about interest rates."


def lines(*readings):
    return [set(line.stories) for line in compare(readings).storylines]


def test_an_affair_that_goes_on_is_one_storyline():
    first = tell("1", QUAKE.format(day="Monday"), published="2015-05-04")
    assert lines(first, tell("2", QUAKE_LATER, published="2015-05-08")) == [{"1", "2"}]


def test_different_affairs_are_different_storylines():
    assert lines(tell("1", QUAKE.format(day="Monday")), tell("2", VOTE)) == [{"1"}, {"2"}]


def test_a_like_affair_years_later_is_another_storyline():
    old, new = (tell(year, QUAKE.format(day="Monday"), published=f"{year}-05-04") for year in ("2009", "2015"))
    assert lines(old, new) == [{"2009"}, {"2015"}]


def test_the_id_of_a_storyline_stays_when_stories_arrive():
    first = tell("1", QUAKE.format(day="Monday"), published="2015-05-04")
    [before] = compare([first]).storylines
    [after] = compare([first, tell("2", QUAKE_LATER, published="2015-05-08")]).storylines
    assert after.id == before.id


def test_stories_in_two_batches_find_the_same_places_as_in_one():
    readings = [
        tell(str(number), text, published=f"2015-05-{number + 1:02}")
        for number, text in enumerate([QUAKE.format(day="Monday"), VOTE, QUAKE_LATER, QUAKE.format(day="Tuesday"), VOTE + " Markets rose."])
    ]
    at_once, halves = MemoryIndex(), MemoryIndex()
    for reading in readings:
        place(sign(reading), at_once)
    for half in (readings[:2], readings[2:]):
        for reading in half:
            place(sign(reading), halves)
    assert at_once.placed() == halves.placed()


def test_comparing_twice_gives_the_same():
    readings = [tell("1", QUAKE.format(day="Monday")), tell("2", VOTE), tell("3", QUAKE_LATER)]
    assert compare(readings) == compare(readings)
