"""Read a publication date in the forms in which files, pages and datelines give it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["DATE", "MONTH", "STAMP", "WEEKDAY", "read_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-3]) ?[:.h] ?[0-5]\d(?: ?: ?[0-5]\d)?(?: ?[ap]\.? ?m\b\.?)?|\d{1,2} ?[ap]\.? ?m\b\.?"
_ZONE = r"(?:[A-Z]{1,4}T|UTC|GMT|BST|UK|local time|[+-]\d\d:?\d\d)"
# A day in words or figures; the year may be missing.
DATE = (
    rf"(?:{WEEKDAY},? ?(?:the )?)?(?:{MONTH}\.?,? {_DAY}(?:,? ?{_YEAR}\b)?|{_DAY}(?: of)?[ -]{MONTH}\b\.?(?:[, -]+{_YEAR}\b)?"
    rf"|{_YEAR} ?[-/.] ?[01]?\d ?[-/.] ?[0-3]?\d\b|[0-3]?\d[-/.][0-3]?\d[-/.]{_YEAR}\b)"
)
# A day with the hour and zone that pages print beside it, in either order.
STAMP = rf"(?:(?:{_CLOCK})(?: ?{_ZONE})*[, /|–—-]*)?{DATE}(?:(?:[T, /|–—-]| at)*(?:{_CLOCK})(?: ?{_ZONE})*)*"

_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:\d{6})?(?:\D|$)")
_SPACED = re.compile(r"\s*(\d{4}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{1,2})(?!\d)")
_MONTH_FIRST = re.compile(rf"\b(?P<month>{MONTH})\b\.?,? (?P<day>{_DAY})\b(?:,? ?(?P<year>{_YEAR}))?", re.I)
_DAY_FIRST = re.compile(rf"\b(?P<day>{_DAY})(?: of)?[ -](?P<month>{MONTH})\b\.?(?:[, -]+(?P<year>{_YEAR}))?", re.I)
_FIGURES = re.compile(rf"(?<!\d)(\d{{1,2}})[-/.](\d{{1,2}})[-/.]({_YEAR})(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1600, 2199  # of a story: beyond them a date is a mistake
_FURTHEST_AHEAD = timedelta(days=7)


def read_date(given: str, *, near: str | None = None) -> str | None:
    """Return a date as YYYY-MM-DD; None if it is none, or can be read in two ways.

    A date without a year takes the one that puts it nearest before `near`, never more than a week after it.

    >>> read_date("Fri, 21 Jul 2017 09:00:00 GMT"), read_date("Dec. 30", near="2017-01-02"), read_date("04/05/2017")
    ('2017-07-21', '2016-12-30', None)
    """
    if found := _ISO.match(given) or _SPACED.match(given):
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_FIRST.search(given) or _DAY_FIRST.search(given):
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        day = int(re.sub(r"\D", "", found["day"]))
        return _valid(int(found["year"]), month, day) if found["year"] else _nearest(month, day, near)
    if found := _FIGURES.search(given):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        readings = {_valid(year, first, second), _valid(year, second, first)} - {None}
        return readings.pop() if len(readings) == 1 else None
    return _of_seconds(given.strip())


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _nearest(month: int, day: int, near: str | None) -> str | None:
    if near is None:
        return None
    anchor = date.fromisoformat(near[:10])
    for year in (anchor.year + 1, anchor.year, anchor.year - 1):
        value = _valid(year, month, day)
        if value and date.fromisoformat(value) <= anchor + _FURTHEST_AHEAD:
            return value
    return None


def _of_seconds(given: str) -> str | None:
    """Return the day of a Unix time in seconds or milliseconds."""
    if not re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", given):
        return None
    seconds = float(given) / (1000 if len(given) >= 12 and "." not in given else 1)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
