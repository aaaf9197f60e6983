"""Toponyms: the words of a story that may name a place, from tables and from the model's labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.ontology.gazetteer import KnownPlace, places_named, places_spelled_like
from onrecord.ontology.place_cues import place_cues
from onrecord.ontology.places import Word, place_words, state_abbreviations
from onrecord.records import Story

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Source = Literal["country", "demonym", "place", "state", "gazetteer", "spelling", "label"]
Found = tuple[Source, Sequence[KnownPlace], Word | None]
_SHORTEST_NAMESAKE = 4  # letters
_LONGEST = 6  # tokens of a name
_PARTY = re.compile(r"(?:R|D|I|DFL)-(?=[A-Z])")  # "R-Springfield": a member of parliament and where from
_INNER = frozenset("-'’.&/")
_SMALL = frozenset(
    {
        "of",
        "the",
        "de",
        "del",
        "du",
        "la",
        "le",
        "los",
        "las",
        "da",
        "do",
        "dos",
        "al",
        "el",
        "ad",
        "ar",
        "as",
        "az",
        "es",
        "ez",
        "upon",
        "on",
        "and",
    }
    | {"sur", "am", "an", "der", "den", "van", "von", "in", "by", "next", "e", "y", "i"}
)
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "es", "ez", "sub"})  # "al-Bab"
_SIDES = frozenset(
    {"al", "el", "eastern", "western", "southern", "northern", "east", "west", "south", "north", "upstate", "occupied"}
)  # "eastern Ghouta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Tokens [first, last) that may name a place: a fixed one of our tables, or several of the gazetteer."""

    first: int
    last: int
    start: int
    end: int
    text: str
    source: Source
    candidates: Sequence[KnownPlace]
    word: Word | None = None


def find_toponyms(story: Story, doc: Doc) -> list[Toponym]:
    """Return what may be a toponym, in text order, without overlaps; the longest name from the left wins."""
    found = []
    skip_until = 0
    furniture = furniture_tokens(story, doc)
    for token in doc:
        if token.i < skip_until or token.i in furniture or not _can_start(token):
            continue
        toponym = _longest_from(story.text, token)
        if toponym:
            skip_until = toponym.last
            if not _is_compound(doc, toponym):
                found.append(toponym)
    return found


def _is_compound(doc: Doc, toponym: Toponym) -> bool:
    """Tell whether an adjective is the second half of another word: "Pan-American", "African American"."""
    before = toponym.first - (2 if toponym.first and doc[toponym.first - 1].text == "-" else 1)
    return toponym.source == "demonym" and before >= 0 and doc[before].lower_ in place_cues().compounds


def furniture_tokens(story: Story, doc: Doc) -> set[int]:
    """Return the tokens that are not the story."""
    if not story.furniture:
        return set()
    spans = (doc.char_span(passage.start, passage.end, alignment_mode="expand") for passage in story.furniture)
    return {i for span in spans if span is not None for i in range(span.start, span.end)}


def _can_start(token: Token) -> bool:
    text = token.text
    if text[0].isupper():
        return True
    if (text not in _ARTICLES and text not in _SIDES) or token.i + 1 == len(token.doc):
        return False
    following = token.doc[token.i + 1].text
    return following == "-" or (text in _SIDES and following[0].isupper())


def _longest_from(text: str, token: Token) -> Toponym | None:
    """Return the longest name that starts at a token."""
    doc = token.doc
    party = _PARTY.match(token.text)
    start = token.idx + (party.end() if party else 0)
    for last in reversed(list(_ends(doc, token.i))):
        final = doc[last - 1]
        name = text[start : final.idx + len(final)]
        if "-" in final.text:
            name = name[: len(name) - len(final) + _before_hyphen(final.text)]
        found = (
            _postal(doc, token, name)
            or _county(doc, last, name)
            or _look_up(name, upper_end=final.text[0].isupper() or final.text[0].isdigit())
        )
        if found:
            source, candidates, word = found
            return Toponym(
                first=token.i, last=last, start=start, end=start + len(name), text=name, source=source, candidates=candidates, word=word
            )
    return None


def _before_hyphen(text: str) -> int:
    """Return how much of a token is the name: "U.S.-led" is of the U.S.; "Al-Bab" is one name.

    >>> _before_hyphen("U.S.-led"), _before_hyphen("Al-Bab")
    (4, 6)
    """
    head, _, tail = text.partition("-")
    return len(head) if head[:1].isupper() and tail[:1].islower() else len(text)


def _postal(doc: Doc, token: Token, name: str) -> Found | None:
    """Return the state of a postal code that stands after a town and a comma: "LOUISVILLE, KY"."""
    if token.i < 2 or doc[token.i - 1].text != "," or not doc[token.i - 2].text[0].isupper():
        return None
    state = state_abbreviations("postal").get(name)
    return ("state", (state,), None) if state else None


def _ends(doc: Doc, first: int) -> Iterator[int]:
    """Yield where a name that starts at a token may end (exclusive): within the sentence, without a break."""
    for i in range(first, min(first + _LONGEST + 3, len(doc))):
        token = doc[i]
        text = token.text
        if i > first and (token.is_sent_start or token.is_space):
            return
        if text in _INNER:
            yield i + 1 if text == "." else i
            continue
        if not (text[0].isalnum() or text[0] in "'’"):
            return
        yield i + 1
        if text[0].islower() and text.lower() not in _SMALL and i > first and not _follows_joint(doc, i):
            return


def _follows_joint(doc: Doc, i: int) -> bool:
    return doc[i - 1].text in ("-", "'", "’", "`")


def _county(doc: Doc, last: int, name: str) -> Found | None:
    """Return the counties of a name that stands in a list of them: "Lee and Polk counties"."""
    for i in range(last, min(last + 4, len(doc))):
        if doc[i].text == "counties":
            found = [place for place in places_named(f"{name} County") if place.feature == "ADM2"]
            return ("gazetteer", found, None) if found else None
        if doc[i].text not in ("and", ",") and not doc[i].text[0].isupper():
            return None
    return None


def _look_up(name: str, *, upper_end: bool) -> Found | None:
    word = place_words().get(name)
    if word:
        if word.form != "name":
            return "demonym", (word.place,), word
        return ("country" if word.table == "country" else "place"), _with_namesakes(name, word), word
    state = state_abbreviations("dotted").get(name)
    if state:
        return "state", (state,), None
    if len(name) > 2 and upper_end:
        known = places_named(name)
        if known:
            return "gazetteer", (*known, *_towns_of_divisions(name, known)), None
        spelled = places_spelled_like(name) if len(name) > 3 and "." not in name else ()
        if spelled:
            return "spelling", spelled, None
    return None


def _towns_of_divisions(name: str, known: Sequence[KnownPlace]) -> Iterator[KnownPlace]:
    """Yield the towns of a name that the gazetteer gives, in this spelling, to their divisions alone ("Daraa")."""
    if all(place.feature == "ADM1" for place in known):
        countries = {place.country for place in known}
        yield from (place for place in places_spelled_like(name) if place.feature == "P" and place.country in countries)


def _with_namesakes(name: str, word: Word) -> Sequence[KnownPlace]:
    """Return the place of our tables, and its namesakes in other countries: divisions (Georgia) and towns (Lebanon, Ohio)."""
    if "." in name or len(name) < _SHORTEST_NAMESAKE:
        return (word.place,)
    return (word.place, *(place for place in places_named(name) if word.table == "place" or place.country != word.place.country))
