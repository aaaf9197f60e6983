"""Which group or organisation a noun for one takes up again: "the ministry", "the Tehran-backed movement", "the scientists"."""

from __future__ import annotations

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, body_sorts, fold
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.roles import synonyms_of

_MOVEMENTS = frozenset({"REB", "PAR", "OPP", "UAF"})
TIED = load_actor_words("bodies", "tied")


def find_rebels(cast: Cast, mention: Mention) -> list[Party]:
    """Return the one armed group of a country that the story names, for "the Yemeni rebels"."""
    if mention.country is None or mention.role is None or "REB" not in mention.role.sectors:
        return []
    named = [party for party in cast.parties if party.country == mention.country and _is_of(party, frozenset({"REB"}))]
    return named if len(named) == 1 else []


def find_movement(cast: Cast, mention: Mention) -> Party | None:
    """Return the armed or political body named last, for "the Tehran-backed movement"."""
    return cast.trail.latest(mention.head, lambda party: _is_of(party, _MOVEMENTS) and agrees(mention, party))


def find_synonym(cast: Cast, mention: Mention) -> Party | None:
    """Return the group named before by a word of the same meaning: "the scientists" after "a research team"."""
    words = synonyms_of(mention.role.noun) if mention.role is not None else frozenset()
    if not words or not mention.is_definite:
        return None
    named = [party for word in words for party in cast.by_role.get(word, ()) if agrees(mention, party) and not party.is_person]
    return cast.trail.latest(mention.head, lambda party: party in named) if named else None


def find_body_named(cast: Cast, mention: Mention) -> Party | None:
    """Return the organisation that "the ministry", "the group" takes up: by a word of its name, else the last one for a generic noun."""
    role = mention.role
    if role is None:
        return None
    noun = role.noun.split()[-1]

    def is_named_so(party: Party) -> bool:
        names = (*party.names, party.known.name) if party.known else party.names
        return party.kind == "organization" and agrees(mention, party) and any(noun in fold(name).split() for name in names)

    named = cast.trail.latest(mention.head, is_named_so)
    if named is None and role.sectors and not role.is_generic and noun in body_sorts():  # "the militant group" after a name
        sectors = frozenset(role.sectors)
        named = cast.trail.latest(mention.head, lambda party: _is_of(party, sectors) and agrees(mention, party), is_said=True)
    if named is not None or not role.is_generic or (mention.modifiers and not mention.modifiers & TIED):
        return named
    return cast.trail.latest(
        mention.head, lambda party: party.kind == "organization" and not party.roles and agrees(mention, party), is_said=True
    )


def agrees(mention: Mention, party: Party) -> bool:
    """Tell whether nothing speaks against a noun phrase being a party: country, gender, number."""
    if mention.country and party.country and mention.country != party.country:
        return False
    if mention.gender and party.gender and mention.gender != party.gender:
        return False
    return party.is_plural == mention.is_plural or party.kind != "person"


def _is_of(party: Party, sectors: frozenset[str]) -> bool:
    """Tell whether a party is a named organisation of a sector."""
    own = party.known.sectors if party.known else party.sectors
    return party.kind == "organization" and bool(party.name) and bool(sectors & frozenset(own))
