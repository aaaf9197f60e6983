"""Known actors: international organisations, armed groups, parties, agencies, office holders; bodies of states by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology import load_toml
from onrecord.ontology.countries import countries
from onrecord.ontology.fold import fold_name
from onrecord.ontology.given_names import common_surnames
from onrecord.ontology.roles import Gender
from onrecord.records import ActorKind

_TABLES = ("actors_armed.toml", "actors_international.toml", "actors_media.toml", "actors_national.toml", "actors_people.toml")
_KNOWN_UNTIL = "2025-12-31"  # who holds an office after this day, the table does not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role that somebody held, from the first day to the last; `until` is None if it was still held when the table was made."""

    role: str  # "president"
    since: str  # YYYY-MM-DD
    until: str | None
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """A party that the actor table knows."""

    key: str
    name: str
    kind: ActorKind
    country: str | None  # ISO 3166 alpha-3, or IGO, NGO, MNC, IMG, UNO, EUR
    sectors: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    gender: Gender | None = None
    affiliations: tuple[str, ...] = ()  # "republican": which of roles.toml's words of parties fit
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBody:
    """A body that every state has: its armed forces, its foreign ministry."""

    key: str
    name: str  # "{adjective} Armed Forces"
    sectors: tuple[str, ...]
    is_bare: str | None = (
        None  # "yes", "unitary": without a country it is the one of the country that the story is about; not in federations
    )
    words: tuple[str, ...]  # what news calls it, in lower case, after the country's name or adjective


@cache
def known_actors() -> Mapping[str, KnownActor]:
    """Return the actors of the table by key."""
    return {key: _actor(key, row) for table in _TABLES for key, row in load_toml(table).items()}


def _actor(key: str, row: Mapping[str, Any]) -> KnownActor:
    country = row.get("country")
    offices = tuple(
        Office(role=role, since=since, until=until or None, country=country or "") for role, since, until in row.get("offices", ())
    )
    return KnownActor(
        key=key,
        name=row["name"],
        kind=row.get("kind", "organization"),
        country=country,
        sectors=tuple(row["sectors"]),
        aliases=tuple(row.get("aliases", ())),
        wikidata=row.get("wikidata"),
        gender=row.get("gender"),
        affiliations=tuple(row.get("affiliations", ())),
        offices=offices,
    )


@cache
def state_bodies() -> Mapping[str, StateBody]:
    """Return the bodies that every state has, by what news calls them: "defence ministry", "armed forces"."""
    found = {}
    for key, row in load_toml("state_bodies.toml")["body"].items():
        body = StateBody(key=key, name=row["name"], sectors=tuple(row["sectors"]), words=tuple(row["words"]), is_bare=row.get("bare"))
        found.update(dict.fromkeys(body.words, body))
    return found


def to_state_body(body: StateBody, iso3: str) -> KnownActor | None:
    """Return the body of one state: the foreign ministry of FRA is the French Ministry of Foreign Affairs."""
    country = countries().get(iso3)
    if country is None:
        return None
    own = _own_names().get(iso3, {}).get(body.key)
    name = own[0] if own else body.name.format(adjective=country.adjectives[0] if country.adjectives else country.name)
    return KnownActor(key=f"{iso3}-{body.key}", name=name, kind="organization", country=iso3, sectors=body.sectors)


@cache
def named_state_bodies() -> Mapping[str, KnownActor]:
    """Return the bodies of states that have a name of their own, by that name: "Pentagon", "Bundeswehr"."""
    by_key = {body.key: body for body in state_bodies().values()}
    found = {}
    for iso3, own in _own_names().items():
        for key, names in own.items():
            actor = to_state_body(by_key[key], iso3)
            if actor is not None:
                found.update(dict.fromkeys(names, actor))
    return found


@cache
def federations() -> frozenset[str]:
    """Return the countries made of states, where "the state" is one of these."""
    return frozenset(load_toml("state_bodies.toml")["federations"])


@cache
def _own_names() -> Mapping[str, Mapping[str, list[str]]]:
    own: dict[str, dict[str, list[str]]] = load_toml("state_bodies.toml")["names"]
    return own


def find_office_holder(role: str, country: str, day: str) -> KnownActor | None:
    """Return who held an office of a state on a day, if the table knows exactly one."""
    held = [
        actor
        for actor in _office_holders().get((role, country), ())
        if any(o.role == role and o.since <= day <= (o.until or _KNOWN_UNTIL) for o in actor.offices)
    ]
    return held[0] if len(held) == 1 else None


@cache
def _office_holders() -> Mapping[tuple[str, str], list[KnownActor]]:
    found: dict[tuple[str, str], list[KnownActor]] = {}
    for actor in known_actors().values():
        for role in {office.role for office in actor.offices}:
            found.setdefault((role, actor.country or ""), []).append(actor)
    return found


def find_by_name(name: str) -> KnownActor | None:
    """Return the actor of the tables with a name of two words or more, however it is written.

    >>> find_by_name("HUGO CHAVEZ").name
    'Hugo Chávez'
    """
    return _by_folded_name().get(fold_name(name).removeprefix("the "))


@cache
def _by_folded_name() -> Mapping[str, KnownActor]:
    bearers: dict[str, list[KnownActor]] = {}
    for actor in known_actors().values():
        for name in {fold_name(full).removeprefix("the ") for full in (actor.name, *actor.aliases)}:
            if " " in name:
                bearers.setdefault(name, []).append(actor)
    return {name: having[0] for name, having in bearers.items() if len(having) == 1}


def find_by_surname(folded: str) -> KnownActor | None:
    """Return the office holder whom news calls by surname alone; None for a surname that many bear ("brown") or two of the table.

    >>> find_by_surname("putin").name
    'Vladimir Putin'
    """
    return _by_surname().get(folded)


@cache
def _by_surname() -> Mapping[str, KnownActor]:
    common = common_surnames()
    bearers: dict[str, list[KnownActor]] = {}
    for actor in known_actors().values():
        if actor.kind == "person":
            for name in {full.split()[-1].removeprefix("al-").removeprefix("el-").casefold() for full in (actor.name, *actor.aliases)}:
                bearers.setdefault(name, []).append(actor)
    return {name: having[0] for name, having in bearers.items() if len(having) == 1 and name not in common}
