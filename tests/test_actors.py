"""Who is who in a story."""

import pytest


def named(reading, words):
    """Return the names of the actors that have a mention of exactly these words."""
    return [actor.name for actor in reading.actors if any(mention.passage.exact == words for mention in actor.mentions)]


@pytest.mark.slow
def test_a_pronoun_is_a_mention_of_the_person_it_stands_for(read):
    reading = read('Maria Lindqvist arrived in Oslo on Monday. "We are ready to talk," she said.')
    assert named(reading, "she") == ["Maria Lindqvist"]
