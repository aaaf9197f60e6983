"""The classes of page furniture, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.dates import STAMP
from onrecord.ontology import load_toml
from onrecord.ontology.agencies import agency_forms

_WORD = (
    r"(?-i:[A-ZÀ-ÞČŠŽŞİ][\w.&'’/-]*|[a-z]{1,3}[A-Z][\w'’-]+|\d+(?:\.\d+)?|al-[A-Z][\w'’-]+"
    r"|(?:de|da|di|del|van|von|der|den|la|le|el|bin|ibn|al|of|the|The) (?=[A-ZÀ-Þ]))"
)
_NAME = rf"(?:{_WORD}(?: {_WORD}){{0,5}})"
_NAMES = rf"(?:{_NAME}(?:(?:,? (?:and|in|at|for|of|with|from|&)|[,;/]| [–—-]) {_NAME}){{0,14}})"


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureTable:
    """Patterns for whole lines, for tails of lines and for captions."""

    line: re.Pattern[str]
    label: re.Pattern[str]
    label_in_capitals: re.Pattern[str]
    weak: re.Pattern[str]
    tail: re.Pattern[str]
    tail_credit: re.Pattern[str]
    site: re.Pattern[str]
    caption_end: re.Pattern[str]
    caption_start: re.Pattern[str]
    byline: re.Pattern[str]
    not_places: frozenset[str]
    date_line: re.Pattern[str]


def _filled(pattern: str) -> str:
    if "{agency}" in pattern:
        pattern = pattern.replace("{agency}", f"(?-i:{'|'.join(map(re.escape, agency_forms()))})")
    return pattern.replace("{names}", _NAMES).replace("{name}", _NAME).replace("{date}", f"(?:{STAMP})")


def _any(patterns: list[str]) -> str:
    return "|".join(f"(?:{_filled(pattern)})" for pattern in patterns)


@cache
def furniture_table() -> FurnitureTable:
    """Return the classes of `data/furniture.toml`, each compiled once."""
    table = load_toml("furniture.toml")
    capitals = set(table["capitals_only"])
    free = [label for label in table["labels"] if label not in capitals]
    ornament = r"[\s*•·|>»→›▶►←«‹×+#=_:.–—-]*"
    return FurnitureTable(
        line=re.compile(
            rf"(?i){ornament}(?:(?:{_any([p for group in table['line'].values() for p in group])})|(?:{_any(table['alone'])})"
            rf"(?: ?\(\d+\))?){ornament}"
        ),
        label=re.compile(rf"(?i){ornament}(?:{_any(free)}) ?[:|»]\s*(?:https?:|(?-i:[^a-z\s])).{{0,220}}"),
        label_in_capitals=re.compile(rf"{ornament}(?:{_any([p.upper() for p in table['capitals_only']])}) ?[:|»]\s*\S.{{0,220}}"),
        weak=re.compile(rf"(?i){ornament}(?:{_any(table['weak'])}){ornament}"),
        tail=re.compile(rf"(?i)(?<![^\s.,;:!?”\"')])(?:{_any([p for group in table['tail'].values() for p in group])})\s*$"),
        tail_credit=re.compile(rf"(?i)(?<=[.!?”\"’)] )(?:{_any(table['tail_credit']['credit'])})\s*$"),
        site=re.compile(_any(table["site"]["names"])),
        caption_end=re.compile(rf"(?i)(?<![^\s.,;:!?”\"')])(?:{_any(table['caption']['ends'])})$"),
        caption_start=re.compile(rf"(?i)(?:{_any(table['caption']['opens'])})"),
        byline=re.compile(_BYLINE),
        not_places=frozenset(table["not_places"]),
        date_line=re.compile(rf"(?i)(?:on )?(?:{STAMP})[.]?"),
    )


_PERSON = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w.'’-]*){1,4}"
_ROLE = (
    r"(?:[A-Z][\w&./-]*,? ){0,4}(?:[Ww]riters?|WRITERS?|[Rr]eporters?|REPORTERS?|[Cc]orrespondents?"
    r"|CORRESPONDENTS?|[Ee]ditors?|EDITORS?|[Ss]taff|STAFF|[Cc]olumnists?"
    r"|[Bb]ureau [Cc]hiefs?|[Pp]roducers?|News|NEWS|Press|PRESS|Service|SERVICE"
    r"|Times|Post|Tribune|Herald|Online|\.com|AP|AFP|Reuters|REUTERS|BBC|CNN)"
)
_BYLINE = (
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Pp]osted by|[Rr]eported by|[Ff]rom):? (?!(?:The|All|Any|This|Then|Law)\b)"
    rf"(?P<names>{_PERSON}(?:(?:, | and | & |, and ){_PERSON}){{0,4}})"
    rf"(?:,? (?:in|at) [A-Z]\w+)?(?:(?:,| \||/| –| -| for| of)? ?(?:the |The )?{_ROLE})?[.,]?"
    rf"|(?P<alone>{_PERSON})(?:,| \|| -| –) (?:the |The )?{_ROLE}\.?"
)
