"""Stories of one affair: told from words, names and places, and from the days between them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.compare.index import Index, Placed
from onrecord.compare.signature import Signature
from onrecord.ontology.words import load_word_shares
from onrecord.records import Storyline, make_id

_NEAR = 0.11  # the least likeness, after decay, to the nearest stories of an affair
_DECAY = 14.0  # days after which likeness counts a third
_NEAREST = 3  # stories of an affair that decide
_PRIOR = 200  # stories that the table of common words stands for beside those on record
_RARE = 0.004  # the share of stories that a word outside the table stands in


def weigh(terms: Sequence[str], index: Index) -> Mapping[str, float]:
    """Return how telling each term is: rare in news at large, and rare on record once the record is large."""
    shares, count, spread = load_word_shares(), index.count(), index.spread(terms)
    return {term: math.log((count + _PRIOR) / (spread[term] + _PRIOR * max(shares.get(term, _RARE), _RARE))) for term in terms}


def join_storyline(signature: Signature, candidates: Iterable[Placed], rarity: Mapping[str, float]) -> str:
    """Return the storyline of a new story: that of the stories most like it, or one of its own."""
    mine = _vector(signature, rarity)
    by_line: dict[str, list[float]] = defaultdict(list)
    for placed in candidates:
        by_line[placed.storyline].append(_likeness(mine, _vector(placed.signature, rarity)) * _decay(signature, placed.signature))
    best, line = max(((_nearest(scores), line) for line, scores in by_line.items()), default=(0.0, ""))
    return line if best >= _NEAR else make_id("line", signature.story)


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


def _likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    dot = sum(weight * b[term] for term, weight in a.items() if term in b)
    lengths = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return dot / lengths if lengths else 0.0


def _decay(a: Signature, b: Signature) -> float:
    return 1.0 if a.day is None or b.day is None else math.exp(-abs(a.day - b.day) / _DECAY)
