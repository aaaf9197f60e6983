"""How common words are in news."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.ontology import load_toml


@cache
def load_word_shares() -> Mapping[str, float]:
    """Return common English words with the share of news stories in which they stand; a word that is missing is rare."""
    shares: dict[str, float] = load_toml("words.toml")["shares"]
    return shares
