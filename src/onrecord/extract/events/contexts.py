"""What an event is about beside what is done: its PLOVER contexts, from the words of its sentence and from its parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.ontology.contexts import load_contexts
from onrecord.records import Actor, EventMention, Reading, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def add_contexts(doc: Doc, events: Iterable[EventMention], actors: Sequence[Actor], so_far: Reading) -> list[EventMention]:
    """Return the events with their contexts, in the order of the table."""
    events = list(events)
    if not events:
        return events
    table = load_contexts()
    spans, text = list(doc.sents), so_far.story.text
    numbers = {span.start_char: number for number, span in enumerate(spans)}
    told: dict[int, frozenset[str]] = {}
    sectors = {actor.id: actor.sectors for actor in actors}
    aside = _attributions(doc, events, so_far.statements)

    def told_in(number: int) -> frozenset[str]:
        if number not in told:
            told[number] = _told_by_words(spans[number], aside)
        return told[number]

    out = []
    for event in events:
        found = set(table.modes.get((event.event_type, event.mode or ""), ()))
        for role in (*event.actors, *event.recipients):
            for sector in sectors.get(role.actor, ()):
                found |= table.parties.get((event.event_type, sector), frozenset())
        number = numbers.get(event.sentence.start)
        if number is not None:
            found |= told_in(number)
            # Only inside a paragraph does the sentence before still tell what this one is about. The headline is left out: a story
            # has events that its headline is not about, and a wrong context is worse than none.
            if not found and number and "\n" not in text[spans[number - 1].start_char : spans[number].start_char]:
                found |= told_in(number - 1)
        out.append(replace(event, contexts=tuple(name for name in table.definitions if name in found)))
    return out


def _attributions(doc: Doc, events: Sequence[EventMention], statements: Sequence[Statement]) -> frozenset[int]:
    """Return the tokens that only say who told it, and whom: "his lawyer said", "told reporters"; no event is about them."""
    aside: set[int] = set()
    parties = {role.actor for event in events for role in (*event.actors, *event.recipients)}
    for statement in statements:
        if statement.cue is None or statement.speaker in parties or any(event.trigger.overlaps(statement.cue) for event in events):
            continue
        if statement.source is not None and (span := doc.char_span(statement.source.start, statement.source.end, alignment_mode="expand")):
            aside |= {token.i for token in span}
        cue = doc.char_span(statement.cue.start, statement.cue.end, alignment_mode="expand")
        aside |= {child.i for child in cue.root.children if child.dep_ in ("dobj", "dative")} if cue is not None else set()
    return frozenset(aside)


def _told_by_words(sentence: Span, aside: frozenset[int]) -> frozenset[str]:
    """Return the contexts that a sentence's words tell: one pass over its lemmas.

    Two words that stand in the table together do not count singly: political prisoners are no matter of parties. A verb that only
    describes ("a besieged town") sets the scene.
    """
    table = load_contexts()
    told: list[frozenset[str]] = []
    last = ""
    for token in sentence:
        if token.i in aside:
            last = ""
            continue
        lemma = token.lemma_.lower()
        together = table.pairs.get((last, lemma), frozenset())
        if together:
            told[-1] = together
            told.append(frozenset())
        elif token.pos_ == "VERB" and token.dep_ == "amod":
            told.append(frozenset())
        else:
            pos = "NOUN" if token.pos_ == "PROPN" else "" if token.pos_ == "VERB" and token.dep_ == "amod" else token.pos_
            told.append(table.words.get((pos, lemma), frozenset()))  # "a besieged town" only describes
        last = lemma
    return frozenset().union(*told)
