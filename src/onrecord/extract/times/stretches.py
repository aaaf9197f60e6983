"""Weeks, months and years beside the day of publication, seasons, and how long something took."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.extract.times.calendar import shift_months, to_week
from onrecord.extract.times.clock import (
    MODS,
    WORDS,
    Clock,
    Match,
    Resolved,
    count_of,
    group,
    mod_of,
    tell,
    to_date,
    to_period,
)
from onrecord.extract.times.weekdays import find_weekend

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def which_unit(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "last week", "this year", "next month", "the end of the year"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    anchor = clock.published
    mod = mod_of(match)
    if unit in WORDS.seasons:
        return _season(clock, which, unit)
    if anchor is None:
        return to_date(None, mod, relative=True)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if which == "past" and unit in ("decade", "century"):
        return Resolved(type="DURATION", value="P10Y" if unit == "decade" else "P100Y")
    if which == "past":
        return Resolved(type="DURATION", value=f"P1{WORDS.units[unit]}") if unit != "weekend" else find_weekend(clock, -1, start)
    if unit == "weekend":
        return find_weekend(clock, step, start)
    if unit == "week":
        return to_date(to_week(anchor + timedelta(weeks=step)), mod)
    if unit == "decade":
        return to_date(str((anchor.year + 10 * step) // 10), mod)
    if unit == "century":
        return to_date(f"{anchor.year // 100 + step:02d}", mod)
    if unit == "year":
        return to_date(str(anchor.year + step), mod)
    moved = shift_months(anchor, step * (3 if unit == "quarter" else 1))
    return to_date(f"{moved.year}-Q{(moved.month + 2) // 3}" if unit == "quarter" else f"{moved.year}-{moved.month:02d}", mod)


def season(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "last fall", "the summer of 2008", "this spring"."""
    name = match["season"].lower()
    if match["year"]:
        return to_date(f"{match['year']}-{WORDS.seasons[name]}")
    which = (group(match, "which") or "").strip()
    if name == "fall" and which in ("the", "early", "late") and not re.search(r"\b(?:in|since) (?:the )?$", clock.before(start)):
        return None
    return _season(clock, which, name, mod=MODS.get(which))


def _season(clock: Clock, which: str, name: str, mod: str | None = None) -> Resolved:
    anchor, code = clock.published, WORDS.seasons[name]
    if anchor is None:
        return to_date(None, mod, relative=True)
    begins = _SEASON_MONTHS[code]
    step = 0
    if which == "last":
        step = -1 if begins >= anchor.month - 2 else 0
    elif which == "next":
        step = 1 if begins <= anchor.month else 0
    elif which != "this" and begins > anchor.month:
        step = -1
    return to_date(f"{anchor.year + step}-{code}", mod)


def span(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the past two months", "the next few years", "recent days"."""
    return Resolved(type="DURATION", value=to_period(count_of(match["n"]), match["unit"].lower()))


def duration(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "two weeks", "16-hour", "more than a year", "several months"."""
    unit = match["unit"].lower()
    n = match["n"]
    if unit == "second" and not re.fullmatch(r"\d+|" + "|".join(w for w in WORDS.numbers if len(w) > 2), n.lower()):
        return None
    if unit == "quarter" or (n.lower() == "one" and unit in ("day", "night") and clock.text[end - 1] != "s"):
        return None
    if n.lower() in ("a", "an") and unit == "day" and re.search(r"\b(?:times|hours?|dollars?|once|twice|\d+)\s$", clock.before(start)):
        return Resolved(type="SET", value="P1D")
    if "old" in clock.text[end - 4 : end].lower():
        return None  # an age
    return Resolved(type="DURATION", value=to_period(count_of(n), unit), mod=mod_of(match, "amount"))


_HALVES = {"minute": "PT30S", "hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def half_of(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "half an hour", "half a century"."""
    return Resolved(type="DURATION", value=_HALVES[match["unit"].lower()], mod=mod_of(match, "amount"))


def ago(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "three days ago", "a year earlier", "two weeks later"; the grain is kept."""
    side, unit = match["side"].lower(), match["unit"].lower()
    count, mod = count_of(match["n"]), mod_of(match, "amount") if "amount" in match.groupdict() else None
    told = {"month": clock.told_month, "quarter": clock.told_month, "year": clock.told_year, "decade": clock.told_year}
    anchor = clock.published if side in ("ago", "from now") else told.get(unit, clock.told)
    if count is None:
        return to_date("PAST_REF" if side in ("ago", "earlier", "before") else "FUTURE_REF")
    if anchor is None:
        return to_date(None, mod, relative=True)
    sign = -1 if side in ("ago", "earlier", "before") else 1
    whole = int(count) * sign
    try:
        return _moved(clock, anchor, whole, unit, mod)
    except (ValueError, OverflowError):
        return None


def _moved(clock: Clock, anchor: date, steps: int, unit: str, mod: str | None) -> Resolved | None:
    if unit in ("minute", "hour", "second"):
        return Resolved(type="DURATION", value=to_period(abs(steps), unit), mod=mod)
    if unit in ("day", "night"):
        return tell(clock, anchor + timedelta(days=steps), mod=mod)
    if unit in ("week", "fortnight"):
        day = anchor + timedelta(weeks=steps * (2 if unit == "fortnight" else 1))
        return tell(clock, day, mod=mod) if abs(steps) == 1 else to_date(to_week(day), mod)
    if unit in ("month", "quarter"):
        moved = shift_months(anchor, steps * (3 if unit == "quarter" else 1))
        return to_date(f"{moved.year}-{moved.month:02d}", mod)
    return to_date(f"{anchor.year + steps * {'decade': 10, 'century': 100, 'centurie': 100}.get(unit, 1):04d}", mod)
