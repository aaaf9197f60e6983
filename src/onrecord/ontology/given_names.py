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
def common_surnames() -> frozenset[str]:
    """Return the surnames that many bear, folded."""
    return frozenset(load_toml("names.toml")["common_surnames"].split())


def is_same_given_name(a: str, b: str) -> bool:
    """Tell whether two given names are one, or one is short for the other.

    >>> is_same_given_name("Bill", "William")
    True
    """
    a, b = a.casefold(), b.casefold()
    return a == b or not _long_forms(a).isdisjoint(_long_forms(b))


def _long_forms(name: str) -> frozenset[str]:
    return _short_names().get(name, frozenset()) | {name}


@cache
def _short_names() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for full, short in load_toml("names.toml")["short"].items():
        for name in short.split():
            found[name] = found.get(name, frozenset()) | {full}
    return found


@cache
def _genders() -> Mapping[str, Gender]:
    table = load_toml("names.toml")
    male = frozenset(table["m"].split())
    female = frozenset(table["f"].split())
    found: dict[str, Gender] = dict.fromkeys(male - female, "m")
    found.update(dict.fromkeys(female - male, "f"))
    return found
