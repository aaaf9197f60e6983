"""Stories and readings made by hand, for tests that need no model."""

from __future__ import annotations

from onrecord.records import (
    Actor,
    ActorMention,
    DateFound,
    Dateline,
    EventMention,
    EventTime,
    Number,
    Passage,
    Place,
    PlaceMention,
    RawStory,
    Reading,
    Role,
    Statement,
    Story,
    TimeMention,
)

TEXT = (
    "HALDEN (Reuters) - Rebels shelled Halden on Monday, killing at least 12 people, General Ada Voss said. "
    '"We hold," she said.\nShare this'
)


def raw_story(story_id: str = "s1", text: str = TEXT, **given) -> RawStory:
    return RawStory(id=story_id, text=text, location=f"{story_id}.txt", bytes_sha256="0" * 64, **given)


def cut(text: str, words: str, nth: int = 0) -> Passage:
    """Return the nth occurrence of some words as a passage."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Passage(start=start, end=start + len(words), exact=words)


def reading(story_id: str = "s1", text: str = TEXT, **given) -> Reading:
    """Return a reading that fills every field of every dataclass."""
    story = Story(
        id=story_id,
        text=text,
        location=f"{story_id}.txt",
        bytes_sha256="0" * 64,
        title=given.get("title", "Halden shelled"),
        outlet=given.get("outlet", "The Courier"),
        published="2031-05-06",
        published_from="given",
        dates_found=(DateFound(value="2031-05-06", where="meta"),),
        url="https://courier.example/halden",
        byline="By Our Correspondent",
        language="en",
        extra={"desk": "foreign", "page": 3},
        dateline=Dateline(
            passage=cut(text, "HALDEN (Reuters) - "),
            toponym=cut(text, "HALDEN"),
            agency="Reuters",
            date=None,
            place="place-halden",
        ),
        credits=("Reuters",),
        furniture=(cut(text, "Share this"),),
    )
    rebels = Actor(
        id="actor-rebels",
        name="Rebels",
        kind="group",
        country=None,
        sectors=("REB",),
        wikidata=None,
        mentions=(ActorMention(passage=cut(text, "Rebels"), form="nominal"),),
    )
    voss = Actor(
        id="actor-voss",
        name="Ada Voss",
        kind="person",
        country="NOR",
        sectors=("MIL", "GOV"),
        wikidata="Q1",
        title="General",
        mentions=(
            ActorMention(passage=cut(text, "General Ada Voss"), form="name"),
            ActorMention(passage=cut(text, "she"), form="pronoun"),
        ),
    )
    halden = Place(
        id="place-halden",
        name="Halden",
        country="NOR",
        lat=59.1,
        lon=11.4,
        precision="city",
        geonames_id=3154209,
        mentions=(
            PlaceMention(passage=cut(text, "HALDEN"), use="literal"),
            PlaceMention(passage=cut(text, "Halden"), use="literal"),
        ),
        feature="PPL",
        admin1="Ostfold",
    )
    said = Statement(
        id="st-1",
        kind="indirect",
        content=(cut(text, "Rebels shelled Halden on Monday, killing at least 12 people"),),
        cue=cut(text, "said"),
        source=cut(text, "General Ada Voss"),
        speaker="actor-voss",
        cue_lemma="say",
        force="assert",
    )
    held = Statement(
        id="st-2",
        kind="direct",
        content=(cut(text, '"We hold,"'),),
        cue=cut(text, "said", 1),
        source=cut(text, "she"),
        speaker="actor-voss",
        continues="st-1",
    )
    shelling = EventMention(
        id=f"em-{story_id}",
        event_type="ASSAULT",
        mode="heavy-weapons",
        contexts=("military",),
        trigger=cut(text, "shelled"),
        trigger_lemma="shell",
        sentence=Passage(start=19, end=text.index(' "We'), exact=text[19 : text.index(' "We')]),
        actors=(Role(actor="actor-rebels", passage=cut(text, "Rebels")),),
        recipients=(),
        place="place-halden",
        place_passage=cut(text, "Halden"),
        time=EventTime(value="2031-05-05", passage=cut(text, "Monday")),
        status="occurred",
        attributed_to="st-1",
        numbers=(Number(of="killed", low=12, high=None, passage=cut(text, "at least 12"), scope="people"),),
        score=0.9,
    )
    return Reading(
        story=story,
        sentences=((19, text.index(' "We')), (text.index('"We'), text.index("\nShare"))),
        actors=(rebels, voss),
        places=(halden,),
        times=(TimeMention(passage=cut(text, "Monday"), type="DATE", value="2031-05-05"),),
        statements=(said, held),
        events=(shelling,),
        main_event=f"em-{story_id}",
    )
