"""Who copied whom: which text is one origin with which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.compare.index import Placed
from onrecord.compare.signature import Signature
from onrecord.records import Origin, OriginKind, make_id

_COPY = 0.5  # shared words in the shorter text: a copy, whatever the day
_REWRITE = 0.06  # shared words where news stands, on the same day: rewritten from one text
_LATER_REWRITE, _LATER_DAYS = 0.2, 3  # the same, some days apart: background repeats, so more must be shared
_NAMES = 5  # names, numbers and rare words that texts of one origin share at least, of the most telling
_MOST_TERMS = 50
_TELLING = 3.5  # the rarity of a telling term: in three stories of a hundred or fewer
_LEAD, _BODY = 0.4, 0.6  # shares of a story: where its news is told, where the background begins
_RUN = 2  # shingles: six words in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much text two stories share: of all words of the shorter one, and where the news is told."""

    all: float
    news: float


def measure_likeness(a: Signature, b: Signature) -> Likeness:
    """Return how much text two stories share.

    A run of words counts where one of the two tells news: what stands late in both is background, which outlets
    repeat for months. It counts twice at the top of both.
    """
    shorter = min(len(a.shingles), len(b.shingles))
    common = set(a.shingles) & set(b.shingles)
    if not common:
        return Likeness(all=0.0, news=0.0)
    where = {shingle: place / len(b.shingles) for place, shingle in reversed(list(enumerate(b.shingles)))}
    news = 0
    for start, length in _find_runs(a.shingles, common):
        if length < _RUN:
            continue
        here, there = start / len(a.shingles), where[a.shingles[start]]
        news += length * ((here < _BODY or there < _BODY) + (here < _LEAD and there < _LEAD))
    return Likeness(all=len(common) / shorter, news=news / shorter)


def join_origin(signature: Signature, candidates: Iterable[Placed], rarity: Mapping[str, float]) -> tuple[list[str], float]:
    """Return the origins that a new story shares text with, nearest first, and its likeness to the nearest.

    Several are one origin after all: the new story shows it. One of its own if it copies none.
    """
    near: dict[str, float] = {}
    for placed in candidates:
        likeness = _judge(signature, placed.signature, rarity)
        if likeness is not None:
            near[placed.origin] = max(likeness, near.get(placed.origin, 0.0))
    if not near:
        return [make_id("origin", signature.story)], 1.0
    ordered = sorted(near, key=lambda origin: (-near[origin], origin))
    return ordered, round(near[ordered[0]], 3)


def name_origins(placed: Iterable[Placed]) -> list[Origin]:
    """Return the origins of stories, each with what it is and its likely first story first."""
    families: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        families[one.origin].append(one)
    return [_name(origin, members) for origin, members in families.items()]


def _judge(a: Signature, b: Signature, rarity: Mapping[str, float]) -> float | None:
    """Return the shared text of two stories of one origin; None if they are not."""
    # names, numbers, rare words: stock phrases alone make no family
    telling = sum(rarity.get(term, 0.0) >= _TELLING for term in set(a.terms[:_MOST_TERMS]) & set(b.terms[:_MOST_TERMS]))
    if telling < _NAMES:
        return None
    likeness = measure_likeness(a, b)
    apart = 0 if a.day is None or b.day is None else abs(a.day - b.day)
    if likeness.all >= _COPY:
        return likeness.all
    if likeness.news >= (_REWRITE if apart == 0 else _LATER_REWRITE) and apart <= _LATER_DAYS:
        return min(likeness.all, 0.99 * _COPY)
    return None


def _find_runs(shingles: Sequence[int], common: set[int]) -> Iterable[tuple[int, int]]:
    start: int | None = None
    for place, shingle in enumerate(shingles):
        if shingle in common:
            start = place if start is None else start
        elif start is not None:
            yield start, place - start
            start = None
    if start is not None:
        yield start, len(shingles) - start


def _name(origin: str, members: Sequence[Placed]) -> Origin:
    def earliness(item: tuple[int, Placed]) -> tuple[int, bool, int]:
        signature = item[1].signature
        return (signature.day if signature.day is not None else 10**7, not _is_agency(signature), item[0])

    ordered = [placed for _, placed in sorted(enumerate(members), key=earliness)]
    kind: OriginKind = "own"
    if any(placed.signature.credits for placed in members):
        kind = "wire"
    elif len(members) > 1:
        kind = "reprint" if all(placed.likeness >= _COPY for placed in members) else "rewrite"
    return Origin(id=origin, kind=kind, stories=tuple(placed.signature.story for placed in ordered))


def _is_agency(signature: Signature) -> bool:
    """Tell whether a story is published by the very agency that it credits."""
    outlet = (signature.outlet or "").casefold()
    return any(credit.casefold() in outlet for credit in signature.credits)
