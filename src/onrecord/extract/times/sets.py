"""What comes again and again, feasts, and now, then and some day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.extract.times.calendar import find_easter, find_nth
from onrecord.extract.times.clock import (
    LATELY,
    SOON,
    WORDS,
    Clock,
    Match,
    Resolved,
    count_of,
    tell,
    to_date,
    to_period,
)


def often(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "daily", "annual"."""
    word = match["often"].lower()
    value = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H"}.get(word, "P1Y")
    return Resolved(type="SET", value=value)


def every(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "every day", "each of the three years", "twice a week", "every Monday"."""
    given = match.groupdict()
    if given.get("weekday"):
        return Resolved(type="SET", value=f"XXXX-WXX-{WORDS.weekdays[match['weekday'].lower()] + 1}")
    if given.get("part"):
        return Resolved(type="SET", value=f"XXXX-XX-XXT{WORDS.parts[match['part'].lower()]}")
    n = given.get("n")
    count = 2.0 if n and n.lower() == "other" else count_of(n) if n else 1.0
    return Resolved(type="SET", value=to_period(count, match["unit"].lower()))


def feast(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "Christmas", "Good Friday 1998", "Thanksgiving Day": the one nearest before, or ahead after a future cue."""
    if not clock.text[match.start("feast")].isupper():
        return None
    name = re.sub(r"\s+", " ", match["feast"].lower()).replace("’", "'")
    if match["year"]:
        return tell(clock, _feast_day(name, int(match["year"])))
    anchor = clock.published
    if anchor is None:
        return to_date(None, relative=True)
    day = _feast_day(name, anchor.year)
    ahead = (day - anchor).days
    if ahead > (0 if clock.looks_back(start) else SOON) and not clock.looks_ahead(start):
        day = _feast_day(name, anchor.year - 1)
    elif ahead < -LATELY and clock.looks_ahead(start):
        day = _feast_day(name, anchor.year + 1)
    return tell(clock, day)


def _feast_day(name: str, year: int) -> date:
    if name in WORDS.fixed_days:
        return date.fromisoformat(f"{year}-{WORDS.fixed_days[name]}")
    if name in WORDS.movable_days:
        month, weekday, which, after = WORDS.movable_days[name]
        return find_nth(year, month, weekday, which) + timedelta(days=after)
    return find_easter(year) + timedelta(days=WORDS.easter[name])


def present(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "now", "currently"."""
    return to_date("PRESENT_REF")


def past(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "recently", "in the past"."""
    return to_date("PAST_REF")


def future(clock: Clock, match: Match, start: int, end: int) -> Resolved | None:
    """Resolve "the near future"."""
    return to_date("FUTURE_REF")
