"""The JSON forms of a reading and of a comparison, as others depend on them; and back."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import msgspec

from onrecord.errors import ExportError
from onrecord.records import Account, Compared, Dropped, EventMention, Passage, Reading, Role

Json = dict[str, Any]


def passage_to_json(passage: Passage | None) -> Json | None:
    """Return {start, end, exact}, or None."""
    return None if passage is None else {"start": passage.start, "end": passage.end, "exact": passage.exact}


def _roles(roles: Sequence[Role]) -> list[Json]:
    return [{"actor": role.actor, "passage": passage_to_json(role.passage)} for role in roles]


def _event(event: EventMention) -> Json:
    return {
        "id": event.id,
        "type": event.event_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "trigger": passage_to_json(event.trigger),
        "trigger_lemma": event.trigger_lemma,
        "sentence": passage_to_json(event.sentence),
        "actors": _roles(event.actors),
        "recipients": _roles(event.recipients),
        "place": event.place,
        "place_passage": passage_to_json(event.place_passage),
        "time": asdict(event.time) if event.time else None,
        "status": event.status,
        "attributed_to": event.attributed_to,
        "numbers": [asdict(number) for number in event.numbers],
        "score": event.score,
        "same_as": event.same_as,
        "method": event.method,
    }


def reading_to_json(reading: Reading) -> Json:
    """Return one line of `annotate`."""
    story = reading.story
    dateline = story.dateline
    return {
        **story.extra,
        "id": story.id,
        "text": story.text,
        "title": story.title,
        "outlet": story.outlet,
        "published": story.published,
        "published_from": story.published_from,
        "dates_found": [asdict(found) for found in story.dates_found],
        "url": story.url,
        "byline": story.byline,
        "language": story.language,
        "dateline": dateline and {**asdict(dateline.passage), "place": dateline.place, "agency": dateline.agency, "date": dateline.date},
        "credits": list(story.credits),
        "furniture": [passage_to_json(passage) for passage in story.furniture],
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "sectors": list(actor.sectors),
                "wikidata": actor.wikidata,
                "title": actor.title,
                "mentions": [{**asdict(mention.passage), "form": mention.form} for mention in actor.mentions],
                "method": actor.method,
            }
            for actor in reading.actors
        ],
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "country": place.country,
                "admin1": place.admin1,
                "lat": place.lat,
                "lon": place.lon,
                "precision": place.precision,
                "feature": place.feature,
                "geonames_id": place.geonames_id,
                "mentions": [{**asdict(mention.passage), "use": mention.use} for mention in place.mentions],
                "method": place.method,
            }
            for place in reading.places
        ],
        "times": [
            {**asdict(time.passage), "type": time.type, "value": time.value, "mod": time.mod, "unresolved": time.unresolved}
            for time in reading.times
        ],
        "statements": [asdict(statement) | {"content": [asdict(piece) for piece in statement.content]} for statement in reading.statements],
        "events": [_event(event) for event in reading.events],
        "main_event": reading.main_event,
    }


def write_readings(found: Iterable[Reading | Dropped], target: str, see: Callable[[Sequence[Reading | Dropped]], None]) -> None:
    """Write one annotated story a line; "-" is stdout. `see` is shown everything, also what was left out."""
    with _opened(target) as out:
        for item in found:
            see([item])
            if isinstance(item, Reading):
                out.write(msgspec.json.encode(reading_to_json(item)) + b"\n")


def write_compared(compared: Compared, readings: Sequence[Reading], target: str) -> None:
    """Write a comparison with its stories; "-" is stdout."""
    with _opened(target) as out:
        out.write(msgspec.json.encode(compared_to_json(compared, readings)) + b"\n")


@contextmanager
def _opened(target: str) -> Iterator[IO[bytes]]:
    """Open a target; a file takes its name only when it is whole. A device or pipe is written to as it is."""
    if target == "-":
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read has had enough
                raise
            raise ExportError(f"stdout cannot be written: {error.strerror or error}") from error
        return
    path = Path(target)
    is_device = path.exists() and not path.is_file()
    part = path if is_device else path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        if not is_device:
            part.replace(path)
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error.strerror or error}") from error


def _account(account: Account) -> Json:
    return asdict(account)


def compared_to_json(compared: Compared, readings: Sequence[Reading]) -> Json:
    """Return what `compare` writes."""
    return {
        "stories": [reading_to_json(reading) for reading in readings],
        "origins": [{"id": o.id, "kind": o.kind, "stories": list(o.stories)} for o in compared.origins],
        "storylines": [{"id": s.id, "title": s.title, "stories": list(s.stories)} for s in compared.storylines],
        "events": [
            {
                "id": e.id,
                "type": e.event_type,
                "mentions": [asdict(mention) for mention in e.mentions],
                "storyline": e.storyline,
                "origins": e.origins,
                "agreement": e.agreement,
                "place": e.place,
                "time": e.time,
                "numbers": [asdict(number) for number in e.numbers],
            }
            for e in compared.events
        ],
        "comparisons": [
            {
                "event": c.event,
                "field": c.field,
                "relation": c.relation,
                "a": _account(c.a),
                "b": _account(c.b),
                "why": c.why,
                "method": c.method,
            }
            for c in compared.comparisons
        ],
    }
