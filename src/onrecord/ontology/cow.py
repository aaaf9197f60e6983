"""Country codes of the Correlates of War project, from `data/cow.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.ontology import load_toml


@cache
def load_cow() -> Mapping[str, str]:
    """Return the codes by ISO 3166 alpha-3 code; a country outside the list of states has none."""
    words = load_toml("cow.toml")["codes"].split()
    return dict(zip(words[::2], words[1::2], strict=True))
