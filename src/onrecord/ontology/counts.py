"""What counts in stories count, from `data/counts.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.ontology import load_toml
from onrecord.records import NumberOf

_KINDS: Sequence[NumberOf] = ("killed", "injured", "arrested", "displaced", "participants")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCue:
    """The words that say what a count counts, as they follow it or stand before it."""

    of: NumberOf
    after: re.Pattern[str]
    before: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWords:
    """All that reading counts needs."""

    cues: Sequence[CountCue]
    vague: Mapping[str, tuple[int, int]]
    people: re.Pattern[str]  # whom a count counts, right after it
    not_a_count: re.Pattern[str]  # units of other things, right after it


@cache
def load_count_words() -> CountWords:
    """Return the words, read once."""
    table = load_toml("counts.toml")
    people = "".join(table["people"].split())
    return CountWords(
        cues=[_cue(kind, table[kind]) for kind in _KINDS],
        vague={word: (low, high) for word, (low, high) in table["vague"].items()},
        people=re.compile(rf"^\W*((?:[\w'’-]+\W){{0,3}}?(?:{people}|[A-Z]\w+(?:s|ans|is)))\b"),
        not_a_count=re.compile(rf"^\W*(?:{table['not_a_count'].replace(chr(10), '')})", re.IGNORECASE),
    )


def _cue(kind: NumberOf, row: Mapping[str, str]) -> CountCue:
    helping = r"(?:(?:was|were|been|being|have been|had been|is|are)\W+)?"
    return CountCue(
        of=kind,
        after=re.compile(rf"^\W*(?:\w+\W+){{0,{row['gap']}}}?{helping}(?:{row['after']})\b", re.IGNORECASE),
        before=re.compile(rf"(?:{row['before']})\W*$", re.IGNORECASE),
    )
