"""Which event mentions of an affair tell one event: by type, time, place, actors, numbers and words, never by a word alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.compare.evidence import KIN, weigh_evidence
from onrecord.compare.tellings import Telling
from onrecord.compare.victims import are_others
from onrecord.records import make_id

_LINK = 2.4  # evidence that two mentions tell one event
_MOST_AGAINST = 0.34  # share of a group that may be ruled out
_LINK_INSIDE = 2.8  # the same, in one story
_LINK_UNLIKE = 1.0  # more of it, for a deed that one story leads with and the harm that another does
_TOLL = frozenset({"killed", "injured"})  # what one toll counts; "the blast", "was shot" and "ten were killed" are told apart
_MOST_MEMBERS = 6  # of a group that a mention is held against
_MOST_GROUPS = 24  # groups that a mention is held against
_MOST_POSTINGS = 200


@dataclass(slots=True)
class Group:
    """The mentions of one event, in order of arrival."""

    members: list[Telling]
    told_with: int | None = None  # place of the event that other stories lead with: the deed that did this harm, or the harm of this deed

    @property
    def id(self) -> str | None:
        """The event's id; None for what no mention tells."""
        return next((make_id("ev", member.event) for member in self.members if member.event), None)


def link_events(stories: Iterable[Sequence[Telling]]) -> list[Group]:
    """Return the events of an affair: every mention in exactly one, in order of arrival."""
    groups: list[Group] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for order, tellings in enumerate(stories):
        own: dict[str, int] = {}
        # the main event first: what is said of it decides which event the story tells
        for telling in sorted(tellings, key=lambda telling: not telling.main):
            root = telling.same_as
            place = own.get(root) if root else None
            if place is not None and (
                all(member.fate != telling.fate for member in groups[place].members) or _harms_another(telling, groups[place])
            ):
                place = None
            if place is None:
                place, other = _find_group(telling, groups, index)
                if place is None:
                    place = len(groups)
                    groups.append(Group(members=[], told_with=other))
            groups[place].members.append(replace(telling, order=order))
            own[telling.event] = place
            for key in _keys(telling):
                if not index[key] or index[key][-1] != place:
                    index[key].append(place)
    return groups


def _find_group(telling: Telling, groups: Sequence[Group], index: Mapping[tuple[str, ...], Sequence[int]]) -> tuple[int | None, int | None]:
    """Return the event that a mention tells; else none, and the deed or harm that is told with it."""
    shared = Counter(place for key in _keys(telling) for place in index.get(key, ())[-_MOST_POSTINGS:])
    best, found = (False, False, 0.0), None
    most, other = 0.0, None
    for place, _ in sorted(shared.items(), key=lambda item: (-item[1], -item[0]))[:_MOST_GROUPS]:
        members = groups[place].members
        inside = any(member.story == telling.story for member in members)
        if inside and _harms_another(telling, groups[place]):
            continue
        if any(member.story == telling.story and member.span == telling.span for member in members):
            continue  # two mentions in one sentence are two events, unless the story says otherwise
        like = [member for member in members if member.fate == telling.fate]
        leads = [member for member in members if member.main] if telling.main else []
        held = [member for member in like if member.main] if telling.main else []
        held = held or like or leads
        if not held:
            continue
        scores = [weigh_evidence(telling, member) for member in (*held[:2], *held[2:][-_MOST_MEMBERS:])]
        if sum(score < 0 for score in scores) > _MOST_AGAINST * len(scores):
            continue
        # what one story leads with is sooner what another leads with
        rank = bool(like), bool(leads), max(scores)
        reworded = inside and all(member.lemma != telling.lemma for member in held)
        least = (_LINK_INSIDE if inside else _LINK) + (_LINK_UNLIKE if reworded or not like else 0.0)
        if rank[2] < least:
            continue
        if not like and not {telling.fate, *(member.fate for member in held)} <= _TOLL:
            most, other = max((most, other), (rank[2], place))
        elif rank > best:
            best, found = rank, place
    return found, other


def _harms_another(telling: Telling, group: Group) -> bool:
    """Tell whether a story has already told an event with another victim."""
    return any(member.story == telling.story and are_others(member.victim, telling.victim) for member in group.members)


def _keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    """Yield what a mention is looked up by: together they are rare enough that no group is held against all."""
    for kind in sorted({telling.event_type, *(min(kin) for kin in KIN if telling.event_type in kin)}):
        for place in sorted(telling.context.places):
            yield kind, "place", place, _week(telling)
        for of, number in sorted(telling.numbers):
            yield kind, "number", of, str(number)
        for actor in sorted(telling.actors):
            yield kind, "actor", actor, _week(telling)
        if telling.main:
            yield kind, "main", _week(telling)
        for word in sorted(telling.words):
            yield kind, "word", word


def _week(telling: Telling) -> str:
    return "" if telling.context.days is None else str(telling.context.days.last // 7)
