"""What a story says about its names: persons, common words, the countries that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.extract.places.toponyms import Toponym
from onrecord.ontology.actors import known_actors
from onrecord.ontology.place_cues import place_cues
from onrecord.ontology.places import place_words
from onrecord.records import Passage, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNames:
    """What the rest of the story says about its names."""

    person_words: frozenset[str]  # lower-case words of names of persons that have several
    entities: Mapping[int, Span]  # by token
    text: str  # of the story; `doc.text` would be put together anew each time
    common_words: frozenset[str]  # that it has in lower case too
    countries: frozenset[str | None]  # that it names outright
    dateline: Passage | None  # the toponym of the dateline
    strong: frozenset[str]  # folded names that are a place beyond doubt elsewhere in the story


def read_names(story: Story, doc: Doc, found: Sequence[Toponym], entities: Mapping[int, Span]) -> StoryNames:
    """Return what a story says about its names before any is judged."""
    return StoryNames(
        text=story.text,
        person_words=_person_words(doc),
        common_words=frozenset(token.text for token in doc if token.is_lower and token.is_alpha),
        entities=entities,
        countries=frozenset(t.candidates[0].country for t in found if t.source in ("country", "demonym", "place")),
        dateline=story.dateline.toponym if story.dateline else None,
        strong=frozenset(),
    )


def _person_words(doc: Doc) -> frozenset[str]:
    cues = place_cues()
    found: set[str] = set()
    for entity in doc.ents:
        words = [token.lower_ for token in entity if token.text[0].isupper()]
        if entity.label_ == "PERSON" and len(words) > 1 and not any(word in cues.generic or word in cues.municipal for word in words):
            found.update(words)
    return frozenset(found)


@cache
def actor_names() -> frozenset[str]:
    """Return the names of known actors that are no place's: what the model calls a place may be an armed group."""
    names = (name for actor in known_actors().values() if actor.kind != "country" for name in (actor.name, *actor.aliases))
    return frozenset(name for name in names if name not in place_words())


def entities_by_token(doc: Doc) -> Mapping[int, Span]:
    """Return the model's named entities by the tokens in them."""
    return {i: entity for entity in doc.ents for i in range(entity.start, entity.end)}


def entity_over(entities: Mapping[int, Span], toponym: Toponym) -> Span | None:
    """Return the named entity that a toponym is or is part of."""
    for i in range(toponym.first, toponym.last):
        if i in entities:
            return entities[i]
    return None
