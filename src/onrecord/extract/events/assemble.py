"""One event mention of a trigger: its actors, recipients, place, time, claimant and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.events.numbers import find_numbers
from onrecord.extract.events.parties import Cast
from onrecord.extract.events.telling import find_telling
from onrecord.extract.events.triggers import Found
from onrecord.ontology.plover import load_event_words, load_plover
from onrecord.records import EventMention, EventTime, Passage, Place, Reading, TimeMention, make_id

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_SAYING = load_event_words("triggers", "broadcast")


def assemble(cast: Cast, so_far: Reading, triggers: Sequence[Found]) -> EventMention:
    """Return the event mention that a trigger tells."""
    found = cast.found
    story, doc = so_far.story, found.token.doc
    words = doc[found.words[0] : found.words[1]]
    sentence: Span = found.token.sent
    trigger = Passage.cut(story, words.start_char, words.end_char)
    told_in = find_telling(so_far.statements, trigger)
    place = _find_place(cast, so_far.places) or _place_hit(cast, so_far.places)
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


_OTHER_CLAUSES = ("ccomp", "relcl", "advcl", "parataxis", "pcomp", "acl", "csubj")


def _clause(token: Token) -> list[Token]:
    """Return the tokens of a trigger's own clause: its subtree without other clauses."""
    out: list[Token] = []
    stack = [token]
    while stack:
        here = stack.pop()
        out.append(here)
        stack += [
            child
            for child in here.children
            if child.dep_ not in _OTHER_CLAUSES and not _is_next_deed(child, token) and not _is_other_deed(child)
        ]
    return out


def _is_other_deed(preposition: Token) -> bool:
    """Tell whether a phrase only says after or before what something is done: "met after the raid near Bamako"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in _AROUND:
        return False
    return any(child.dep_ == "pobj" and child.ent_type_ not in ("DATE", "TIME") for child in preposition.children)


_AROUND = frozenset({"after", "before", "since", "despite", "amid", "following"})


def _is_next_deed(child: Token, token: Token) -> bool:
    """Tell whether a word coordinated with another opens a clause or a deed of its own."""
    return bool(child.dep_ == "conj" and (child.head == token or child.pos_ == "VERB"))


def _find_place(cast: Cast, places: Sequence[Place]) -> tuple[Place, Passage] | None:
    """Return the place named literally in the event's own clause, else in the clause that this belongs to; never the nearest name."""
    named_parties = _named_parties(cast)
    for clause in _clauses(cast.found):
        named = [
            (_PRECISION.index(place.precision), place, mention.passage)
            for place in places
            for mention in place.mentions
            if mention.use == "literal"
            and _stands_in(mention.passage, clause)
            and (mention.passage.end, mention.passage.exact) not in named_parties
        ]
        if named:
            _, place, passage = min(named, key=lambda one: one[0])
            return place, passage
    return None


def _named_parties(cast: Cast) -> frozenset[tuple[int, str]]:
    """Return the ends and names of parties that are no place here: who acts, and whom words are addressed to ("accused Lima of ...")."""
    roles = (*cast.actors, *(cast.recipients if _is_word(cast.found) else ()))
    return frozenset((role.passage.end, _ARTICLE.sub("", role.passage.exact)) for role in roles)


def _is_word(found: Found) -> bool:
    """Tell whether an event is done in words to somebody, wherever that is; a visit is somewhere."""
    return load_plover().quads[found.event_type].startswith("verbal") and found.event_type != "CONSULT"


_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_PRECISION = ("site", "city", "admin1", "region", "country")


def _place_hit(cast: Cast, places: Sequence[Place]) -> tuple[Place, Passage] | None:
    """Return the town or site that is itself acted on: "an air strike on Mosul"."""
    if _is_word(cast.found):
        return None
    for role in cast.recipients:
        for place in places:
            for mention in place.mentions:
                if place.precision in ("city", "site") and mention.passage.end == role.passage.end and role.passage.covers(mention.passage):
                    return place, mention.passage
    return None


def _find_time(found: Found, times: Sequence[TimeMention]) -> EventTime | None:
    """Return the dated time of the event's own clause, else of the clause that it belongs to."""
    dated = [
        (time.value, time.passage)
        for time in times
        if time.type in ("DATE", "TIME") and time.value and not _is_of_object(time.passage, found)
    ]
    for clause in _clauses(found):
        for value, passage in dated:
            if _stands_in(passage, clause):
                return EventTime(value=value, passage=passage)
    return None


def _is_of_object(passage: Passage, found: Found) -> bool:
    """Tell whether a time only says which thing is acted on: "reopened last year's file", "condemned Monday's raid"."""
    doc = found.token.doc
    span = doc.char_span(passage.start, passage.end, alignment_mode="expand")
    if span is None or span.root.dep_ not in ("poss", "nmod", "compound", "amod"):
        return False
    thing = span.root.head
    about = thing.dep_ == "pobj" and thing.head.lower_ in _ABOUT
    return thing not in (found.token, found.light) and (thing.dep_ in ("dobj", "oprd") or about)


_ABOUT = frozenset({"of", "over", "for", "about", "against", "on", "to", "with"})


def _stands_in(passage: Passage, clause: Sequence[Token]) -> bool:
    return any(passage.start < token.idx + len(token) and token.idx < passage.end for token in clause)


_ARGUMENTS = ("dobj", "nsubj", "nsubjpass", "xcomp", "pcomp", "conj", "advcl", "pobj", "prep", "acl", "dative", "agent", "appos")


def _clauses(found: Found) -> Iterator[list[Token]]:
    """Yield the clause of a trigger, then those that it is an argument or circumstance of; when something was said is no time of a deed."""
    carrier = found.light if found.light is not None else found.token
    yield [token for one in (found.token, carrier) for token in _clause(one)]
    if (scene := _find_scene(carrier)) is not None:
        yield [*scene.lefts, scene]
    step = carrier
    while step.head != step and step.dep_ in _ARGUMENTS:
        step = step.head
        if step.pos_ in ("VERB", "AUX"):
            if step.lemma_.lower() in _SAYING:
                return
            yield [token for token in _clause(step) if token == step or step.is_ancestor(token)]


def _find_scene(verb: Token) -> Token | None:
    """Return the noun that a clause with "where" tells of: "at Langa, near the bay, where guards charged a crowd"."""
    first = _first_verb(verb)
    if first.dep_ not in ("relcl", "advcl") or not any(child.lower_ == "where" for child in first.children):
        return None
    scene = first.head
    while scene.dep_ in ("pobj", "appos") and (above := scene.head if scene.dep_ == "appos" else scene.head.head).ent_type_ in _SCENES:
        scene = above  # what it lies near is not where it was
    return scene if scene.ent_type_ in _SCENES else None


_SCENES = ("GPE", "LOC", "FAC")


def _first_verb(verb: Token) -> Token:
    """Return the verb that "and" ties a verb to."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb
