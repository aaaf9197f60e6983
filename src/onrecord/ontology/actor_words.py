"""Words that tell who is who, from `data/actor-words.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.ontology import load_toml


@cache
def load_actor_words(part: str, name: str) -> frozenset[str]:
    """Return one list of `data/actor-words.toml`."""
    return frozenset(load_toml("actor-words.toml")[part][name])


@cache
def party_adjectives() -> Mapping[str, str]:
    """Return the keys of known parties by their adjectives: "Democratic leaders"."""
    adjectives: Mapping[str, str] = load_toml("actor-words.toml")["names"]["party_adjectives"]
    return adjectives
