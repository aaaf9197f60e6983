"""Readings as rows of the record's tables, and back. No SQL here."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from onrecord.records import (
    Account,
    Actor,
    ActorMention,
    Comparison,
    DateFound,
    Dateline,
    Event,
    EventMention,
    EventTime,
    Number,
    Passage,
    Place,
    PlaceMention,
    Reading,
    Role,
    Statement,
    Story,
    TimeMention,
)

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# The tables of the first layer that hang on a story, in the order in which they are written.
STORY_TABLES = (
    "furniture",
    "story_actor",
    "actor_mention",
    "story_place",
    "place_mention",
    "time_mention",
    "statement",
    "statement_content",
    "event_mention",
    "event_role",
    "event_number",
)


def to_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes; lone surrogates count as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_json(value: Any) -> str:
    """Return compact JSON in the characters of the text."""
    return _JSON.encode(value)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _at(passage: Passage) -> Row:
    return {"start_char": passage.start, "end_char": passage.end, "exact": passage.exact}


def _named(name: str, passage: Passage | None, *, exact: str | None = None) -> Row:
    """Return a passage as columns <name>_start, <name>_end and, if asked, its words."""
    row: Row = {f"{name}_start": passage and passage.start, f"{name}_end": passage and passage.end}
    if exact:
        row[exact] = passage and passage.exact
    return row


def story_row(story: Story) -> Row:
    """Return the columns of `story` that come from the story itself."""
    dateline = story.dateline
    return {
        "story_id": story.id,
        "text": story.text,
        "text_sha256": to_sha256(story.text),
        "input_sha256": story.bytes_sha256,
        "title": story.title,
        "outlet": story.outlet,
        "published": story.published,
        "published_from": story.published_from,
        "dates_found": to_json([asdict(found) for found in story.dates_found]),
        "url": story.url,
        "byline": story.byline,
        "language": story.language,
        "location": story.location,
        "extra": to_json(dict(story.extra)),
        **_named("dateline", dateline.passage if dateline else None, exact="dateline"),
        **_named("dateline_toponym", dateline.toponym if dateline else None),
        "dateline_agency": dateline and dateline.agency,
        "dateline_date": dateline and dateline.date,
        "dateline_place": dateline and dateline.place,
        "credits": to_json(list(story.credits)),
    }


def to_rows(reading: Reading, story_key: int) -> Rows:
    """Return the rows of one reading, by table, but the story's own."""
    rows: Rows = defaultdict(list)

    def put(table: str, **row: Any) -> None:
        rows[table].append({"story_key": story_key, **row})

    for position, passage in enumerate(reading.story.furniture):
        put("furniture", position=position, **_at(passage))
    for position, actor in enumerate(reading.actors):
        put("story_actor", position=position, actor_id=actor.id, name=actor.name, kind=actor.kind, country=actor.country,
            sectors=to_json(list(actor.sectors)), wikidata=actor.wikidata, title=actor.title, method=actor.method)  # fmt: skip
        for n, mention in enumerate(actor.mentions):
            put("actor_mention", actor_id=actor.id, position=n, form=mention.form, **_at(mention.passage))
    for position, place in enumerate(reading.places):
        put("story_place", position=position, place_id=place.id, name=place.name, country=place.country, admin1=place.admin1,
            lat=place.lat, lon=place.lon, precision=place.precision, feature=place.feature,
            geonames_id=place.geonames_id, method=place.method)  # fmt: skip
        for n, toponym in enumerate(place.mentions):
            put("place_mention", place_id=place.id, position=n, use=toponym.use, **_at(toponym.passage))
    for position, time in enumerate(reading.times):
        put(
            "time_mention",
            position=position,
            type=time.type,
            value=time.value,
            mod=time.mod,
            unresolved=time.unresolved,
            **_at(time.passage),
        )
    for position, statement in enumerate(reading.statements):
        put("statement", **_statement_row(statement, position))
        for n, piece in enumerate(statement.content):
            put("statement_content", statement_id=statement.id, position=n, **_at(piece))
    for position, event in enumerate(reading.events):
        put("event_mention", **_event_row(event, position))
        roles = [("actor", role) for role in event.actors] + [("recipient", role) for role in event.recipients]
        for n, (name, role) in enumerate(roles):
            put("event_role", mention_id=event.id, position=n, role=name, actor_id=role.actor, **_at(role.passage))
        for n, number in enumerate(event.numbers):
            put("event_number", mention_id=event.id, position=n, of=number.of, low=number.low, high=number.high, scope=number.scope,
                **_at(number.passage))  # fmt: skip
    return rows


def _statement_row(statement: Statement, position: int) -> Row:
    return {
        "statement_id": statement.id,
        "position": position,
        "kind": statement.kind,
        "words": " … ".join(piece.exact for piece in statement.content),
        **_named("cue", statement.cue, exact="cue"),
        "cue_lemma": statement.cue_lemma,
        "force": statement.force,
        **_named("source", statement.source, exact="source"),
        "speaker": statement.speaker,
        "addressee": statement.addressee,
        **_named("addressee", statement.addressee_passage),
        "inside": statement.inside,
        "continues": statement.continues,
        "method": statement.method,
    }


def _event_row(event: EventMention, position: int) -> Row:
    return {
        "mention_id": event.id,
        "position": position,
        "event_type": event.event_type,
        "mode": event.mode,
        "contexts": to_json(list(event.contexts)),
        **_named("trigger", event.trigger, exact="trigger_exact"),
        "trigger_lemma": event.trigger_lemma,
        **_named("sentence", event.sentence),
        "place_id": event.place,
        **_named("place", event.place_passage),
        "time_value": event.time and event.time.value,
        **_named("time", event.time.passage if event.time else None),
        "status": event.status,
        "attributed_to": event.attributed_to,
        "score": event.score,
        "same_as": event.same_as,
        "method": event.method,
    }


def event_rows(storyline: str, events: Sequence[Event], comparisons: Sequence[Comparison], key_of: Mapping[str, int]) -> Rows:
    """Return the rows of a storyline's events and comparisons, by table; `key_of` gives a story's key."""
    rows: Rows = defaultdict(list)
    for event in events:
        rows["event"].append(
            {
                "event_id": event.id,
                "event_type": event.event_type,
                "storyline_id": storyline,
                "origins": event.origins,
                "agreement": event.agreement,
                "place_id": event.place,
                "time": event.time,
                "numbers": to_json([asdict(number) for number in event.numbers]),
            }
        )
        for n, mention in enumerate(event.mentions):
            rows["event_link"].append(
                {"story_key": key_of[mention.story], "mention_id": mention.event, "event_id": event.id, "position": n}
            )
    for comparison in comparisons:
        rows["comparison"].append(
            {
                "storyline_id": storyline,
                "event_id": comparison.event,
                "field": comparison.field,
                "relation": comparison.relation,
                **_account("a", comparison.a, key_of),
                **_account("b", comparison.b, key_of),
                "why": comparison.why,
                "method": comparison.method,
            }
        )
    return rows


def _account(name: str, account: Account, key_of: Mapping[str, int]) -> Row:
    return {
        f"{name}_story_key": key_of[account.story],
        f"{name}_start": account.passage.start,
        f"{name}_end": account.passage.end,
        f"{name}_exact": account.passage.exact,
        f"{name}_value": account.value,
        f"{name}_said_by": account.said_by,
        f"{name}_account": _bounds(account.low, account.high, account.scope, account.as_of),
    }


@lru_cache(maxsize=1000)
def _bounds(low: int | None, high: int | None, scope: str | None, as_of: str | None) -> str:
    return to_json({"low": low, "high": high, "scope": scope, "as_of": as_of})


# ── and back ─────────────────────────────────────────────────────────────────────────────────────


def to_story(row: Mapping[str, Any], furniture: Sequence[Passage]) -> Story:
    """Return the story that a row of `story` holds."""
    text = _Text(row["text"])
    dateline = None
    if row["dateline_start"] is not None:
        dateline = Dateline(
            passage=Passage.cut(text, row["dateline_start"], row["dateline_end"]),
            toponym=_cut(text, row, "dateline_toponym"),
            agency=row["dateline_agency"],
            date=row["dateline_date"],
            place=row["dateline_place"],
        )
    return Story(
        id=row["story_id"],
        text=row["text"],
        location=row["location"],
        bytes_sha256=row["input_sha256"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        published_from=row["published_from"],
        dates_found=tuple(DateFound(**found) for found in json.loads(row["dates_found"])),
        url=row["url"],
        byline=row["byline"],
        language=row["language"],
        extra=json.loads(row["extra"]),
        dateline=dateline,
        credits=tuple(json.loads(row["credits"])),
        furniture=tuple(furniture),
    )


def to_reading(story_row: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Reading:
    """Return the reading whose rows these are."""
    story = to_story(story_row, [_passage(row) for row in rows["furniture"]])
    mentions, toponyms = _by(rows["actor_mention"], "actor_id"), _by(rows["place_mention"], "place_id")
    pieces, roles, numbers = (_by(rows[table], key) for table, key in _CHILDREN)
    return Reading(
        story=story,
        sentences=tuple((start, end) for start, end in json.loads(story_row["sentences"])),
        actors=tuple(_actor(row, mentions[row["actor_id"]]) for row in rows["story_actor"]),
        places=tuple(_place(row, toponyms[row["place_id"]]) for row in rows["story_place"]),
        times=tuple(
            TimeMention(passage=_passage(row), type=row["type"], value=row["value"], mod=row["mod"], unresolved=row["unresolved"])
            for row in rows["time_mention"]
        ),
        statements=tuple(_statement(story, row, pieces[row["statement_id"]]) for row in rows["statement"]),
        events=tuple(_event(story, row, roles[row["mention_id"]], numbers[row["mention_id"]]) for row in rows["event_mention"]),
        main_event=story_row["main_event"],
    )


_CHILDREN = (("statement_content", "statement_id"), ("event_role", "mention_id"), ("event_number", "mention_id"))


class _Text:
    """A bare text to cut passages from."""

    def __init__(self, text: str) -> None:
        self.text = text


def _by(rows: Iterable[Mapping[str, Any]], key: str) -> Mapping[str, list[Mapping[str, Any]]]:
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(start=row["start_char"], end=row["end_char"], exact=row["exact"])


def _cut(story: _Text | Story, row: Mapping[str, Any], name: str) -> Passage | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else Passage.cut(story, start, end)


def _actor(row: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> Actor:
    return Actor(
        id=row["actor_id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        sectors=tuple(json.loads(row["sectors"])),
        wikidata=row["wikidata"],
        mentions=tuple(ActorMention(passage=_passage(mention), form=mention["form"]) for mention in mentions),
        title=row["title"],
        method=row["method"],
    )


def _place(row: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> Place:
    return Place(
        id=row["place_id"],
        name=row["name"],
        country=row["country"],
        lat=row["lat"],
        lon=row["lon"],
        precision=row["precision"],
        geonames_id=row["geonames_id"],
        mentions=tuple(PlaceMention(passage=_passage(mention), use=mention["use"]) for mention in mentions),
        feature=row["feature"],
        admin1=row["admin1"],
        method=row["method"],
    )


def _statement(story: Story, row: Mapping[str, Any], content: Iterable[Mapping[str, Any]]) -> Statement:
    return Statement(
        id=row["statement_id"],
        kind=row["kind"],
        content=tuple(_passage(piece) for piece in content),
        cue=_cut(story, row, "cue"),
        source=_cut(story, row, "source"),
        speaker=row["speaker"],
        addressee=row["addressee"],
        addressee_passage=_cut(story, row, "addressee"),
        inside=row["inside"],
        continues=row["continues"],
        cue_lemma=row["cue_lemma"],
        force=row["force"],
        method=row["method"],
    )


def _event(story: Story, row: Mapping[str, Any], roles: Sequence[Mapping[str, Any]], numbers: Iterable[Mapping[str, Any]]) -> EventMention:
    def named(role: str) -> tuple[Role, ...]:
        return tuple(Role(actor=r["actor_id"], passage=_passage(r)) for r in roles if r["role"] == role)

    return EventMention(
        id=row["mention_id"],
        event_type=row["event_type"],
        mode=row["mode"],
        contexts=tuple(json.loads(row["contexts"])),
        trigger=Passage.cut(story, row["trigger_start"], row["trigger_end"]),
        trigger_lemma=row["trigger_lemma"],
        sentence=Passage.cut(story, row["sentence_start"], row["sentence_end"]),
        actors=named("actor"),
        recipients=named("recipient"),
        place=row["place_id"],
        place_passage=_cut(story, row, "place"),
        time=None if row["time_value"] is None else EventTime(value=row["time_value"], passage=_cut(story, row, "time")),
        status=row["status"],
        attributed_to=row["attributed_to"],
        numbers=tuple(Number(of=n["of"], low=n["low"], high=n["high"], passage=_passage(n), scope=n["scope"]) for n in numbers),
        score=row["score"],
        same_as=row["same_as"],
        method=row["method"],
    )
