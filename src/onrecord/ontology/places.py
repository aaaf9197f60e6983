"""Places that gazetteers lack, countries as places, and abbreviations of states, by the words that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from onrecord.ontology import load_toml
from onrecord.ontology.countries import Country, countries
from onrecord.ontology.gazetteer import KnownPlace, places_named

Form = Literal["name", "adjective", "people"]
_SHORTEST_IN_CAPITALS = 4  # "GOLAN HEIGHTS" is a headline; "US" is not "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or words that name a place of our tables, and how: "Syria", "Syrian", "Syrians"."""

    place: KnownPlace
    form: Form
    table: Literal["country", "place"]


@cache
def place_words() -> Mapping[str, Word]:
    """Return the words of countries and of our own places; exact, but for headlines in capitals too."""
    found: dict[str, Word] = {}
    for text, word in (*_country_words(), *_own_words()):
        found.setdefault(text, word)
        if len(text) >= _SHORTEST_IN_CAPITALS:
            found.setdefault(text.upper(), word)
    return found


def _country_words() -> Iterator[tuple[str, Word]]:
    for country in countries().values():
        place = country_place(country)
        for form, words in (("name", (country.name, *country.names)), ("adjective", country.adjectives), ("people", country.people)):
            for text in words:
                yield text.removeprefix("the ").removeprefix("The "), Word(place=place, form=_form(form), table="country")


def _own_words() -> Iterator[tuple[str, Word]]:
    for key, row in load_toml("places.toml").items():
        place = _own_place(key, row)
        for form, words in (
            ("name", [row["name"], *row.get("names", ())]),
            ("adjective", row.get("adjectives", ())),
            ("people", row.get("people", ())),
        ):
            for text in words:
                yield text.removeprefix("the "), Word(place=place, form=_form(form), table="place")


def _form(name: str) -> Form:
    return "adjective" if name == "adjective" else "people" if name == "people" else "name"


def _own_place(key: str, row: Mapping[str, Any]) -> KnownPlace:
    geonames_id = row.get("geonames_id")
    return KnownPlace(
        id=f"gn-{geonames_id}" if geonames_id else f"place-{key}",
        name=row["name"],
        country=row.get("country"),
        lat=row["lat"],
        lon=row["lon"],
        precision=row["precision"],
        geonames_id=geonames_id,
        feature=row["kind"],
    )


@cache
def country_place(country: Country) -> KnownPlace:
    """Return a country as a place: a point near its middle, precision "country"."""
    return KnownPlace(
        id=f"gn-{country.geonames_id}" if country.geonames_id else f"country-{country.iso3}",
        name=country.name,
        country=country.iso3,
        lat=country.lat,
        lon=country.lon,
        precision="country",
        geonames_id=country.geonames_id,
        feature="PCLI" if country.kind == "state" else "PCLD" if country.kind == "territory" else "PCLH",
        population=10_000_000,
    )


@cache
def state_abbreviations(kind: Literal["dotted", "postal"]) -> Mapping[str, KnownPlace]:
    """Return states and provinces by their abbreviations: dotted ones ("Ill.") or postal ones ("IL")."""
    found: dict[str, KnownPlace] = {}
    for iso3, kinds in load_toml("states.toml").items():
        for short, name in kinds[kind].items():
            for place in places_named(name):
                if place.feature == "ADM1" and place.country == iso3:
                    found.setdefault(short, place)
    return found
