"""How common words are in news."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord.ontology import load_toml


@cache
def load_word_shares() -> Mapping[str, float]:
    """Return common English words with the share of news stories in which they stand; a word that is missing is rare."""
    shares: dict[str, float] = load_toml("words.toml")["shares"]
    return shares


_ANOTHER = re.compile(
    r"\b(?:another|a separate|a similar|a second|a third|a further|(?:a|the latest in a) (?:series|spate|string|wave) of)(?: [\w-]+){0,2} $"
)


def tells_another(before: str) -> bool:
    """Tell whether the words right before a noun or verb say that it is not the deed told so far.

    >>> tells_another("Two hours later another car "), tells_another("The car ")
    (True, False)
    """
    return bool(_ANOTHER.search(before.lower()))
