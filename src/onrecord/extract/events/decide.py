"""Which triggers tell an event, and of which type: the lexicon first, then the encoder's view of the sentence.

The lexicon knows words in their frames, the encoder whole sentences. If the encoder is sure what a sentence reports and no trigger of
the lexicon says so, the trigger that stands out most gets that type. A trigger that the lexicon lacks is added if the encoder sees it in a
sentence that reports its type. Both views go into the score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.encoder import NONE, SentenceReading, TriggerSpan, read_sentences
from onrecord.extract.events.status import find_status
from onrecord.extract.events.triggers import Candidate, Found, find_candidates, is_stated, judge_unknown, without_embedded
from onrecord.ontology.plover import load_event_words, load_plover
from onrecord.records import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SURE = 5.5  # log odds (250 to 1) from which the encoder's type of a sentence outweighs the lexicon's
_SURE_OF_WEAK = 4.5  # the same (90 to 1) where no trigger of the lexicon stands out
_SILENT = 0.97  # probability of NONE from which a verbal event of the lexicon is only talk
_STANDS_OUT = 0.7  # frame score of a trigger that carries its sentence; the encoder must be surer of a participle or a noun
_AGREES = 0.5  # probability that a sentence needs to give a type to a trigger
_IS_TRIGGER = 0.45  # and that the trigger itself needs
_IS_SECOND = 0.6  # the same in a sentence of which the lexicon tells that type already
_SAID = frozenset({"AGREE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"})  # opinions, appeals and denials look too much like them
_OWN_WORD = frozenset({"AGREE", "REJECT", "THREATEN"})  # the deed is to come, the word was given
_NOT_TALK = frozenset({"AGREE", "CONCEDE", "CONSULT"})  # verbal, but what is only planned, or a visit, is no mere talk
_FLOOR = 1e-3
_DEEDS = load_event_words("triggers", "deeds")
_BIAS, _SLOPE = -7.75, 8.82  # fitted on held-out sentences of ours: training/events/calibrate.py


@dataclass(frozen=True, slots=True)
class _View:
    """A candidate sentence beside what the encoder makes of it."""

    candidate: Candidate
    reading: SentenceReading

    @property
    def best(self) -> str:
        """The likeliest type of the sentence, NONE left out."""
        return max((kind for kind in self.reading.labels if kind != NONE), key=lambda kind: self.reading.types[kind])

    def log_odds(self, kind: str, against: str) -> float:
        """Return how much likelier the sentence reports one type than another."""
        types = self.reading.types
        return math.log(types[kind] + _FLOOR) - math.log(types[against] + _FLOOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for an event: 0 to 1 each."""

    frame: float  # the lexicon's: how narrow the frame is, where in the sentence it stands, its status
    sentence: float  # the encoder's: that the sentence reports this type

    @property
    def weight(self) -> float:
        """Return both in one number; the frame tells one event of a sentence from another, so it counts twice."""
        return self.frame + self.sentence / 2

    @property
    def score(self) -> float:
        """Return how probable it is that the event is told and is of this type."""
        return round(1 / (1 + math.exp(-(_BIAS + _SLOPE * self.weight))), 3)


def decide_triggers(doc: Doc, so_far: Reading) -> Iterator[Found]:
    """Yield the triggers of a story, in text order, each with its type and score."""
    for one, signs in find_signs(doc, so_far):
        yield replace(one, score=signs.score)


def find_signs(doc: Doc, so_far: Reading) -> Iterator[tuple[Found, Signs]]:
    """Yield the triggers of a story, in text order, with what speaks for each."""
    candidates = [one for at, one in enumerate(find_candidates(doc, so_far)) if one.found or _may_tell(one, so_far, lead=at == 0)]
    readings = read_sentences([one.sentence.text for one in candidates])
    for view in map(_View, candidates, readings):
        found = _retype(view, so_far)
        found = sorted([*found, *_add(view, found, so_far)], key=lambda one: one.token.i)
        for one in without_embedded(found):
            yield one, _signs(one, view)


def _may_tell(candidate: Candidate, so_far: Reading, *, lead: bool) -> bool:
    """Tell whether a sentence without a trigger of the lexicon is worth the encoder's time: an actor, and a deed; in the lead, any verb."""
    span = candidate.sentence
    verbs = [token for token in span if token.pos_ == "VERB" and (lead or token.lemma_.lower() in _DEEDS)]
    return any(not is_stated(verb) for verb in verbs) and any(
        mention.passage.start < span.end_char and span.start_char < mention.passage.end
        for actor in so_far.actors
        for mention in actor.mentions
    )


def _retype(view: _View, so_far: Reading) -> Sequence[Found]:
    """Return the lexicon's triggers as the encoder leaves them.

    The one that weighs most gets the type of the sentence if none has it and the encoder is sure, of the sentence and of the word.
    Words of a sentence that reports nothing are no demand, refusal or praise; what they may be is a deed to come.
    """
    quads = load_plover().quads
    found = view.candidate.found
    if view.reading.types[NONE] > _SILENT:
        found = [one for one in found if one.event_type in _NOT_TALK or not quads[one.event_type].startswith("verbal")]
    best = view.best
    if not found or any(one.event_type == best for one in found):
        return found
    main = max(found, key=lambda one: one.score)
    sure = _SURE if main.score >= _STANDS_OUT else _SURE_OF_WEAK
    if view.reading.types[best] < _AGREES or view.log_odds(best, main.event_type) < sure or not _is_told_by(main, best, view):
        return found
    status = find_status(main.light if main.light is not None else main.token, so_far)
    changed = replace(
        main,
        event_type=best,
        mode=None,
        status="occurred" if best in _OWN_WORD and status in ("future", "negated") else status,
        method="encoder",
    )
    return [changed if one is main else one for one in found]


def _is_told_by(one: Found, kind: str, view: _View) -> bool:
    """Tell whether the encoder gives the words of a trigger themselves to a type, rather than to the lexicon's.

    A promise must be of something good, a threat of something bad.
    """
    scale = load_plover().scales[one.event_type]
    if (kind == "AGREE" and scale < 0) or (kind == "THREATEN" and scale > 0):
        return False
    helpers = [child.i for child in one.token.children if child.dep_ in ("aux", "neg") and child.i < one.words[0]]  # "will not withdraw"
    words = one.token.doc[min([one.words[0], *helpers]) : one.words[1]]
    start = view.candidate.sentence.start_char
    at = view.reading.score_at(words.start_char - start, words.end_char - start)
    return at[kind] > (at[one.event_type] if one.score >= _STANDS_OUT else 0.5)


def _add(view: _View, found: Sequence[Found], so_far: Reading) -> Iterator[Found]:
    """Yield the triggers that only the encoder sees, in a sentence that reports their type; mere words only beside another event."""
    taken = {token.i for one in found for token in (one.token, one.light) if token is not None}
    taken |= {at for one in found for at in range(*one.words)}
    told = {one.event_type for one in found}
    for span in view.reading.triggers:
        if span.event_type in _SAID and not found:
            continue
        if span.score < (_IS_SECOND if span.event_type in told else _IS_TRIGGER) or view.reading.types[span.event_type] < _AGREES:
            continue
        words = _tokens_of(span, view)
        if not words or any(token.i in taken for token in words):
            continue
        one = judge_unknown(words, span.event_type, so_far)
        if one is not None and one.token.i not in taken:  # the noun that a light verb carries may be there already
            taken.add(one.token.i)
            yield one


def _tokens_of(span: TriggerSpan, view: _View) -> Sequence[Token]:
    start = view.candidate.sentence.start_char
    return [token for token in view.candidate.sentence if token.idx < start + span.end and start + span.start < token.idx + len(token)]


def _signs(one: Found, view: _View) -> Signs:
    return Signs(frame=one.score, sentence=view.reading.types[one.event_type])
