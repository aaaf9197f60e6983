"""What a time expression means: type, value and mod, anchored on the day of publication and on the days told before it."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.extract.times.days import find_easter, find_nth, shift_months, to_week
from onrecord.ontology.times import load_time_words

_WORDS = load_time_words()
_FUTURE = re.compile(rf"\b(?:{_WORDS.future})\b", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:{_WORDS.past})\b", re.IGNORECASE)
_OPEN = re.compile(rf"\b(?:{_WORDS.future}|{_WORDS.open})\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b(?:{_WORDS.numbered})\s$", re.IGNORECASE)
_CLAUSE_REACH = 70  # characters back in which a future cue counts
_SOON = 95  # days ahead that a bare date may lie without a cue
_LATELY = 30  # days back that a date may lie in spite of a future cue
_MODS = {
    "early": "START", "late": "END", "mid": "MID", "the beginning of": "START", "the start of": "START", "beginning of": "START",
    "the end of": "END", "end of": "END", "the middle of": "MID",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN",
    "under": "LESS_THAN", "up to": "EQUAL_OR_LESS", "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX",
    "some": "APPROX", "approximately": "APPROX", "roughly": "APPROX",
}  # fmt: skip
_NO_DAY = "no publication date to count from"
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What TIMEX3 says of an expression."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str | None = None
    unresolved: str | None = None


class Clock:
    """The day to count from, and the last day, month and year that the story told."""

    def __init__(self, published: date | None, text: str) -> None:
        self.published = published
        self.text = text
        self.told: date | None = published  # what "that day" and "the next day" count from
        self.told_month: date | None = published  # "a month later": a month or a day told
        self.told_year: date | None = published  # "the following year": a year, a month or a day told

    def tell(self, year: int, month: int | None = None, day: int | None = None) -> None:
        """Keep what was told: a day is also a month and a year to count from, a year is no day."""
        told = date(year, month or 1, day or 1)
        self.told_year = told
        self.told_month = told if month else self.told_month
        self.told = told if day else self.told

    def looks_ahead(self, start: int) -> bool:
        """Tell whether a future cue stands before an expression in its clause."""
        return _FUTURE.search(self._clause(start)) is not None

    def looks_to(self, start: int) -> bool:
        """Tell whether an expression follows on words that stand before what is to come: "ahead of Sunday's vote"."""
        return re.search(r"\b(?:ahead of|before|until|for|in|run-up to|upcoming)\s$", self.before(start)) is not None and self.looks_ahead(
            start
        )

    def looks_back(self, start: int) -> bool:
        """Tell whether an expression dates what its clause tells in the past tense: "was killed on"."""
        clause = self._clause(start)
        at = re.search(r"\b(?:on|in|at|over|since|between|from|\d and|\d to)\s$", clause, re.IGNORECASE)
        return at is not None and _PAST.search(clause) is not None and _OPEN.search(clause) is None

    def _clause(self, start: int) -> str:
        before = self.text[max(0, start - _CLAUSE_REACH) : start]
        return re.split(r"[.;:!?\n]\s|, (?:who|which|but|and)\b", before)[-1]

    def before(self, start: int, length: int = 12) -> str:
        """Return the words right before an expression, in lower case."""
        return self.text[max(0, start - length) : start].lower()


_Match = re.Match[str]


def _date(value: str | None, mod: str | None = None, *, relative: bool = False) -> Resolved:
    return Resolved(type="DATE", value=value, mod=mod, unresolved=_NO_DAY if value is None and relative else None)


def _tell(clock: Clock, day: date, *, part: str | None = None, mod: str | None = None) -> Resolved:
    clock.tell(day.year, day.month, day.day)
    if part:
        code = _WORDS.parts[part.lower()]
        return Resolved(type="TIME", value=f"{day.isoformat()}T{code}", mod=mod)
    return Resolved(type="DATE", value=day.isoformat(), mod=mod)


def _mod(match: _Match, name: str = "edge") -> str | None:
    word = match.groupdict().get(name)
    return _MODS.get(word.lower()) if word else None


def _month_of(match: _Match) -> int:
    return _WORDS.months[match["month"].lower().rstrip(".")]


def _group(match: _Match, name: str) -> str | None:
    found = match.groupdict().get(name)
    return found.lower() if found else None


# ── dates ────────────────────────────────────────────────────────────────────────────────────────


def iso(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve 2016-12-12, 20161212, 12/31/1999."""
    year = int(match["year"]) + (0 if len(match["year"]) == 4 else 1900 if int(match["year"]) > 40 else 2000)
    try:
        return _tell(clock, date(year, int(match["mm"]), int(match["day"])))
    except ValueError:
        return None


def month_day(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "May 3", "3 May 2011", "Monday, May 3"."""
    if not clock.text[match.start("month")].isupper():
        return None
    month, day = _month_of(match), int(match["day"])
    year = int(match["year"]) if match["year"] else _year_of(clock, month, day, start)
    if year is None:
        return _date(None, relative=True) if day <= 31 else None
    if day > monthrange(year, month)[1]:
        return None
    return _tell(clock, date(year, month, day), mod=_mod(match))


def _year_of(clock: Clock, month: int, day: int | None, start: int) -> int | None:
    """Return the year of a month, or day, that is told without one: back in time unless a future cue stands before it."""
    anchor = clock.published
    if anchor is None:
        return None
    of_month = min(day or 15, monthrange(anchor.year, month)[1])
    ahead = (date(anchor.year, month, of_month) - anchor).days
    if clock.looks_ahead(start):
        year, step = anchor.year + (ahead < -_LATELY), 1
    elif day is None:
        year, step = anchor.year - (month > anchor.month + (0 if clock.looks_back(start) else 3)), -1
    else:
        year, step = anchor.year - (ahead > (0 if clock.looks_back(start) else _SOON)), -1
    while (month, day) == (2, 29) and not isleap(year):
        year += step
    return year


def month_year(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "March 2011", "early May, 2003"."""
    if not clock.text[match.start("month")].isupper():
        return None
    clock.tell(int(match["year"]), _month_of(match))
    return _date(f"{match['year']}-{_month_of(match):02d}", _mod(match))


def month_alone(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "in November", "last March", "late May"; "may" and "march" need a word that shows a month."""
    word, name = match["month"], match["month"].lower().rstrip(".")
    if not word[0].isupper():
        return None
    shown = (
        match["which"]
        or match["edge"]
        or re.search(
            r"\b(?:in|of|since|by|until|till|from|between|and|to|through|during|before|after|late|early|for)\s$", clock.before(start)
        )
    )
    if (name in ("may", "march", "mar", "sun", "sat") or len(name) < 4 or re.match(r"\s[A-Z]", clock.text[end : end + 2])) and not shown:
        return None  # "may", "march", and women called April or June
    month = _WORDS.months[name]
    anchor = clock.published
    if anchor is None:
        return _date(None, _mod(match), relative=True)
    which = _group(match, "which")
    if which and which.startswith("last"):
        year = anchor.year - 1 if month >= anchor.month else anchor.year
    elif which == "next":
        year = anchor.year + 1 if month <= anchor.month else anchor.year
    elif which:
        year = anchor.year
    else:
        year = _year_of(clock, month, None, start) or anchor.year
    clock.tell(year, month)
    return _date(f"{year}-{month:02d}", _mod(match))


def week_number(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "week 12 of 2019"."""
    return _date(f"{match['year']}-W{int(match['n']):02d}") if 1 <= int(match["n"]) <= 53 else None


def week_of(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the week of March 6", "the week of 6 March 2007"."""
    month, day = _month_of(match), int(match["day"])
    year = int(match["year"]) if match["year"] else _year_of(clock, month, day, start)
    if year is None or day > monthrange(year, month)[1]:
        return _date(None, relative=True)
    return _date(to_week(date(year, month, day)) + ("-WE" if _group(match, "which") == "weekend" else ""))


def year(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "1998", "early 2009"; a number that counts things is none."""
    before = clock.before(start, 2)
    if before.endswith(("$", "£", "€", ",", ".", "-", "/", "#")) and not before.endswith((", ", ". ")):
        return None
    after = clock.text[end : end + 24]
    told = match.groupdict().get("edge") or re.search(
        r"\b(?:in|since|of|by|until|from|during|before|after|between|and|to|for|the|around|circa|through|year|election|elections|war)\s$",
        clock.before(start),
    )
    if not told and re.match(r"\s[a-z]+s\b(?<!was)(?<!has)", after):
        return None
    if re.match(r",\d{3}|\.\d", after) or _NUMBERED.search(clock.before(start, 16)):
        return None
    clock.tell(int(match["year"]))
    return _date(match["year"], _mod(match))


def years(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "1914-18"."""
    first = int(match["year"])
    until = match["until"]
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    return Resolved(type="DURATION", value=f"P{last - first}Y") if first < last < first + 150 else None


def short_year(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "'82"."""
    return _date(f"19{match['short']}")


def decade(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the 1990s", "the '60s"."""
    if match["decade"]:
        return _date(match["decade"], _mod(match))
    before = clock.text[start : match.start("tens")]
    if "'" not in before and "’" not in before and not re.search(r"\b(?:in|during|since) the $", clock.before(start, 14) + before.lower()):
        return None
    return _date(f"19{match['tens']}", _mod(match))


def century(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the 19th century"."""
    return _date(f"{int(match['n']) - 1:02d}")


def quarter(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the third quarter of last year"."""
    order = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
    number = order.get(match["n"].lower())
    of = _group(match, "of")
    anchor = clock.published
    if number is None:
        if anchor is None:
            return _date(None, relative=True)
        past = shift_months(anchor, -3)
        return _date(f"{past.year}-Q{(past.month + 2) // 3}")
    if of and of[0].isdigit():
        return _date(f"{of}-Q{number}")
    if anchor is None:
        return _date(None, relative=True)
    step = {"last year": -1, "next year": 1}.get(of or "", 0)
    if not of and (anchor.month + 2) // 3 < number and not clock.looks_ahead(start):
        step = -1
    return _date(f"{anchor.year + step}-Q{number}")


def half(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the first half of 2011", "the second half of last year"."""
    number = 1 if match["n"].lower() == "first" else 2
    of = match["of"].lower()
    if of[0].isdigit():
        return _date(f"{of}-H{number}")
    if clock.published is None:
        return _date(None, relative=True)
    return _date(f"{clock.published.year + {'last': -1, 'next': 1}.get(of.split()[0], 0)}-H{number}")


# ── days ─────────────────────────────────────────────────────────────────────────────────────────


def weekday(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "Tuesday", "last Friday night"; bare ones look back, or ahead after a future cue."""
    if not clock.text[match.start("weekday")].isupper():
        return None
    number = _WORDS.weekdays[match["weekday"].lower()]
    if match["many"]:
        return Resolved(type="SET", value=f"XXXX-WXX-{number + 1}")
    which = _group(match, "which")
    mod = _MODS.get(which or "")
    day = _weekday_day(clock, number, start, which)
    if day is None:
        return Resolved(type="TIME" if match["part"] else "DATE", value=None, mod=mod, unresolved=_NO_DAY)
    return _tell(clock, day, part=match["part"], mod=mod)


def _weekday_day(clock: Clock, number: int, start: int, which: str | None) -> date | None:
    anchor = clock.published
    if anchor is None:
        return None
    back = (anchor.weekday() - number) % 7
    if which in ("next", "this coming"):
        return anchor + timedelta(days=(number - anchor.weekday()) % 7 or 7)
    if which in ("last", "this past"):
        return anchor - timedelta(days=back or 7)
    owner = re.match(r"\w+['’]s\b", clock.text[start:])  # "Sunday's vote" is over, unless something is told of before it
    if back and (clock.looks_to(start) if owner else clock.looks_ahead(start)):
        return anchor + timedelta(days=7 - back)
    return anchor - timedelta(days=back)


def day_word(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "today", "yesterday morning", "tonight"."""
    word = match["today"].lower()
    if clock.published is None:
        return Resolved(type="TIME" if match["part"] or word == "tonight" else "DATE", value=None, unresolved=_NO_DAY)
    day = clock.published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return _tell(clock, day, part="night" if word == "tonight" else match["part"])


def day_beside(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the day before yesterday", "the day after tomorrow"."""
    if clock.published is None:
        return _date(None, relative=True)
    return _tell(clock, clock.published + timedelta(days=-2 if match["today"].lower() == "yesterday" else 2))


def part_of_day(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "this morning", "last night", "the next morning"."""
    which = match["which"].lower()
    anchor = clock.published if which in ("this", "last") else clock.told
    if anchor is None:
        return Resolved(type="TIME", value=None, unresolved=_NO_DAY)
    step = {"last": -1, "the next": 1, "the following": 1}.get(which, 0)
    return _tell(clock, anchor + timedelta(days=step), part=match["part"])


def in_story(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the same day", "that year", "the day before", "the following week", from the last day told."""
    which, unit, side = match["which"].lower(), match["unit"].lower(), _group(match, "side")
    told = clock.told
    if which == "the other":
        return None
    if side == "previous" and which == "the":
        return _date(str(clock.told_year.year - 1)) if unit == "year" and clock.told_year else None
    if which == "the" and not side:
        if unit in ("week", "month", "year"):
            return None if unit != "week" else Resolved(type="DURATION", value="P1W")
        if unit == "weekend":
            return _weekend(clock, 0, start)
    told = {"month": clock.told_month, "year": clock.told_year}.get(unit, told)
    if told is None:
        return _date(None, relative=True)
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    step = {"before": -1, "previous": -1, "earlier": -1, "after": 1, "later": 1}.get(side or "", step)
    if unit == "day":
        return _tell(clock, told + timedelta(days=step))
    if unit == "week":
        return _date(to_week(told + timedelta(weeks=step)))
    if unit == "weekend":
        return _date(to_week(told + timedelta(weeks=step)) + "-WE")
    moved = shift_months(told, step * (12 if unit == "year" else 1))
    clock.tell(moved.year, None if unit == "year" else moved.month)
    return _date(f"{moved.year}" if unit == "year" else f"{moved.year}-{moved.month:02d}")


def clock(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "10:35 a.m.", "4 p.m. EDT Thursday", "18:00 UTC"."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = _group(match, "half")
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    universal = re.search(r"\b(?:GMT|UTC)\b(?!\s?[+-])", match.group(), re.IGNORECASE)
    return _at(clock, match, start, f"{hour:02d}:{minute:02d}{'Z' if universal else ''}")


def noon(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "noon", "midnight Thursday"."""
    return _at(clock, match, start, "24:00" if match["noon"].lower() == "midnight" else "12:00")


def _at(clock: Clock, match: _Match, start: int, time: str) -> Resolved:
    day = clock.told
    if match["weekday"]:
        day = _weekday_day(clock, _WORDS.weekdays[match["weekday"].lower()], start, None)
    elif match["today"] and clock.published:
        day = clock.published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match["today"].lower(), 0))
    if day is None:
        return Resolved(type="TIME", value=None, unresolved=_NO_DAY)
    return Resolved(type="TIME", value=f"{day.isoformat()}T{time}")


# ── stretches ────────────────────────────────────────────────────────────────────────────────────


def which_unit(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "last week", "this year", "next month", "the end of the year"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    anchor = clock.published
    mod = _mod(match)
    if unit in _WORDS.seasons:
        return _season(clock, which, unit)
    if anchor is None:
        return _date(None, mod, relative=True)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if which == "past" and unit in ("decade", "century"):
        return Resolved(type="DURATION", value="P10Y" if unit == "decade" else "P100Y")
    if which == "past":
        return Resolved(type="DURATION", value=f"P1{_WORDS.units[unit]}") if unit != "weekend" else _weekend(clock, -1, start)
    if unit == "weekend":
        return _weekend(clock, step, start)
    if unit == "week":
        return _date(to_week(anchor + timedelta(weeks=step)), mod)
    if unit == "decade":
        return _date(str((anchor.year + 10 * step) // 10), mod)
    if unit == "century":
        return _date(f"{anchor.year // 100 + step:02d}", mod)
    if unit == "year":
        return _date(str(anchor.year + step), mod)
    moved = shift_months(anchor, step * (3 if unit == "quarter" else 1))
    return _date(f"{moved.year}-Q{(moved.month + 2) // 3}" if unit == "quarter" else f"{moved.year}-{moved.month:02d}", mod)


def _weekend(clock: Clock, step: int, start: int) -> Resolved:
    anchor = clock.published
    if anchor is None:
        return _date(None, relative=True)
    if step == 0 and not clock.looks_ahead(start) and (anchor.weekday() < 4 or (anchor.weekday() == 4 and clock.looks_back(start))):
        step = -1  # on Monday to Thursday "the weekend" is the last one, on Friday if it is told in the past
    return _date(to_week(anchor + timedelta(weeks=step)) + "-WE")


def season(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "last fall", "the summer of 2008", "this spring"."""
    name = match["season"].lower()
    if match["year"]:
        return _date(f"{match['year']}-{_WORDS.seasons[name]}")
    which = (_group(match, "which") or "").strip()
    if name == "fall" and which in ("the", "early", "late") and not re.search(r"\b(?:in|since) (?:the )?$", clock.before(start)):
        return None
    return _season(clock, which, name, mod=_MODS.get(which))


def _season(clock: Clock, which: str, name: str, mod: str | None = None) -> Resolved:
    anchor, code = clock.published, _WORDS.seasons[name]
    if anchor is None:
        return _date(None, mod, relative=True)
    begins = _SEASON_MONTHS[code]
    step = 0
    if which == "last":
        step = -1 if begins >= anchor.month - 2 else 0
    elif which == "next":
        step = 1 if begins <= anchor.month else 0
    elif which != "this" and begins > anchor.month:
        step = -1
    return _date(f"{anchor.year + step}-{code}", mod)


def _count(text: str | None) -> float | None:
    """Return the number that words stand for; None if they do not say how many."""
    words = (text or "").lower().replace("-", " ").split()
    total, seen = 0.0, False
    for word in words:
        if re.fullmatch(r"\d+(?:\.\d+)?", word):
            total, seen = total + float(word), True
        elif word in _WORDS.numbers:
            total, seen = total + _WORDS.numbers[word], True
        elif word in ("half", "1/2"):
            total -= 0.5 if words[-3:] == ["and", "a", "half"] else -0.5  # "a" counted one
    return total if seen else None


def _period(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration."""
    code = _WORDS.units[{"centurie": "century"}.get(unit, unit)]
    number = "X" if count is None else f"{count:g}"
    if code in ("DE", "CE"):
        return "PXY" if count is None else f"P{count * (10 if code == 'DE' else 100):g}Y"
    if code == "Q":
        return "PXQ" if count is None else f"P{count * 3:g}M"
    if unit == "fortnight":
        return "PXW" if count is None else f"P{count * 2:g}W"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"PT{number}S" if code == "S" else f"P{number}{code}"


def span(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the past two months", "the next few years", "recent days"."""
    return Resolved(type="DURATION", value=_period(_count(match["n"]), match["unit"].lower()))


def duration(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "two weeks", "16-hour", "more than a year", "several months"."""
    unit = match["unit"].lower()
    n = match["n"]
    if unit == "second" and not re.fullmatch(r"\d+|" + "|".join(w for w in _WORDS.numbers if len(w) > 2), n.lower()):
        return None
    if unit == "quarter" or (n.lower() == "one" and unit in ("day", "night") and clock.text[end - 1] != "s"):
        return None
    if n.lower() in ("a", "an") and unit == "day" and re.search(r"\b(?:times|hours?|dollars?|once|twice|\d+)\s$", clock.before(start)):
        return Resolved(type="SET", value="P1D")
    if "old" in clock.text[end - 4 : end].lower():
        return None  # an age
    return Resolved(type="DURATION", value=_period(_count(n), unit), mod=_mod(match, "amount"))


_HALVES = {"minute": "PT30S", "hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def half_of(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "half an hour", "half a century"."""
    return Resolved(type="DURATION", value=_HALVES[match["unit"].lower()], mod=_mod(match, "amount"))


def ago(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "three days ago", "a year earlier", "two weeks later"; the grain is kept."""
    side, unit = match["side"].lower(), match["unit"].lower()
    count, mod = _count(match["n"]), _mod(match, "amount") if "amount" in match.groupdict() else None
    told = {"month": clock.told_month, "quarter": clock.told_month, "year": clock.told_year, "decade": clock.told_year}
    anchor = clock.published if side in ("ago", "from now") else told.get(unit, clock.told)
    if count is None:
        return _date("PAST_REF" if side in ("ago", "earlier", "before") else "FUTURE_REF")
    if anchor is None:
        return _date(None, mod, relative=True)
    sign = -1 if side in ("ago", "earlier", "before") else 1
    whole = int(count) * sign
    try:
        return _moved(clock, anchor, whole, unit, mod)
    except (ValueError, OverflowError):
        return None


def _moved(clock: Clock, anchor: date, steps: int, unit: str, mod: str | None) -> Resolved | None:
    if unit in ("minute", "hour", "second"):
        return Resolved(type="DURATION", value=_period(abs(steps), unit), mod=mod)
    if unit in ("day", "night"):
        return _tell(clock, anchor + timedelta(days=steps), mod=mod)
    if unit in ("week", "fortnight"):
        day = anchor + timedelta(weeks=steps * (2 if unit == "fortnight" else 1))
        return _tell(clock, day, mod=mod) if abs(steps) == 1 else _date(to_week(day), mod)
    if unit in ("month", "quarter"):
        moved = shift_months(anchor, steps * (3 if unit == "quarter" else 1))
        return _date(f"{moved.year}-{moved.month:02d}", mod)
    return _date(f"{anchor.year + steps * {'decade': 10, 'century': 100, 'centurie': 100}.get(unit, 1):04d}", mod)


# ── sets, feasts, references ─────────────────────────────────────────────────────────────────────


def often(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "daily", "annual"."""
    word = match["often"].lower()
    value = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H"}.get(word, "P1Y")
    return Resolved(type="SET", value=value)


def every(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "every day", "each of the three years", "twice a week", "every Monday"."""
    given = match.groupdict()
    if given.get("weekday"):
        return Resolved(type="SET", value=f"XXXX-WXX-{_WORDS.weekdays[match['weekday'].lower()] + 1}")
    if given.get("part"):
        return Resolved(type="SET", value=f"XXXX-XX-XXT{_WORDS.parts[match['part'].lower()]}")
    n = given.get("n")
    count = 2.0 if n and n.lower() == "other" else _count(n) if n else 1.0
    return Resolved(type="SET", value=_period(count, match["unit"].lower()))


def feast(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "Christmas", "Good Friday 1998", "Thanksgiving Day": the one nearest before, or ahead after a future cue."""
    if not match["feast"][0].isupper():
        return None
    name = re.sub(r"\s+", " ", match["feast"].lower()).replace("’", "'")
    if match["year"]:
        return _tell(clock, _feast_day(name, int(match["year"])))
    anchor = clock.published
    if anchor is None:
        return _date(None, relative=True)
    day = _feast_day(name, anchor.year)
    ahead = (day - anchor).days
    if ahead > (0 if clock.looks_back(start) else _SOON) and not clock.looks_ahead(start):
        day = _feast_day(name, anchor.year - 1)
    elif ahead < -_LATELY and clock.looks_ahead(start):
        day = _feast_day(name, anchor.year + 1)
    return _tell(clock, day)


def _feast_day(name: str, year: int) -> date:
    if name in _WORDS.fixed_days:
        return date.fromisoformat(f"{year}-{_WORDS.fixed_days[name]}")
    if name in _WORDS.movable_days:
        month, weekday, which, after = _WORDS.movable_days[name]
        return find_nth(year, month, weekday, which) + timedelta(days=after)
    return find_easter(year) + timedelta(days=_WORDS.easter[name])


def present(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "now", "currently"."""
    return _date("PRESENT_REF")


def past(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "recently", "in the past"."""
    return _date("PAST_REF")


def future(clock: Clock, match: _Match, start: int, end: int) -> Resolved | None:
    """Resolve "the near future"."""
    return _date("FUTURE_REF")
