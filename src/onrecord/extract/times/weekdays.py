"""Weekdays, days and hours, counted from the day of publication or from what was told before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.extract.times.calendar import shift_months, to_week
from onrecord.extract.times.clock import (
    MODS,
    MONTHS,
    NO_DAY,
    WORDS,
    Clock,
    Match,
    Resolved,
    find_year,
    group,
    tell,
    to_date,
)

_DATE_AFTER = re.compile(
    rf",?\s(?:on\s)?(?:(?P<month>{MONTHS})\.?\s(?P<day>[12]\d|3[01]|[1-9])|(?P<day2>[12]\d|3[01]|[1-9])\s(?P<month2>{MONTHS}))"
    r"(?:st|nd|rd|th)?\b(?:,?\s(?P<year>1[5-9]\d\d|20\d\d))?",
    re.IGNORECASE,
)


def weekday(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "Tuesday", "last Friday night"; bare ones look back, or ahead after a future cue."""
    if not clock.text[match.start("weekday")].isupper():
        return None
    number = WORDS.weekdays[match["weekday"].lower()]
    if match["many"]:
        return Resolved(type="SET", value=f"XXXX-WXX-{number + 1}")
    which = group(match, "which")
    mod = MODS.get(which or "")
    day = _weekday_day(clock, number, start, which)
    if day is None:
        return Resolved(type="TIME" if match["part"] else "DATE", value=None, mod=mod, unresolved=NO_DAY)
    return tell(clock, day, part=match["part"], mod=mod)


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
    if back and (clock.looks_to(start) if owner else clock.looks_ahead(start) or clock.is_awaited(start)):
        return anchor + timedelta(days=7 - back)
    return anchor - timedelta(days=back)


def day_word(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "today", "yesterday morning", "tonight"."""
    word = match["today"].lower()
    if clock.published is None:
        return Resolved(type="TIME" if match["part"] or word == "tonight" else "DATE", value=None, unresolved=NO_DAY)
    day = clock.published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return tell(clock, day, part="night" if word == "tonight" else match["part"])


def day_beside(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the day before yesterday", "the day after tomorrow"."""
    if clock.published is None:
        return to_date(None, relative=True)
    return tell(clock, clock.published + timedelta(days=-2 if match["today"].lower() == "yesterday" else 2))


def part_of_day(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "this morning", "last night", "the next morning"."""
    which = match["which"].lower()
    anchor = clock.published if which in ("this", "last") else clock.told
    if anchor is None:
        return Resolved(type="TIME", value=None, unresolved=NO_DAY)
    step = {"last": -1, "the next": 1, "the following": 1}.get(which, 0)
    return tell(clock, anchor + timedelta(days=step), part=match["part"])


def in_story(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the same day", "that year", "the day before", "the following week", from the last day told."""
    which, unit, side = match["which"].lower(), match["unit"].lower(), group(match, "side")
    told = clock.told
    if which == "the other":
        return None
    if side == "previous" and which == "the":
        return to_date(str(clock.told_year.year - 1)) if unit == "year" and clock.told_year else None
    if which == "the" and not side:
        if unit in ("week", "month", "year"):
            return None if unit != "week" else Resolved(type="DURATION", value="P1W")
        if unit == "weekend":
            return find_weekend(clock, 0, start)
    told = {"month": clock.told_month, "year": clock.told_year}.get(unit, told)
    if told is None:
        return to_date(None, relative=True)
    step = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    step = {"before": -1, "previous": -1, "earlier": -1, "after": 1, "later": 1}.get(side or "", step)
    if unit == "day":
        return tell(clock, told + timedelta(days=step))
    if unit == "week":
        return to_date(to_week(told + timedelta(weeks=step)))
    if unit == "weekend":
        return to_date(to_week(told + timedelta(weeks=step)) + "-WE")
    moved = shift_months(told, step * (12 if unit == "year" else 1))
    clock.tell(moved.year, None if unit == "year" else moved.month)
    return to_date(f"{moved.year}" if unit == "year" else f"{moved.year}-{moved.month:02d}")


def year_before(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the same month a year earlier", "the same period last year", from the last day or month told."""
    unit, told = match["unit"].lower(), clock.told_month
    if told is None or unit == "period":
        return to_date(None, relative=True)
    if unit == "week":
        return to_date(to_week(told - timedelta(weeks=52)))
    if unit == "quarter":
        return to_date(f"{told.year - 1}-Q{(told.month + 2) // 3}")
    moved = shift_months(told, -12)
    return to_date(moved.isoformat() if unit == "day" else f"{moved.year}-{moved.month:02d}")


def find_weekend(clock: Clock, step: int, start: int) -> Resolved:
    """Return a weekend so many before or after the one of publication; with 0, the last one or the next, as the clause tells."""
    anchor = clock.published
    if anchor is None:
        return to_date(None, relative=True)
    if step == 0 and not clock.looks_ahead(start) and (anchor.weekday() < 4 or (anchor.weekday() == 4 and clock.looks_back(start))):
        step = -1  # on Monday to Thursday "the weekend" is the last one, on Friday if it is told in the past
    return to_date(to_week(anchor + timedelta(weeks=step)) + "-WE")


def clock(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "10:35 a.m.", "4 p.m. EDT Thursday", "18:00 UTC"."""
    hour, minute = WORDS.numbers.get(match["hour"].lower()) or int(match["hour"]), int(match["minute"] or 0)
    half = group(match, "half")
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half.startswith(("p", "afternoon", "evening")) else 0)
    universal = re.search(r"\b(?:GMT|UTC)\b(?!\s?[+-])", match.group(), re.IGNORECASE)
    return _at(clock, match, start, f"{hour:02d}:{minute:02d}{'Z' if universal else ''}")


def noon(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "noon", "midnight Thursday"."""
    return _at(clock, match, start, "24:00" if match["noon"].lower() == "midnight" else "12:00")


def _at(clock: Clock, match: Match, start: int, time: str) -> Resolved:
    day = clock.told
    if match["weekday"]:
        day = _weekday_day(clock, WORDS.weekdays[match["weekday"].lower()], start, None)
    elif match["today"] and clock.published:
        day = clock.published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match["today"].lower(), 0))
    elif dated := _DATE_AFTER.match(clock.text, match.end()):
        day = _day_after(clock, dated, start) or day
    if day is None:
        return Resolved(type="TIME", value=None, unresolved=NO_DAY)
    return Resolved(type="TIME", value=f"{day.isoformat()}T{time}")


def _day_after(clock: Clock, dated: Match, start: int) -> date | None:
    """Return the day that stands behind a time of day: "at 6 p.m. on March 4"."""
    month, day = WORDS.months[(dated["month"] or dated["month2"]).lower()], int(dated["day"] or dated["day2"])
    year = int(dated["year"]) if dated["year"] else find_year(clock, month, day, start)
    return date(year, month, day) if year and day <= monthrange(year, month)[1] else None
