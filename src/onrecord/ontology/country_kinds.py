"""What a country can be called without its name: "the kingdom", "the Gulf state"; from `data/country-kinds.toml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from onrecord.ontology import load_toml
from onrecord.ontology.countries import countries


@cache
def country_nouns() -> Mapping[str, frozenset[str]]:
    """Return the nouns for countries, each with the ISO codes of those that it can stand for."""
    every = frozenset(iso3 for iso3, country in countries().items() if country.kind == "state")
    return {noun: frozenset(codes) or every for noun, codes in load_toml("country-kinds.toml")["nouns"].items()}


@cache
def _regions() -> Mapping[str, frozenset[str]]:
    return {words: frozenset(codes.split()) for words, codes in load_toml("country-kinds.toml")["regions"].items()}


def countries_called(noun: str, words: str) -> Collection[str]:
    """Return the ISO codes of the countries that "the <words> <noun>" can stand for; none if the words tell something else.

    >>> sorted(countries_called("emirate", "Gulf"))
    ['ARE', 'KWT', 'QAT']
    """
    of_noun = country_nouns().get(noun, frozenset())
    if words:
        return of_noun & _regions().get(words.lower().replace("-", " "), frozenset())
    return () if noun in load_toml("country-kinds.toml")["needs_region"] else of_noun
