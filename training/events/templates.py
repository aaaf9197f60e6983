"""Fill the patterns of templates.toml: sentences of stock phrases that report no event. They are not counted as written sentences."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from corpus import Sentence

EACH = 9  # sentences a pattern
_SLOT = re.compile(r"\{(\w+)\}")
_PRONOUNS = {"he": ("he", "she"), "his": ("his", "her")}
_TABLE = tomllib.loads((Path(__file__).parent / "templates.toml").read_text(encoding="utf-8"))


def fill(pattern: str, chance: random.Random) -> str:
    """Return a pattern with a word in each slot; pronouns agree with each other."""
    gender = chance.randrange(2)

    def word(match: re.Match[str]) -> str:
        return _PRONOUNS[match[1]][gender] if match[1] in _PRONOUNS else chance.choice(_TABLE["slots"][match[1]])

    text = _SLOT.sub(word, pattern)
    return text[0].upper() + text[1:]


def filled(seed: int) -> Iterator[Sentence]:
    """Yield the sentences of all patterns."""
    chance = random.Random(seed)
    for number, pattern in enumerate(_TABLE["patterns"], start=1):
        for text in sorted({fill(pattern, chance) for _ in range(EACH)}):
            yield Sentence(text=text, label="NONE", triggers=(), place=f"templates.toml, pattern {number}")
