"""Put TIMEX3 values into words."""

from __future__ import annotations

import re

_PLAIN = {"PAST_REF": "in the past", "PRESENT_REF": "at present", "FUTURE_REF": "in the future", "": "open"}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_DATED = re.compile(r"(?P<date>[\dX][\w-]*?)(?:T(?:(?P<part>MO|MI|AF|EV|NI|DT)|(?P<clock>\d\d(?::\d\d){0,2})\S*))?")


def to_when(value: str | None) -> str:
    """Return a TIMEX3 value as one reads it.

    >>> to_when("1960-03-21TAF"), to_when("PAST_REF"), to_when("2017-W13"), to_when("2017-04-01/2017-04-03")
    ('1960-03-21, afternoon', 'in the past', '2017, week 13', '2017-04-01 – 2017-04-03')
    """
    if not value:
        return "undated"
    return " – ".join(_PLAIN.get(part) or _read_parts(part) for part in value.split("/"))


def _read_parts(value: str) -> str:
    found = _DATED.fullmatch(value)
    if not found:
        return value
    date, part, clock = found["date"], found["part"], found["clock"]
    if week := re.fullmatch(r"(\d{4})-W(\d\d?)(-WE)?", date):
        date = f"{week[1]}, week {week[2]}" + (", weekend" if week[3] else "")
    elif season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q\d|H\d)", date):
        date = f"{season[1]}, {_SEASONS.get(season[2], season[2])}"
    return date + (f", {_PARTS[part]}" if part else "") + (f", {clock}" if clock else "")
