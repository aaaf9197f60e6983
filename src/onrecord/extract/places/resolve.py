"""Which place a toponym names: countries in play, "City, State" patterns and containment, neighbours, then population."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log10
from typing import TYPE_CHECKING

from onrecord.extract.places.toponyms import Toponym
from onrecord.ontology.countries import country_by_capital
from onrecord.ontology.fold import fold_name
from onrecord.ontology.gazetteer import KnownPlace
from onrecord.ontology.place_cues import place_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOST = 40  # candidates of a name that are weighed
_HEATS = (0.7, 1.2, 2.5)  # how much a likelier candidate counts for more, round by round
_OWN_NAME = 0.7  # in powers of ten of people, as all that follows
_OF_ITS_DIVISION = 0.8  # "Aleppo" is the city, not the governorate
_CAPITAL = 1.5
_STRAY_PEOPLE = 100_000
_STRAY_SUPPORT = 0.3
_STRAY_TOTAL = 4.0
_COUNTRY_WEIGHT = 2.0
_DIVISION_WEIGHT = 2.6
_COUNTY_WEIGHT = 0.8
_BEFORE_HOLDER = frozenset({", ", ",", " (", " in ", ", in "})
_AFTER_HOLDER = frozenset({"'s ", "’s "})


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


@dataclass
class Group:
    """Mentions of one name that may be of one place."""

    mentions: list[int]
    allowed: set[str] | None = None  # ids of places inside what the story says holds it; None where it says nothing


def resolve(text: str, doc: Doc, toponyms: Sequence[Toponym], home: Sequence[KnownPlace] = ()) -> list[KnownPlace | None]:
    """Return the place of each toponym, None where no table has the name; `home` is where the outlet is."""
    divisions = [_is_called_division(doc, toponym) for toponym in toponyms]
    groups = _group(toponyms, divisions, _told_inside(text, toponyms))
    choices = [_choices(toponyms[group.mentions[0]], group.allowed, as_division=divisions[group.mentions[0]]) for group in groups]
    found: list[KnownPlace | None] = [None] * len(toponyms)
    for group, place in zip(groups, _settle(choices, _fixed_support(toponyms, home)), strict=True):
        for index in group.mentions:
            found[index] = place
    return found


def _group(toponyms: Sequence[Toponym], divisions: Sequence[bool], told: Mapping[int, set[str]]) -> list[Group]:
    """Return mentions by name, a province apart from its city, and names told to lie in two places ("Paris, Texas", "Paris, France")."""
    by_name: dict[tuple[str, bool], list[Group]] = {}
    later = []
    for index, toponym in enumerate(toponyms):
        if not toponym.candidates:
            continue
        if index not in told:
            later.append(index)
            continue
        groups = by_name.setdefault((toponym.text.lower(), divisions[index]), [])
        for group in groups:
            if group.allowed is not None and group.allowed & told[index]:
                group.mentions.append(index)
                group.allowed &= told[index]
                break
        else:
            groups.append(Group([index], set(told[index])))
    for index in later:
        groups = by_name.setdefault((toponyms[index].text.lower(), divisions[index]), [])
        if groups:
            max(groups, key=lambda group: len(group.mentions)).mentions.append(index)
        else:
            groups.append(Group([index]))
    return [group for groups in by_name.values() for group in groups]


def _division_of(place: KnownPlace) -> int | None:
    return place.geonames_id if place.feature == "ADM1" else place.admin1


def _fixed_support(toponyms: Sequence[Toponym], home: Sequence[KnownPlace]) -> Support:
    """Return the countries and states that the story names outright, and those of its outlet."""
    support = Support()
    for place in home:
        support.add(place, 1.0)
    for toponym in toponyms:
        namesakes = any(place.feature == "ADM1" for place in toponym.candidates[1:])
        if toponym.source in ("country", "demonym", "state", "place") and not namesakes:
            support.add(toponym.candidates[0], 0.7 if toponym.source == "demonym" else 1.0)
    return support


def _told_inside(text: str, toponyms: Sequence[Toponym]) -> Mapping[int, set[str]]:
    """Return, for toponyms before ", State" or after "Country's", the ids of the candidates that lie there."""
    told = {}
    for index, here in enumerate(toponyms):
        holders: list[KnownPlace] = []
        if index + 1 < len(toponyms) and text[here.end : toponyms[index + 1].start] in _BEFORE_HOLDER:
            holders += toponyms[index + 1].candidates[:_MOST]
        if index and text[toponyms[index - 1].end : here.start] in _AFTER_HOLDER:
            holders += toponyms[index - 1].candidates[:_MOST]
        inside = {place.id for place in here.candidates[:_MOST] if any(_holds(holder, place) for holder in holders)}
        if inside:
            told[index] = inside
    return told


def _holds(holder: KnownPlace, place: KnownPlace) -> bool:
    if holder.feature == "P":
        return False
    if holder.precision == "country":
        return holder.country == place.country
    return holder.geonames_id is not None and holder.geonames_id in (place.admin1, place.admin2)


def _choices(toponym: Toponym, allowed: set[str] | None, *, as_division: bool) -> list[tuple[KnownPlace, float]]:
    """Return the candidates of a name with what speaks for each before the rest of the story is asked."""
    candidates = toponym.candidates[:_MOST]
    if toponym.source in ("country", "place") and allowed is None:  # the table's own, unless the story says "Lebanon, Ohio"
        candidates = [place for place in candidates if place is candidates[0] or (place.feature == "ADM1" and toponym.source == "country")]
    inside = [place for place in candidates if allowed is None or place.id in allowed]
    key = fold_name(toponym.text)
    return [(place, _prior(place, candidates, key, as_division=as_division)) for place in inside or candidates]


def _is_called_division(doc: Doc, toponym: Toponym) -> bool:
    """Tell whether the words beside a name call it a division: "Idlib province", "the province of Idlib"."""
    words = place_cues().division
    after = toponym.last < len(doc) and doc[toponym.last].lower_ in words
    return after or (toponym.first > 1 and doc[toponym.first - 1].lower_ == "of" and doc[toponym.first - 2].lower_ in words)


def _prior(place: KnownPlace, candidates: Sequence[KnownPlace], key: str, *, as_division: bool) -> float:
    score = log10(place.population + 100)
    if fold_name(place.name.removesuffix(", D.C.")) == key:
        score += _OWN_NAME
    if place.precision == "country":
        return score + 1.0
    if as_division:
        return score + (1.0 if place.feature in ("ADM1", "ADM2") else 0.0)
    if place.feature == "P":
        if any(other.feature == "ADM1" and other.geonames_id == place.admin1 for other in candidates):
            score += _OF_ITS_DIVISION
        if _is_capital(place, candidates):
            score += _CAPITAL
    elif place.feature == "ADM2" and any(other.feature == "P" for other in candidates):
        score -= 0.5
    return score


def _is_capital(place: KnownPlace, candidates: Sequence[KnownPlace]) -> bool:
    capital = country_by_capital(place.name.removesuffix(", D.C."))
    if capital is None or capital.iso3 != place.country:
        return False
    return all(other.population <= place.population for other in candidates if other.feature == "P" and other.country == place.country)


def _settle(choices: Sequence[Sequence[tuple[KnownPlace, float]]], fixed: Support) -> list[KnownPlace | None]:
    """Return the best place of each name: names vote for the countries and divisions they may lie in; the others' votes judge them."""
    weights = [_softmax([score for _, score in options], _HEATS[0]) for options in choices]
    for heat in _HEATS:
        votes = [_vote(options, likely) for options, likely in zip(choices, weights, strict=True)]
        everyone = _sum_of([fixed, *votes])
        total = sum(everyone.countries.values()) or 1.0
        scores = [
            [score + _bonus(place, own, everyone, total) for place, score in options] for options, own in zip(choices, votes, strict=True)
        ]
        weights = [_softmax(row, heat) for row in scores]
    picked: list[KnownPlace | None] = []
    for options, row, own in zip(choices, weights, votes, strict=True):
        place = options[max(range(len(row)), key=row.__getitem__)][0]
        picked.append(None if _is_stray(place, own, everyone, total) else place)
    return picked


def _vote(options: Sequence[tuple[KnownPlace, float]], likely: Sequence[float]) -> Support:
    """Return what one name speaks for; a country named outright is counted with the fixed support already."""
    support = Support()
    if len(options) > 1 or options[0][0].precision != "country":
        for (place, _), weight in zip(options, likely, strict=True):
            support.add(place, weight)
    return support


def _sum_of(supports: Sequence[Support]) -> Support:
    total = Support()
    for support in supports:
        for sums, parts in ((total.countries, support.countries), (total.divisions, support.divisions), (total.counties, support.counties)):
            for key, weight in parts.items():
                sums[key] += weight  # type: ignore[index]
    return total


def _is_stray(place: KnownPlace, own: Support, everyone: Support, total: float) -> bool:
    """Tell whether a small place lies in a country of which the story, that names others, says nothing: a namesake, most likely."""
    if place.feature != "P" or place.population >= _STRAY_PEOPLE or not place.country:
        return False
    others = everyone.countries[place.country] - own.countries[place.country]
    return others < _STRAY_SUPPORT and total > _STRAY_TOTAL


def _bonus(place: KnownPlace, own: Support, everyone: Support, total: float) -> float:
    """Return what the other names of the story add to a candidate."""
    country = everyone.countries[place.country] - own.countries[place.country] if place.country else 0.0
    division = _division_of(place)
    near = everyone.divisions[division] - own.divisions[division] if division else 0.0
    county = everyone.counties[place.admin2] - own.counties[place.admin2] if place.admin2 else 0.0
    of_country = 0.5 * min(1.0, 2 * country / total) + 0.5 * min(1.0, country / 3)
    return _COUNTRY_WEIGHT * of_country + _DIVISION_WEIGHT * min(1.0, near / 2) + _COUNTY_WEIGHT * min(1.0, county)


def _softmax(scores: Sequence[float], heat: float) -> list[float]:
    top = max(scores)
    raised = [exp(heat * (score - top)) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
