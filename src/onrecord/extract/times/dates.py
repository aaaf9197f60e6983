"""Dates of the calendar: days, months, years, decades, quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from onrecord.extract.times.calendar import shift_months, to_week
from onrecord.extract.times.clock import (
    MONTHS,
    WORDS,
    Clock,
    Match,
    Resolved,
    find_year,
    group,
    mod_of,
    month_of,
    tell,
    to_date,
)

_NUMBERED = re.compile(rf"\b(?:{WORDS.numbered})\s$", re.IGNORECASE)
_BEFORE_MONTH = re.compile(r"\b(?:in|of|since|by|until|till|from|between|and|to|through|during|before|after|late|early|for)\s$")
_BEFORE_NAME = re.compile(r"\b(?:in|since|until|till|through|during|late|early)\s$")  # these stand before months, not before people
_FIRST_DAY = re.compile(
    rf"\b(?P<month>{MONTHS})\.?\s(?P<day>[12]\d|3[01]|[1-9])(?:\s?[-–]\s?|\s(?:and|to|through|until)\s)$", re.IGNORECASE
)


def iso(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve 2016-12-12, 20161212, 12/31/1999, 31.12.1999."""
    year = int(match["year"]) + (0 if len(match["year"]) == 4 else 1900 if int(match["year"]) > 40 else 2000)
    try:
        return tell(clock, date(year, int(match["mm"]), int(match["day"])))
    except ValueError:
        return None


def month_day(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "May 3", "3 May 2011", "Monday, May 3"."""
    if not clock.text[match.start("month")].isupper():
        return None
    month, day = month_of(match), int(match["day"])
    year = int(match["year"]) if match["year"] else find_year(clock, month, day, start)
    if year is None:
        return to_date(None, relative=True) if day <= 31 else None
    if day > monthrange(year, month)[1]:
        return None
    return tell(clock, date(year, month, day), mod=mod_of(match))


def day_of_range(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve the second day of "May 3-5" and of "April 24 and 25", by the month and year of the first."""
    first = _FIRST_DAY.search(clock.text[max(0, start - 30) : start])
    if first is None or re.match(r"\s(?!(?:in|at|and|for|to|by|with|after|before)\b)[a-z]", clock.text[end : end + 8]):
        return None
    told, day = clock.told, int(match["day"])
    if told is None:
        return to_date(None, relative=True)
    same = told.month == WORDS.months[first["month"].lower().rstrip(".")] and told.day == int(first["day"])
    if not same or not told.day < day <= monthrange(told.year, told.month)[1]:
        return None
    return tell(clock, date(told.year, told.month, day))


def month_year(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "March 2011", "early May, 2003"."""
    if not clock.text[match.start("month")].isupper():
        return None
    clock.tell(int(match["year"]), month_of(match))
    return to_date(f"{match['year']}-{month_of(match):02d}", mod_of(match))


def month_alone(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "in November", "last March", "late May"; "may" and "march" need a word that shows a month."""
    name = match["month"].rstrip(".")
    if not clock.text[match.start("month")].isupper():
        return None
    named = re.match(r"\s[A-Z]", clock.text[end : end + 2])
    shown = match["which"] or match["edge"] or (_BEFORE_NAME if named else _BEFORE_MONTH).search(clock.before(start))
    if (name in ("may", "march", "mar", "sun", "sat") or len(name) < 4 or named) and not shown:
        return None  # "may", "march", and people called Jan, April or June
    month = WORDS.months[name]
    anchor = clock.published
    if anchor is None:
        return to_date(None, mod_of(match), relative=True)
    which = group(match, "which")
    if which and which.startswith("last"):
        year = anchor.year - 1 if month >= anchor.month else anchor.year
    elif which == "next":
        year = anchor.year + 1 if month <= anchor.month else anchor.year
    elif which:
        year = anchor.year
    else:
        year = find_year(clock, month, None, start) or anchor.year
    clock.tell(year, month)
    return to_date(f"{year}-{month:02d}", mod_of(match))


def week_number(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "week 12 of 2019"."""
    return to_date(f"{match['year']}-W{int(match['n']):02d}") if 1 <= int(match["n"]) <= 53 else None


def week_of(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the week of March 6", "the week of 6 March 2007"."""
    month, day = month_of(match), int(match["day"])
    year = int(match["year"]) if match["year"] else find_year(clock, month, day, start)
    if year is None or day > monthrange(year, month)[1]:
        return to_date(None, relative=True)
    return to_date(to_week(date(year, month, day)) + ("-WE" if group(match, "which") == "weekend" else ""))


def year(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "1998", "early 2009"; a number that counts things is none."""
    before = clock.before(start, 2)
    if before.endswith(("$", "£", "€", ",", ".", "-", "/", "#")) and not before.endswith((", ", ". ")):
        return None
    after = clock.text[end : end + 24]
    told = match.groupdict().get("edge") or re.search(
        r"\b(?:in|since|of|by|until|from|during|before|after|between|and|to|for|the|around|circa|through|year|election|elections|war)\s$",
        clock.before(start),
    )
    told = told or match.group()[:4].lower() == "the "
    if not told and re.match(r"\s[a-z]+s\b(?<!was)(?<!has)", after):
        return None
    if re.match(r",\d{3}|\.\d", after) or _NUMBERED.search(clock.before(start, 16)):
        return None
    clock.tell(int(match["year"]))
    return to_date(match["year"], mod_of(match))


def years(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "1914-18"."""
    first = int(match["year"])
    until = match["until"]
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    return Resolved(type="DURATION", value=f"P{last - first}Y") if first < last < first + 150 else None


def short_year(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "'82"."""
    return to_date(f"19{match['short']}")


def decade(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the 1990s", "the '60s"."""
    if match["decade"]:
        return to_date(match["decade"], mod_of(match))
    before = clock.text[start : match.start("tens")]
    if "'" not in before and "’" not in before and not re.search(r"\b(?:in|during|since) the $", clock.before(start, 14) + before.lower()):
        return None
    return to_date(f"19{match['tens']}", mod_of(match))


def century(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the 19th century"."""
    return to_date(f"{int(match['n']) - 1:02d}")


def quarter(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the third quarter of last year"."""
    order = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
    number = order.get(match["n"].lower())
    of = group(match, "of")
    anchor = clock.published
    if number is None:
        if anchor is None:
            return to_date(None, relative=True)
        past = shift_months(anchor, -3)
        return to_date(f"{past.year}-Q{(past.month + 2) // 3}")
    if of and of[0].isdigit():
        return to_date(f"{of}-Q{number}")
    if anchor is None:
        return to_date(None, relative=True)
    step = {"last year": -1, "next year": 1}.get(of or "", 0)
    if not of and (anchor.month + 2) // 3 < number and not clock.looks_ahead(start):
        step = -1
    return to_date(f"{anchor.year + step}-Q{number}")


def half(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the first half of 2011", "the second half of last year"."""
    number = 1 if match["n"].lower() == "first" else 2
    of = match["of"].lower()
    if of[0].isdigit():
        return to_date(f"{of}-H{number}")
    if clock.published is None:
        return to_date(None, relative=True)
    return to_date(f"{clock.published.year + {'last': -1, 'next': 1}.get(of.split()[0], 0)}-H{number}")
