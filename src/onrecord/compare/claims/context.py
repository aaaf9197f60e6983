"""When and where a sentence's news happened: by its own words, else by those of the story's lead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from onrecord.compare.claims.words import Sentence
from onrecord.compare.signature import to_day
from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.countries import country_by_demonym
from onrecord.ontology.roles import role_nouns
from onrecord.records import Passage, Place, PlaceMention, Reading, TimeMention, make_id

_PREFIX = re.compile(r"^(?:al|el|ar|as|at|ash|az|an|the)[- ]")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])$")
_YEAR = re.compile(r"(\d{4})$")
OLD = 14  # days before publication after which a date is background
_LEAST_BONES = 3  # consonants without which a name is too short to be told by them
_LEAD = 5  # sentences
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_ROUGH = re.compile(r"\bweeks? (?:ago|earlier|before)\b")  # hardly ever meant to the day
_NEWS = 4  # sentences that tell the news itself
_SINCE = re.compile(r"\bsince\s+$")
_TOLL_DAY = re.compile(r"\b(?:to|at|reached|hit)\s+(?:at\s+least\s+)?\d[\d,]*\s+(?:people\s+)?on\s+$")
_OLDEST = date(1900, 1, 1).toordinal()  # a bare number before it is an hour or a count
_UNSAID = 6  # days before publication in which news happened whose day is not told
WEEK, CLOSE = 7, 3  # days
_CUE_REACH = 60  # characters between the word for saying and its time
_PAGE_DATE = 30  # characters from the top: the date that a page prints above its story


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days [first, last] in which something happened, as ordinals."""

    first: int
    last: int

    def meets(self, other: Days | None) -> bool:
        """Tell whether two times can be the same; an unknown one can."""
        return other is None or (self.first <= other.last and other.first <= self.last)

    def is_near(self) -> bool:
        """Tell whether the time is as good as a day."""
        return self.last - self.first <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """When and where; `stated` tells whether the sentence itself says so."""

    days: Days | None
    day_stated: bool
    places: frozenset[str]  # keys of places; of the lead if the sentence names none
    place_stated: bool  # the sentence names a place that is not the lead's
    old: bool  # of another time than the story's news


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place or a time in a sentence."""

    passage: Passage
    place: Place | None = None
    days: Days | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The times and places of a story, by sentence, and those of its lead."""

    times: Mapping[int, Sequence[Located]]
    places: Mapping[int, Sequence[Located]]
    lead: Context = field(default_factory=lambda: Context(days=None, day_stated=False, places=frozenset(), place_stated=False, old=False))
    published: int | None = None
    undated: frozenset[int] = frozenset()  # sentences about an event that need not be of the day of the story's news


def survey(reading: Reading) -> Surroundings:
    """Return the times and places of a story by sentence."""
    times: dict[int, list[Located]] = {}
    places: dict[int, list[Located]] = {}
    bounds = reading.sentences
    taken = {time.passage.start for time in reading.times}
    published = to_day(reading.story.published)
    for time in reading.times:
        days = to_days(time) or _read_weekday(time, published)
        if days and published is not None and days.first <= published and _SINCE.search(reading.story.text[: time.passage.start][-12:]):
            days = Days(first=days.first, last=published)
        if days and not _is_of_telling(reading, time):
            times.setdefault(_sentence_of(bounds, time.passage.start), []).append(Located(passage=time.passage, days=days))
    for place in reading.places:
        if place.precision == "country":
            continue
        for mention in place.mentions:
            if mention.passage.start in taken or _is_dateline(reading, mention.passage) or _is_office(reading, mention.passage):
                continue
            if (mention.use == "literal" and place.precision != "region") or _names_deed(reading, mention):
                places.setdefault(_sentence_of(bounds, mention.passage.start), []).append(Located(passage=mention.passage, place=place))
    for place in find_local(reading):
        for mention in place.mentions:
            places.setdefault(_sentence_of(bounds, mention.passage.start), []).append(Located(passage=mention.passage, place=place))
    bare = Surroundings(times=times, places=places, published=published)
    return Surroundings(times=times, places=places, lead=_find_lead(bare), published=bare.published, undated=_find_undated(reading))


def _find_undated(reading: Reading) -> frozenset[int]:
    """Return the sentences that the day of the story's news does not date.

    Further down, those with the toll of an event ("The death toll of the quake stands at 69"); in a story whose news is no violence,
    those that name some deed as known: "deplored the shooting".
    """
    table, found = load_account_words(), set()
    for number, (start, end) in enumerate(reading.sentences[_NEWS:], _NEWS):
        words = Sentence(story=reading.story, number=number, start=start, end=end).words
        if "toll" in words and table.moved.find(words):
            found.add(number)
    main = next((mention for mention in reading.events if mention.id == reading.main_event), None)
    if main is not None and main.event_type not in _VIOLENT:
        for mention in reading.events:
            known = reading.story.text[: mention.trigger.start].lower().endswith("the ")
            if known and mention.event_type in _VIOLENT and mention.sentence != main.sentence:
                found.add(_sentence_of(reading.sentences, mention.trigger.start))
    return frozenset(found)


def find_local(reading: Reading) -> list[Place]:
    """Return the parts of towns and small places that a story names and no gazetteer has, with all their mentions."""
    text = reading.story.text
    known = {word for place in reading.places for mention in place.mentions for word in mention.passage.exact.split()}
    names = {match[1] or match[2] for match in _local_pattern().finditer(text)}
    found = []
    for name in sorted(names):
        if name in known or country_by_demonym(name):
            continue
        passages = [Passage.cut(reading.story, *match.span()) for match in re.finditer(rf"\b{re.escape(name)}\b", text)]
        mentions = tuple(PlaceMention(passage=passage, use="literal") for passage in passages)
        found.append(
            Place(
                id=make_id("place", name),
                name=name,
                country=None,
                lat=None,
                lon=None,
                precision="site",
                geonames_id=None,
                mentions=mentions,
            )
        )
    return found


@cache
def _local_pattern() -> re.Pattern[str]:
    table = load_account_words().local
    name = r"([A-Z][^\W\d_]+(?:[-'’][^\W\d_]+)*)"
    return re.compile(rf"\b(?:[Tt]he|in|at|of) {name} (?:{'|'.join(table['before'])})\b|\b(?:{'|'.join(table['of'])}) of {name}\b")


def _is_office(reading: Reading, passage: Passage) -> bool:
    """Tell whether a place says whose office it is: "the bishop of Johannesburg" may be anywhere."""
    before = reading.story.text[max(0, passage.start - _CUE_REACH) : passage.start].lower().split()
    role = role_nouns().get(before[-2]) if before[-1:] == ["of"] and len(before) > 1 else None
    return role is not None and not role.is_body and "CVL" not in role.sectors


def _names_deed(reading: Reading, place: PlaceMention) -> bool:
    """Tell whether a place stands in the name of what was done there: "the Houla massacre"."""
    culprit, text, start = load_account_words().culprit, reading.story.text, place.passage.start
    after = text[place.passage.end : place.passage.end + _CUE_REACH].lower().split()[:1]
    named = not (culprit["attacks"] | culprit["named"]).isdisjoint(word.strip(",.;") for word in after)
    return named and text[max(0, start - 4) : start].lower() == "the "


def find_context(around: Surroundings, sentence: int) -> Context:
    """Return when and where the news of a sentence happened."""
    days = _pick_days(around.times.get(sentence, ()), around.published)
    lead = around.lead
    old = days is not None and around.published is not None and days.last < around.published - OLD
    if old and lead.days is not None and days is not None and days.meets(lead.days):
        old = False
    own = frozenset(key for located in around.places.get(sentence, ()) for key in to_keys(located.place))
    apart = bool(own) and bool(lead.places) and not own & lead.places
    places = own if apart else own | (frozenset() if old else lead.places)
    return Context(
        days=days or (None if old or apart or sentence in around.undated else lead.days),
        day_stated=days is not None,
        places=places,
        place_stated=apart,
        old=old,
    )


def to_keys(place: Place | None) -> frozenset[str]:
    """Return the keys that a place is compared by: its id, and the consonants of its name, for names spelled in two ways."""
    if place is None:
        return frozenset()
    names = {place.name, *(mention.passage.exact for mention in place.mentions)}
    bones = {to_bones(name) for name in names}
    return frozenset({place.id, "=" + place.name.casefold(), *(f"~{bone}" for bone in bones if len(bone) >= _LEAST_BONES)})


def to_bones(name: str) -> str:
    """Return the consonants of a name, so that two spellings of one name agree.

    >>> to_bones("Sharm el-Sheikh") == to_bones("Sharm el-Shaykh")
    True
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    letters = (
        _PREFIX.sub("", letters)
        .replace("kh", "k")
        .replace("sh", "s")
        .replace("gh", "g")
        .replace("dh", "d")
        .replace("th", "t")
        .replace("q", "k")
    )
    bones = re.sub(r"[^b-df-gj-np-tv-xz]", "", letters)
    return re.sub(r"(.)\1+", r"\1", bones).removesuffix("s") if letters.endswith("s") else re.sub(r"(.)\1+", r"\1", bones)


def to_days(time: TimeMention) -> Days | None:
    """Return the days of a resolved date or time of day; None for durations, sets and what is not resolved."""
    if time.type not in ("DATE", "TIME") or not time.value:
        return None
    days = read_days(time.value)
    if days and days.first == days.last and _ROUGH.search(time.passage.exact.lower()):
        return Days(first=days.first - 1, last=days.last + 1)
    return days


def _read_weekday(time: TimeMention, published: int | None) -> Days | None:
    """Return the day of a possessive whose apostrophe is lost ("Saturdays blast"): the last such day up to publication."""
    match = _WEEKDAY.match(time.value or "")
    if match is None or published is None or " " in time.passage.exact:
        return None
    day = published - (date.fromordinal(published).isoweekday() - int(match[1])) % 7
    return Days(first=day, last=day)


def read_days(value: str) -> Days | None:
    """Return the days of a TIMEX3 date value: a day, a month or a year.

    >>> read_days("2016-02").last - read_days("2016-02").first
    28
    """
    if match := _DAY.match(value):
        day = to_day(match.group())
        return Days(first=day, last=day) if day else None
    try:
        if match := _MONTH.match(value):
            first = date(int(match[1]), int(match[2]), 1)
            last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            return Days(first=first.toordinal(), last=last.toordinal())
        if match := _YEAR.match(value):
            return Days(first=date(int(match[1]), 1, 1).toordinal(), last=date(int(match[1]), 12, 31).toordinal())
    except ValueError:
        return None
    return None


def can_meet(a: Context, b: Context, published: tuple[int | None, int | None]) -> bool:
    """Tell whether the news of two sentences can be of one time.

    A weekday counts back from the publication date: where that is wrong by a few days, "Saturday" lands a week off.
    """
    if a.days is None or b.days is None or a.days.meets(b.days):
        return True
    first, second = published
    close = first is not None and second is not None and abs(first - second) <= CLOSE
    return close and a.days.is_near() and b.days.is_near() and abs(a.days.first - b.days.first) == WEEK


def are_close(a: Context, b: Context) -> bool:
    """Tell whether the news of two sentences can be of the same few days."""
    return a.days is None or b.days is None or (a.days.first - CLOSE <= b.days.last and b.days.first - CLOSE <= a.days.last)


def _find_lead(around: Surroundings) -> Context:
    """Return when and where the news of a story happened: its first recent day, the places named first."""
    days: Days | None = None
    places: frozenset[str] = frozenset()
    for sentence in range(_LEAD):
        if days is None:
            found = _pick_days(around.times.get(sentence, ()), around.published)
            recent = found is not None and (around.published is None or found.last >= around.published - OLD)
            days = found if recent and found is not None and found.last - found.first <= 1 else None
        if not places:
            places = frozenset(key for located in around.places.get(sentence, ()) for key in to_keys(located.place))
    if days is None and around.published is not None:
        days = Days(first=around.published - _UNSAID, last=around.published)
    return Context(days=days, day_stated=False, places=places, place_stated=False, old=False)


def _pick_days(times: Sequence[Located], published: int | None) -> Days | None:
    """Return the time of a sentence's news: its first day that is not the publication date line; else its first month or year."""
    known = [located.days for located in times if located.days is not None and located.days.last >= _OLDEST]
    exact = [days for days in known if days.first == days.last]
    past = [days for days in exact if published is None or days.last <= published]
    return next(iter((*past, *exact, *known)), None)


def _is_dateline(reading: Reading, passage: Passage) -> bool:
    return reading.story.dateline is not None and reading.story.dateline.passage.covers(passage)


def _is_of_telling(reading: Reading, time: TimeMention) -> bool:
    """Tell whether a time says when something was said or published, not when it happened: "said on Sunday"."""
    start = time.passage.start
    if start < _PAGE_DATE and time.value == reading.story.published:
        return True
    table = load_account_words()
    after = reading.story.text[time.passage.end : time.passage.end + _CUE_REACH].lower().split()
    if after and after[0].strip(",") in table.denying:
        return True  # "the army on Tuesday denied"
    before = reading.story.text[max(0, start - _CUE_REACH) : start].lower().split()
    if _TOLL_DAY.search(reading.story.text[max(0, start - _CUE_REACH) : start]):
        return True  # the day on which the toll rose
    if before[-2:-1] and before[-1] == "on" and before[-2] in table.papers:
        return True
    for word in reversed(reading.story.text[max(0, start - _CUE_REACH) : start].lower().split()):
        if word in table.telling:
            return True
        if word not in table.between:
            return False
    return False


def _sentence_of(bounds: Sequence[tuple[int, int]], offset: int) -> int:
    low, high = 0, len(bounds)
    while low < high:
        middle = (low + high) // 2
        if bounds[middle][0] <= offset:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)
