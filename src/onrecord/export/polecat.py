"""Events in the 40 columns of the POLECAT data, with a companion table of what POLECAT has no column for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.export.record import Record
from onrecord.export.told import HAPPENED, Told, mention_id, read_told
from onrecord.ontology.cow import load_cow
from onrecord.ontology.plover import load_plover
from onrecord.records import Actor, EventMention, Place, Role

_HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|"
    "Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|"
    "Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|"
    "Version"
)
COLUMNS = tuple(_HEADER.split("|"))
COMPANION = (
    "Event ID", "status", "score", "method", "date_from", "event_time", "trigger", "trigger_start", "trigger_end",
    "sentence_start", "sentence_end", "attributed_to", "said_by", "event_id", "agreement", "origins", "origin_id", "storyline_id",
    "story_id", "outlet", "title", "url", "text_sha256", "run_id",
)  # fmt: skip
_BETWEEN = "; "
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")  # would end a cell, a line or the file for some reader
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def export_polecat(record: Record, target: Path) -> int:
    """Write one row an event mention that occurred or goes on, and PATH.onrecord.tsv beside it; return the number of events."""
    rows = 0
    companion = target.with_name(target.name + ".onrecord.tsv")
    with target.open("w", encoding="utf-8", newline="") as out, companion.open("w", encoding="utf-8", newline="") as beside:
        out.write("\t".join(COLUMNS) + "\n")
        beside.write("\t".join(COMPANION) + "\n")
        for told in read_told(record):
            for event in told.reading.events:
                if event.same_as is None and event.status in HAPPENED:
                    out.write(_line(_polecat(told, event)))
                    beside.write(_line(_own(told, event)))
                    rows += 1
    return rows


def _polecat(told: Told, event: EventMention) -> Sequence[object]:
    story, plover = told.reading.story, load_plover()
    places = {place.id: place for place in told.reading.places}
    day, _ = _date(told, event)
    actors = told.reading.actors
    return (
        mention_id(story.id, event.id), day, event.event_type, event.mode, plover.scales.get(event.event_type),
        plover.quads.get(event.event_type, "").upper() or None, _join(event.contexts),
        *_role(event.actors, actors), *_role(event.recipients, actors), *_place(event, places.get(event.place or "")),
        story.outlet, story.published, _join(actor.name for actor in actors if actor.kind == "person"),
        _join(actor.name for actor in actors if _is_organization(actor)), _join(place.name for place in places.values()),
        story.language, told.version,
    )  # fmt: skip


def _date(told: Told, event: EventMention) -> tuple[str | None, str | None]:
    """Return the day of an event and where it is from: the text if that names a day, else the day of publication, as POLECAT has it."""
    if event.time and event.time.value and (named := _DAY.match(event.time.value)):
        return named.group(), "text"
    published = _DAY.match(told.reading.story.published or "")
    return (published.group(), "publication") if published else (None, None)


def _is_organization(actor: Actor) -> bool:
    return actor.kind in {"organization", "group"} and any(mention.form == "name" for mention in actor.mentions)


def _role(roles: Sequence[Role], actors: Sequence[Actor]) -> Sequence[str | None]:
    """Return name, country, COW, primary sector, all sectors, title, raw name, Wikidata id; the nth of each list is of one actor."""
    known: Mapping[str, Actor] = {actor.id: actor for actor in actors}
    raw = {role.actor: role.passage.exact for role in reversed(roles)}
    some = [known[role] for role in dict.fromkeys(role.actor for role in roles) if role in known]
    return (
        _join(actor.name for actor in some),
        _join_all(actor.country for actor in some),
        _join_all(load_cow().get(actor.country or "") for actor in some),
        _join_all(actor.sectors[0] if actor.sectors else None for actor in some),
        _join(sector for actor in some for sector in actor.sectors),
        _join_all(actor.title for actor in some),
        _join_all(raw[actor.id] for actor in some),
        _join_all(actor.wikidata for actor in some),
    )


def _place(event: EventMention, place: Place | None) -> Sequence[object]:
    raw = event.place_passage.exact if event.place_passage else None
    if place is None:
        return (*(None,) * 8, raw, None)
    city = place.name if place.precision == "city" else None
    province = place.admin1 or (place.name if place.precision == "admin1" else None)
    return (place.name, city, None, province, place.country, place.lat, place.lon, place.geonames_id, raw, place.feature)


def _own(told: Told, event: EventMention) -> Sequence[object]:
    story, link = told.reading.story, told.links.get(event.id)
    return (
        mention_id(story.id, event.id), event.status, event.score, event.method, _date(told, event)[1], event.time and event.time.value,
        event.trigger.exact,
        event.trigger.start, event.trigger.end, event.sentence.start, event.sentence.end, event.attributed_to, told.claimant(event),
        link and link.event_id, link and link.agreement, link and link.origins, told.origin_id, told.storyline_id, story.id, story.outlet,
        story.title, story.url, told.text_sha256, told.run_id,
    )  # fmt: skip


def _join(values: Iterable[str]) -> str | None:
    """Return different values as one cell."""
    return _BETWEEN.join(dict.fromkeys(map(_part, values))) or None


def _join_all(values: Iterable[str | None]) -> str | None:
    """Return one value an actor as one cell, "None" for what is missing, so that lists of one row go together."""
    found = list(values)
    return _BETWEEN.join("None" if value is None else _part(value) for value in found) if any(found) else None


def _part(value: str) -> str:
    return value.replace(";", ",")


def _line(cells: Iterable[object]) -> str:
    return "\t".join("None" if cell is None else _cell(str(cell)) for cell in cells) + "\n"


def _cell(text: str) -> str:
    # A quotation mark would open a quoted cell for readers that follow CSV's rules: the typographic one does not.
    return _UNSAFE.sub(" ", text).replace('"', "”").strip() or "None"
