"""Toponyms of a story and the places that they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.places.dateline import place_dateline
from onrecord.extract.places.evidence import pick_places
from onrecord.extract.places.names import entities_by_token
from onrecord.extract.places.outlet import find_home
from onrecord.extract.places.resolve import resolve
from onrecord.extract.places.toponyms import find_toponyms
from onrecord.extract.places.use import use_of
from onrecord.ontology.fold import fold_name
from onrecord.ontology.gazetteer import KnownPlace, name_of_division
from onrecord.ontology.place_cues import place_cues
from onrecord.records import Passage, Place, PlaceMention, Precision, Story, make_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_places", "place_dateline"]


def find_places(story: Story, doc: Doc) -> Sequence[Place]:
    """Return the places of a story, each with its mentions in text order; a name that no table has stays without a point."""
    entities = entities_by_token(doc)
    toponyms = pick_places(story, doc, find_toponyms(story, doc), entities)
    known: dict[str, KnownPlace | None] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    mentions: dict[str, list[PlaceMention]] = defaultdict(list)
    for toponym, place in zip(toponyms, resolve(story.text, doc, toponyms, find_home(story)), strict=True):
        use = use_of(toponym, place, doc, entities)
        if place is not None and place.feature == "seat" and use == "associative":
            continue  # "the White House said" names a government, not a spot: the actors have it
        key = place.id if place else make_id("place", fold_name(toponym.text))
        known[key] = place
        if toponym.source != "state":
            names[key][toponym.text] += 1
        passage = Passage.cut(story, toponym.start, toponym.end)
        mentions[key].append(PlaceMention(passage=passage, use=use))
    return tuple(_to_place(key, known[key], _name_of(known[key], names[key]), mentions[key]) for key in known)


def _to_place(key: str, place: KnownPlace | None, name: str, mentions: Sequence[PlaceMention]) -> Place:
    if place is None:
        return Place(
            id=key, name=name, country=None, lat=None, lon=None, precision=_precision_of(name), geonames_id=None, mentions=tuple(mentions),
            method="label",
        )  # fmt: skip
    return Place(
        id=key,
        name=name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        geonames_id=place.geonames_id,
        mentions=tuple(mentions),
        feature=place.feature,
        admin1=name_of_division(place.admin1) if place.admin1 else None,
    )


def _name_of(place: KnownPlace | None, told: Counter[str]) -> str:
    """Return the name as the story mostly writes it, for GeoNames's is often not the English one; our own tables' names stand."""
    if place is not None and (place.feature not in ("P", "ADM1", "ADM2") or not told):
        return place.name
    name = told.most_common(1)[0][0]
    if not name.isupper():
        return name
    return place.name if place is not None and fold_name(place.name) == fold_name(name) else name.title()


def _precision_of(name: str) -> Precision:
    """Return how precise a name without a point is, by its head: "Main Street", "Wadi Halfa district"."""
    head = name.lower().rstrip(".").split()[-1]
    if head in place_cues().heads_site:
        return "site"
    return "region" if head in place_cues().heads_region else "city"
