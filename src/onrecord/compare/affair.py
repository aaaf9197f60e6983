"""compare_storyline(): the events of one affair, and how their accounts compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.compare.accounts import compare_claims, compare_inside
from onrecord.compare.claims import Claim
from onrecord.compare.denials import meet_denials
from onrecord.compare.digest import Digest
from onrecord.compare.events import Group, link_events
from onrecord.compare.pairs import pair_stories
from onrecord.compare.summary import summarise
from onrecord.records import Comparison, Event

_HARMED = ("killed", "injured")


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
        """Return the event that two claims are accounts of: told in both sentences, else in one, else the main one.

        What different claimants count within one story is counted of its main event, whatever else their sentences tell.
        """
        in_a, in_b = self._told_in(a), self._told_in(b)
        main = self.main.get(a.story, frozenset()) | self.main.get(b.story, frozenset())
        in_both = in_a & in_b
        candidates = in_both & main or in_both or (in_a | in_b) & self.shared or main & self.shared or self.shared
        if not candidates and a.field in (*_HARMED, "participants") and not (a.context.place_stated or b.context.place_stated):
            candidates = main
        candidates = candidates or in_a | in_b or main
        return self.ids[min(candidates)] if candidates else None

    def tell_one(self, a: Claim, b: Claim) -> bool:
        """Tell whether the sentences of two claims tell one deed."""
        return bool(self._told_in(a) & self._told_in(b) & self.deeds)

    def tell_others(self, a: Claim, b: Claim) -> bool:
        """Tell whether the sentences of two claims tell deeds, and none in common."""
        in_a, in_b = self._told_in(a) & self.deeds, self._told_in(b) & self.deeds
        return bool(in_a) and bool(in_b) and not in_a & in_b

    def _told_in(self, claim: Claim) -> frozenset[int]:
        return self.of_sentence.get((claim.story, claim.sentence), frozenset())


def compare_storyline(line: str, digests: Sequence[Digest], origins: Mapping[str, str]) -> Affair:
    """Return the events of a storyline and how their accounts compare; `origins` gives each story's origin."""
    claims = {digest.story: digest.claims for digest in digests}
    groups = link_events(digest.tellings for digest in digests)
    told = _index(groups)
    comparisons = _compare_all(digests, groups, told)
    by_event: dict[str | None, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        by_event[comparison.event].append(comparison)
    tellers: dict[int, list[str]] = defaultdict(list)
    for story, places in told.of_story.items():
        for place in places:
            tellers[place].append(story)
    events = []
    for number, group in enumerate(groups):
        event = told.ids[number]
        if event is None:
            continue
        sides = {(side.story, side.passage.start) for each in by_event[event] for side in (each.a, each.b)}
        own = [
            claim
            for story in dict.fromkeys([*tellers[number], *(story for story, _ in sorted(sides))])
            for claim in claims[story]
            if number in told.of_sentence.get((story, claim.sentence), ())
            or (number in told.main.get(story, ()) and not claim.context.place_stated)
            or (story, claim.passage.start) in sides
        ]
        events.append(summarise(group, line, tellers[number], origins, own, by_event[event]))
    return Affair(events=events, comparisons=comparisons)


def _index(groups: Sequence[Group]) -> _Told:
    of_story: dict[str, set[int]] = defaultdict(set)
    of_sentence: dict[tuple[str, int], set[int]] = defaultdict(set)
    main: dict[str, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        told = {place} if group.told_with is None else {place, group.told_with}
        for member in group.members:
            of_story[member.story] |= told
            of_sentence[member.story, member.sentence] |= told
            if member.main:
                main[member.story] |= told
    for story, sentence, place in _find_harm_apart(groups):
        of_sentence[story, sentence].add(place)
    return _Told(
        ids=[group.id for group in groups],
        of_story={story: frozenset(places) for story, places in of_story.items()},
        of_sentence={key: frozenset(places) for key, places in of_sentence.items()},
        main={story: frozenset(places) for story, places in main.items()},
        deeds=frozenset(place for place, group in enumerate(groups) if group.members[0].event_type in ("ASSAULT", "COERCE", "PROTEST")),
    )


def _find_harm_apart(groups: Sequence[Group]) -> Iterator[tuple[str, int, int]]:
    """Yield the story and sentence that tell whom a deed harmed, and the deed's event: its dead are accounts of it too."""
    of_mention = {(member.story, member.event): place for place, group in enumerate(groups) for member in group.members}
    for place, group in enumerate(groups):
        for member in group.members:
            deed = of_mention.get((member.story, member.same_as or ""))
            if deed is not None and deed != place and member.fate:
                yield member.story, member.sentence, deed


def _compare_all(digests: Sequence[Digest], groups: Sequence[Group], told: _Told) -> list[Comparison]:
    """Compare the claims within each story, then those of stories that tell one event."""
    of_story = {digest.story: digest for digest in digests}
    found: list[Comparison] = []
    for digest in digests:
        found.extend(compare_inside(digest.claims, told))
        found.extend(replace(dispute, event=_event_at(told, groups, dispute)) for dispute in digest.disputes)
    for (first, second), shared in pair_stories(digests, groups).items():
        found.extend(compare_claims(of_story[first].claims, of_story[second].claims, replace(told, shared=frozenset(shared))))
    denials = [denial for digest in digests for denial in digest.denials]
    tales = [tale for digest in digests for tale in digest.tales]
    return [*found, *(replace(denial, event=_event_at(told, groups, denial)) for denial in meet_denials(denials, tales, found))]


def _event_at(told: _Told, groups: Sequence[Group], dispute: Comparison) -> str | None:
    """Return the event that is disputed: whose trigger stands in the words, else in their sentence, else the story's main one."""
    near: list[int] = []
    for side in (dispute.a, dispute.b):
        for place in sorted(told.of_story.get(side.story, ())):
            for member in (member for member in groups[place].members if member.story == side.story):
                if side.passage.covers(member.trigger):
                    return told.ids[place]
                if member.span[0] < side.passage.end and side.passage.start < member.span[1]:
                    near.append(place)
    places = near or sorted(told.main.get(dispute.a.story, ()))
    return told.ids[places[0]] if places else None
