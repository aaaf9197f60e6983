"""Days put into rows and bars, so that a week and ten years can both be seen at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Data = dict[str, Any]

QUADS = ("material conflict", "verbal conflict", "verbal cooperation", "material cooperation")
_MOST_ROWS = 45  # rows of days; where there are more, a row is a week, then a month, then a year
BARS = 40
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def to_day(value: str | None) -> date | None:
    """Return the day that a TIMEX3 value begins with; None if it names none.

    >>> to_day("1960-03-21TAF"), to_day("1960-03")
    (datetime.date(1960, 3, 21), None)
    """
    found = _DAY.match(value or "")
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def to_week(value: str | None) -> str | None:
    """Return the week of a day in words; None if the day is not known.

    >>> to_week("1960-03-21")
    '1960-03-21 – 1960-03-27, week 12'
    """
    if (day := to_day(value)) is None:
        return None
    monday = day - timedelta(days=day.weekday())
    return f"{monday} – {monday + timedelta(days=6)}, week {day.isocalendar().week}"


def to_rows(events: Sequence[Mapping[str, Any]]) -> list[Data]:
    """Return the events in rows, a row a day; a row a week, month or year where days are too many. Undated ones stand last.

    Each row says the span of days that it covers, so that a link can narrow the view to it.
    """
    for unit in ("day", "week", "month", "year"):
        rows: dict[tuple[str, str | None, str | None], list[Mapping[str, Any]]] = {}
        for event in events:
            rows.setdefault(_row_of(event["time"], unit), []).append(event)
        if len(rows) <= _MOST_ROWS:
            break
    ordered = sorted(rows.items(), key=lambda item: (item[0][1] is None, item[0][1] or "", item[0][2] or ""))
    return [
        {"label": label, "since": since, "until": until, "unit": unit if since else None, "events": _by_quad(some)}
        for (label, since, until), some in ordered
    ]


def _row_of(value: str | None, unit: str) -> tuple[str, str | None, str | None]:
    """Return the label of the row that a time belongs to, and the first and last day of it."""
    if not value or not value[:4].isdigit():
        return "undated", None, None
    day = to_day(value)
    if unit == "year":
        return value[:4], value[:4], value[:4]
    if unit == "month" and re.match(r"\d{4}-\d\d", value):
        return value[:7], value[:7], value[:7]
    if day is None:
        first = value.partition("/")[0]
        return first, first, first
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return f"{monday} – {monday + timedelta(days=6):%m-%d}", str(monday), str(monday + timedelta(days=6))
    return str(day), str(day), str(day)


def _by_quad(events: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the ids of a row's events: conflict before cooperation, disputed ones first."""
    ordered = sorted(events, key=lambda event: (QUADS.index(event["quad"]), event["agreement"] != "disputed", event["event_type"]))
    return [event["event_id"] for event in ordered]


def to_bars(counts: Mapping[str, int], span: tuple[str, str], most: int = BARS) -> list[Data]:
    """Return counts by day as a few bars that cover a span of days evenly, each with its first and last day.

    >>> [bar["n"] for bar in to_bars({"1960-03-21": 2, "1960-03-23": 1}, ("1960-03-21", "1960-03-24"))]
    [2, 0, 1, 0]
    """
    first, last = to_day(span[0]), to_day(span[1])
    if first is None or last is None:
        return []
    days = (last - first).days + 1
    many = min(most, days)
    sums = [0] * many
    for value, n in counts.items():
        if day := to_day(value):
            sums[min(max((day - first).days * many // days, 0), many - 1)] += n
    edges = [first + timedelta(days=-(-at * days // many)) for at in range(many + 1)]
    return [{"since": str(edges[at]), "until": str(edges[at + 1] - timedelta(days=1)), "n": n} for at, n in enumerate(sums)]


def to_span(days: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the first and the last of some days in order."""
    return (days[0]["day"], days[-1]["day"]) if days else ("", "")


def to_neighbours(since: str | None, until: str | None) -> list[Data]:
    """Return the spans as long as this one just before and just after it; none if it has no two ends."""
    first, last = to_day(since), to_day(until)
    if first is None or last is None or last < first:
        return []
    step = last - first + timedelta(days=1)
    try:
        return [{"since": str(first + n * step), "until": str(last + n * step)} for n in (-1, 1)]
    except OverflowError:
        return []
