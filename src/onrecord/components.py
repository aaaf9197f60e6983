"""The extractors as spaCy components: `nlp.add_pipe("onrecord_statements")` and so on, in any spaCy pipeline.

Each leaves spans (`doc.spans["onrecord_statements"]`) and plain dicts (`doc._.onrecord_statements`, the fields of the
dataclasses in `onrecord.records`), so that `nlp.pipe(n_process=2)` and `Doc.to_bytes()` work. A component finds what it
needs of the others by itself if they are not in the pipeline. Set `doc._.published` ("2016-12-12") for relative dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import find_breaks
from onrecord.clean import clean
from onrecord.extract import find_actors, find_events, find_places, find_statements, find_times, mend, name_speakers
from onrecord.records import Actor, Dropped, EventMention, Passage, Place, RawStory, Reading, Statement, Story, TimeMention

Found = TypeVar("Found")
Component = Callable[[Doc], Doc]

_KINDS: dict[str, type] = {
    "onrecord_times": TimeMention,
    "onrecord_places": Place,
    "onrecord_statements": Statement,
    "onrecord_actors": Actor,
    "onrecord_events": EventMention,
}
for _name in ("published", *_KINDS):
    Doc.set_extension(_name, default=None, force=True)


@Language.factory("onrecord_lines")
def make_lines(nlp: Language, name: str) -> Component:
    """Make the component that starts a sentence at every line, dateline and piece of furniture; add it before the parser."""

    def start_lines(doc: Doc) -> Doc:
        breaks = find_breaks(_story_of(doc))
        for token in doc:
            if token.idx in breaks and not token.is_space:
                token.is_sent_start = True
        return doc

    return start_lines


@Language.factory("onrecord_times")
def make_times(nlp: Language, name: str) -> Component:
    """Make the component that finds time expressions."""

    def read_times(doc: Doc) -> Doc:
        return _leave(doc, "onrecord_times", _times(doc), lambda time: [time.passage])

    return read_times


@Language.factory("onrecord_places")
def make_places(nlp: Language, name: str) -> Component:
    """Make the component that finds and resolves toponyms."""

    def read_places(doc: Doc) -> Doc:
        return _leave(doc, "onrecord_places", _places(doc), lambda place: [mention.passage for mention in place.mentions])

    return read_places


@Language.factory("onrecord_actors")
def make_actors(nlp: Language, name: str) -> Component:
    """Make the component that finds actors."""

    def read_actors(doc: Doc) -> Doc:
        return _leave(doc, "onrecord_actors", _actors(doc), lambda actor: [mention.passage for mention in actor.mentions])

    return read_actors


@Language.factory("onrecord_statements")
def make_statements(nlp: Language, name: str) -> Component:
    """Make the component that finds statements and names their speakers; the actors are left on the doc too."""

    def read_statements(doc: Doc) -> Doc:
        actors = _actors(doc)
        _leave(doc, "onrecord_actors", actors, lambda actor: [mention.passage for mention in actor.mentions])
        return _leave(doc, "onrecord_statements", name_speakers(_statements(doc), actors), lambda statement: statement.content)

    return read_statements


@Language.factory("onrecord_events")
def make_events(nlp: Language, name: str) -> Component:
    """Make the component that codes PLOVER events."""

    def read_events(doc: Doc) -> Doc:
        actors = _actors(doc)
        so_far = Reading(
            story=_story_of(doc),
            sentences=[(sent.start_char, sent.end_char) for sent in doc.sents],
            actors=actors,
            places=_places(doc),
            times=_times(doc),
            statements=name_speakers(_statements(doc), actors),
            events=(),
            main_event=None,
        )
        coded = find_events(doc, so_far)
        _leave(doc, "onrecord_actors", coded.actors, lambda actor: [mention.passage for mention in actor.mentions])
        return _leave(doc, "onrecord_events", coded.events, lambda event: [event.trigger])

    return read_events


# ── what a component needs: as an earlier one left it, else found now ────────────────────────────


def _times(doc: Doc) -> Sequence[TimeMention]:
    return _kept(doc, "onrecord_times", TimeMention) or find_times(_story_of(doc), doc)


def _places(doc: Doc) -> Sequence[Place]:
    return _kept(doc, "onrecord_places", Place) or find_places(_story_of(doc), doc)


def _statements(doc: Doc) -> Sequence[Statement]:
    return _kept(doc, "onrecord_statements", Statement) or find_statements(_story_of(doc), mend(doc))


def _actors(doc: Doc) -> Sequence[Actor]:
    return _kept(doc, "onrecord_actors", Actor) or find_actors(_story_of(doc), mend(doc), _places(doc), _statements(doc))


def _kept(doc: Doc, name: str, kind: type[Found]) -> Sequence[Found]:
    return [msgspec.convert(found, kind) for found in doc._.get(name) or ()]


def _leave(doc: Doc, name: str, found: Sequence[Found], passages: Callable[[Found], Iterable[Passage]]) -> Doc:
    doc._.set(name, [_plain(one) for one in found])
    doc.spans[name] = [
        span
        for one in found
        for passage in passages(one)
        if (span := doc.char_span(passage.start, passage.end, alignment_mode="expand")) is not None
    ]
    return doc


def _plain(found: Any) -> Any:
    """Return dicts and lists only, as `Doc.to_bytes()` gives them back."""
    return msgspec.json.decode(msgspec.json.encode(found))


def _story_of(doc: Doc) -> Story:
    """Return the doc's text as a story, with its furniture and dateline marked."""
    published = doc._.published
    raw = RawStory(
        id="doc", text=doc.text, location="doc", bytes_sha256="", published=published, published_from="given" if published else None
    )
    story = clean(raw)
    if isinstance(story, Dropped):  # an empty text, or not English: the caller's choice
        return Story(id=raw.id, text=raw.text, location=raw.location, bytes_sha256="", published=published)
    return story
