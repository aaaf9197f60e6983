"""One event mention of a trigger: its actors, recipients, place, time, claimant and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.events.numbers import find_numbers
from onrecord.extract.events.parties import Cast
from onrecord.extract.events.triggers import Found
from onrecord.records import EventMention, EventTime, Passage, Place, Reading, Statement, TimeMention, make_id

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def assemble(cast: Cast, so_far: Reading, triggers: Sequence[Found]) -> EventMention:
    """Return the event mention that a trigger tells."""
    found = cast.found
    story, doc = so_far.story, found.token.doc
    words = doc[found.words[0] : found.words[1]]
    sentence: Span = found.token.sent
    trigger = Passage.cut(story, words.start_char, words.end_char)
    told_in = _innermost(so_far.statements, trigger)
    place = _find_place(found, so_far.places) or _place_hit(cast, so_far.places)
    return EventMention(
        id=make_id("em", story.id, trigger.start, trigger.end, found.event_type),
        event_type=found.event_type,
        mode=found.mode,
        contexts=(),
        trigger=trigger,
        trigger_lemma=found.token.lemma_.lower(),
        sentence=Passage.cut(story, sentence.start_char, sentence.end_char),
        actors=cast.actors,
        recipients=cast.recipients,
        place=place[0].id if place else None,
        place_passage=place[1] if place else None,
        time=_find_time(found, so_far.times),
        status=found.status,
        attributed_to=told_in.id if told_in else None,
        numbers=find_numbers(story, found, triggers),
        score=found.score,
        method=found.method,
    )


def _innermost(statements: Iterable[Statement], trigger: Passage) -> Statement | None:
    holding = [s for s in statements if any(piece.covers(trigger) for piece in s.content)]
    return min(holding, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)


def _clause(token: Token) -> list[Token]:
    """Return the tokens of a trigger's own clause: its subtree without other clauses."""
    out: list[Token] = []
    stack = [token]
    while stack:
        here = stack.pop()
        out.append(here)
        stack += [
            child for child in here.children if child.dep_ not in ("ccomp", "relcl", "conj", "advcl", "parataxis") or here is not token
        ]
    return out


def _find_place(found: Found, places: Sequence[Place]) -> tuple[Place, Passage] | None:
    """Return the place that the event's own clause names literally; never the nearest name elsewhere."""
    carriers = [found.token] + ([found.light] if found.light is not None else [])
    spans = sorted({(token.idx, token.idx + len(token)) for carrier in carriers for token in _clause(carrier)})
    best: tuple[int, Place, Passage] | None = None
    ranks = {"site": 0, "city": 1, "admin1": 2, "region": 3, "country": 4}
    for place in places:
        for mention in place.mentions:
            if mention.use == "literal" and any(mention.passage.start < end and start < mention.passage.end for start, end in spans):
                rank = ranks[place.precision]
                if best is None or rank < best[0]:
                    best = (rank, place, mention.passage)
    return (best[1], best[2]) if best else None


def _place_hit(cast: Cast, places: Sequence[Place]) -> tuple[Place, Passage] | None:
    """Return the town or site that is itself acted on: "an air strike on Mosul"."""
    for role in cast.recipients:
        for place in places:
            for mention in place.mentions:
                if place.precision in ("city", "site") and mention.passage.end == role.passage.end and role.passage.covers(mention.passage):
                    return place, mention.passage
    return None


def _find_time(found: Found, times: Sequence[TimeMention]) -> EventTime | None:
    """Return the dated time of the event's own clause."""
    carriers = [found.token] + ([found.light] if found.light is not None else [])
    spans = [(token.idx, token.idx + len(token)) for carrier in carriers for token in _clause(carrier)]
    for time in times:
        if (
            time.type in ("DATE", "TIME")
            and time.value
            and any(time.passage.start < end and start < time.passage.end for start, end in spans)
        ):
            return EventTime(value=time.value, passage=time.passage)
    return None
