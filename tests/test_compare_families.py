"""Forty small families of stories, our own: what the whole flow must say of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from onrecord.compare import compare

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "families"
FAMILIES = {name: family for path in sorted(FOLDER.glob("*.toml")) for name, [family] in tomllib.loads(path.read_text("utf-8")).items()}
NEAR = 40  # characters


@pytest.fixture(scope="module")
def compared(nlp):
    """Compare each family once."""
    from onrecord.annotate import annotate
    from onrecord.clean import clean
    from onrecord.extract import extract
    from onrecord.records import RawStory

    done = {}

    def run(name):
        if name not in done:
            raw = [RawStory(location="a test", bytes_sha256="", **story) for story in FAMILIES[name]["stories"]]
            run.readings[name] = [extract(story, doc) for story, doc in annotate([clean(story) for story in raw], nlp)]
            done[name] = compare(run.readings[name])
        return done[name]

    run.readings = {}
    return run


def cases(key):
    return [
        pytest.param(name, *case, id=f"{name}: {' '.join(map(str, case))}")
        for name, family in FAMILIES.items()
        for case in family.get(key, ())
    ]


def is_near(name, account, words):
    text = next(story["text"] for story in FAMILIES[name]["stories"] if story["id"] == account.story)
    at = text.find(words)
    return at >= 0 and account.passage.start < at + len(words) + NEAR and at - NEAR < account.passage.end


@pytest.mark.parametrize(("name", "field", "relation", "one", "other"), cases("expect"))
def test_a_family_gives_the_relation(compared, name, field, relation, one, other):
    found = [c for c in compared(name).comparisons if (c.field, c.relation) == (field, relation)]
    assert any(is_near(name, x, one) and is_near(name, y, other) for c in found for x, y in ((c.a, c.b), (c.b, c.a))), [
        (c.field, c.relation, c.a.passage.exact, c.b.passage.exact) for c in compared(name).comparisons
    ]


@pytest.mark.parametrize(("name", "field", "relation"), cases("never"))
def test_a_family_does_not_give_the_relation(compared, name, field, relation):
    assert not [c for c in compared(name).comparisons if (c.field, c.relation) == (field, relation)]


@pytest.mark.parametrize(("name", "one", "other"), cases("together"))
def test_the_stories_tell_one_event(compared, name, one, other):
    assert any({one, other} <= {mention.story for mention in event.mentions} for event in compared(name).events)


@pytest.mark.parametrize(("name", "one", "other"), cases("apart"))
def test_the_stories_tell_two_events(compared, name, one, other):
    assert not any({one, other} <= {mention.story for mention in event.mentions} for event in compared(name).events)


@pytest.mark.parametrize("name", [name for name, family in FAMILIES.items() if "never_place" in family])
def test_a_place_that_only_says_where_another_is_is_no_account_of_it(compared, name):
    places = {side.value for c in compared(name).comparisons if c.field == "place" for side in (c.a, c.b)}
    assert places
    assert FAMILIES[name]["never_place"] not in places


@pytest.mark.parametrize("name", [name for name, family in FAMILIES.items() if "origins" in family])
def test_the_texts_have_the_origins(compared, name):
    assert sorted(sorted(origin.stories) for origin in compared(name).origins) == sorted(FAMILIES[name]["origins"])


@pytest.mark.parametrize("name", [name for name, family in FAMILIES.items() if "lines" in family])
def test_the_stories_are_of_these_affairs(compared, name):
    assert sorted(sorted(line.stories) for line in compared(name).storylines) == sorted(FAMILIES[name]["lines"])


@pytest.mark.parametrize("name", [name for name, family in FAMILIES.items() if "independent" in family])
def test_the_event_has_so_many_independent_origins(compared, name):
    shared = [event for event in compared(name).events if len({mention.story for mention in event.mentions}) > 1]
    assert {event.origins for event in shared} == {FAMILIES[name]["independent"]}


@pytest.mark.parametrize(("name", "trigger", "of", "best"), cases("numbers"))
def test_the_event_has_the_number(compared, name, trigger, of, best):
    events = compared(name).events
    told = {mention.id: mention for reading in compared.readings[name] for mention in reading.events}
    [event] = [event for event in events if any(told[one.event].trigger.exact == trigger for one in event.mentions)]
    assert [number.best for number in event.numbers if number.of == of] == [best]


def test_there_are_forty_families():
    assert len(FAMILIES) >= 40
