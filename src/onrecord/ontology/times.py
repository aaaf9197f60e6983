"""The words of time expressions, from `data/times.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """All that reading time expressions needs; keys are lower case."""

    months: Mapping[str, int]  # 1 to 12
    weekdays: Mapping[str, int]  # 0 is Monday
    units: Mapping[str, str]
    parts: Mapping[str, str]  # TIMEX3 parts of the day
    seasons: Mapping[str, str]
    numbers: Mapping[str, int]
    fixed_days: Mapping[str, str]  # MM-DD
    movable_days: Mapping[str, tuple[int, int, int, int]]  # month, weekday, which, days after it
    easter: Mapping[str, int]  # days from Easter Sunday
    future: str  # pattern of words that turn a bare weekday or month forward
    awaited: str  # pattern of words that turn only a bare weekday forward
    past: str  # pattern of verbs that turn a bare month or day back
    open: str  # pattern of words after which neither is sure
    numbered: str  # pattern of words after which a figure is no year


@cache
def load_time_words() -> TimeWords:
    """Return the words, read once."""
    table = load_toml("times.toml")
    return TimeWords(
        months={word: n for n, words in enumerate(table["months"].values(), 1) for word in words},
        weekdays={word: n for n, words in enumerate(table["weekdays"].values()) for word in words},
        units=table["units"],
        parts=table["parts"],
        seasons=table["seasons"],
        numbers=table["numbers"],
        fixed_days=table["fixed_days"],
        movable_days={name: (month, weekday, which, after) for name, (month, weekday, which, after) in table["movable_days"].items()},
        easter=table["easter"],
        future=table["cues"]["future"],
        awaited=table["cues"]["awaited"],
        past=table["cues"]["past"],
        open=table["cues"]["open"],
        numbered=table["cues"]["numbered"],
    )
