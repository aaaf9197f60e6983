"""Whose somebody is: "his rival", "its supporters", "Dahl's campaign"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, fold
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.roles import Gender

_HEADS = load_actor_words("owners", "heads")
_LONGEST = 5  # words of a name


def is_owned(cast: Cast, mention: Mention) -> bool:
    """Tell whether a noun phrase says whose: "Dahl's campaign", "her campaign"."""
    return any(cast.words.tags[i] in ("PRP$", "POS") for i in range(mention.first, mention.head))


def find_owner(cast: Cast, mention: Mention) -> Party | None:
    """Return whose the rival of "his rival" is, "its supporters" are: whom the pronoun stands for."""
    settled = cast.by_head.get(mention.first) if cast.words.tags[mention.first] == "PRP$" else None
    if settled is not None:
        return settled
    gender: Gender | None = {"his": "m", "her": "f"}.get(cast.words.lowers[mention.first])  # type: ignore[assignment]
    if gender is None:
        return None
    return cast.trail.best(
        mention.first, lambda party: party.is_person and party.gender in (None, gender), favoured=None, is_source=False, things=False
    )


def name_owner(cast: Cast, mention: Mention) -> Mention:
    """Return "her campaign", "its supporters" as those of whom "her", "its" stands for; what is a country's has its country."""
    owner = find_owner(cast, mention)
    if mention.role is None or not (mention.role.is_body or mention.is_plural) or owner is None:
        return mention
    if owner.kind == "country":
        return replace(mention, country=mention.country or owner.country)
    name = owner.name or owner.phrase
    if not name or len(name.split()) > _LONGEST:
        return mention
    rest = (mention.phrase or "").split(maxsplit=1)[1:]
    ending = "'" if owner.is_plural and name.endswith("s") else "'s"
    return replace(mention, modifiers=mention.modifiers | frozenset(fold(name).split()), phrase=" ".join((f"{name}{ending}", *rest)))


def with_owners_sectors(cast: Cast, mention: Mention) -> Mention:
    """Return "its leader" with the sectors of whom "its" stands for: the leader of a union is no politician."""
    role, words = mention.role, cast.words
    if role is None or role.is_body or role.noun not in _HEADS:
        return mention
    owners = (cast.by_head.get(i) for i in range(mention.first, mention.head) if words.tags[i] == "PRP$" or words.deps[i] == "poss")
    owner = next((party for party in owners if party is not None and party.kind in ("organization", "group")), None)
    sectors = (owner.known.sectors if owner.known else tuple(owner.sectors)) if owner is not None else ()
    return replace(mention, role=replace(role, sectors=tuple(sectors))) if sectors else mention
