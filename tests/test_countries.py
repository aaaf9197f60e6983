"""The table of countries and its look-ups."""

from __future__ import annotations

import pytest

from onrecord.ontology.countries import (
    countries,
    country_by_capital,
    country_by_demonym,
    country_by_iso2,
    country_by_name,
    country_by_seat,
)


def iso3(country):
    return country and country.iso3


@pytest.mark.parametrize(
    ("look_up", "word", "code"),
    [
        (country_by_name, "Syria", "SYR"),
        (country_by_name, "SYRIA", "SYR"),
        (country_by_name, "the Gambia", "GMB"),
        (country_by_name, "the United States", "USA"),
        (country_by_name, "U.S.", "USA"),
        (country_by_name, "us", None),
        (country_by_name, "turkey", None),
        (country_by_demonym, "polish", None),
        (country_by_name, "Congo", "COD"),
        (country_by_name, "Czechia", "CZE"),
        (country_by_demonym, "Syrian", "SYR"),
        (country_by_demonym, "Danes", "DNK"),
        (country_by_demonym, "Dutch", "NLD"),
        (country_by_demonym, "Dominican", "DOM"),
        (country_by_demonym, "Soviet", "SUN"),
        (country_by_capital, "Moscow", "RUS"),
        (country_by_capital, "Kiev", "UKR"),
        (country_by_capital, "Springfield", None),
        (country_by_seat, "the Kremlin", "RUS"),
        (country_by_seat, "White House", "USA"),
        (country_by_seat, "Downing Street", "GBR"),
        (country_by_iso2, "XK", "XKX"),
    ],
)
def test_a_word_gives_its_country_or_none(look_up, word, code):
    assert iso3(look_up(word)) == code


def test_every_state_has_an_adjective_a_capital_and_a_point():
    for country in countries().values():
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
        if country.kind == "state":
            assert country.geonames_id, country.name
            assert country.capitals, country.name
            assert country.adjectives or country.people, country.name
        else:
            assert country.part_of in countries() or country.name == "Antarctica", country.name


def test_there_are_all_members_of_the_united_nations():
    assert sum(country.kind == "state" for country in countries().values()) >= 193
