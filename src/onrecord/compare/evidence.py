"""weigh_evidence(): how much speaks for two mentions telling one event: type, time, place, actors, numbers and words."""

from __future__ import annotations

import math

from onrecord.compare.claims.context import can_meet
from onrecord.compare.tellings import Telling
from onrecord.compare.victims import are_others

_OTHER_FATE = 0.8  # what speaks against "killed" and "injured", or "killed" and "bombing", telling one event
_OTHER_PLACE = 0.6  # what speaks against leads that name different places
_ANOTHER = 1.0  # what speaks against a story's lead and what another story tells as one more deed
_OTHER_PEOPLE = 1.2  # what speaks against two sets of persons being the same
KIN = (
    frozenset({"ASSAULT", "COERCE"}),
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"AGREE", "COOPERATE", "CONSULT", "SUPPORT"}),
    frozenset({"SANCTION", "COERCE"}),
    frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"}),
    frozenset({"AID", "COOPERATE", "AGREE"}),
)


def weigh_evidence(a: Telling, b: Telling) -> float:
    """Return how much speaks for two mentions telling one event; below nothing if something rules it out."""
    if not _are_kin(a, b) or _is_ruled_out(a, b):
        return -1.0
    score = 0.0
    if a.lemma and a.lemma == b.lemma:
        score += 0.7
    elif a.fate != b.fate and not (a.main and b.main):
        score -= _OTHER_FATE
    if (a.another and b.main) or (a.main and b.another):
        score -= _ANOTHER
    if a.people and b.people:
        score += 0.5 if a.people & b.people else -_OTHER_PEOPLE
    if a.weapons & b.weapons:
        score += 0.5
    x, y = a.context, b.context
    if x.days and y.days and x.days.is_near() and y.days.is_near() and x.days.meets(y.days):
        score += 0.9 if x.day_stated and y.day_stated else 0.5
    if x.places & y.places:
        score += 0.9 if x.place_stated == y.place_stated else 0.4
    elif x.places and y.places:
        score -= _OTHER_PLACE
    score += 0.5 * min(2, len(a.actors & b.actors))
    score += 0.9 * min(2, len(a.numbers & b.numbers))
    if a.main and b.main:
        score += 1.0
    elif a.main or b.main:
        score += 0.2
    return score + _share_words(a, b)


def _are_kin(a: Telling, b: Telling) -> bool:
    """Tell whether two types can be one event told in two ways: the same, or kin where the word is the same."""
    x, y = a.event_type, b.event_type
    if x == y:
        return True
    return a.lemma == b.lemma and any(x in kin and y in kin for kin in KIN)


def _is_ruled_out(a: Telling, b: Telling) -> bool:
    """Tell whether two mentions cannot tell one event: another day, another place, another time altogether."""
    x, y = a.context, b.context
    if a.another and a.story == b.story:
        return True
    if x.old != y.old or not (can_meet(x, y, (a.published, b.published)) or _is_a_day_off(a, b) or len(a.numbers & b.numbers) > 1):
        return True
    if are_others(a.victim, b.victim) or (a.sites and b.sites and not (a.sites & b.sites or a.numbers & b.numbers)):
        return True
    if a.town and b.town and not a.town & b.town:
        return True
    return x.place_stated and y.place_stated and bool(x.places) and bool(y.places) and not x.places & y.places


def _is_a_day_off(a: Telling, b: Telling) -> bool:
    """Tell whether two mentions name one victim or doer and differ by a day: accounts may be at odds on when it was."""
    x, y = a.context.days, b.context.days
    if x is None or y is None or not (x.is_near() and y.is_near()) or not a.people & b.people:
        return False
    return min(abs(x.first - y.last), abs(y.first - x.last)) <= 1


def _share_words(a: Telling, b: Telling) -> float:
    common = len(a.words & b.words)
    if not common:
        return 0.0
    return min(1.5, 2.0 * common / math.sqrt(len(a.words) * len(b.words)))
