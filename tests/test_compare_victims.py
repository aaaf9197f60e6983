"""Who was harmed, where no name tells."""

import pytest

from onrecord.compare.victims import are_others, find_victim
from onrecord.records import EventMention, Passage


def shot(sentence: str) -> EventMention:
    """Return the mention of "shot" in a sentence, with nobody in its roles."""
    at = sentence.index("shot")
    return EventMention(
        id="em-1",
        event_type="ASSAULT",
        mode=None,
        contexts=(),
        trigger=Passage(start=at, end=at + 4, exact="shot"),
        trigger_lemma="shoot",
        sentence=Passage(start=0, end=len(sentence), exact=sentence),
        actors=(),
        recipients=(),
        place=None,
        place_passage=None,
        time=None,
        status="occurred",
        attributed_to=None,
        numbers=(),
        score=1.0,
    )


MAN = "The baker was the second man shot and wounded on Friday in Lisburn."
GIRL = "A five-year-old girl was shot near the docks last week."


@pytest.mark.parametrize(
    ("one", "other", "others"),
    [
        (MAN, GIRL, True),
        (MAN, "A man was shot outside a bakery.", False),
        ("He shot his grandmother in the kitchen.", GIRL, True),
        ("He shot himself.", "A man shot his ex-wife.", True),
        ("Ben, 3, was shot in a car.", "A man was shot in a car.", True),
        ("A man shot and killed his son.", GIRL, False),  # "his son" is said of the second verb: nothing is known of the first
        ("Two people were shot in the square.", "A man was shot in the square.", False),  # one of the two
    ],
)
def test_two_who_differ_in_age_or_sex_are_others(one, other, others):
    assert are_others(find_victim(shot(one)), find_victim(shot(other))) is others
