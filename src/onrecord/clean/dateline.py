"""Find where a story was filed: "PARIS (Reuters) - ", "BEIRUT, Dec 3 (AP) —", "GENEVA — "."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.dates import DATE, MONTH, WEEKDAY, read_date
from onrecord.ontology.agencies import agency_forms
from onrecord.ontology.countries import country_by_capital, country_by_name
from onrecord.ontology.furniture import furniture_table
from onrecord.records import Dateline, Passage, RawStory

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_WITHIN = 8  # lines from the top
_HEAD = 300  # characters of a first line in which the headline may stand before the dateline
_AFTER_TITLE = re.compile(r"(?<=[.!?])\s+(?=[A-Z]{3})")
_TOKEN = rf"(?!(?i:{MONTH}\b\.?,? \d|{WEEKDAY}))[A-ZÀ-ÞČŠŽŞİ][\wÀ-ɏ'’.]*(?:-[\wÀ-ɏ'’.]+)*"
_LINK = r"(?: |/| (?:de|of|el|al|la|upon|on|and|d['’]) | al-)"
_SHOUTED = re.compile(r"\s*(?:[A-Z'’]{2,}[,:]?\s+){3}")  # a headline in capitals goes on behind the dash
_SHORTEST_BODY = 40  # characters that must follow a dateline in its line, unless the line ends with it


@cache
def _shape() -> re.Pattern[str]:
    agencies = "|".join(re.escape(form) for form in agency_forms())
    return re.compile(
        rf"(?P<place>{_TOKEN}(?:{_LINK}{_TOKEN}){{0,4}})"
        rf"(?:, (?P<region>{_TOKEN}(?: {_TOKEN}){{0,3}}))?"
        rf"(?:,? \(?(?P<date>(?i:{DATE}))(?:[ ,/]*[\d:. ]+[ap]m)?\)?)?"
        rf"(?P<org>(?:,? (?:[-–—|] )?| )\([^()\n]{{1,40}}\)"
        rf"|,? ?/[A-Z][A-Za-z -]{{2,30}}/|(?:, | [-–—\x97|] |,? )(?:{agencies})(?=\s?[-–—|:]|[, ]+\(?\d|$|\n))?"
        rf"(?:,? \(?(?P<date2>(?i:{DATE}))\)?)?"
        r"(?P<dash>[,.]?\s*(?:-{1,3}|[–—\x97_|:])(?=\s|[\"“'‘A-Z]|$))?"
    )


@cache
def _agency_alone() -> re.Pattern[str]:
    agencies = "|".join(re.escape(form) for form in agency_forms())
    return re.compile(rf"\((?P<org>{agencies})\)\s*(?P<dash>-{{1,3}}|[–—\x97_|:])?(?=\s|$)")


def find_dateline(story: RawStory, furniture: Sequence[Passage], *, near: str | None = None) -> Dateline | None:
    """Return the dateline of a story; `near` is the day that a date without a year is counted from."""
    for start, line_end, after_title in _openings(story, furniture):
        found = _read(story, start, line_end, after_title)
        if found:
            given = found[1]
            return Dateline(
                passage=Passage.cut(story, start, found[2]),
                toponym=found[0],
                agency=_agency(given),
                date=read_date(given, near=near) if given else None,
            )
    return None


def _openings(story: RawStory, furniture: Sequence[Passage]) -> Iterator[tuple[int, int, bool]]:
    """Yield the places where a dateline can start, each with the end of its line."""
    marked = {passage.start for passage in furniture}
    number = 0
    for match in _LINE.finditer(story.text):
        if match.start() in marked:
            continue
        if number >= _WITHIN:
            return
        yield match.start(), match.end(), False
        if number == 0:
            for gap in _AFTER_TITLE.finditer(story.text, match.start(), min(match.end(), match.start() + _HEAD)):
                yield gap.end(), match.end(), True
        number += 1


def _read(story: RawStory, start: int, line_end: int, after_title: bool) -> tuple[Passage | None, str, int] | None:
    """Return the toponym, the words after it and the end of a dateline that starts here."""
    text = story.text
    alone = _agency_alone().match(text, start, line_end)
    if alone and not after_title:
        return None, alone[0], alone.end()
    found = _shape().match(text, start, line_end)
    if not found or not _is_dateline(found, line_end, after_title):
        return None
    place = found["place"]
    return Passage.cut(story, start, start + len(place)), text[start + len(place) : found.end()], found.end()


def _is_dateline(found: re.Match[str], line_end: int, after_title: bool) -> bool:
    """Tell a dateline from a headline, a label or a sentence: by capitals, agency, date and dash."""
    place, org, dash = found["place"], found["org"], (found["dash"] or "").strip(" ,.")
    first = re.match(r"[A-Z]+", place.upper())
    if (first and first[0] in furniture_table().not_places) or len(place) < 3:
        return False
    body = line_end - found.end()
    if (0 < body < _SHORTEST_BODY and not _agency(found[0])) or _SHOUTED.match(found.string, found.end()):
        return False
    capitals = _in_capitals(place)
    agency = bool((org and _agency(org)) or (found["region"] in agency_forms()))
    dated = bool(found["date"] or found["date2"])
    if not dash:
        return bool(org and org.strip().startswith("(") and (capitals or agency) and (agency or body == 0 or capitals))
    if dash in {":", "|"}:
        return agency or (capitals and (dated or (body > 2 * _SHORTEST_BODY and bool(country_by_capital(place)))))
    if capitals:
        return dash != "-" or agency or dated or bool(org or found["region"]) or (body > 0 and len(place) > 3)
    spaced = found["dash"][0].isspace() or dated or agency
    known = body > 2 * _SHORTEST_BODY and bool(country_by_name(found["region"]) if found["region"] else country_by_capital(place))
    return (agency or dated or known) and spaced and not after_title


def _in_capitals(place: str) -> bool:
    letters = re.sub(r"\b(?:Mc|Mac|de|of|el|al|la|upon|on|and|d['’])", "", place)
    return letters.upper() == letters and sum(map(str.isalpha, letters)) >= 3


def _agency(words: str) -> str | None:
    """Return the first agency that the words of a dateline name."""
    forms = agency_forms()
    for word in re.findall(r"[^()/,|–—]+", words):
        bare = word.strip(" -_:.")
        if bare in forms:
            return forms[bare]
    found = _agency_within().search(words)
    return forms[found[0]] if found else None


@cache
def _agency_within() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in agency_forms() if len(form) > 3)})\b")
