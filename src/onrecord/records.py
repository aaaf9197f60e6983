"""The dataclasses that pass between stages, in the order in which they come to be.

Offsets are code points of `Story.text`, end exclusive. Unknown is `None`, never a guess.
`onrecord.contract` turns a `Reading` into the JSON form that others read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

PublishedFrom = Literal["given", "dateline", "html"]
Stage = Literal["ingest", "clean", "annotate"]
StatementKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "organization", "country", "group", "unnamed"]
Precision = Literal["site", "city", "admin1", "country", "region"]
Status = Literal["occurred", "ongoing", "future", "hypothetical", "negated", "historical"]
NumberOf = Literal["killed", "injured", "arrested", "displaced", "participants", "other"]
OriginKind = Literal["wire", "reprint", "rewrite", "own"]
Agreement = Literal["corroborated", "single origin", "disputed"]
Field = Literal["killed", "injured", "arrested", "displaced", "participants", "culprit", "date", "place", "occurrence", "weapon"]
Relation = Literal["agree", "compatible", "update", "contradiction", "denial"]


class HasText(Protocol):
    """Anything that a passage can be cut from."""

    @property
    def text(self) -> str:
        """The text that offsets count in."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """Characters [start, end) of one story, with their exact words."""

    start: int
    end: int
    exact: str

    @classmethod
    def cut(cls, story: HasText, start: int, end: int) -> Passage:
        """Return the passage [start, end) of a story, so that text and offsets cannot disagree."""
        return cls(start=start, end=end, exact=story.text[start:end])

    def overlaps(self, other: Passage) -> bool:
        """Tell whether two passages of one story share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Passage) -> bool:
        """Tell whether this passage holds all of another one."""
        return self.start <= other.start and other.end <= self.end


def make_id(kind: str, *parts: str | int | None) -> str:
    """Return an id of named parts of the content: the same parts give the same id on every machine.

    >>> make_id("st", "story-1", 10, 20) == make_id("st", "story-1", 10, 20)
    True
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


# ── ingest ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A publication date that a page gives, and where it stood."""

    value: str  # ISO 8601, as precise as the page gives it
    where: str  # "json-ld", "meta article:published_time", "time", "url", "http last-modified", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RawStory:
    """A story as it was read from an input, before anything is understood."""

    id: str
    text: str
    location: str  # where it was read: "march.jsonl, line 7"
    bytes_sha256: str  # of the bytes that it was read from (the file's, the record's, the line's)
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # YYYY-MM-DD
    published_from: PublishedFrom | None = None
    dates_found: Sequence[DateFound] = ()
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)  # other keys of the input, kept as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An input that was left out: where it stood, at which stage it fell, and why."""

    location: str
    stage: Stage
    reason: str
    remedy: str | None = None  # what would do
    id: str | None = None
    bytes_sha256: str | None = None


# ── clean ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where a story was filed: "PARIS (Reuters) - ". `place` is a place id, set once places are resolved."""

    passage: Passage
    toponym: Passage | None = None  # the city's name alone
    agency: str | None = None
    date: str | None = None  # YYYY-MM-DD
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One published version of a story. Its text never changes; furniture, dateline and credit are marked in it."""

    id: str
    text: str
    location: str
    bytes_sha256: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    dates_found: Sequence[DateFound] = ()
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    dateline: Dateline | None = None
    credits: Sequence[str] = ()  # agencies that the story credits anywhere: "Reuters", "AFP"
    furniture: Sequence[Passage] = ()


# ── extract ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression in TIMEX3's terms; `value` is None and `unresolved` says why if it cannot be dated."""

    passage: Passage
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str | None = None
    unresolved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A toponym in use: literal ("in Aleppo") or associative ("Syrian", "Moscow said")."""

    passage: Passage
    use: Literal["literal", "associative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of one story with all its mentions; without coordinates where the name is not resolved."""

    id: str  # "gn-<GeoNames id>", "place-<key of our own table>", else made of the folded name
    name: str
    country: str | None  # ISO 3166 alpha-3
    lat: float | None
    lon: float | None
    precision: Precision
    geonames_id: int | None
    mentions: Sequence[PlaceMention]
    feature: str | None = None  # GeoNames feature code where known: "PPLC", "ADM1"
    admin1: str | None = None
    method: str = "gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One occurrence of an actor: a name, a title, a pronoun, a demonym."""

    passage: Passage
    form: Literal["name", "nominal", "pronoun", "associative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party of one story that acts, is acted on or speaks, with all its mentions."""

    id: str  # of the actor table's key if known; else of name, kind and country; of the story too if unnamed
    name: str
    kind: ActorKind
    country: str | None
    sectors: Sequence[str]  # PLOVER sector codes, primary first
    wikidata: str | None
    mentions: Sequence[ActorMention]
    title: str | None = None  # the role it is given: "French President"
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody is reported to say. `content` has several pieces if the quotation is split."""

    id: str
    kind: StatementKind
    content: Sequence[Passage]
    cue: Passage | None = None
    source: Passage | None = None
    speaker: str | None = None  # actor id
    addressee: str | None = None  # actor id
    addressee_passage: Passage | None = None
    inside: str | None = None  # id of the statement that this one is told in
    continues: str | None = None  # a quotation without a source of its own has the speaker of this statement
    cue_lemma: str | None = None
    force: str | None = None  # assert, deny, accuse, demand, promise, threaten, ask, praise; from the cue table
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An actor in an event, by the words that name it there."""

    actor: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When an event happened: a TIMEX3 value (or an interval "2015-09/") and the words it was read from."""

    value: str
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A count that belongs to an event, with its bounds; None where a bound is open."""

    of: NumberOf
    low: int | None
    high: int | None
    passage: Passage
    scope: str | None = None  # whom it counts, in the text's words: "civilians"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One PLOVER event as one story tells it."""

    id: str
    event_type: str
    mode: str | None
    contexts: Sequence[str]
    trigger: Passage
    trigger_lemma: str
    sentence: Passage
    actors: Sequence[Role]
    recipients: Sequence[Role]
    place: str | None
    place_passage: Passage | None
    time: EventTime | None
    status: Status
    attributed_to: str | None  # statement id
    numbers: Sequence[Number]
    score: float
    same_as: str | None = None  # the first mention of this event in the same story, if this is not it
    method: str = "rules"

    @property
    def before(self) -> str:
        """The words of its sentence before the trigger."""
        return self.sentence.exact[: self.trigger.start - self.sentence.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one story says: what `extract()` returns and the store keeps."""

    story: Story
    sentences: Sequence[tuple[int, int]]
    actors: Sequence[Actor]
    places: Sequence[Place]
    times: Sequence[TimeMention]
    statements: Sequence[Statement]
    events: Sequence[EventMention]
    main_event: str | None


# ── compare ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Stories that are one independent source of information, likely first one first."""

    id: str
    kind: OriginKind
    stories: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """Stories of one affair."""

    id: str
    title: str
    stories: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionOf:
    """An event mention, by story id and mention id."""

    story: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    """Lowest, best and highest of what the accounts of an event give; the rule for `best` is named."""

    of: NumberOf
    low: int | None
    best: int | None
    high: int | None
    rule: str
    origins: int = 1  # independent ones behind this count: texts of one family are one, and so are texts that cite one claimant


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event across stories, as all its mentions tell it."""

    id: str
    event_type: str
    mentions: Sequence[MentionOf]
    storyline: str
    origins: int  # number of independent origins
    agreement: Agreement
    place: str | None
    time: str | None
    numbers: Sequence[NumberRange]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one story, or one claimant in it, gives for one field of an event."""

    story: str
    passage: Passage
    value: str
    said_by: str | None = None  # actor id
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two accounts of one field bear on each other. Never which is true."""

    event: str | None
    field: Field
    relation: Relation
    a: Account
    b: Account
    why: str
    method: str = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What comparing a set of readings gives; it can be computed again at any time."""

    origins: Sequence[Origin]
    storylines: Sequence[Storyline]
    events: Sequence[Event]
    comparisons: Sequence[Comparison]
