"""Given names and the gender that they mostly tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.ontology import load_toml
from onrecord.ontology.roles import Gender


def gender_of(given_name: str) -> Gender | None:
    """Return the gender of a given name; None if it is unknown or borne by both.

    >>> gender_of("Angela")
    'f'
    """
    return _genders().get(given_name.casefold())


@cache
def _genders() -> Mapping[str, Gender]:
    table = load_toml("names.toml")
    male = frozenset(table["m"].split())
    female = frozenset(table["f"].split())
    found: dict[str, Gender] = dict.fromkeys(male - female, "m")
    found.update(dict.fromkeys(female - male, "f"))
    return found
