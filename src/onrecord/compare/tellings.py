"""tell(): what tells each event mention of a story from others: when, where, who, how many, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.compare.claims import Claim
from onrecord.compare.claims.context import OLD, Context, Surroundings, find_context, read_days, to_bones, to_keys
from onrecord.compare.claims.words import Sentence
from onrecord.compare.signature import fold_word
from onrecord.compare.victims import find_victim
from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.words import load_word_shares, tells_another
from onrecord.records import EventMention, Passage, Reading

_LEAD = 4  # sentences that tell the main event
_COMMON = 0.03  # a word in more stories than this is no evidence
_HARM = ("killed", "injured", "weapon")
_MOVE = "people moved"  # in place of a type, for what only counts of people tell
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_TOWN = frozenset({"city", "site"})
_TOLD = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event mention with what tells it from others."""

    story: str
    event: str  # id; empty for what only the lead's claims tell
    event_type: str
    lemma: str  # of the trigger
    trigger: Passage
    sentence: int  # its number
    span: tuple[int, int]  # of the sentence
    same_as: str | None  # the mention that the story has told already
    place: str | None  # id
    time: str | None  # TIMEX3 value
    context: Context
    published: int | None
    actors: frozenset[str]
    numbers: frozenset[tuple[str, int]]
    weapons: frozenset[str]
    fate: str | None  # "killed", "injured", "hit" if the trigger says what became of people
    people: frozenset[str]  # last names of the persons in its roles
    victim: frozenset[tuple[str, str]]  # name, age and sex, if there is one
    words: frozenset[str]
    sites: frozenset[str]  # "market", "mosque": what was struck
    town: frozenset[str]  # keys of the town or site that its own clause names
    main: bool
    another: bool = False  # told as another deed than the one told so far
    order: int = 0  # of the story among those of the affair


def tell(reading: Reading, claims: Sequence[Claim], around: Surroundings) -> list[Telling]:
    """Return the event mentions of a story with what tells them from others."""
    starts = {start: number for number, (start, _) in enumerate(reading.sentences)}
    mentions = [*reading.events, *_find_untold(reading, claims)]
    leading = _find_leading(reading, around, starts)
    told = [_tell(reading, mention, starts.get(mention.sentence.start, 0), leading, claims, around) for mention in mentions]
    return [_fill_headline(telling, told) for telling in told]


def _fill_headline(telling: Telling, told: Sequence[Telling]) -> Telling:
    """Return a telling, that of a headline which leaves out who it was with what the story says of them next."""
    if not telling.main or telling.people:
        return telling
    after = next((other for other in told if other.same_as == telling.event and other.fate == telling.fate), telling)
    victim = telling.victim or after.victim
    return replace(telling, people=after.people, victim=victim | {part for part in after.victim if part[0] == "name"})


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


def _tell(
    reading: Reading, mention: EventMention, number: int, leading: frozenset[str], claims: Sequence[Claim], around: Surroundings
) -> Telling:
    main = mention.id in leading
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
    named = [people[role.actor] for role in mention.recipients if role.actor in people]
    harmed = {("name", to_bones(named[0]))} if len(named) == len(mention.recipients) == 1 else set()
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
        event="" if mention.id == _MOVE else mention.id,
        event_type=mention.event_type,
        lemma=mention.trigger_lemma,
        trigger=mention.trigger,
        sentence=number,
        span=(mention.sentence.start, mention.sentence.end),
        same_as=mention.same_as,
        place=mention.place,
        time=mention.time.value if mention.time else None,
        context=context,
        published=around.published,
        actors=frozenset(called.get(role.actor, role.actor) for role in (*mention.actors, *mention.recipients)),
        numbers=frozenset(numbers),
        weapons=frozenset(kind for claim in own if claim.field == "weapon" for kind in load_account_words().wider[claim.value]),
        fate=_fate_of(mention),
        people=frozenset(people[role.actor] for role in (*mention.actors, *mention.recipients) if role.actor in people),
        victim=find_victim(mention) | harmed,
        words=frozenset(word for word in words if len(word) > 2 and shares.get(word, 0.0) < _COMMON),
        sites=find_sites(Sentence(story=reading.story, number=number, start=mention.sentence.start, end=mention.sentence.end).words),
        town=frozenset(key for place in reading.places if place.id == mention.place and place.precision in _TOWN for key in to_keys(place)),
        main=main,
        another=tells_another(mention.before),
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
    if found:
        return found[0].label
    return "hit" if _hits_somebody(mention) else None


def _hits_somebody(mention: EventMention) -> bool:
    """Tell whether a mention says what befell a body: "a man was shot"; not the whole deed, "the shooting", nor "shot at them"."""
    if mention.trigger_lemma not in load_account_words().person["hit"]:
        return False
    words = [*mention.trigger.exact.lower().split(), *mention.sentence.exact[mention.trigger.end - mention.sentence.start :].split()[:1]]
    noun = words[0].endswith("ing") and not find_victim(mention)  # "charged in shooting"
    return not noun and "at" not in words[1:]


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
