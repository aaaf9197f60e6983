"""States and what is theirs: "the government", "the army", "the French president"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.actors.antecedents import find_antecedent
from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.owners import find_owner
from onrecord.extract.actors.party import Party
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.actors import federations, find_office_holder, state_bodies, to_state_body

_FORCES = load_actor_words("states", "forces")
_GOVERNMENT = load_actor_words("states", "governments")
_OWNED = _FORCES | load_actor_words("states", "ruled_by_one")
_GOVERNMENT_FORCES = load_actor_words("states", "government_forces")
_RANKED = load_actor_words("states", "not_in_office")


def settle_of_state(cast: Cast, mention: Mention) -> bool:
    """Give a noun phrase for a state or its bodies to its party; tell whether it was one."""
    role = mention.role
    if role is None:
        return False
    if mention.known is not None:
        party = cast.by_key.get(mention.known.key)
        if party is None:
            cast.open(mention, "organization")
        else:
            cast.settle(mention, party)
        return True
    if mention.country is None and role.noun in _OWNED:
        mention = replace(mention, country=_country_of_owner(cast, mention))
        if mention.country and role.noun not in _GOVERNMENT:
            _settle_state_body(cast, mention, mention.country, "military")
            return True
    same_body = _find_same_body(cast, mention)
    if same_body is not None:
        cast.settle(mention, same_body)
        return True
    if role.noun in _GOVERNMENT and role.is_body:
        _settle_government(cast, mention)
        return True
    if role.is_instrument or (role.noun == "counterpart" and mention.country):
        if mention.country:
            _settle_government(cast, mention)
        return True
    if " ".join((cast.words.lowers[mention.head - 1], cast.words.lowers[mention.head])) in _GOVERNMENT_FORCES and mention.head > 0:
        country = mention.country or cast.country_before(mention.start)
        if country:
            _settle_state_body(cast, mention, country, "military")
            return True
    return False


def _find_same_body(cast: Cast, mention: Mention) -> Party | None:
    """Return the body of a state that "the army" takes up: the one of this sort that was mentioned last."""
    body = state_bodies().get(cast.words.lowers[mention.head])
    if body is None or not mention.is_definite or mention.country or mention.modifiers - frozenset(body.words):
        return None
    return cast.trail.latest(mention.head, lambda party: party.known is not None and party.known.key.endswith(f"-{body.key}"))


def _country_of_owner(cast: Cast, mention: Mention) -> str | None:
    """Return the country that "the Assad regime", "Assad's forces" belong to: that of an office holder in the phrase."""
    reach = mention.head + 6 if cast.words.lowers[mention.head + 1 : mention.head + 2] == ["of"] else mention.head
    for i in range(mention.first, reach):
        party = cast.by_head.get(i)
        if party is not None and party.kind == "person" and party.known is not None and party.known.sectors[:1] == ("GOV",):
            return party.known.country
    return None


def _settle_government(cast: Cast, mention: Mention) -> None:
    """Give "the Syrian government" to Syria, and "the government" to the country that the story is about."""
    country = mention.country
    owner = find_owner(cast, mention)
    if country is None and owner is not None and not mention.modifiers:
        country = owner.country or cast.country_before(mention.start)  # "his government"
    elif (
        country is None
        and (mention.is_definite or cast.words.lowers[mention.head] == "authorities")
        and not mention.modifiers - {"government", "state"}
    ):
        country = cast.country_before(mention.start)
        if mention.role is not None and mention.role.noun == "state" and country in federations():
            return
    if country is not None:
        cast.settle(mention, cast.find_country(country))
        return
    same = find_antecedent(cast, mention)
    if same is not None:
        cast.settle(mention, same)
    else:
        cast.open(mention, "organization")


def _settle_state_body(cast: Cast, mention: Mention, country: str, key: str) -> None:
    body = next((body for body in state_bodies().values() if body.key == key), None)
    known = to_state_body(body, country) if body else None
    if known is None:
        return
    party = cast.by_key.get(known.key)
    if party is None:
        party = Party(kind="organization", known=known, country=country)
        cast.parties.append(party)
        cast.by_key[known.key] = party
    cast.settle(mention, party)


def settle_office(cast: Cast, mention: Mention) -> bool:
    """Give "the French president" to who held the office when the story was published, if the table knows."""
    if not (cast.published and mention.country and mention.role) or mention.is_plural or "former" in mention.modifiers:
        return False
    if mention.modifiers - {mention.role.noun} and mention.modifiers & _RANKED:
        return False
    known = find_office_holder(mention.role.noun, mention.country, cast.published)
    if known is None:
        return False
    party = cast.by_key.get(known.key)
    if party is None:
        party = Party(kind="person", known=known, country=known.country, gender=known.gender)
        cast.parties.append(party)
        cast.by_key[known.key] = party
    cast.settle(mention, party)
    return True
