"""From a gathered party to the Actor that goes on record."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.actors.mention import Form
from onrecord.extract.actors.party import Party, fold
from onrecord.ontology.countries import countries
from onrecord.ontology.roles import role_nouns
from onrecord.records import Actor, ActorKind, ActorMention, Passage, Story, make_id

_FORMS = {"name": 0, "nominal": 1, "pronoun": 2, "associative": 3}


def to_actor(story: Story, party: Party) -> Actor:
    """Return a party as an Actor: its name, country, sectors, an id that is the same in every story for the same party."""
    country = party.known.country if party.known else party.country
    kind = party.known.kind if party.known else party.kind
    if kind == "country" and party.is_plural:
        kind = "group"
    name = _name(party, kind)
    return Actor(
        id=_id(story, party, name, kind),
        name=name,
        kind=kind,
        country=country,
        sectors=_sectors(party, kind),
        wikidata=party.known.wikidata if party.known else None,
        mentions=_mentions(story, party),
        title=_title(party),
        method="table" if party.known or kind == "country" else "rules",
    )


def _name(party: Party, kind: ActorKind) -> str:
    if kind == "country" and party.country and party.known is None:
        return countries()[party.country].name
    if party.name:
        return party.name
    phrase = party.phrase or (party.mentions[0].phrase or "")
    return " ".join(phrase.split()) or "unknown"


def _id(story: Story, party: Party, name: str, kind: ActorKind) -> str:
    if party.known is not None:
        return f"actor-{party.known.key}"
    if kind == "country":
        return f"actor-{party.country}"
    if kind == "unnamed":
        first = party.mentions[0].start if party.mentions else party.extra[0][0]
        return make_id("actor", story.id, fold(name), kind, first)
    return make_id("actor", fold(name), kind, party.country)


def _sectors(party: Party, kind: ActorKind) -> Sequence[str]:
    if party.known is not None:
        return party.known.sectors
    if kind == "country":
        return ("GOV",)
    found = list(party.sectors)
    for title in party.titles:
        role = role_nouns().get(title)
        if role is not None:
            found.extend(sector for sector in role.sectors if sector not in found)
    if party.country and party.is_plural and not found:
        found.append("CVL")
    return tuple(found)


def _title(party: Party) -> str | None:
    if party.kind != "person":
        return None
    nominal = next((mention for mention in party.mentions if mention.form == "nominal" and mention.phrase), None)
    if party.titles:
        return " ".join(party.titles)
    phrase = " ".join((nominal.phrase or "").split()) if nominal else ""
    for name in party.names:
        phrase = phrase.removesuffix(name).rstrip()
    return phrase or None


def _mentions(story: Story, party: Party) -> Sequence[ActorMention]:
    """Return the mentions in text order; of two at one place the first in the order of forms."""
    by_place: dict[tuple[int, int], Form] = {}
    for mention in sorted(party.mentions, key=lambda mention: _FORMS[mention.form]):
        by_place.setdefault((mention.start, mention.end), mention.form)
    for start, end in party.extra:
        by_place.setdefault((start, end), "nominal")
    return tuple(ActorMention(passage=Passage.cut(story, start, end), form=form) for (start, end), form in sorted(by_place.items()))
