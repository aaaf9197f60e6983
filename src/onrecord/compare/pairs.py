"""pair_stories(): which stories of an affair are held against each other, and of which events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.compare.digest import Digest
from onrecord.compare.events import Group
from onrecord.compare.tellings import Telling

_MOST_PARTNERS = 24  # earlier stories of an event that a story is compared with; beyond, those that were first with something


def pair_stories(digests: Sequence[Digest], groups: Sequence[Group]) -> dict[tuple[str, str], list[int]]:
    """Return the pairs of stories that share an event, with the events that they share.

    Of an event that many stories tell, each is compared with those that were the first with a value or a claimant: what the
    others say is what one of these said, and that they agree with it is on record.
    """
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    claims = {digest.story: digest.claims for digest in digests}
    for places in _join_leads(groups):
        before: list[str] = []
        firsts: list[str] = []
        known: set[tuple[object, ...]] = set()
        for story in _stories_of(groups, places):
            for partner in before if len(before) <= _MOST_PARTNERS else _ends(firsts):
                pairs[partner, story].extend(places)
            said = {(claim.field, claim.value, claim.number, claim.keys, claim.said_by, claim.denied) for claim in claims[story]}
            if not said <= known:
                firsts.append(story)
            known |= said
            before.append(story)
    for pair, places in _find_late_tolls(digests, groups).items():
        pairs.setdefault(pair, places)
    return pairs


def _find_late_tolls(digests: Sequence[Digest], groups: Sequence[Group]) -> dict[tuple[str, str], list[int]]:
    """Return the pairs of a story that gives only the toll, later on, and of those that led with its event, with that event.

    "The death toll of the Velmora fire stands at 64" names no deed, but the place: it is of the event there, if it is one.
    """
    pairs: dict[tuple[str, str], list[int]] = {}
    order = {digest.story: number for number, digest in enumerate(digests)}
    leads = [set(joined) for joined in _join_leads(groups)]
    leading = {member.story for group in groups for member in group.members if _leads(member)}
    for digest in digests:
        story = digest.story
        if not digest.tolls or story in leading:
            continue
        events = [place for place, group in enumerate(groups) if _is_led_with_at(group, digest.tolls, before=digest.published)]
        if sum(not joined.isdisjoint(events) for joined in leads) == 1:
            partners = dict.fromkeys(member.story for place in events for member in groups[place].members if _leads(member))
            for partner in _ends(list(partners)):
                first, second = sorted((story, partner), key=order.__getitem__)
                pairs[first, second] = events
    return pairs


def _leads(member: Telling) -> bool:
    """Tell whether a story leads with this violence."""
    return member.main and member.event_type == "ASSAULT"


def _is_led_with_at(group: Group, said: str, *, before: int | None) -> bool:
    """Tell whether stories led with an event of violence at a place that some words name, by a day."""
    return any(
        _leads(member)
        and (before is None or member.published is None or member.published <= before)
        and any(key.startswith("=") and key[1:] in said for key in member.context.places)
        for member in group.members
    )


def _join_leads(groups: Sequence[Group]) -> list[list[int]]:
    """Return the events, those together that one story leads with, or two stories one each: the blast and the dead are one news."""
    root = list(range(len(groups)))

    def find(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    def join(one: int, other: int) -> None:
        low, high = sorted((find(one), find(other)))
        root[high] = low

    leads: dict[str, int] = {}
    for place, group in enumerate(groups):
        for member in group.members:
            if member.main:
                join(leads.setdefault(member.story, place), place)
        if group.told_with is not None:
            join(group.told_with, place)
    joined: dict[int, list[int]] = defaultdict(list)
    for place in range(len(groups)):
        joined[find(place)].append(place)
    return list(joined.values())


def _stories_of(groups: Sequence[Group], places: Sequence[int]) -> list[str]:
    """Return the stories that tell some events, in order of arrival."""
    order = {member.story: member.order for place in places for member in groups[place].members}
    return sorted(order, key=lambda story: order[story])


def _ends(stories: Sequence[str]) -> Sequence[str]:
    """Return the first and the last of many stories."""
    half = _MOST_PARTNERS // 2
    return stories if len(stories) <= _MOST_PARTNERS else [*stories[:half], *stories[-half:]]
