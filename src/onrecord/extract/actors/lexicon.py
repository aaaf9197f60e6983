"""All names of the tables by their first word, as news writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.extract.actors.words import plain
from onrecord.ontology.actors import KnownActor, known_actors, named_state_bodies
from onrecord.ontology.countries import Country, countries

Sort = Literal["actor", "country", "adjective", "people", "capital", "seat"]

FIRST_WORD = re.compile(r"\w+(?:\.\w\b\.?)*")
_SHORTEST_IN_CAPITALS = 5
_LONGEST_INITIALS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name in the tables stands for."""

    sort: Sort
    actor: KnownActor | None = None
    country: str | None = None


@cache
def lexicon() -> Mapping[str, Sequence[tuple[str, Entry]]]:
    """Return all names of the tables by their first word, the longest first."""
    found: dict[str, dict[str, Entry]] = {}
    for name, entry in _entries():
        word = FIRST_WORD.match(name)
        if word:
            found.setdefault(word.group(), {}).setdefault(name, entry)
            if len(name) >= _SHORTEST_IN_CAPITALS:
                capitals = name.upper()
                found.setdefault(word.group().upper(), {}).setdefault(capitals, entry)
    return {word: sorted(names.items(), key=lambda item: -len(item[0])) for word, names in found.items()}


def _entries() -> Iterator[tuple[str, Entry]]:
    for actor in (*known_actors().values(), *named_state_bodies().values()):
        for name in (actor.name, *actor.aliases):
            for variant in _variants(plain(name)):
                for written in (variant, *_dotted(variant), *_with_s(actor, variant)):
                    yield written, Entry(sort="actor", actor=actor, country=actor.country)
    for name, actor in named_state_bodies().items():
        yield plain(name), Entry(sort="actor", actor=actor, country=actor.country)
    for country in countries().values():
        yield from _country_entries(country)


def _variants(name: str) -> Iterator[str]:
    """Yield the ways to write a name: "al-Qaida", "Al-Qaida", "Al Qaida", "the Guardian"."""
    yield name
    if name[:4] == "The ":
        yield "the " + name[4:]
    if name[:3].lower() in ("al-", "el-", "as-", "an-", "ar-"):
        for article in (name[:2].lower(), name[:2].capitalize()):
            yield f"{article}-{name[3:]}"
            yield f"{article} {name[3:]}"


def _dotted(name: str) -> Iterator[str]:
    """Yield a name that is initials as some papers write it: "F.B.I."."""
    if name.isalpha() and name.isupper() and 3 <= len(name) <= _LONGEST_INITIALS:
        yield "".join(f"{letter}." for letter in name)


def _with_s(actor: KnownActor, name: str) -> Iterator[str]:
    """Yield the possessive of texts that lost their apostrophes."""
    if actor.kind == "organization" and len(name) >= _SHORTEST_IN_CAPITALS and name[-1] not in "sS" and " " not in name:
        yield f"{name}s"


def _country_entries(country: Country) -> Iterator[tuple[str, Entry]]:
    sorts: tuple[tuple[Sort, tuple[str, ...]], ...] = (
        ("country", (country.name, *country.names)),
        ("adjective", country.adjectives),
        ("people", country.people),
        ("seat", country.seats),
        ("capital", country.capitals),
    )
    for sort, names in sorts:
        for name in names:
            yield plain(name.removeprefix("the ")), Entry(sort=sort, country=country.iso3)
            if sort == "country" and len(name) >= _SHORTEST_IN_CAPITALS and name[-1] != "s" and " " not in name:
                yield f"{plain(name)}s", Entry(sort="adjective", country=country.iso3)  # texts that lost their apostrophes
