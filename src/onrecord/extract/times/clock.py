"""The day to count from and what was told before, and the forms that all resolvers share."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.ontology.times import load_time_words

WORDS = load_time_words()
_FUTURE = re.compile(rf"\b(?:{WORDS.future})\b", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:{WORDS.past})\b", re.IGNORECASE)
_AWAITED = re.compile(rf"\b(?:{WORDS.awaited})\b", re.IGNORECASE)
_OPEN = re.compile(rf"\b(?:{WORDS.future}|{WORDS.open})\b", re.IGNORECASE)
MONTHS = "|".join(sorted(WORDS.months, key=len, reverse=True))
_CLAUSE_REACH = 70  # characters back in which a future cue counts
SOON = 95  # days ahead that a bare date may lie without a cue
LATELY = 30  # days back that a date may lie in spite of a future cue
MODS = {
    "early": "START", "late": "END", "mid": "MID", "the beginning of": "START", "the start of": "START", "beginning of": "START",
    "the end of": "END", "end of": "END", "the middle of": "MID",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN",
    "under": "LESS_THAN", "up to": "EQUAL_OR_LESS", "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX",
    "some": "APPROX", "approximately": "APPROX", "roughly": "APPROX",
}  # fmt: skip
NO_DAY = "no publication date to count from"


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

    def is_awaited(self, start: int) -> bool:
        """Tell whether an expression follows on words that look ahead to a day near by: "until", "as soon as"."""
        return _AWAITED.search(self._clause(start)) is not None

    def _clause(self, start: int) -> str:
        before = self.text[max(0, start - _CLAUSE_REACH) : start]
        return re.split(r"[.;:!?\n]\s|, (?=(?:who|which|but|and|[a-z]{2,}ed)\b)", before)[-1]

    def before(self, start: int, length: int = 12) -> str:
        """Return the words right before an expression, in lower case."""
        return self.text[max(0, start - length) : start].lower()


Match = re.Match[str]


def to_date(value: str | None, mod: str | None = None, *, relative: bool = False) -> Resolved:
    """Return a date; `relative` marks one that no day of publication lets resolve."""
    return Resolved(type="DATE", value=value, mod=mod, unresolved=NO_DAY if value is None and relative else None)


def tell(clock: Clock, day: date, *, part: str | None = None, mod: str | None = None) -> Resolved:
    """Return a day, or a part of it, and keep it as the last one told."""
    clock.tell(day.year, day.month, day.day)
    if part:
        code = WORDS.parts[part.lower()]
        return Resolved(type="TIME", value=f"{day.isoformat()}T{code}", mod=mod)
    return Resolved(type="DATE", value=day.isoformat(), mod=mod)


def mod_of(match: Match, name: str = "edge") -> str | None:
    """Return the TIMEX3 mod of the word in a group."""
    word = match.groupdict().get(name)
    return MODS.get(word.lower()) if word else None


def month_of(match: Match) -> int:
    """Return the number of the month that was matched."""
    return WORDS.months[match["month"].lower().rstrip(".")]


def group(match: Match, name: str) -> str | None:
    """Return a group in small letters; None if the form has none."""
    found = match.groupdict().get(name)
    return found.lower() if found else None


def find_year(clock: Clock, month: int, day: int | None, start: int) -> int | None:
    """Return the year of a month, or day, that is told without one: back in time unless a future cue stands before it."""
    anchor = clock.published
    if anchor is None:
        return None
    of_month = min(day or 15, monthrange(anchor.year, month)[1])
    ahead = (date(anchor.year, month, of_month) - anchor).days
    if clock.looks_ahead(start):
        year, step = anchor.year + (ahead < -LATELY), 1
    elif day is None:
        year, step = anchor.year - (month > anchor.month + (0 if clock.looks_back(start) else 3)), -1
    else:
        year, step = anchor.year - (ahead > (0 if clock.looks_back(start) else SOON)), -1
    while (month, day) == (2, 29) and not isleap(year):
        year += step
    return year


def count_of(text: str | None) -> float | None:
    """Return the number that words stand for; None if they do not say how many."""
    words = (text or "").lower().replace("-", " ").split()
    total, seen = 0.0, False
    for word in words:
        if re.fullmatch(r"\d+(?:\.\d+)?", word):
            total, seen = total + float(word), True
        elif word in WORDS.numbers:
            total, seen = total + WORDS.numbers[word], True
        elif word in ("half", "1/2"):
            total -= 0.5 if words[-3:] == ["and", "a", "half"] else -0.5  # "a" counted one
    return total if seen else None


def to_period(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration."""
    code = WORDS.units[{"centurie": "century"}.get(unit, unit)]
    number = "X" if count is None else f"{count:g}"
    if code in ("DE", "CE"):
        return "PXY" if count is None else f"P{count * (10 if code == 'DE' else 100):g}Y"
    if code == "Q":
        return "PXQ" if count is None else f"P{count * 3:g}M"
    if unit == "fortnight":
        return "PXW" if count is None else f"P{count * 2:g}W"
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"PT{number}S" if code == "S" else f"P{number}{code}"
