"""How a toponym is used: literally, for the spot on earth, or associatively, for its people, government or team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from onrecord.extract.places.names import entity_over
from onrecord.extract.places.toponyms import Toponym
from onrecord.ontology.countries import country_by_capital
from onrecord.ontology.gazetteer import KnownPlace
from onrecord.ontology.place_cues import place_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Use = Literal["literal", "associative"]


def use_of(toponym: Toponym, place: KnownPlace | None, doc: Doc, entities: Mapping[int, Span]) -> Use:
    """Return the use of a toponym."""
    cues = place_cues()
    head = doc[toponym.first : toponym.last].root
    following = doc[toponym.last] if toponym.last < len(doc) else None
    if toponym.source == "demonym":
        noun = head.head
        return "literal" if head.dep_ in ("amod", "compound") and noun.lower_ in cues.physical else "associative"
    if place is not None and place.feature == "seat":
        return "literal" if head.dep_ == "pobj" and head.head.lower_ in cues.prepositions else "associative"
    entity = entity_over(entities, toponym)
    if entity is not None and entity.label_ in ("ORG", "EVENT", "WORK_OF_ART") and len(entity) > toponym.last - toponym.first:
        return "associative"
    if head.dep_ in ("compound", "amod", "nmod", "poss") and head.head.i >= toponym.last:
        noun = head.head
        return "literal" if noun.lower_ in cues.physical or noun.pos_ == "PROPN" or _is_locative(doc, toponym) else "associative"
    if _acts(head, place):
        return "associative"
    if following is not None and following.text in ("-", "–") and toponym.last + 1 < len(doc) and doc[toponym.last + 1].text[0].islower():
        return "associative"  # "U.S.-led"
    return "literal"


def _acts(token: Token, place: KnownPlace | None) -> bool:
    """Tell whether a name stands where a party does: who says, who is accused, with whom one talks."""
    cues = place_cues()
    while token.dep_ == "conj" and token.head.i != token.i and token.head.pos_ == "PROPN":
        token = token.head
    verb = token.head.lemma_
    if token.dep_ in ("nsubj", "agent"):
        return verb in cues.agent_verbs
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return True
    if place is None or not (place.precision == "country" or country_by_capital(place.name)):
        return False
    if token.dep_ in ("dobj", "dative", "nsubjpass"):
        return verb in cues.party_verbs
    return token.dep_ == "pobj" and token.head.lower_ in ("with", "against", "between", "by")


def _is_locative(doc: Doc, toponym: Toponym) -> bool:
    return toponym.first > 0 and doc[toponym.first - 1].lower_ in place_cues().prepositions
