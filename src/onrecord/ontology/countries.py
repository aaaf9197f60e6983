"""States, their territories and states that are no more: their names, adjectives, peoples, capitals, seats of power."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from onrecord.ontology import load_toml

CountryKind = Literal["state", "territory", "former"]
_SHORTEST_IN_CAPITALS = 4  # "SYRIA" is Syria, but "US" is not "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state, a territory of one, or a state that is no more."""

    iso3: str
    name: str  # as news writes it
    kind: CountryKind
    lat: float
    lon: float
    geonames_id: int | None = None
    iso2: str | None = None
    wikidata: str | None = None
    part_of: str | None = None  # iso3 of the state that governs the territory, or that followed the former state
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()  # "Syrian"
    people: tuple[str, ...] = ()  # "Syrians"
    capitals: tuple[str, ...] = ()  # the names of the capital, and of the seat of government where it is elsewhere
    seats: tuple[str, ...] = ()  # "Kremlin", "Downing Street": what stands for the government


@cache
def countries() -> Mapping[str, Country]:
    """Return all countries by ISO 3166 alpha-3 code, in the table's order: states, territories, former states."""
    return {iso3: _country(iso3, row) for iso3, row in load_toml("countries.toml").items()}


def _country(iso3: str, row: Mapping[str, Any]) -> Country:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Country(iso3=iso3, **fields)


def country_by_name(name: str) -> Country | None:
    """Return the country of a name: "Syria", "the Gambia", "U.K.", "SYRIA".

    >>> country_by_name("Ivory Coast").iso3
    'CIV'
    """
    return _by_name().get(name.removeprefix("the "))


def country_by_demonym(word: str) -> Country | None:
    """Return the country of an adjective or a people: "Syrian", "Danes". Of two with one word it is the first in the table."""
    return _by_demonym().get(word)


def country_by_capital(city: str) -> Country | None:
    """Return the country of a capital or another seat of government: "Moscow", "The Hague"."""
    return _by_capital().get(city)


def country_by_seat(seat: str) -> Country | None:
    """Return the country of a building or street that stands for its government: "Kremlin", "the White House"."""
    return _by_seat().get(seat.removeprefix("the ").removeprefix("The "))


def country_by_iso2(code: str) -> Country | None:
    """Return the country of an ISO 3166 alpha-2 code."""
    return _by_iso2().get(code)


def _index(pairs: Iterable[tuple[str, Country]]) -> Mapping[str, Country]:
    """Index countries by word, and by the word in capitals, for headlines; the first in the table keeps a word."""
    found: dict[str, Country] = {}
    for word, country in pairs:
        found.setdefault(word, country)
        if len(word) >= _SHORTEST_IN_CAPITALS:
            found.setdefault(word.upper(), country)
    return found


@cache
def _by_name() -> Mapping[str, Country]:
    return _index((name.removeprefix("the "), c) for c in countries().values() for name in (c.name, *c.names))


@cache
def _by_demonym() -> Mapping[str, Country]:
    return _index((word, c) for c in countries().values() for word in (*c.adjectives, *c.people))


@cache
def _by_capital() -> Mapping[str, Country]:
    return _index((city, c) for c in countries().values() for city in c.capitals)


@cache
def _by_seat() -> Mapping[str, Country]:
    return _index((seat, c) for c in countries().values() for seat in c.seats)


@cache
def _by_iso2() -> Mapping[str, Country]:
    return {c.iso2: c for c in countries().values() if c.iso2}
