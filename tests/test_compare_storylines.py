"""Stories of one affair."""

from __future__ import annotations

from dataclasses import replace

from families_by_hand import tell
from onrecord.compare import MemoryIndex, compare, place, sign
from onrecord.ontology.fold import fold_name
from onrecord.records import Passage, Place, PlaceMention, make_id

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


def at(name, reading):
    """Return a reading in which each occurrence of a name is a place."""
    text = reading.story.text
    starts = [place for place in range(len(text)) if text.startswith(name, place)]
    mentions = tuple(PlaceMention(passage=Passage.cut(reading.story, start, start + len(name)), use="literal") for start in starts)
    place = Place(id=make_id("place", fold_name(name)), name=name, country=None, lat=None, lon=None, precision="city", geonames_id=None,
                  mentions=mentions)  # fmt: skip
    return replace(reading, places=(place,))


FIRE = "Fire swept through a shoe factory in {} on {} and killed 31 workers, the fire brigade said. Most had been trapped by locked doors."
LAW = (
    "The senate passed a bill on safety at work by a wide margin after a debate of six hours. Ministers spoke of a turning point for "
    "the law, and unions welcomed the new inspectorate, which will hire ninety staff. Senator Ada Ferreira had tabled it after {}. Small "
    "firms asked for more time to comply, and the chamber of commerce warned of costs for bakers and weavers."
)


def fires(town):
    days = ["2015-05-04", "2015-05-05", "2015-05-14"]
    texts = [FIRE.format(town, "Monday"), FIRE.format(town, "Monday") + " The owner fled.", LAW.format(town)]
    titles = [f"Factory fire in {town}", f"{town} mourns its dead", "Senate passes bill"]
    return [
        at(town, tell(str(number), text, published=day, title=title))
        for number, (text, day, title) in enumerate(zip(texts, days, titles, strict=True), 1)
    ]


def test_a_story_that_names_the_place_an_affair_is_known_by_goes_on_with_it():
    assert lines(*fires("Velmora")) == [{"1", "2", "3"}]


def test_the_name_of_a_big_city_makes_no_affair():
    assert lines(*fires("Karachi")) == [{"1", "2"}, {"3"}]
