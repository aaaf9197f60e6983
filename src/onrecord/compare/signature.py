"""sign(): what the rest of the record needs to know of a story to find those it touches."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.ontology.words import load_word_shares
from onrecord.records import Passage, Reading

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{30,600})[\"”]")
_SHINGLE = 5  # words
_BANDS, _ROWS, _SEED = 32, 3, 42
_MOST_TERMS = 80
_COMMON = 0.25  # a word that stands in more stories than this says nothing about the affair


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A story, small: its text as shingles and bands, its weighted terms, its day. Made once a story, kept, never changed."""

    story: str
    day: int | None  # of publication, as an ordinal
    outlet: str | None
    title: str
    credits: Sequence[str]  # agencies
    shingles: Sequence[int]  # hashes of word sequences in text order, furniture set aside
    bands: Sequence[int]  # of the MinHash of the shingles
    terms: Sequence[str]  # words ("aleppo") and places ("@gn-1"), most telling first
    counts: Sequence[float]  # of the terms: how much the story is about each
    quotations: Sequence[int]  # hashes of longer quotations


def sign(reading: Reading) -> Signature:
    """Return the signature of a story."""
    story = reading.story
    text = without(story.text, [*story.furniture, *([story.dateline.passage] if story.dateline else [])])
    words = [fold_word(match.group()) for match in _WORD.finditer(text)]
    shingles = [hash_words(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))] if words else []
    weights = _weigh_terms(words, text, reading)
    return Signature(
        story=story.id,
        day=to_day(story.published),
        outlet=story.outlet,
        title=story.title or _headline(text),
        credits=tuple(story.credits),
        shingles=tuple(shingles),
        bands=_make_bands(shingles),
        terms=tuple(weights),
        counts=tuple(round(weight, 3) for weight in weights.values()),
        quotations=tuple(sorted({hash_words(_WORD.findall(quoted.lower())) for quoted in _QUOTED.findall(text)})),
    )


def without(text: str, passages: Iterable[Passage]) -> str:
    """Return a text with some passages blanked, so that offsets still count in it."""
    for passage in passages:
        text = text[: passage.start] + " " * (passage.end - passage.start) + text[passage.end :]
    return text


def fold_word(word: str) -> str:
    """Return a word as it is compared.

    >>> fold_word("Syria’s")
    'syria'
    """
    return word.lower().replace("’", "'").removesuffix("'s")


def hash_words(words: Sequence[str]) -> int:
    """Return a small number that stands for a word sequence, the same on every machine."""
    return zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))


def to_day(value: str | None) -> int | None:
    """Return a date as a day number; None if it is not a full date.

    >>> to_day("1948-06-24"), to_day("1948-06")
    (711297, None)
    """
    try:
        return date.fromisoformat(value[:10]).toordinal() if value else None
    except ValueError:
        return None


@lru_cache(maxsize=10_000)
def from_day(day: int | None) -> str | None:
    """Return a day number as a date.

    >>> from_day(711297), from_day(None)
    ('1948-06-24', None)
    """
    return date.fromordinal(day).isoformat() if day else None


def _make_bands(shingles: Sequence[int]) -> tuple[int, ...]:
    """Return the LSH bands of a text's MinHash: two texts that share one are likely near-copies."""
    import rensa  # noqa: PLC0415

    if not shingles:
        return ()
    minhash = rensa.RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update([str(shingle) for shingle in shingles])
    digest = minhash.digest()
    return tuple(
        (band << 32) + zlib.crc32(b",".join(str(row).encode() for row in digest[band * _ROWS : (band + 1) * _ROWS]))
        for band in range(_BANDS)
    )


def _weigh_terms(words: Sequence[str], text: str, reading: Reading) -> dict[str, float]:
    """Return the most telling terms with their weight before rarity: damped counts, names and numbers more than words."""
    shares = load_word_shares()
    named = {fold_word(word) for word in re.findall(r"(?<=[a-z,;:] )[A-Z][\w'’-]+", text)}
    weights: dict[str, float] = {}
    for word, count in Counter(words).items():
        if len(word) > 2 and shares.get(word, 0.0) < _COMMON:
            weights[word] = (1 + min(count, 8)) ** 0.5 * (1.5 if word in named else 1.0)
    for place in reading.places:
        literal = sum(mention.use == "literal" for mention in place.mentions)
        if literal and place.precision not in ("country", "region"):
            weights["@" + place.id] = 1.5 * (1 + min(literal, 8)) ** 0.5
    best = sorted(weights.items(), key=lambda item: (-item[1] * (1 - shares.get(item[0], 0.0) ** 0.5), item[0]))
    return dict(best[:_MOST_TERMS])


def _headline(text: str) -> str:
    """Return the first line of a text, cut to a headline's length at a word."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0] + " ..."
