"""Counts that belong to an event: killed, injured, arrested, displaced, participants, with their bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.ontology.counts import load_count_words
from onrecord.records import Number, NumberOf, Passage, Story

if TYPE_CHECKING:
    from onrecord.extract.events.triggers import Found

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS = {word: n for n, word in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())}
_TENS = {word: 10 * n for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORDS = "|".join(sorted([*_UNITS, *_TENS, *_SCALES], key=len, reverse=True))
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?: (?:hundred|thousand|million))?|"
    rf"(?:(?:half )?(?:a )?(?:{_WORDS})(?:[ -](?:and )?(?:{_WORDS}))*))"
)
_WORDS_TABLE = load_count_words()
_VAGUE_RE = "|".join(sorted(map(re.escape, _WORDS_TABLE.vague), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"\b(?:(?P<low>at least|no fewer than|no less than|more than|over|upwards of|nearly|almost|up to|as many as|at most|no more than|"
    rf"fewer than|less than|about|around|some|approximately|roughly|an estimated|between)\s+)?"
    rf"(?:(?P<vague>{_VAGUE_RE})|(?P<n>{_NUMBER})(?:\s*(?:-|–|to|and)\s*(?P<m>{_NUMBER}))?)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(rf"\b(?:{_VAGUE_RE}|{_NUMBER}) of (?:the|its|their|those)\s*$", re.IGNORECASE)  # "eight of the 20"
_OF_TYPE: dict[str, frozenset[NumberOf]] = {
    "ASSAULT": frozenset({"killed", "injured", "displaced", "arrested"}),
    "COERCE": frozenset({"arrested", "killed", "injured", "displaced"}),
    "SANCTION": frozenset({"displaced", "arrested"}),
    "PROTEST": frozenset({"participants", "killed", "injured", "arrested"}),
}

_ONE_OF = re.compile(r"\s+of the (?:leader|member|founder|commander)")
_ONE_PERSON = re.compile(
    r"\s+(?:\w+ )?(?:person|man|woman|child|people|soldier|civilian|guard|protester|journalist|"
    r"\w+man|\w+er|of|(?:was |has been )?(?:killed|dead|wounded|injured))"
)


def find_numbers(story: Story, found: Found, triggers: Sequence[Found]) -> Sequence[Number]:
    """Return the counts of an event, from its sentence; each count goes to one trigger: the one whose words it counts, else the nearest."""
    wanted = _OF_TYPE.get(found.event_type)
    if not wanted:
        return ()
    sentence = found.token.sent
    rivals = [other for other in triggers if other.token.sent.start == sentence.start and other.event_type in _OF_TYPE]
    return [
        number
        for number in read_numbers(story.text, sentence.start_char, sentence.end_char)
        if number.of in wanted and _owner(number, rivals) is found
    ]


def _owner(number: Number, rivals: Sequence[Found]) -> Found | None:
    fitting = [one for one in rivals if number.of in _OF_TYPE[one.event_type]]
    named = [one for one in fitting if one.token.lemma_.lower() in _NAMED_BY[number.of]] or fitting
    return min(named, key=lambda one: abs(one.token.idx - number.passage.start), default=None)


_NAMED_BY: dict[NumberOf, frozenset[str]] = {
    "killed": frozenset({"kill", "murder", "massacre", "execute", "assassinate", "slaughter", "killing", "shoot dead"}),
    "injured": frozenset({"wound", "injure", "hurt", "maim", "kill"}),
    "arrested": frozenset({"arrest", "detain", "round", "apprehend", "jail", "seize"}),
    "displaced": frozenset({"displace", "flee", "uproot", "expel"}),
    "participants": frozenset({"march", "protest", "rally", "demonstrate", "demonstration"}),
    "other": frozenset(),
}


def read_numbers(text: str, start: int, end: int) -> Sequence[Number]:
    """Return the counts of people in [start, end) of a text, each with what it counts."""
    return _read(text[start:end], start)


@cache
def _value(words: str) -> int | None:
    """Return the number that words or figures stand for.

    >>> _value("two hundred and five"), _value("1,200"), _value("3 thousand")
    (205, 1200, 3000)
    """
    text = words.lower().replace(",", "").replace("-", " ")
    total, current = 0.0, 0.0
    seen = False
    for word in text.split():
        if re.fullmatch(r"\d+(?:\.\d+)?", word):
            current, seen = current + float(word), True
        elif word in _UNITS or word in _TENS:
            current, seen = current + _UNITS.get(word, _TENS.get(word, 0)), True
        elif word == "a":
            current = current or 1
        elif word == "half":
            current, seen = 0.5, True
        elif word in _SCALES:
            current, seen = (current or 1) * _SCALES[word], True
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
    return int(total + current) if seen else None


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None] | None:
    word = (match["low"] or "").lower()
    if match["vague"]:
        low, high = _WORDS_TABLE.vague[match["vague"].lower()]
        if low and low == high and word in ("more than", "over"):
            return low + 1, None
        return (low, None) if low and word in ("at least", "more than", "over") else (low, high if high == low else None)
    n = _value(match["n"])
    if n is None:
        return None
    if match["m"]:
        m = _value(match["m"])
        return (n, m) if m is not None and m > n else None
    if word in ("at least", "no fewer than", "no less than", "upwards of"):
        return n, None
    if word in ("more than", "over"):
        return n + 1, None
    if word in ("up to", "as many as", "at most", "no more than"):
        return None, n
    if word in ("fewer than", "less than"):
        return None, n - 1
    if word in ("nearly", "almost"):
        return None, n
    if word == "between":
        return None
    return n, n


@cache
def _read(text: str, offset: int) -> tuple[Number, ...]:
    found: list[Number] = []
    for match in _QUANTITY.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        bounds = _bounds(match)
        if bounds is None or _WORDS_TABLE.not_a_count.match(after) or re.search(r"[$£€]\s*$", before):
            continue
        if match["n"] and not match["low"] and re.fullmatch(r"(?:19|20)\d\d", match["n"]):
            continue
        if match["n"] and match["n"].lower() == "one" and (_ONE_OF.match(after) or not _ONE_PERSON.match(after)):
            continue
        of = None if _PART_OF.search(before) else _what(before, after)
        if of is None:
            continue
        scope = _WORDS_TABLE.people.match(after)
        s, e = match.start() + (len(match.group()) - len(match.group().lstrip())), match.end()
        passage = Passage(start=offset + s, end=offset + e, exact=text[s:e])
        found.append(Number(of=of, low=bounds[0], high=bounds[1], passage=passage, scope=scope.group(1) if scope else None))
    return tuple(found)


def _what(before: str, after: str) -> NumberOf | None:
    stop = re.split(r"[.;]|, (?:and|while|but)\b| and (?=\w+ (?:others|more|people)\b)| and \d", after, maxsplit=1)[0]
    for cue in _WORDS_TABLE.cues:
        if cue.before.search(before):
            return cue.of
    best: tuple[int, NumberOf] | None = None
    for cue in _WORDS_TABLE.cues:
        if (hit := cue.after.match(stop)) and (best is None or hit.end() < best[0]):
            best = (hit.end(), cue.of)
    return best[1] if best else None
