"""From a gathered party to the Actor that goes on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.actors.mention import Form
from onrecord.extract.actors.party import SUFFIXES, Party, fold, roles_in, surname
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.actors import state_bodies
from onrecord.ontology.countries import countries
from onrecord.ontology.given_names import common_surnames, gender_of
from onrecord.ontology.roles import role_nouns
from onrecord.records import Actor, ActorKind, ActorMention, Passage, Story, make_id

_SORT_WORDS = load_actor_words("describe", "sort_words")
_SMALL = frozenset({"the", "some", "of", "in", "from"})
_FORMS = {"name": 0, "nominal": 1, "pronoun": 2, "associative": 3}


def to_actor(story: Story, party: Party, setting: str | None) -> Actor:
    """Return a party as an Actor: its name, country, sectors, an id that is the same in every story for the same party.

    `setting`: the country that the story is about.
    """
    country = party.known.country if party.known else party.country
    kind = party.known.kind if party.known else party.kind
    if kind == "country" and party.is_plural:
        kind = "group"
    name = _name(party, kind)
    return Actor(
        id=_id(story, party, name, kind, setting),
        name=name,
        kind=kind,
        country=country,
        sectors=_sectors(party, kind),
        wikidata=_wikidata(party, kind),
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


def _id(story: Story, party: Party, name: str, kind: ActorKind, setting: str | None) -> str:
    if party.known is not None:
        return f"actor-{party.known.key}"
    if kind == "country":
        return f"actor-{party.country}"
    key = _key(party, name, kind, setting)
    if key is not None:
        return make_id("actor", *key)
    first = party.mentions[0].start if party.mentions else party.extra[0][0]
    return make_id("actor", story.id, fold(name), kind, first)


def _wikidata(party: Party, kind: ActorKind) -> str | None:
    if party.known is not None:
        return party.known.wikidata
    return countries()[party.country].wikidata if kind == "country" and party.country else None


def _key(party: Party, name: str, kind: ActorKind, setting: str | None) -> tuple[str, ...] | None:
    """Return what a party that no table knows has in common with itself in other stories; None if nobody can tell it from others.

    A full name is somebody's, unless many bear it: then it is one actor where the stories are set in one country. A
    surname, "the ministry", "police" and "two men" are others in every story; "Syrian rebels" are a group of their own.
    """
    if not party.names:
        mention = party.mentions[0] if party.mentions else None
        if not party.is_plural or party.country is None or mention is None or mention.role is None or not mention.role.sectors:
            return None
        own = {word.casefold() for word in _words_of_country(party.country)} | {*mention.role.noun.split(), *_SMALL}
        spare = [word for word in fold(name).split() if word not in own and word.removesuffix("s") not in own]
        return None if spare or mention.is_numbered or mention.role.is_body else (party.country, mention.role.noun)
    words = fold(name).split()
    if kind == "person":
        words = [word for word in words if word not in SUFFIXES]
        words = [word for word in words if len(word) > 1] if sum(len(word) > 1 for word in words) > 1 else words
        if len(words) < 2:
            return None
        is_common = surname(words[-1]) in common_surnames() and gender_of(words[0]) is not None
        if is_common:
            return (words[0], words[-1], setting) if setting else None
        return (words[0], words[-1])
    if words[-1] in role_nouns() and not _is_distinct(words):
        where = party.country or setting
        return (*words, where) if where else None
    return tuple(words)


def _is_distinct(words: Sequence[str]) -> bool:
    """Tell whether a name has a word besides those that say what sort of body it is: "Supreme Court" has none."""
    plain = " ".join(words)
    return plain not in state_bodies() and any(word not in role_nouns() and word not in _SORT_WORDS for word in words)


def _words_of_country(iso3: str) -> Iterator[str]:
    country = countries().get(iso3)
    if country is not None:
        for name in (country.name, *country.names, *country.adjectives, *country.people):
            yield from name.split()


def _sectors(party: Party, kind: ActorKind) -> Sequence[str]:
    if party.known is not None:
        return party.known.sectors
    if kind == "country":
        return ("GOV",)
    found = list(party.sectors)
    for title in roles_in(party.titles):
        found.extend(sector for sector in role_nouns()[title].sectors if sector not in found)
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
