"""compare_storyline(): the events of one affair, and how their accounts compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.compare.accounts import compare_claims, compare_inside
from onrecord.compare.claims import Claim, find_claims
from onrecord.compare.claims.context import survey
from onrecord.compare.disputes import find_denials_across, find_disputes
from onrecord.compare.events import Group, link_events
from onrecord.compare.summary import summarise
from onrecord.compare.tellings import tell
from onrecord.records import Comparison, Event, Reading, make_id

_MOST_PARTNERS = 24  # earlier stories of an event that a story is compared with; beyond, those that were first with something


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """What comparing the stories of one storyline gives."""

    events: Sequence[Event]
    comparisons: Sequence[Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Which events the stories of an affair tell, and in which sentences."""

    ids: Sequence[str | None]  # None for what no mention tells
    of_story: Mapping[str, frozenset[int]]
    of_sentence: Mapping[tuple[str, int], frozenset[int]]
    main: Mapping[str, frozenset[int]]  # what a story leads with
    deeds: frozenset[int] = frozenset()  # events that are deeds rather than words
    shared: frozenset[int] = frozenset()  # by the two stories at hand

    def event_of(self, a: Claim, b: Claim) -> str | None:
        """Return the event that two claims are accounts of: told in both sentences, else in one, else the main one."""
        in_a, in_b = self._told_in(a), self._told_in(b)
        main = self.main.get(a.story, frozenset()) | self.main.get(b.story, frozenset())
        for candidates in (
            in_a & in_b & main,
            in_a & in_b,
            (in_a | in_b) & self.shared,
            main & self.shared,
            self.shared,
            in_a | in_b,
            main,
        ):
            if candidates:
                return self.ids[min(candidates)]
        return None

    def tell_one(self, a: Claim, b: Claim) -> bool:
        """Tell whether the sentences of two claims tell one deed."""
        return bool(self._told_in(a) & self._told_in(b) & self.deeds)

    def tell_others(self, a: Claim, b: Claim) -> bool:
        """Tell whether the sentences of two claims tell deeds, and none in common."""
        in_a, in_b = self._told_in(a) & self.deeds, self._told_in(b) & self.deeds
        return bool(in_a) and bool(in_b) and not in_a & in_b

    def _told_in(self, claim: Claim) -> frozenset[int]:
        return self.of_sentence.get((claim.story, claim.sentence), frozenset())


def compare_storyline(line: str, readings: Sequence[Reading], origins: Mapping[str, str]) -> Affair:
    """Return the events of a storyline and how their accounts compare; `origins` gives each story's origin."""
    claims = {reading.story.id: find_claims(reading) for reading in readings}
    groups = link_events(tell(reading, claims[reading.story.id], survey(reading)) for reading in readings)
    told = _index(readings, groups)
    comparisons = _compare_all(readings, claims, groups, told)
    by_event: dict[str | None, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        by_event[comparison.event].append(comparison)
    events = []
    for number, group in enumerate(groups):
        if told.ids[number] is None:
            continue
        own = [
            claim
            for story in dict.fromkeys(member.story for member in group.members)
            for claim in claims[story]
            if number in told.of_sentence.get((story, claim.sentence), ())
            or (number in told.main.get(story, ()) and not claim.context.place_stated)
        ]
        events.append(summarise(told.ids[number] or "", group, line, origins, own, by_event[told.ids[number]]))
    return Affair(events=events, comparisons=comparisons)


def _index(readings: Sequence[Reading], groups: Sequence[Group]) -> _Told:
    numbers = {(reading.story.id, start): number for reading in readings for number, (start, _) in enumerate(reading.sentences)}
    of_story: dict[str, set[int]] = defaultdict(set)
    of_sentence: dict[tuple[str, int], set[int]] = defaultdict(set)
    main: dict[str, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        for member in group.members:
            of_story[member.story].add(place)
            of_sentence[member.story, numbers.get((member.story, member.mention.sentence.start), 0)].add(place)
            if member.main:
                main[member.story].add(place)
    for story, sentence, place in _find_harm_apart(groups, numbers):
        of_sentence[story, sentence].add(place)
    return _Told(
        ids=[next((make_id("ev", member.event) for member in group.members if member.event), None) for group in groups],
        of_story={story: frozenset(places) for story, places in of_story.items()},
        of_sentence={key: frozenset(places) for key, places in of_sentence.items()},
        main={story: frozenset(places) for story, places in main.items()},
        deeds=frozenset(
            place for place, group in enumerate(groups) if group.members[0].mention.event_type in ("ASSAULT", "COERCE", "PROTEST")
        ),
    )


def _find_harm_apart(groups: Sequence[Group], numbers: Mapping[tuple[str, int], int]) -> Iterator[tuple[str, int, int]]:
    """Yield the story and sentence that tell whom a deed harmed, and the deed's event: its dead are accounts of it too."""
    of_mention = {(member.story, member.event): place for place, group in enumerate(groups) for member in group.members}
    for place, group in enumerate(groups):
        for member in group.members:
            deed = of_mention.get((member.story, member.mention.same_as or ""))
            if deed is not None and deed != place and member.fate:
                yield member.story, numbers.get((member.story, member.mention.sentence.start), 0), deed


def _compare_all(
    readings: Sequence[Reading],
    claims: Mapping[str, Sequence[Claim]],
    groups: Sequence[Group],
    told: _Told,
) -> list[Comparison]:
    """Compare the claims within each story, then those of stories that tell one event."""
    found: list[Comparison] = []
    for reading in readings:
        story = reading.story.id
        found.extend(compare_inside(claims[story], told))
        found.extend(replace(dispute, event=_event_at(told, groups, dispute)) for dispute in find_disputes(reading))
    for (first, second), shared in _pairs(groups, claims).items():
        found.extend(compare_claims(claims[first], claims[second], replace(told, shared=frozenset(shared))))
    return [*found, *(replace(denial, event=_event_at(told, groups, denial)) for denial in find_denials_across(readings, found))]


def _event_at(told: _Told, groups: Sequence[Group], dispute: Comparison) -> str | None:
    """Return the event whose trigger stands in the words that are disputed."""
    for place in sorted(told.of_story.get(dispute.a.story, ())):
        for member in groups[place].members:
            if member.story == dispute.a.story and any(side.passage.covers(member.mention.trigger) for side in (dispute.a, dispute.b)):
                return told.ids[place]
    return None


def _pairs(groups: Sequence[Group], claims: Mapping[str, Sequence[Claim]]) -> dict[tuple[str, str], list[int]]:
    """Return the pairs of stories that share an event, with the events that they share.

    Of an event that many stories tell, each is compared with those that were the first with a value or a claimant: what the
    others say is what one of these said, and that they agree with it is on record.
    """
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
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
    return pairs


def _join_leads(groups: Sequence[Group]) -> list[list[int]]:
    """Return the events, those that one story leads with together: the blast and the dead are two events and one affair's news."""
    root = list(range(len(groups)))

    def find(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    leads: dict[str, int] = {}
    for place, group in enumerate(groups):
        for member in group.members:
            if member.main:
                first = leads.setdefault(member.story, place)
                low, high = sorted((find(first), find(place)))
                root[high] = low
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
