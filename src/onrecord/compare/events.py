"""Which event mentions of an affair tell one event: by type, time, place, actors, numbers and words, never by a word alone."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.compare.claims import Claim
from onrecord.compare.claims.context import OLD, Context, Surroundings, can_meet, find_context, read_days, to_keys
from onrecord.compare.claims.words import Sentence
from onrecord.compare.signature import fold_word
from onrecord.compare.victims import are_others, find_victim
from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.words import load_word_shares
from onrecord.records import EventMention, Passage, Reading

_LINK = 2.4  # evidence that two mentions tell one event
_MOST_AGAINST = 0.34  # share of a group that may be ruled out
_LINK_INSIDE = 2.8  # the same, in one story
_LINK_UNLIKE = 1.0  # more of it, for a deed that one story leads with and the harm that another does
_MOST_MEMBERS = 6  # of a group that a mention is held against
_MOST_GROUPS = 24  # groups that a mention is held against
_MOST_POSTINGS = 200
_OTHER_FATE = 0.8  # what speaks against "killed" and "injured", or "killed" and "bombing", telling one event
_OTHER_PLACE = 0.6  # what speaks against leads that name different places
_OTHER_PEOPLE = 1.2  # what speaks against two sets of persons being the same
_LEAD = 4  # sentences that tell the main event
_COMMON = 0.03  # a word in more stories than this is no evidence
_HARM = ("killed", "injured", "weapon")
_MOVE = "people moved"  # in place of a type, for what only counts of people tell
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_TOWN = frozenset({"city", "site"})
_TOLD = frozenset({"occurred", "ongoing"})
_KIN = (
    frozenset({"ASSAULT", "COERCE"}),
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"AGREE", "COOPERATE", "CONSULT", "SUPPORT"}),
    frozenset({"SANCTION", "COERCE"}),
    frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"}),
    frozenset({"AID", "COOPERATE", "AGREE"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event mention with what tells it from others."""

    story: str
    event: str  # id; empty for what only the lead's claims tell
    mention: EventMention
    context: Context
    published: int | None
    actors: frozenset[str]
    numbers: frozenset[tuple[str, int]]
    weapons: frozenset[str]
    fate: str | None  # "killed", "injured" if the trigger says what became of people
    people: frozenset[str]  # last names of the persons in its roles
    victim: frozenset[tuple[str, str]]  # age and sex, if there is one
    words: frozenset[str]
    sites: frozenset[str]  # "market", "mosque": what was struck
    town: frozenset[str]  # keys of the town or site that its own clause names
    main: bool
    order: int = 0  # of the story among those of the affair


@dataclass(slots=True)
class Group:
    """The mentions of one event, in order of arrival."""

    members: list[Telling]


def tell(reading: Reading, claims: Sequence[Claim], around: Surroundings) -> list[Telling]:
    """Return the event mentions of a story with what tells them from others."""
    starts = {start: number for number, (start, _) in enumerate(reading.sentences)}
    mentions = [*reading.events, *_find_untold(reading, claims)]
    leading = _find_leading(reading, around, starts)
    return [_tell(reading, mention, starts.get(mention.sentence.start, 0), leading, claims, around) for mention in mentions]


def _find_leading(reading: Reading, around: Surroundings, starts: Mapping[int, int]) -> frozenset[str]:
    """Return the mentions that the story leads with: its main event, the violence that a main event of words is about.

    With violence goes what it did: "a bomb went off and killed ten".
    """
    main = next((mention for mention in reading.events if mention.id == reading.main_event), None)
    leads = [main] if main else []
    if main is None or main.event_type not in _VIOLENT:
        for mention in reading.events:
            number = starts.get(mention.sentence.start, 0)
            if mention.event_type == "ASSAULT" and number < _LEAD + 2 and mention.status in _TOLD and not find_context(around, number).old:
                leads.append(mention)
                break
    found = {mention.id for mention in leads}
    fates = {_fate_of(mention) for mention in leads}
    for mention in reading.events:
        beside = any(mention.sentence == lead.sentence and lead.event_type in _VIOLENT for lead in leads)
        if beside and mention.event_type == "ASSAULT" and mention.status in _TOLD and _fate_of(mention) not in fates:
            found.add(mention.id)
            fates.add(_fate_of(mention))
    return frozenset(found) if any(lead.event_type in _VIOLENT for lead in leads) else frozenset({"", *found})


def _find_untold(reading: Reading, claims: Sequence[Claim]) -> Iterator[EventMention]:
    """Yield what the lead tells by its dead, wounded or weapons, or by those who left, where no mention was found for it.

    PLOVER has no type for an earthquake: it has accounts all the same.
    """
    violent = {
        number
        for number, (start, end) in enumerate(reading.sentences[:_LEAD])
        if any(mention.event_type in _VIOLENT and start <= mention.trigger.start < end for mention in reading.events)
    }
    for event_type, fields in (("ASSAULT", _HARM), (_MOVE, ("displaced",))):
        lead = [claim for claim in claims if claim.sentence < _LEAD and not claim.context.old and claim.field in fields]
        if lead and not (event_type != _MOVE and violent.intersection(claim.sentence for claim in lead)):
            yield _make_untold(reading, lead, event_type)


def _make_untold(reading: Reading, lead: Sequence[Claim], event_type: str) -> EventMention:
    first = min(lead, key=lambda claim: (claim.field == "weapon", claim.passage.start))
    start, end = reading.sentences[first.sentence]
    return EventMention(
        id="" if event_type != _MOVE else _MOVE,
        event_type=event_type,
        mode=None,
        contexts=(),
        trigger=first.passage,
        trigger_lemma="",
        sentence=Passage.cut(reading.story, start, end),
        actors=(),
        recipients=(),
        place=None,
        place_passage=None,
        time=None,
        status="occurred",
        attributed_to=None,
        numbers=(),
        score=0.0,
    )


def link_events(stories: Iterable[Sequence[Telling]]) -> list[Group]:
    """Return the events of an affair: every mention in exactly one, in order of arrival."""
    groups: list[Group] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for order, tellings in enumerate(stories):
        own: dict[str, int] = {}
        # the main event first: what is said of it decides which event the story tells
        for telling in sorted(tellings, key=lambda telling: not telling.main):
            root = telling.mention.same_as
            place = own.get(root) if root else None
            if place is not None and (
                all(member.fate != telling.fate for member in groups[place].members) or _harms_another(telling, groups[place])
            ):
                place = None
            if place is None:
                place = _find_group(telling, groups, index)
            if place is None:
                place = len(groups)
                groups.append(Group(members=[]))
            groups[place].members.append(replace(telling, order=order))
            own[telling.event] = place
            for key in _keys(telling):
                if not index[key] or index[key][-1] != place:
                    index[key].append(place)
    return groups


def weigh_evidence(a: Telling, b: Telling) -> float:
    """Return how much speaks for two mentions telling one event; below nothing if something rules it out."""
    if not _are_kin(a, b) or _is_ruled_out(a, b):
        return -1.0
    score = 0.0
    if a.mention.trigger_lemma and a.mention.trigger_lemma == b.mention.trigger_lemma:
        score += 0.7
    elif a.fate != b.fate and not (a.main and b.main):
        score -= _OTHER_FATE
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


def _tell(
    reading: Reading, mention: EventMention, number: int, leading: frozenset[str], claims: Sequence[Claim], around: Surroundings
) -> Telling:
    main = mention.id in leading
    identity = "" if mention.id == _MOVE else mention.id
    context = _own_context(mention, reading, find_context(around, number), around)
    near: Sequence[int] = (number,)
    if main:  # it is told by all of the lead
        near = sorted({*range(_LEAD), number})
        lead = find_context(around, 0)
        days, stated = (context.days, True) if context.day_stated else (lead.days, lead.day_stated)
        context = replace(context, days=days, day_stated=stated, places=context.places | around.lead.places, place_stated=False)
    own = [claim for claim in claims if claim.sentence in near and not claim.context.old and not claim.window]
    numbers: set[tuple[str, int]] = {
        (claim.field, claim.number) for claim in own if claim.number is not None and claim.field not in ("date", "place")
    }
    numbers |= {(counted.of, counted.low or counted.high or 0) for counted in mention.numbers}
    people = {actor.id: fold_word(actor.name.split()[-1]) for actor in reading.actors if actor.kind == "person" and actor.name.split()}
    called = {
        actor.id: actor.name.casefold().removeprefix("the ")  # "police", "Dahl": in stories of one affair mostly the same
        for actor in reading.actors
        if actor.kind in ("group", "organization") or (actor.kind == "person" and " " not in actor.name)
    }
    shares = load_word_shares()
    bounds = [reading.sentences[at] for at in near if at < len(reading.sentences)]
    text = " ".join(reading.story.text[start:end] for start, end in bounds)
    words = (fold_word(word.strip(".,;:()\"“”'’")) for word in text.split())
    return Telling(
        story=reading.story.id,
        event=identity,
        mention=mention,
        context=context,
        published=around.published,
        actors=frozenset(called.get(role.actor, role.actor) for role in (*mention.actors, *mention.recipients)),
        numbers=frozenset(numbers),
        weapons=frozenset(kind for claim in own if claim.field == "weapon" for kind in load_account_words().wider[claim.value]),
        fate=_fate_of(mention),
        people=frozenset(people[role.actor] for role in (*mention.actors, *mention.recipients) if role.actor in people),
        victim=find_victim(mention),
        words=frozenset(word for word in words if len(word) > 2 and shares.get(word, 0.0) < _COMMON),
        sites=find_sites(Sentence(story=reading.story, number=number, start=mention.sentence.start, end=mention.sentence.end).words),
        town=frozenset(key for place in reading.places if place.id == mention.place and place.precision in _TOWN for key in to_keys(place)),
        main=main,
    )


def find_sites(words: Sequence[str]) -> frozenset[str]:
    """Return the kinds of site that a sentence says something struck or happened at.

    >>> sorted(find_sites("a bomb went off outside a crowded market and the hurt were taken to hospital".split()))
    ['market']
    """
    table = load_account_words().sites
    found = set()
    for place, word in enumerate(words):
        if word in table["words"]:
            before = words[max(0, place - 4) : place]
            if (table["struck"] if word in table["cared"] else table["before"]).intersection(before):
                found.add(word)
    return frozenset(found)


def _fate_of(mention: EventMention) -> str | None:
    words = mention.trigger.exact.lower().split()
    found = load_account_words().counted.find(words) if words else []
    return found[0].label if found else None


def _own_context(mention: EventMention, reading: Reading, context: Context, around: Surroundings) -> Context:
    """Return when and where a mention happened: by its own time and place, else by its sentence's."""
    days = read_days(mention.time.value) if mention.time else None
    if days is not None:
        old = around.published is not None and days.last < around.published - OLD and not days.meets(around.lead.days or days)
        context = replace(context, days=days, day_stated=True, old=old)
    place = next((place for place in reading.places if place.id == mention.place and place.precision not in ("country", "region")), None)
    if place is not None:
        keys = to_keys(place)
        context = replace(context, places=keys, place_stated=not keys & around.lead.places)
    return context


def _find_group(telling: Telling, groups: Sequence[Group], index: Mapping[tuple[str, ...], Sequence[int]]) -> int | None:
    shared = Counter(place for key in _keys(telling) for place in index.get(key, ())[-_MOST_POSTINGS:])
    best, found = (False, False, 0.0), None
    for place, _ in sorted(shared.items(), key=lambda item: (-item[1], -item[0]))[:_MOST_GROUPS]:
        members = groups[place].members
        inside = any(member.story == telling.story for member in members)
        if inside and _harms_another(telling, groups[place]):
            continue
        if any(member.story == telling.story and member.mention.sentence == telling.mention.sentence for member in members):
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
        reworded = inside and all(member.mention.trigger_lemma != telling.mention.trigger_lemma for member in held)
        least = (_LINK_INSIDE if inside else _LINK) + (_LINK_UNLIKE if reworded or not like else 0.0)
        if rank[2] >= least and rank > best:
            best, found = rank, place
    return found


def _harms_another(telling: Telling, group: Group) -> bool:
    """Tell whether a story has already told an event with another victim."""
    return any(member.story == telling.story and are_others(member.victim, telling.victim) for member in group.members)


def _keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    """Yield what a mention is looked up by: together they are rare enough that no group is held against all."""
    for kind in sorted({telling.mention.event_type, *(min(kin) for kin in _KIN if telling.mention.event_type in kin)}):
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


def _are_kin(a: Telling, b: Telling) -> bool:
    """Tell whether two types can be one event told in two ways: the same, or kin where the word is the same."""
    x, y = a.mention.event_type, b.mention.event_type
    if x == y:
        return True
    return a.mention.trigger_lemma == b.mention.trigger_lemma and any(x in kin and y in kin for kin in _KIN)


def _is_ruled_out(a: Telling, b: Telling) -> bool:
    """Tell whether two mentions cannot tell one event: another day, another place, another time altogether."""
    x, y = a.context, b.context
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
