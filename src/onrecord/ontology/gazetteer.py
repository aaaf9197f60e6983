"""Towns and divisions of GeoNames by name: two compressed tables, read whole on first use, looked up by bisection."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.ontology.countries import country_by_iso2
from onrecord.ontology.fold import fold_arabic, fold_name
from onrecord.records import Precision

_PRECISION: dict[str, Precision] = {"P": "city", "ADM1": "admin1", "ADM2": "admin1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place that a table of ours has."""

    id: str  # "gn-<GeoNames id>", or "place-<key>" for our own table
    name: str
    country: str | None  # ISO 3166 alpha-3
    lat: float
    lon: float
    precision: Precision
    geonames_id: int | None
    feature: str  # "P", "ADM1", "ADM2", "PCLI" or our own table's kind
    population: int = 0
    admin1: int | None = None  # GeoNames ids of the divisions that it lies in
    admin2: int | None = None


@cache
def _names() -> list[bytes]:
    return _read("gazetteer-names.tsv.gz")


@cache
def _places() -> list[bytes]:
    return _read("gazetteer-places.tsv.gz")


def _read(name: str) -> list[bytes]:
    return gzip.decompress(files("onrecord").joinpath("data", name).read_bytes()).split(b"\n")


@lru_cache(maxsize=20_000)
def places_named(name: str) -> Sequence[KnownPlace]:
    """Return the towns and divisions of a name, largest first; whole names only, folded.

    >>> places_named("Aleppo")[0].country
    'SYR'
    """
    return _places_of_key(fold_name(name))


@lru_cache(maxsize=20_000)
def places_spelled_like(name: str) -> Sequence[KnownPlace]:
    """Return places of the Arab world and its neighbours whose name is a spelling of this one: "Kafr Zeita", "Kfar Zita"."""
    key = fold_arabic(fold_name(name))
    return _places_of_key("*" + key) if len(key) > 2 else ()


def _places_of_key(key: str) -> Sequence[KnownPlace]:
    names = _names()
    start = key.encode() + b"\t"
    at = bisect_left(names, start)
    if at == len(names) or not names[at].startswith(start):
        return ()
    found = [_place(int(number)) for number in names[at][len(start) :].split()]
    return tuple(sorted(found, key=lambda place: (-place.population, place.id)))


@lru_cache(maxsize=50_000)
def _place(number: int) -> KnownPlace:
    geonames_id, name, feature, iso2, admin1, admin2, lat, lon, population = _places()[number].decode().split("\t")
    country = country_by_iso2(iso2)
    return KnownPlace(
        id=f"gn-{geonames_id}",
        name=name,
        country=country.iso3 if country else None,
        lat=float(lat),
        lon=float(lon),
        precision=_PRECISION[feature],
        geonames_id=int(geonames_id),
        feature=feature,
        population=int(population),
        admin1=int(admin1) if admin1 else None,
        admin2=int(admin2) if admin2 else None,
    )


@cache
def _divisions() -> dict[int, str]:
    rows = (line.split(b"\t", 3) for line in _places() if b"\tADM1\t" in line)
    return {int(row[0]): row[1].decode() for row in rows}


def name_of_division(geonames_id: int) -> str | None:
    """Return the name of a first-level division, as GeoNames writes it."""
    return _divisions().get(geonames_id)
