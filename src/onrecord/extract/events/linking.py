"""Mentions of one event in one story, and the event that the story is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.ontology.plover import load_event_words
from onrecord.ontology.words import tells_another
from onrecord.records import EventMention, Passage, Place, PlaceMention, Role, Story

_HARM = load_event_words("linking", "harm")
_ATTACKS = load_event_words("linking", "attacks")
_OF_ANOTHER = load_event_words("linking", "of_another")
_GOING_BACK = load_event_words("linking", "going_back")
_NEWS = ("occurred", "ongoing", "future", "negated")


def link_mentions(events: Sequence[EventMention], places: Iterable[Place], nouns: Mapping[str, str]) -> Sequence[EventMention]:
    """Return the events, each later mention of one event pointing at the first.

    `nouns` has the part of speech (Penn Treebank: NN, NNS) of the events that a noun tells, by id.
    """
    where = {place.id: place for place in places}
    linked: list[EventMention] = []
    for event in events:
        known = [] if tells_another(event.before) else linked
        near = (other for other in known if other.same_as is None or other.sentence == event.sentence)
        first = next((other for other in near if _is_same(other, event, where, nouns)), None) or _find_deed(event, linked, where)
        linked.append(replace(event, same_as=first.same_as or first.id) if first else event)
    return linked


def find_main_event(story: Story, events: Sequence[EventMention]) -> str | None:
    """Return the id of the event that the story is about: what its lead reports as news."""
    if not events:
        return None
    start = story.dateline.passage.end if story.dateline else 0
    repeated = {event.same_as for event in events if event.same_as}
    lead = events[0].sentence if events[0].sentence.start - start < _NEAR_TOP else None

    def weight(event: EventMention) -> float:
        nearness = max(0.0, 1.0 - (event.trigger.start - start) / 900) + 0.4 * (event.sentence == lead)
        return event.score + nearness + 0.3 * (event.id in repeated) + 0.3 * bool(event.numbers) - 0.5 * (event.status not in _NEWS)

    best = max(events, key=lambda event: (weight(event), -event.trigger.start))
    return best.same_as or best.id


_NEAR_TOP = 250  # characters: a headline and the sentence after it


def _is_same(a: EventMention, b: EventMention, where: Mapping[str, Place], nouns: Mapping[str, str]) -> bool:
    if a.event_type != b.event_type or (a.mode and b.mode and a.mode != b.mode):
        return False
    if _is_elsewhere(where.get(a.place or ""), where.get(b.place or "")) or _is_another_time(a, b):
        return False
    if a.sentence == b.sentence and a.status == b.status and a.event_type == "ASSAULT" and {a.trigger_lemma, b.trigger_lemma} & _HARM:
        return True  # what was done, and whom it harmed: "a bomb exploded, killing ten"
    actors, recipients = _ids(a.actors) & _ids(b.actors), _ids(a.recipients) & _ids(b.recipients)
    same_place = a.place is not None and a.place == b.place
    struck = same_place and any(_is_hit_at(event) for event in (a, b))
    conflict = (a.actors and b.actors and not actors) or (a.recipients and b.recipients and not recipients and not struck)
    return (
        not conflict
        and (_is_one_word(a.trigger_lemma, b.trigger_lemma) or bool(actors and recipients))
        and bool(actors or recipients or (a.place == b.place and not _are_more(a, b, nouns)))
    )


def _are_more(a: EventMention, b: EventMention, nouns: Mapping[str, str]) -> bool:
    """Tell whether one mention speaks of several deeds and the other of one: "the shooting" and "shootings", or those "since 2005"."""
    several = {nouns[event.id] in _PLURAL for event in (a, b) if event.id in nouns}
    return len(several) > 1 or bool(_OVER_YEARS.search(a.sentence.exact)) != bool(_OVER_YEARS.search(b.sentence.exact))


_PLURAL = ("NNS", "NNPS")
_OVER_YEARS = re.compile(
    r"(?i)\bsince (?:19|20)\d\d\b|\bso far this year\b"
    r"|\b(?:in|over|during) the (?:last|past) (?:few |several |\w+ )?(?:years?|months|weeks|decades?)\b"
)


def _find_deed(harm: EventMention, told: Sequence[EventMention], where: Mapping[str, Place]) -> EventMention | None:
    """Return the deed whose dead or wounded the next sentence tells: "Shells hit the market" and then "Ten people were killed".

    Only where that sentence tells one deed, and nothing in the later one speaks of another: no hand, day, place or attack of
    its own, no toll of a longer time.
    """
    if harm.event_type != "ASSAULT" or harm.actors or harm.status != "occurred" or _HARM.isdisjoint(harm.trigger_lemma.split()):
        return None
    before = [event for event in told if 0 <= harm.sentence.start - event.sentence.end <= _GAP and event.event_type == "ASSAULT"]
    if len({event.same_as or event.id for event in before}) != 1 or any(event.trigger_lemma == harm.trigger_lemma for event in before):
        return None
    deed = before[0]
    if harm.time and (deed.time is None or _is_another_time(harm, deed)):
        return None
    if deed.status != "occurred" or _tells_of_another(harm.sentence.exact.lower().split()):
        return None
    here = where.get(next((event.place for event in before if event.place), None) or "")
    named = [place for place in where.values() if any(_is_told_in(mention, harm.sentence) for mention in place.mentions)]
    return None if any(here is None or _is_elsewhere(here, place) for place in named) else deed


_GAP = 3  # characters between two sentences
_DETERMINED = 3  # words: "the Monday morning attack"


def _tells_of_another(words: Sequence[str]) -> bool:
    """Tell whether a sentence is about another deed or a longer time: "another", "since", "in raids"; "in the raids" goes back."""
    for place, word in enumerate(words):
        bare = word.strip(',.;:"“”')
        if bare in _OF_ANOTHER or (bare in _ATTACKS and _GOING_BACK.isdisjoint(words[max(0, place - _DETERMINED) : place])):
            return True
    return False


def _is_told_in(mention: PlaceMention, sentence: Passage) -> bool:
    return mention.use == "literal" and sentence.covers(mention.passage)


def _is_hit_at(event: EventMention) -> bool:
    """Tell whether a place is what the event was done to: "shelled the port of Sidra"."""
    return event.place_passage is not None and any(role.passage.covers(event.place_passage) for role in event.recipients)


def _is_one_word(a: str, b: str) -> bool:
    """Tell whether two triggers are a verb and its noun.

    >>> _is_one_word("shell", "shelling"), _is_one_word("explode", "explosion"), _is_one_word("kill", "kidnap")
    (True, True, False)
    """
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a == b or (shared >= _STEM and shared >= 0.7 * min(len(a), len(b)))


_STEM = 4  # letters


def _is_elsewhere(a: Place | None, b: Place | None) -> bool:
    """Tell whether two places exclude each other: a town in a country does not exclude the country."""
    if a is None or b is None or a.id == b.id:
        return False
    if "site" in (a.precision, b.precision) and (f" {a.name} " in f" {b.name} " or f" {b.name} " in f" {a.name} "):
        return False  # "Cairo", "Cairo airport"
    coarse = {a.precision, b.precision} & {"country", "region"}
    return not coarse or a.country is None or b.country is None or a.country != b.country


def _is_another_time(a: EventMention, b: EventMention) -> bool:
    """Tell whether two times exclude each other: a day in a month does not exclude the month."""
    if a.time is None or b.time is None:
        return False
    return not (a.time.value.startswith(b.time.value) or b.time.value.startswith(a.time.value))


def _ids(roles: Iterable[Role]) -> set[str]:
    return {role.actor for role in roles}
