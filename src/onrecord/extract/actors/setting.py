"""The country that a story is about, and the bodies of states that it names without their country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.party import Party, fold, roles_in
from onrecord.ontology.actors import federations, state_bodies, to_state_body
from onrecord.ontology.countries import countries
from onrecord.ontology.roles import arms_of_state, offices_of_state
from onrecord.records import Place

_LEAD = 2  # so many times as often as the next


def find_setting(cast: Cast, places: Sequence[Place]) -> str | None:
    """Return the country that the places and parties of a story are in, if by far."""
    counts: Counter[str] = Counter()
    for place in places:
        if place.country in countries():
            counts[place.country or ""] += len(place.mentions)
    for party in cast.parties:
        if party.country in countries() and party.kind != "country":
            counts[party.country or ""] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def settle_bodies(cast: Cast, setting: str | None) -> None:
    """Make "the Supreme Court", "the defence ministry" of no country named those of the country that the story is about."""
    if setting is None:
        return
    for party in list(cast.parties):
        if not party.names and party.known is None and party.country is None and (party.phrase or "").lower() == "the government":
            settle_government(cast, party, setting)
            continue
        body = state_bodies().get(_bare(party))
        if body is None or party.known or party.country not in (None, setting) or party.is_plural or party.is_person:
            continue
        if body.is_bare and not (body.is_bare == "unitary" and setting in federations()):
            party.known = to_state_body(body, setting)
            party.country = setting


def settle_government(cast: Cast, party: Party, country: str) -> None:
    """Give "the government" of nobody known to a country."""
    state = cast.by_key.get(country)
    if state is None:
        party.kind, party.country = "country", country
        cast.by_key[country] = party
    else:
        cast.join(party, state)


def settle_offices(cast: Cast, home: str | None) -> None:
    """Give the police, the army, "Interior Minister Dahl" of no country named that of the country that the story is about."""
    if home is None:
        return
    for party in cast.parties:
        if party.country is not None or party.known is not None or not party.mentions or not _is_of_state(party):
            continue
        if all(country == home for country in _countries_beside(cast, party)):
            party.country = home


def _is_of_state(party: Party) -> bool:
    if party.kind == "person":
        return any(title in offices_of_state() for title in roles_in(party.titles))
    role = party.mentions[0].role
    return not party.names and role is not None and role.noun in arms_of_state() and not any(m.is_numbered for m in party.mentions)


def _countries_beside(cast: Cast, party: Party) -> set[str]:
    """Return the countries of the places in the sentence that first tells of a party, up to it."""
    words, first = cast.words, party.mentions[0]
    here = words.sentences[first.head]
    named = [(start, country) for start, country in cast.scene.literal if start < first.end]
    return {country for start, country in named if words.sentences[words.at(start)] == here}


def _bare(party: Party) -> str:
    """Return what a party without a country is called, without its article."""
    return fold(party.name or party.phrase or "")
