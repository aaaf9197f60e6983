"""Words around a name that say whether it is a place and how it is used."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from onrecord.ontology import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCues:
    """The lists of `place-cues.toml`, one field a list; all in lower case."""

    prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    before: frozenset[str]
    settlements: frozenset[str]
    after: frozenset[str]
    people_after: frozenset[str]
    physical: frozenset[str]
    division: frozenset[str]
    titles: frozenset[str]
    opaque: frozenset[str]
    agent_verbs: frozenset[str]
    party_verbs: frozenset[str]
    heads_site: frozenset[str]
    streets: frozenset[str]
    heads_region: frozenset[str]
    not_places: frozenset[str]
    generic: frozenset[str]
    compounds: frozenset[str]
    municipal: frozenset[str]


@cache
def place_cues() -> PlaceCues:
    """Return the cue words."""
    table = load_toml("place-cues.toml")
    return PlaceCues(**{field.name: frozenset(table[field.name]) for field in fields(PlaceCues)})
