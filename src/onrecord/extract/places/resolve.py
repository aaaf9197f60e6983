"""Which place a toponym names: countries in play, "City, State" patterns and containment, neighbours, then population."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log10
from typing import TYPE_CHECKING

from onrecord.extract.places.toponyms import Toponym
from onrecord.ontology.countries import country_by_capital
from onrecord.ontology.gazetteer import KnownPlace
from onrecord.ontology.place_cues import place_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOST = 40  # candidates of a name that are weighed
_ROUNDS = 3
_COUNTRY_WEIGHT = 1.6
_DIVISION_WEIGHT = 2.2
_COUNTY_WEIGHT = 0.8
_JOINTS = frozenset({",", ", ", " ,", " (", " in ", ", in ", "'s ", "’s "})


@dataclass
class Support:
    """How much of the story speaks for each country, division and county."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    counties: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, place: KnownPlace, weight: float) -> None:
        """Count a place for what it lies in."""
        if place.country:
            self.countries[place.country] += weight
        division = _division_of(place)
        if division:
            self.divisions[division] += weight
        if place.admin2:
            self.counties[place.admin2] += weight


def resolve(doc: Doc, toponyms: Sequence[Toponym]) -> list[KnownPlace | None]:
    """Return the place of each toponym, None where no table has the name."""
    told = _told_containers(doc, toponyms)
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, toponym in enumerate(toponyms):
        by_name[toponym.text.lower()].append(index)
    choices = {name: _choices(doc, name, indexes, toponyms, told) for name, indexes in by_name.items()}
    fixed = _fixed_support(toponyms)
    picked = _settle(choices, fixed)
    return [picked.get(toponym.text.lower()) if toponym.candidates else None for toponym in toponyms]


def _division_of(place: KnownPlace) -> int | None:
    return place.geonames_id if place.feature == "ADM1" else place.admin1


def _fixed_support(toponyms: Sequence[Toponym]) -> Support:
    """Return the countries and states that the story names outright."""
    support = Support()
    for toponym in toponyms:
        if len(toponym.candidates) == 1 and toponym.source in ("country", "demonym", "state", "place"):
            support.add(toponym.candidates[0], 0.7 if toponym.source == "demonym" else 1.0)
    return support


def _told_containers(doc: Doc, toponyms: Sequence[Toponym]) -> Mapping[int, Sequence[KnownPlace]]:
    """Return, for a toponym before ", State" or ", Country", the candidates of what holds it."""
    told = {}
    for index in range(len(toponyms) - 1):
        here, following = toponyms[index], toponyms[index + 1]
        between = doc.text[here.end : following.start]
        if between in (", ", ",", " (", " in ", ", in ") and following.candidates:
            holders = [place for place in following.candidates[:_MOST] if place.feature != "P"]
            if holders:
                told[index] = holders
        previous = toponyms[index - 1] if index else None
        if previous and doc.text[previous.end : here.start] in ("'s ", "’s ") and index not in told:
            told[index] = [place for place in previous.candidates[:_MOST] if place.feature != "P"]
    return told


def _holds(holder: KnownPlace, place: KnownPlace) -> bool:
    if holder.precision == "country":
        return holder.country == place.country
    return holder.geonames_id is not None and holder.geonames_id in (place.admin1, place.admin2)


def _choices(
    doc: Doc, name: str, indexes: Sequence[int], toponyms: Sequence[Toponym], told: Mapping[int, Sequence[KnownPlace]]
) -> list[tuple[KnownPlace, float]]:
    """Return the candidates of a name with what speaks for each before the rest of the story is asked."""
    candidates = toponyms[indexes[0]].candidates[:_MOST]
    holders = [holder for index in indexes for holder in told.get(index, ())]
    inside = [place for place in candidates if any(_holds(holder, place) for holder in holders)]
    as_division = any(_division_head(doc, toponyms[index]) for index in indexes)
    return [(place, _prior(place, candidates, as_division=as_division)) for place in inside or candidates]


def _division_head(doc: Doc, toponym: Toponym) -> bool:
    return toponym.last < len(doc) and doc[toponym.last].lower_ in place_cues().division


def _prior(place: KnownPlace, candidates: Sequence[KnownPlace], *, as_division: bool) -> float:
    score = log10(place.population + 100)
    if place.feature == "P":
        seat = any(other.feature == "ADM1" and other.geonames_id == place.admin1 for other in candidates)
        score += 0.6 if seat and not as_division else 0.0
        capital = country_by_capital(place.name)
        score += (
            1.5
            if capital
            and capital.iso3 == place.country
            and place.population == max(c.population for c in candidates if c.feature == "P" and c.country == place.country)
            else 0.0
        )
    if as_division and place.feature in ("ADM1", "ADM2"):
        score += 1.0
    elif place.feature == "ADM2" and not as_division and any(other.feature == "P" for other in candidates):
        score -= 0.5
    if place.precision == "country":
        score += 1.0
    return score


def _settle(choices: Mapping[str, Sequence[tuple[KnownPlace, float]]], fixed: Support) -> dict[str, KnownPlace]:
    """Return the best place of each name: names vote for the countries and divisions they may lie in, and are judged by the votes."""
    weights = {name: _softmax([score for _, score in options]) for name, options in choices.items() if options}
    scores: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        support = Support(fixed.countries.copy(), fixed.divisions.copy(), fixed.counties.copy())
        for name, options in choices.items():
            if options and not (len(options) == 1 and options[0][0].precision == "country"):
                for (place, _score), weight in zip(options, weights[name], strict=True):
                    support.add(place, weight)
        for name, options in choices.items():
            if options:
                scores[name] = [
                    score + _bonus(place, weight, support) for (place, score), weight in zip(options, weights[name], strict=True)
                ]
                weights[name] = _softmax(scores[name])
    return {name: options[_best(scores[name])][0] for name, options in choices.items() if options}


def _bonus(place: KnownPlace, own: float, support: Support) -> float:
    """Return what the other names of the story add to a candidate."""
    total = sum(support.countries.values()) or 1.0
    country = max(0.0, support.countries[place.country or ""] - own)
    division = _division_of(place)
    near = max(0.0, support.divisions[division] - own) if division else 0.0
    county = max(0.0, support.counties[place.admin2] - own) if place.admin2 else 0.0
    share = country / total
    return (
        _COUNTRY_WEIGHT * (min(1.0, share * 2) * 0.5 + min(1.0, country / 3) * 0.5)
        + _DIVISION_WEIGHT * min(1.0, near / 2)
        + _COUNTY_WEIGHT * min(1.0, county)
    )


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raised = [exp(2.5 * (score - top)) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def _best(scores: Sequence[float]) -> int:
    return max(range(len(scores)), key=scores.__getitem__)
