"""A row of JSON or of a table to a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.dates import read_date
from onrecord.ingest.encoding import without_lone_surrogates
from onrecord.ingest.source import Source, sha256
from onrecord.records import DateFound, Dropped, PublishedFrom, RawStory

FIELDS = ("id", "text", "title", "outlet", "published", "url", "byline", "language")
# What `annotate` and `export jsonl` add to a story; all of these together tell our own output.
_OURS = frozenset({"dateline", "credits", "furniture", "actors", "places", "times", "statements", "events", "main_event"})
_ALSO_OURS = _OURS | {"published_from", "dates_found"}
_FROM = frozenset({"given", "dateline", "html", None})
_FOUND_BY_CLEAN = frozenset({"dateline", "first lines"})


def to_story(row: Mapping[str, Any], columns: Mapping[str, str], source: Source, *, place: str, raw: bytes) -> RawStory | Dropped:
    """Return the story of a row; `columns` says which key holds what."""
    given = {name: row.get(columns.get(name, name)) for name in FIELDS}
    text, story_id = given["text"], given["id"]
    if isinstance(story_id, float) and story_id.is_integer():
        story_id = int(story_id)  # a column of whole numbers with gaps, as pandas writes it
    if isinstance(story_id, int) and not isinstance(story_id, bool):
        story_id = str(story_id)
    for name, value in (("text", text), ("id", story_id)):
        if not isinstance(value, str) or (name == "id" and not value.strip()):
            problem = f"no {name}" if value is None or isinstance(value, str) else f"its {name} is a {_kind(value)}, not a text"
            return source.dropped(
                problem, f"a story needs an id and a text; if another key holds it, name that: --column {name}=KEY", place=place, raw=raw
            )
    rest = {key: value for key, value in row.items() if key not in {columns.get(name, name) for name in FIELDS}}
    dates: list[DateFound] = []
    published_from: PublishedFrom | None = "given"
    if row.keys() >= _OURS:
        dates = list(_dates(rest.get("dates_found")))
        published_from = rest.get("published_from") if rest.get("published_from") in _FROM else "given"
        rest = {key: value for key, value in rest.items() if key not in _ALSO_OURS}
    published = _text(given["published"]) if published_from != "dateline" else None
    day = read_date(published) if published else None
    if published and published != day:
        dates.append(DateFound(value=published, where="given"))
    return RawStory(
        id=without_lone_surrogates(str(story_id)),
        text=without_lone_surrogates(str(text)),
        location=f"{source.name}, {place}",
        bytes_sha256=sha256(raw),
        title=_text(given["title"]),
        outlet=_text(given["outlet"]),
        published=day,
        published_from=published_from if day else None,
        dates_found=tuple(dates),
        url=_text(given["url"]),
        byline=_text(given["byline"]),
        language=_text(given["language"]),
        extra=rest,
    )


def _dates(found: object) -> Iterator[DateFound]:
    """Yield the dates of our own output, but those that `clean` finds again."""
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and {"value", "where"} <= one.keys() and one["where"] not in _FOUND_BY_CLEAN:
            yield DateFound(value=str(one["value"]), where=str(one["where"]))


def _text(value: object) -> str | None:
    """Return a field as text; None if it is empty. A list of names is joined."""
    if value is None or isinstance(value, bool | dict):
        return None
    joined = "; ".join(str(item) for item in value if item) if isinstance(value, list) else str(value)
    return without_lone_surrogates(joined).strip() or None


def _kind(value: object) -> str:
    return {bool: "truth value", int: "number", float: "number", list: "list", dict: "object"}.get(type(value), type(value).__name__)
