"""The parties of a story that act, are acted on or speak, each with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.actors.coreference import gather
from onrecord.extract.actors.describe import to_actor
from onrecord.extract.actors.names import find_names
from onrecord.extract.actors.nominals import find_nominals
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.personal import find_pronouns
from onrecord.extract.actors.scene import find_scene, without_frame
from onrecord.extract.actors.setting import find_setting, settle_bodies, settle_offices
from onrecord.extract.actors.sources import settle_sources
from onrecord.extract.actors.words import to_words
from onrecord.records import Actor, Place, Statement, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_actors"]


def find_actors(story: Story, doc: Doc, places: Sequence[Place], statements: Sequence[Statement]) -> Sequence[Actor]:
    """Return the actors of a story; every source of a statement is a mention of one of them, if anybody can tell whose."""
    words = to_words(story.text, doc, statements)
    scene = find_scene(story, places)
    names = without_frame(find_names(words, places), story, words)
    countries = {mention.passage.start: place.country for place in places for mention in place.mentions if place.country}
    others = without_frame((*find_nominals(words, names, countries), *find_pronouns(words)), story, words)
    cast = gather(words, names, others, story.published, scene)
    settle_sources(cast)
    setting = find_setting(cast, places)
    home = cast.country_before(len(story.text))
    settle_bodies(cast, setting or home)
    settle_offices(cast, home)
    return join_same(to_actor(story, party, setting) for party in cast.parties if _is_party(party))


def _is_party(party: Party) -> bool:
    """Tell whether somebody is meant: an adjective alone ("Arab") is nobody."""
    is_adjective = party.known is None and party.kind == "group" and all(m.form == "associative" for m in party.mentions)
    return bool(party.extra) or (bool(party.mentions) and not (is_adjective and party.names))


def join_same(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return actors each once: parties that got one id are one actor with all their mentions."""
    found: dict[str, Actor] = {}
    for actor in actors:
        same = found.get(actor.id)
        if same is not None:
            mentions = sorted({*same.mentions, *actor.mentions}, key=lambda mention: (mention.passage.start, mention.passage.end))
            actor = replace(same, mentions=tuple(mentions))  # noqa: PLW2901 - the actor goes on with more mentions
        found[actor.id] = actor
    return tuple(found.values())
