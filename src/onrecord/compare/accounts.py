"""Claims of stories side by side: which speak of the same thing, and how they bear on each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from onrecord.compare.claims import Claim
from onrecord.compare.claims.context import can_meet
from onrecord.compare.relations import Verdict, relate
from onrecord.records import Account, Comparison

_COUNTS = ("killed", "injured", "arrested", "displaced", "participants")
_TELLING = 12  # a count above it that two accounts share is hardly chance
EventOf = Callable[[Claim, Claim], str | None]  # the event that two claims are accounts of
_FIELDS = (*_COUNTS, "culprit", "weapon", "date", "place", "occurrence")


def compare_claims(a: Sequence[Claim], b: Sequence[Claim], event_of: EventOf) -> list[Comparison]:
    """Return how the claims of two stories on one event compare."""
    found: list[Comparison] = []
    mine, theirs = _by_field(a), _by_field(b)
    for field in _FIELDS:
        for x, y, verdict in _compare_field(mine.get(field, ()), theirs.get(field, ())):
            found.append(to_comparison(x, y, verdict, event_of(x, y)))
    return found


def compare_inside(claims: Sequence[Claim], event_of: EventOf) -> list[Comparison]:
    """Return how different claimants in one story compare."""
    found: list[Comparison] = []
    for field, own in _by_field(claims).items():
        for x, y in combinations(own, 2):
            if not _is_same_thing(x, y) or x.sentence == y.sentence:
                continue
            disputed = x.denied != y.denied or (x.said_by and y.said_by and x.said_by != y.said_by and not x.moved and not y.moved)
            verdict = relate(x, y) if disputed and field in (*_COUNTS, "culprit") else None
            if verdict and verdict.relation in ("contradiction", "denial"):
                found.append(to_comparison(x, y, verdict, event_of(x, y)))
    return found


def to_comparison(a: Claim, b: Claim, verdict: Verdict, event: str | None) -> Comparison:
    """Return two claims and their relation in the record's form."""
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
        as_of=date.fromordinal(claim.published).isoformat() if claim.published else None,
    )


def _by_field(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    fields: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        fields[claim.field].append(claim)
    return fields


def _compare_field(mine: Sequence[Claim], theirs: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Verdict]]:
    """Yield the related pairs of one field. A claim that agrees with one of the other story is not set against another."""
    agreed: set[int] = set()
    rest: list[tuple[Claim, Claim, Verdict]] = []
    for x in mine:
        for y in theirs:
            if not _is_same_thing(x, y):
                continue
            verdict = relate(x, y)
            if verdict is None:
                continue
            if verdict.relation == "agree":
                agreed |= {id(x), id(y)}
                yield x, y, verdict
            else:
                rest.append((x, y, verdict))
    for x, y, verdict in rest:
        settled = (id(x) in agreed) + (id(y) in agreed)
        clash = verdict.relation == "contradiction"
        if verdict.relation == "denial" or settled == 0 or (settled == 1 and (not clash or (_is_head(x) and _is_head(y)))):
            yield x, y, verdict


def _is_same_thing(x: Claim, y: Claim) -> bool:
    """Tell whether two claims of one field can speak of the same thing: time, place, and what is counted."""
    if x.context.old != y.context.old or (x.window != y.window and x.field in _COUNTS and x.number != y.number):
        return False
    if not can_meet(x.context, y.context, (x.published, y.published)):
        return False
    if x.field in _COUNTS and x.number == y.number and (x.number or 0) > _TELLING:
        return True  # a number so rare tells more than the places around it
    apart = not x.context.places & y.context.places
    if apart and x.context.places and y.context.places and (x.field in _COUNTS or (x.context.place_stated and y.context.place_stated)):
        return False
    return x.part == y.part or x.number == y.number or (x.scope == y.scope and x.scope != "all")


def _is_head(claim: Claim) -> bool:
    return not claim.part and not claim.window and not claim.context.place_stated and claim.bound == "exact"
