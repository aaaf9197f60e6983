"""Counts in stories: what they count, their lowest and highest value."""

from __future__ import annotations

import pytest

from onrecord.extract.events.numbers import read_numbers

CASES = {
    "killed": [
        ("Gunmen killed 14 people in a market.", [("killed", 14, 14)]),
        ("At least nine soldiers were killed when rebels attacked a post.", [("killed", 9, None)]),
        ("More than 100 civilians were killed in the air strikes.", [("killed", 101, None)]),
        ("Up to 300 people were killed when the militia attacked the camp.", [("killed", None, 300)]),
        ("Between 20 and 30 fighters were killed in the ambush.", [("killed", 20, 30)]),
        ("Dozens of villagers were massacred by the militia.", [("killed", 24, None)]),
        ("Hundreds of people were killed in the shelling.", [("killed", 200, None)]),
        ("Shelling killed twenty-three people on Sunday.", [("killed", 23, 23)]),
        ("A suicide bomber attacked the barracks, killing himself and two guards.", [("killed", 2, 2)]),
        ("Three attacks killed 31 traders.", [("killed", 31, 31)]),
        ("Two rockets hit a school where 12 boys were wounded.", [("injured", 12, 12)]),
        ("Five villages were burned and 900 fled.", [("displaced", 900, 900)]),
        ("Nurses at four hospitals in the port walked out.", []),
        ("Some 3,000 workers at two plants walked out.", [("participants", 3000, 3000)]),
        ("Seven bodies were found after militants attacked the village.", [("killed", 7, 7)]),
        ("The bombing claimed 18 lives.", [("killed", 18, 18)]),
        ("The blast left five people dead.", [("killed", 5, 5)]),
        ("Rebels attacked the convoy and a dozen soldiers died.", [("killed", 12, 12)]),
        ("The death toll from the bombing rose to 45.", [("killed", 45, 45)]),
        ("One policeman was shot dead by gunmen.", [("killed", 1, 1)]),
        ("No one was killed in the attack.", [("killed", 0, 0)]),
        ("Eight of the 20 hostages were killed.", [("killed", 8, 8)]),
        ("The army killed some 200 rebels in the battle.", [("killed", 200, 200)]),
        ("Fewer than ten people were killed in the raid on the village.", [("killed", None, 9)]),
        ("Three children and two women were killed in the shelling.", [("killed", 3, 3), ("killed", 2, 2)]),
        ("Troops shot dead 11 protesters.", [("killed", 11, 11)]),
        ("Two people, including a child, were killed when a shell hit a house.", [("killed", 2, 2)]),
        ("The attack killed 1,204 people.", [("killed", 1204, 1204)]),
        ("An estimated 4,000 people were killed in the massacre.", [("killed", 4000, 4000)]),
        ("The bombing killed 6 to 8 people.", [("killed", 6, 8)]),
    ],
    "injured": [
        ("The blast wounded 30 people.", [("injured", 30, 30)]),
        ("Nearly 50 people were injured when police beat protesters.", [("injured", None, 50)]),
        ("Scores of people were wounded in the attack.", [("injured", 40, None)]),
        ("The bombing killed three people and wounded seven.", [("killed", 3, 3), ("injured", 7, 7)]),
        ("Three were killed and seven injured in the bombing.", [("killed", 3, 3), ("injured", 7, 7)]),
        ("Rebels shelled the market, killing 12 and wounding at least 40.", [("killed", 12, 12), ("injured", 40, None)]),
        ("Ten people were killed and more than 60 others were wounded in the attack.", [("killed", 10, 10), ("injured", 61, None)]),
        ("The shelling hurt about fifteen people.", [("injured", 15, 15)]),
        ("Four of the wounded are children, but nobody was killed in the strike.", [("injured", 4, 4), ("killed", 0, 0)]),
        ("An attack on a bus left several passengers injured.", [("injured", 3, None)]),
        ("The bomb attack caused 16 injuries.", [("injured", 16, 16)]),
        ("Two soldiers suffered wounds when rebels attacked their post.", [("injured", 2, 2)]),
    ],
    "arrested": [
        ("Police arrested 45 demonstrators.", [("arrested", 45, 45)]),
        ("Hundreds of activists have been detained.", [("arrested", 200, None)]),
        ("At least 17 journalists were arrested in dawn raids.", [("arrested", 17, None)]),
        ("Soldiers rounded up no fewer than sixty men.", [("arrested", 60, None)]),
        ("More than two dozen students were arrested.", [("arrested", 25, None)]),
        ("The court jailed five activists.", [("arrested", 5, 5)]),
        ("As many as 900 people were taken into custody and detained for days.", [("arrested", None, 900)]),
        ("Police detained between 100 and 150 marchers.", [("arrested", 100, 150)]),
        ("No arrests were made after the attack, but twelve men were detained later.", [("arrested", 0, 0), ("arrested", 12, 12)]),
        ("Two men and a woman were arrested.", [("arrested", 2, 2)]),
        ("The police made 33 arrests during the protest.", [("arrested", 33, 33)]),
        ("Border guards arrested thousands of migrants.", [("arrested", 2000, None)]),
    ],
    "displaced": [
        ("The fighting has displaced 40,000 people.", [("displaced", 40000, 40000)]),
        ("More than half a million people have fled the offensive.", [("displaced", 500001, None)]),
        ("Tens of thousands of villagers were displaced by the shelling.", [("displaced", 20000, None)]),
        ("1.5 million people were forced from their homes by the militia.", [("displaced", 1500000, 1500000)]),
        ("The offensive uprooted about 3,000 families.", [("displaced", 3000, 3000)]),
        ("At least 200,000 refugees fled across the river.", [("displaced", 200000, None)]),
        ("Some 600 residents were evicted by the army.", [("displaced", 600, 600)]),
        ("The raids drove 7,000 people from their homes.", [("displaced", 7000, 7000)]),
        ("Up to two thousand people were expelled from the valley.", [("displaced", None, 2000)]),
        ("The shelling left 80 families homeless.", [("displaced", 80, 80)]),
    ],
    "participants": [
        ("About 5,000 people marched through the capital.", [("participants", 5000, 5000)]),
        ("Thousands of farmers protested against the tax.", [("participants", 2000, None)]),
        ("Hundreds of thousands rallied in the square.", [("participants", 200000, None)]),
        ("A crowd of 300 protested outside the court.", [("participants", 300, 300)]),
        ("Some 2,500 miners went on strike.", [("participants", 2500, 2500)]),
        ("Up to 10,000 demonstrators gathered at the palace to protest.", [("participants", None, 10000)]),
        ("Between 50 and 70 women demonstrated at the gate.", [("participants", 50, 70)]),
        ("Twelve prisoners began a hunger strike.", [("participants", 12, 12)]),
        ("A few hundred people took to the streets.", [("participants", 200, None)]),
        ("The march drew more than 40,000 people.", [("participants", 40001, None)]),
        ("A rally of two hundred teachers blocked the road.", [("participants", 200, 200)]),
    ],
    "none of these": [
        ("Gunmen killed a 34-year-old teacher.", []),
        ("The bombing cost the company $20 million.", []),
        ("Rebels attacked the 14th brigade.", []),
        ("The army shelled the town for three days.", []),
        ("Militants fired 12 rockets at the base.", []),
        ("The attack came 15 km from the border.", []),
        ("He was arrested in 2014.", []),
        ("The court sentenced him to 25 years for the murder.", []),
        ("Police seized 400 kilograms of explosives.", []),
        ("Protesters marched for 2 hours to the palace.", []),
        ("The strike cut output by 8 percent.", []),
        ("Troops attacked on two fronts at 5 a.m.", []),
        ("Two bombs exploded near the school.", []),
        ("The party that won 61 seats was attacked by the press.", []),
        ("Soldiers killed one of the leaders of the clan.", []),
        ("The gunman fired at least 30 shots, killing nobody.", [("killed", 0, 0)]),
    ],
}

WRONG: dict[str, str] = {}  # what the reader of counts gets wrong, and why
UNTOLD: dict[str, str] = {}  # what is read, but not put on record with an event


def _cases(wrong: dict[str, str]) -> list:
    return [
        pytest.param(text, counts, id=f"{of}: {text}", marks=pytest.mark.xfail(strict=True, reason=wrong[text]) if text in wrong else ())
        for of, some in CASES.items()
        for text, counts in some
    ]


@pytest.mark.parametrize(("text", "counts"), _cases(WRONG))
def test_a_count_has_what_it_counts_and_its_bounds(text, counts):
    read_in = read_numbers(text, 0, len(text))
    assert [(number.of, number.low, number.high) for number in read_in] == counts
    assert all(number.passage.exact == text[number.passage.start : number.passage.end] for number in read_in)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "counts"), _cases(WRONG | UNTOLD))
def test_an_event_has_the_counts_of_its_sentence_once(read, text, counts):
    events = read(text).events
    numbers = [number for event in events for number in event.numbers]
    found = sorted(numbers, key=lambda number: number.passage.start)
    assert [(number.of, number.low, number.high) for number in found] == counts, [(e.event_type, e.trigger.exact) for e in events]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("At least nine soldiers were killed.", "At least nine"),
        ("Dozens of villagers were killed.", "Dozens"),
        ("The blast killed 1,204 people.", "1,204"),
        ("Between 20 and 30 fighters were killed.", "Between 20 and 30"),
        ("No one was killed.", "No one"),
    ],
)
def test_the_passage_of_a_count_holds_its_bounds(text, exact):
    [number] = read_numbers(text, 0, len(text))
    assert number.passage.exact == exact
