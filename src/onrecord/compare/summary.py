"""What an event is, told by all its mentions: independent origins, agreement, lowest, best and highest counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from onrecord.compare.claims import Claim
from onrecord.compare.events import Group
from onrecord.records import Agreement, Comparison, Event, MentionOf, NumberOf, NumberRange

_COUNTS = ("killed", "injured", "arrested", "displaced", "participants")
_RULE = "best: of the latest day's counts the one that most origins give, then the higher; low and high: of all counts of the whole"


def summarise(
    group: Group,
    line: str,
    tellers: Iterable[str],
    origins: Mapping[str, str],
    claims: Sequence[Claim],
    comparisons: Sequence[Comparison],
) -> Event:
    """Return an event across stories; `tellers` tell it, or lead with whom it harmed."""
    members = [member for member in group.members if member.event]
    bases = count_origins(tellers, origins, claims)
    disputed = any(comparison.relation in ("contradiction", "denial") for comparison in comparisons)
    agreement: Agreement = "disputed" if disputed else "corroborated" if bases > 1 else "single origin"
    return Event(
        id=group.id or "",
        event_type=Counter(member.event_type for member in members).most_common(1)[0][0],
        mentions=tuple(MentionOf(story=member.story, event=member.event) for member in members),
        storyline=line,
        origins=bases,
        agreement=agreement,
        place=_most(member.place for member in members),
        time=_most(member.time for member in members),
        numbers=_ranges(claims, origins),
    )


def count_origins(stories: Iterable[str], origins: Mapping[str, str], claims: Sequence[Claim]) -> int:
    """Return how many independent origins stories have: texts of one family are one, and so are texts that cite one claimant only."""
    claimants: dict[str, set[str | None]] = defaultdict(set)
    for claim in claims:
        claimants[claim.story].add(claim.said_by)
    roots: dict[str, str] = {}

    def root(key: str) -> str:
        while roots.get(key, key) != key:
            key = roots[key]
        return key

    bases = set()
    for story in stories:
        text = root("text " + origins[story])
        named = claimants.get(story, set())
        if len(named) == 1 and None not in named:
            claimant = root(f"claimant {next(iter(named))}")
            roots[text] = claimant
        bases.add("text " + origins[story])
    return len({root(base) for base in bases})


def _ranges(claims: Sequence[Claim], origins: Mapping[str, str]) -> tuple[NumberRange, ...]:
    found = []
    for of in _COUNTS:
        counts = [
            claim
            for claim in claims
            if claim.field == of
            and claim.number
            and not (claim.part or claim.counts_some or claim.window or claim.earlier or claim.context.old)
            and claim.bound != "vague"
        ]
        if not counts:
            continue
        latest = max(claim.published or 0 for claim in counts)
        support: dict[int, set[str]] = defaultdict(set)
        for claim in counts:
            if (claim.published or 0) == latest and claim.number:
                support[claim.number].add(origins[claim.story])
        best = max(support, key=lambda number: (len(support[number]), number))
        numbers = [claim.number for claim in counts if claim.number]
        bases = count_origins({claim.story for claim in counts}, origins, counts)
        found.append(NumberRange(of=cast("NumberOf", of), low=min(numbers), best=best, high=max(numbers), rule=_RULE, origins=bases))
    return tuple(found)


def _most(values: Iterable[str | None]) -> str | None:
    known = Counter(value for value in values if value)
    return known.most_common(1)[0][0] if known else None
