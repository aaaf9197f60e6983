"""A record made by hand for the browser: one affair over three weeks, a disputed toll, a reprint, a hostile story."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from by_hand import TEXT, cut, reading
from hostile import hostile
from onrecord.records import (
    Account,
    Actor,
    ActorMention,
    Comparison,
    Event,
    EventTime,
    MentionOf,
    Number,
    NumberRange,
    Place,
    PlaceMention,
    Reading,
    Role,
    Statement,
)
from onrecord.store import Store
from test_export_events import make

TOLL = "Hospital staff put the dead at 31."
NEWS = {  # story, outlet, day, what it adds to the text that all of them share
    "courier-1": ("The Courier", "2031-05-06", "The harbour bridge was closed and trains to the south stood still all night."),
    "echo-1": ("The Echo", "2031-05-06", "The harbour bridge was closed and trains to the south stood still all night."),
    "gazette-1": ("The Gazette", "2031-05-07", TOLL),
    "courier-2": ("The Courier", "2031-05-14", "The council met on Tuesday in Moss to speak about the harbour."),
    "courier-3": ("The Courier", "2031-05-20", "The council met once more on Monday in Moss, and the rebels stayed away."),
}


def make_record(path: Path) -> Store:
    """Write the record and return it open."""
    found = {story_id: _read(story_id) for story_id in NEWS}
    store = make(path, [*found.values(), replace(hostile("hostile"), events=())])
    with store._writing():
        lines = [row[0] for row in store.db.execute("SELECT storyline_id FROM storyline ORDER BY stories DESC")]
        line = lines[0]
        store.db.execute("UPDATE storyline SET title = 'Shells on Halden' WHERE storyline_id = ?", (line,))
        for key, story in store.db.execute("SELECT story_key, story_id FROM story").fetchall():
            origin = "courier-1" if story == "echo-1" else story
            store.db.execute("INSERT OR IGNORE INTO origin VALUES (?, ?)", (origin, "reprint" if origin == "courier-1" else "own"))
            store.db.execute(
                "UPDATE origin_story SET origin_id = ?, position = ? WHERE story_key = ?", (origin, int(story == "echo-1"), key)
            )
            store.db.execute("UPDATE storyline_story SET storyline_id = ? WHERE story_key = ?", (line, key))
        store.db.execute("DELETE FROM origin WHERE origin_id NOT IN (SELECT origin_id FROM origin_story)")
    store.replace_storyline(line, [_shelling(line), *_meetings(line)], [_dispute(found)])
    return store


def _read(story_id: str) -> Reading:
    outlet, day, more = NEWS[story_id]
    text = TEXT.replace("\nShare this", f"\n{more}\nShare this")
    found = reading(story_id, text=text, outlet=outlet, title=f"Halden, {day}")
    found = replace(found, story=replace(found.story, published=day))
    if "Moss" in more:
        return _with_meeting(found, text)
    return _with_toll(found, text) if TOLL in more else found


def _with_toll(found: Reading, text: str) -> Reading:
    """Return the reading with another toll, from another claimant."""
    staff = Actor(
        id="actor-staff", name="Hospital staff", kind="group", country=None, sectors=("HLH",), wikidata=None,
        mentions=(ActorMention(passage=cut(text, "Hospital staff"), form="nominal"),),
    )  # fmt: skip
    said = Statement(
        id="st-3", kind="indirect", content=(cut(text, "the dead at 31"),), cue=cut(text, "put"), source=cut(text, "Hospital staff"),
        speaker="actor-staff", cue_lemma="put", force="assert",
    )  # fmt: skip
    start = text.index(TOLL)
    toll = Number(of="killed", low=31, high=31, passage=cut(text, "31"), scope="all")
    [shelling] = found.events
    return replace(
        found,
        sentences=(*found.sentences, (start, start + len(TOLL))),
        actors=(*found.actors, staff),
        statements=(*found.statements, said),
        events=(replace(shelling, attributed_to="st-3", numbers=(toll,)),),
    )


def _with_meeting(found: Reading, text: str) -> Reading:
    """Return the reading with an event of cooperation at another place and day instead."""
    council = Actor(
        id="actor-council", name="The council", kind="organization", country="NOR", sectors=("GOV",), wikidata=None,
        mentions=(ActorMention(passage=cut(text, "The council"), form="nominal"),),
    )  # fmt: skip
    moss = Place(
        id="place-moss", name="Moss", country="NOR", lat=59.4, lon=10.7, precision="city", geonames_id=3145580,
        mentions=(PlaceMention(passage=cut(text, "Moss"), use="literal"),), feature="PPL",
    )  # fmt: skip
    [shelling] = found.events
    meeting = replace(
        shelling, event_type="CONSULT", mode=None, trigger=cut(text, "met"), trigger_lemma="meet",
        actors=(Role(actor="actor-council", passage=cut(text, "The council")),),
        recipients=(Role(actor="actor-rebels", passage=cut(text, "Rebels")),),
        place="place-moss", place_passage=cut(text, "Moss"), numbers=(), attributed_to=None,
        time=EventTime(value="2031-05-13" if found.story.id == "courier-2" else "2031-05-19", passage=None),
    )  # fmt: skip
    return replace(found, actors=(*found.actors, council), places=(*found.places, moss), events=(meeting,))


def _shelling(line: str) -> Event:
    return Event(
        id="ev-shelling", event_type="ASSAULT", storyline=line, origins=2, agreement="disputed", place="place-halden", time="2031-05-05",
        mentions=[MentionOf(story=story, event=f"em-{story}") for story in ("courier-1", "echo-1", "gazette-1")],
        numbers=(NumberRange(of="killed", low=12, best=31, high=31, rule="best: of the latest day"),),
    )  # fmt: skip


def _meetings(line: str) -> list[Event]:
    return [
        Event(
            id=f"ev-{story}", event_type="CONSULT", storyline=line, origins=1, agreement="single origin", place="place-moss", time=day,
            mentions=[MentionOf(story=story, event=f"em-{story}")], numbers=(),
        )
        for story, day in (("courier-2", "2031-05-13"), ("courier-3", "2031-05-19"))
    ]  # fmt: skip


def _dispute(found: dict[str, Reading]) -> Comparison:
    ours, theirs = found["courier-1"].story, found["gazette-1"].story
    return Comparison(
        event="ev-shelling", field="killed", relation="contradiction", why="both count all the dead of that day",
        a=Account(story=ours.id, passage=cut(ours.text, "at least 12"), value="at least 12", said_by="actor-voss", low=12, scope="all"),
        b=Account(story=theirs.id, passage=cut(theirs.text, "31"), value="31", said_by="actor-staff", low=31, high=31, scope="all"),
    )  # fmt: skip
