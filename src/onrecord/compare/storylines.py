"""Stories of one affair: told from words, names and places, and from the days between them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from onrecord.compare.index import Index, Placed
from onrecord.compare.signature import Signature, fold_word
from onrecord.ontology.fold import fold_name
from onrecord.ontology.gazetteer import places_named
from onrecord.ontology.words import load_word_shares
from onrecord.records import Storyline, make_id

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_NEAR = 0.11  # the least likeness, after decay, to the nearest stories of an affair
_DECAY = 14.0  # days after which likeness counts a third
_NAMED = 3.0  # how much more likeness counts where a story names what the affair is known by
_MOST = 0.6  # share of the affair's stories that have it, and of the stories with it that are the affair's
_TITLES = 2  # titles of the affair that have it
_BIG = 100_000  # people in a city
_NEAREST = 3  # stories of an affair that decide
_PRIOR = 200  # stories that the table of common words stands for beside those on record
_RARE = 0.004  # the share of stories that a word outside the table stands in


def weigh(terms: Sequence[str], index: Index) -> Mapping[str, float]:
    """Return how telling each term is: rare in news at large, and rare on record once the record is large."""
    shares, count, spread = load_word_shares(), index.count(), index.spread(terms)
    return {term: math.log((count + _PRIOR) / (spread[term] + _PRIOR * max(shares.get(term, _RARE), _RARE))) for term in terms}


def join_storyline(signature: Signature, candidates: Sequence[Placed], rarity: Mapping[str, float]) -> str:
    """Return the storyline of a new story: that of the stories most like it, or one of its own.

    A story that names what an affair is known by goes on with it: it may be about a new turn, and count from the affair's last day.
    """
    mine = _vector(signature, rarity)
    length = _length(mine)
    small = _named_places(signature, candidates)
    by_line: dict[str, list[Placed]] = defaultdict(list)
    for placed in candidates:
        by_line[placed.storyline].append(placed)
    best, line = 0.0, ""
    for name, members in sorted(by_line.items()):
        alike = [_likeness(mine, length, _vector(placed.signature, rarity)) for placed in members]
        decays = [_decay(signature, placed.signature) for placed in members]
        score = _nearest([one * decay for one, decay in zip(alike, decays, strict=True)])
        if _names_affair(small, members):
            score = max(score, _NAMED * _nearest(alike) * max(decays))
        best, line = max((best, line), (score, name))
    return line if best >= _NEAR else make_id("line", signature.story)


def _named_places(signature: Signature, candidates: Sequence[Placed]) -> Mapping[str, tuple[frozenset[str], int]]:
    """Return the small places that a story names and titles give, by word, each with the candidates that have the word; none without a day.

    Without a day nothing would keep the story from an affair at the same place years ago.
    """
    if signature.day is None:
        return {}
    titled = frozenset().union(*(_words_of(placed.signature.title) for placed in candidates))
    named = {term: places for term in signature.terms if term in titled and (places := _small_places(term))}
    return {term: (places, sum(term in placed.signature.terms for placed in candidates)) for term, places in named.items()}


def _names_affair(named: Mapping[str, tuple[frozenset[str], int]], members: Sequence[Placed]) -> bool:
    """Tell whether titles of an affair give it one of the small places that a story names, and hardly any other affair has it."""
    for term, (places, everywhere) in named.items():
        if sum(term in _words_of(placed.signature.title) for placed in members) < _TITLES:
            continue
        inside = sum(term in placed.signature.terms and not places.isdisjoint(placed.signature.terms) for placed in members)
        if inside >= _MOST * len(members) and inside >= _MOST * everywhere:
            return True
    return False


@lru_cache(maxsize=10_000)
def _words_of(title: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in _WORD.findall(title))


@lru_cache(maxsize=20_000)
def _small_places(word: str) -> frozenset[str]:
    """Return the terms of the small places that a word can name; none for a big city or a province: they have many affairs at once."""
    known = places_named(word)
    if any(place.feature == "ADM1" or place.population > _BIG for place in known):
        return frozenset()
    return frozenset("@" + name for name in ([place.id for place in known] or [make_id("place", fold_name(word))]))


def name_storylines(placed: Iterable[Placed]) -> list[Storyline]:
    """Return the storylines of stories in order of arrival; the first story gives the title."""
    lines: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        lines[one.storyline].append(one)
    return [
        Storyline(id=line, title=members[0].signature.title, stories=tuple(one.signature.story for one in members))
        for line, members in lines.items()
    ]


def _nearest(scores: Sequence[float]) -> float:
    best = sorted(scores, reverse=True)[:_NEAREST]
    return sum(best) / len(best)


def _vector(signature: Signature, rarity: Mapping[str, float]) -> Mapping[str, float]:
    return {term: count * rarity.get(term, 5.0) for term, count in zip(signature.terms, signature.counts, strict=True)}


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _likeness(a: Mapping[str, float], length: float, b: Mapping[str, float]) -> float:
    """Return the cosine of two vectors, the first with its length."""
    dot = sum(weight * b[term] for term, weight in a.items() if term in b)
    lengths = length * _length(b)
    return dot / lengths if lengths else 0.0


def _decay(a: Signature, b: Signature) -> float:
    return 1.0 if a.day is None or b.day is None else math.exp(-abs(a.day - b.day) / _DECAY)
