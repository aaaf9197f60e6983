"""Which toponyms are places: the table's word, the model's label, the words around, and the rest of the story are weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log10
from typing import TYPE_CHECKING

from onrecord.extract.places.labelled import find_labelled, with_whole_street
from onrecord.extract.places.names import StoryNames, actor_names, entity_over, read_names
from onrecord.extract.places.toponyms import Toponym, furniture_tokens
from onrecord.ontology.gazetteer import places_named
from onrecord.ontology.place_cues import place_cues
from onrecord.ontology.places import state_abbreviations
from onrecord.records import Story

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ENOUGH = 1.0
_STRONG = 2.0
_LABELS = {"GPE": 2.0, "LOC": 1.7, "FAC": 0.8, "NORP": 0.8, "ORG": 0.1, "PERSON": -1.0, "": 0.0}
_OTHER_LABEL = -0.6
_IN_LIST = 0.8
_LIST_JOINTS = frozenset({", ", " and ", ", and ", " or ", "-", "–", "/"})
_LONGEST_ACRONYM = 5
_ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})  # where surnames are towns
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LARGE = 100_000  # people


def pick_places(story: Story, doc: Doc, found: Sequence[Toponym], entities: Mapping[int, Span]) -> list[Toponym]:
    """Return the toponyms that are places, and those names that only the model calls a place."""
    names = read_names(story, doc, found, entities)
    scores = [score_toponym(doc, toponym, names) for toponym in found]
    strong = frozenset(t.text.lower() for t, score in zip(found, scores, strict=True) if score >= _STRONG)
    names = replace(names, strong=strong)
    scores = [max(score, score_toponym(doc, t, names)) for t, score in zip(found, scores, strict=True)]
    kept = [t for t, is_place in zip(found, _with_listed(story.text, found, scores), strict=True) if is_place]
    kept = [with_whole_street(story.text, doc, toponym) for toponym in kept]
    refused = {(t.first, t.last) for t in found} - {(t.first, t.last) for t in kept}
    kept += [t for t in find_labelled(doc, kept, furniture_tokens(story, doc), names) if (t.first, t.last) not in refused]
    return sorted(kept, key=lambda toponym: toponym.start)


def score_toponym(doc: Doc, toponym: Toponym, names: StoryNames) -> float:
    """Return how much speaks for a place; `ENOUGH` makes it one."""
    if names.dateline and toponym.start < names.dateline.end and names.dateline.start < toponym.end:
        return _STRONG
    entity = entity_over(names.entities, toponym)
    label = entity.label_ if entity else ""
    inside = entity is not None and (entity.start < toponym.first or entity.end > toponym.last)
    before, after = doc[toponym.first - 1] if toponym.first else None, doc[toponym.last] if toponym.last < len(doc) else None
    if toponym.source == "demonym":
        return _score_demonym(doc, entity, toponym)
    if inside and entity is not None and label in ("PERSON", "ORG", "EVENT", "WORK_OF_ART", "FAC", "LAW", "PRODUCT"):
        score = _score_inside(doc, entity, toponym)
    else:
        score = _LABELS.get(label, _OTHER_LABEL)
    if toponym.source == "state":
        score += 2.5 if toponym.text.count(".") > 1 or (before is not None and before.text == ",") else 1.2
    elif toponym.source == "country":
        score += 1.2
    elif toponym.source == "place":
        score += 1.0 if " " in toponym.text or "-" in toponym.text else 0.5
    else:
        score += _prominence(toponym) + _score_country(toponym, names)
    score += _score_context(before, after, toponym, names.text)
    if toponym.source == "spelling" and not any(place.country in names.countries for place in toponym.candidates):
        score -= 2.0
    lower = toponym.text.lower()
    if after is not None and after.text in place_cues().people_after and not inside:
        return max(score, score - _LABELS.get(label, 0.0))  # "an Alton man": whoever the model takes Alton for
    if label == "PERSON" and not inside and before is not None and before.lower_ in ("in", "near", "outside"):
        score += 0.8  # one is seldom in a person
    if lower in names.strong and not (inside and label == "PERSON"):
        score += 1.0
    if toponym.last == toponym.first + 1 and doc[toponym.first].pos_ not in _NAME_TAGS and label != "GPE":
        score -= 1.5  # "But women ...": a town in some country, but here a conjunction
    if lower.startswith(("st. ", "st ")) and after is not None and after.lower_ in ("'s", "’s"):
        score -= 1.0
    if lower in names.person_words:
        score -= 2.5 if toponym.source == "country" else 1.5
    if lower in place_cues().generic and (label != "GPE" or inside):
        score -= 1.5
    if toponym.source in ("gazetteer", "spelling") and toponym.text in actor_names():
        score -= 2.5
    if toponym.source in ("gazetteer", "spelling") and toponym.text.isupper():
        score -= 1.5 if len(toponym.text) <= _LONGEST_ACRONYM else 0.3 if label == "" else 0.0
    return score


def _with_listed(text: str, found: Sequence[Toponym], scores: Sequence[float]) -> list[bool]:
    """Return which toponyms are places, those in a list with places counted in: "Homs, Hama and Idlib", "Fargo-Moorhead"."""
    listed = [text[a.end : b.start] in _LIST_JOINTS for a, b in pairwise(found)]
    places = [score >= ENOUGH for score in scores]
    last = len(found) - 1
    for at in (*range(len(found)), *range(last, -1, -1)):
        beside = (at > 0 and listed[at - 1] and places[at - 1]) + (at < last and listed[at] and places[at + 1])
        places[at] = places[at] or scores[at] + _IN_LIST * beside >= ENOUGH
    return places


def _score_demonym(doc: Doc, entity: Span | None, toponym: Toponym) -> float:
    """Return the evidence for an adjective: languages, persons and airlines of that name are no places."""
    if toponym.word is not None and toponym.word.form == "people":
        return 0.0
    if entity is not None and (entity.label_ in ("LANGUAGE", "PERSON") or entity[-1].lower_ in place_cues().opaque):
        return 0.0
    token = doc[toponym.last - 1]
    if token.dep_ in ("dobj", "pobj") and token.head.lemma_ in ("speak", "learn", "teach", "understand", "in", "into"):
        return 0.0
    return _STRONG


def _score_inside(doc: Doc, entity: Span, toponym: Toponym) -> float:
    """Return the evidence for a name inside a longer name: a part of an organisation or building may be its place."""
    cues = place_cues()
    before, after = doc[toponym.first - 1].lower_, doc[toponym.last].lower_ if toponym.last < len(doc) else ""
    if entity.label_ == "PERSON":
        return 0.8 if toponym.first > entity.start and before in ("of", "from", "in") else -2.5
    if entity[-1].lower_ in cues.opaque:
        return -2.0
    known = toponym.source in ("country", "state") or _is_large(toponym)
    if toponym.first > entity.start and before != "the":
        return 1.0 if before in ("of", "in", "at", ",", "for") else 0.4 if known and toponym.last == entity.end else -0.5
    return 0.5 if known or after in cues.municipal else 0.0


def _is_large(toponym: Toponym) -> bool:
    return any(place.population > _LARGE or place.feature == "ADM1" for place in toponym.candidates[:1])


def _prominence(toponym: Toponym) -> float:
    """Return what a well-known or a long name speaks for itself."""
    people = toponym.candidates[0].population if toponym.candidates else 0
    score = 0.6 * max(0.0, min(1.0, (log10(people + 1) - 4.0) / 2.0))
    if toponym.candidates and toponym.candidates[0].feature == "ADM1":
        score += 0.2
    if toponym.text.rsplit(" ", 1)[-1].lower() in place_cues().division:
        score += 1.0
    elif " " in toponym.text.strip() or "-" in toponym.text:
        score += 0.4
    return score - (0.3 if toponym.source == "spelling" else 0.0)


def _score_country(toponym: Toponym, names: StoryNames) -> float:
    """Return what a country that the story names speaks for its towns, which the model knows least."""
    people = max((place.population for place in toponym.candidates if place.country in names.countries - _ENGLISH), default=0)
    return 0.8 * max(0.0, min(1.0, (log10(people + 1) - 3.5) / 2.0))


def _score_context(before: Token | None, after: Token | None, toponym: Toponym, text: str) -> float:
    cues = place_cues()
    score = 0.0
    if before is not None and not before.is_space:
        word = before.lower_.rstrip(".")
        if word in cues.prepositions:
            score += 1.0
        elif word in cues.weak_prepositions:
            score += 0.4
        elif _is_title(before):
            score -= 2.5
        if word in cues.before or (word == "of" and toponym.first > 1 and before.nbor(-1).lower_ in cues.before):
            score += 0.8
        if word == "of" and toponym.first > 1 and before.nbor(-1).lower_ in ("both", "all"):
            score += 1.0  # "both of Leeds"
        if word == "of" and toponym.first > 2 and before.nbor(-1).text == "," and before.nbor(-2).like_num:
            score += 1.2  # "Ann Lee, 43, of Leeds"
    if text[toponym.start - 2 : toponym.start] in ("R-", "D-"):
        score += 1.5
    if after is not None:
        if after.ent_type_ == "PERSON" and after.ent_iob_ == "B":
            score -= 1.5  # a first name that the model took for a place
        if after.text == "," and _state_or_country_follows(after.doc, toponym.last + 1):
            score += 1.5
        elif after.lower_ in cues.people_after and after.text.islower():
            score += 1.8
        elif after.lower_ in cues.after and after.text.islower():
            score += 0.8
        elif after.lower_ in cues.municipal and after.text[0].isupper():
            score += 0.5
    return score


def _is_title(token: Token) -> bool:
    """Tell whether a token is the title of a person, or the dot after one."""
    if token.text == "." and token.i:
        token = token.nbor(-1)
    return token.text[0].isupper() and token.lower_.rstrip(".") in place_cues().titles


def _state_or_country_follows(doc: Doc, at: int) -> bool:
    """Tell whether a division or country starts at a token: what follows a comma after a town."""
    if at >= len(doc) or not doc[at].text[0].isupper():
        return False
    for last in (at + 2, at + 1):
        name = doc[at : min(last, len(doc))].text
        if name in state_abbreviations("dotted") or name in state_abbreviations("postal"):
            return True
        if any(place.feature == "ADM1" for place in places_named(name)):
            return True
    return str(doc[at].ent_type_) == "GPE"
