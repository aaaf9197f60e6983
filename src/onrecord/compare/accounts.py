"""Claims of stories side by side: which speak of the same thing, and how they bear on each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Protocol

from onrecord.compare.claims import Claim
from onrecord.compare.claims.context import are_close, can_meet
from onrecord.compare.relations import Verdict, relate
from onrecord.compare.signature import from_day
from onrecord.records import Account, Comparison

_COUNTS = ("killed", "injured", "arrested", "displaced", "participants")
_TELLING = 12  # a count above it that two accounts share is hardly chance
_MOST_ALIKE = 2  # rows of two stories in which the same claimants give the same values
_FIELDS = (*_COUNTS, "culprit", "weapon", "date", "place", "occurrence")


class Events(Protocol):
    """What is known of the events that claims are accounts of."""

    def event_of(self, a: Claim, b: Claim) -> str | None:
        """Return the event that two claims are accounts of."""

    def tell_one(self, a: Claim, b: Claim) -> bool:
        """Tell whether the sentences of two claims tell one deed."""

    def tell_others(self, a: Claim, b: Claim) -> bool:
        """Tell whether the sentences of two claims tell deeds, and none in common."""


def compare_claims(a: Sequence[Claim], b: Sequence[Claim], events: Events) -> list[Comparison]:
    """Return how the claims of two stories on one event compare."""
    found: list[Comparison] = []
    alike: Counter[tuple[object, ...]] = Counter()
    mine, theirs = _by_field(a), _by_field(b)
    for field in _FIELDS:
        related = _compare_field(mine.get(field, ()), theirs.get(field, ()), events)
        for x, y, verdict in (*related, *(_deny_weapons(mine, theirs) if field == "occurrence" else ())):
            gist = (field, verdict.relation, x.value, y.value, x.said_by, y.said_by, x.part, y.part)
            alike[gist] += 1
            if alike[gist] <= _MOST_ALIKE:
                found.append(to_comparison(x, y, verdict, events.event_of(x, y)))
    return found


def compare_inside(claims: Sequence[Claim], events: Events) -> list[Comparison]:
    """Return how different claimants in one story compare."""
    found: list[Comparison] = []
    for field, own in _by_field(claims).items():
        for x, y in combinations(own, 2):
            others = bool(x.said_by and y.said_by and x.said_by != y.said_by)
            together = x.sentence == y.sentence and not (others and field in _COUNTS)
            if together or not _is_same_thing(x, y) or (field == "culprit" and events.tell_others(x, y)):
                continue
            disputed = x.denied != y.denied or (others and not x.moved and not y.moved)
            verdict = relate(x, y) if disputed and field in (*_COUNTS, "culprit") else None
            if verdict and verdict.relation in ("contradiction", "denial"):
                found.append(to_comparison(x, y, verdict, events.event_of(x, y)))
    return found


def _deny_weapons(mine: Mapping[str, Sequence[Claim]], theirs: Mapping[str, Sequence[Claim]]) -> Iterator[tuple[Claim, Claim, Verdict]]:
    """Yield what one story calls untrue ("reports that gas was used are false") beside the first words that tell it in the other."""
    for denials, told in ((mine, theirs), (theirs, mine)):
        for denial in denials.get("occurrence", ()):
            claims = [claim for claim in told.get("weapon", ()) if claim.keys & denial.keys and claim.context.old == denial.context.old]
            blamed = {claim.sentence for claim in told.get("culprit", ())}
            if denial.denied and claims:
                claim = min(claims, key=lambda claim: (claim.sentence not in blamed, claim.passage.start))
                verdict = Verdict(relation="denial", why="one side calls untrue what the other account tells")
                yield (
                    (replace(claim, field="occurrence"), denial, verdict)
                    if denials is theirs
                    else (denial, replace(claim, field="occurrence"), verdict)
                )


def to_comparison(a: Claim, b: Claim, verdict: Verdict, event: str | None) -> Comparison:
    """Return two claims and their relation in the record's form; of an update, the count that was moved comes first."""
    if verdict.relation == "update" and (a.published or 0, a.moved, a.number or 0) > (b.published or 0, b.moved, b.number or 0):
        a, b = b, a
    return Comparison(event=event, field=a.field, relation=verdict.relation, a=to_account(a), b=to_account(b), why=verdict.why)


def to_account(claim: Claim) -> Account:
    """Return a claim in the record's form."""
    return Account(
        story=claim.story,
        passage=claim.passage,
        value=claim.value,
        said_by=claim.said_by,
        low=claim.low,
        high=claim.high,
        scope=claim.scope if claim.field in _COUNTS else None,
        as_of=from_day(claim.published),
    )


def _by_field(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    fields: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        fields[claim.field].append(claim)
    return fields


def _compare_field(mine: Sequence[Claim], theirs: Sequence[Claim], events: Events) -> Iterator[tuple[Claim, Claim, Verdict]]:
    """Yield the related pairs of one field. A claim that agrees with one of the other story is not set against another."""
    agreed: set[int] = set()
    rest: list[tuple[Claim, Claim, Verdict]] = []
    for x in mine:
        for y in theirs:
            if not _is_same_thing(x, y) and not (x.field == "date" and events.tell_one(x, y)):
                continue
            verdict = relate(x, y)
            if verdict is None or (x.part != y.part and verdict.relation == "contradiction"):
                continue
            if x.field == "date" and verdict.relation == "contradiction" and not events.tell_one(x, y):
                continue
            if verdict.relation == "contradiction" and (_is_adrift(x) or _is_adrift(y)):
                continue
            if verdict.relation == "agree":
                agreed |= {id(x), id(y)}
                yield x, y, verdict
            else:
                rest.append((x, y, verdict))
    for x, y, verdict in rest:
        settled = (id(x) in agreed) + (id(y) in agreed)
        clash = verdict.relation == "contradiction"
        heads = (_is_head(x) and _is_head(y)) or _count_a_crowd_apart(x, y)
        if verdict.relation == "denial" or settled == 0 or (settled == 1 and (not clash or heads)):
            yield x, y, verdict


def _is_same_thing(x: Claim, y: Claim) -> bool:
    """Tell whether two claims of one field can speak of the same thing: time, place, and what is counted."""
    if x.context.old != y.context.old:
        return False
    if x.window != y.window and x.field in _COUNTS and x.number != y.number and not (x.moved or y.moved):
        return False
    if x.window != y.window and x.field == "culprit" and not (x if x.window else y).denied:
        return False  # what goes on for months is no one deed; who denies it for months denies each
    if x.field in _COUNTS and x.number == y.number and (x.number or 0) > _TELLING and are_close(x.context, y.context):
        return True  # a number so rare tells more than the day before or after
    if not can_meet(x.context, y.context, (x.published, y.published)):
        return False
    if x.field in _COUNTS and x.number == y.number and (x.number or 0) > _TELLING:
        return True  # a number so rare tells more than the places around it
    apart = not x.context.places & y.context.places
    if apart and x.context.places and y.context.places:
        stated = (x.context.place_stated, y.context.place_stated)
        if x.field in _COUNTS or (any(stated) if x.field == "culprit" else all(stated)):
            return False
    return x.part == y.part or x.number == y.number or (x.scope == y.scope and x.scope != "all")


def _count_a_crowd_apart(x: Claim, y: Claim) -> bool:
    """Tell whether two claimants each count a crowd for themselves: that a third agrees with one settles nothing."""
    return x.field == "participants" and bool(x.said_by and y.said_by) and x.said_by != y.said_by


def _is_adrift(claim: Claim) -> bool:
    """Tell whether a count is of another place than its story's news and of no day: it may be of another event altogether."""
    return claim.field in _COUNTS and claim.context.place_stated and claim.context.days is None


def _is_head(claim: Claim) -> bool:
    return not claim.part and not claim.window and not claim.context.place_stated and claim.bound == "exact"
