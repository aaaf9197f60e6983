"""Read RSS and Atom: a story an entry that carries its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from onrecord.dates import read_date
from onrecord.ingest.encoding import without_lone_surrogates
from onrecord.ingest.options import Options
from onrecord.ingest.source import BROKEN, CUT_SHORT, Source, sha256
from onrecord.records import DateFound, Dropped, RawStory

_BLOCKS = frozenset(
    "p div li blockquote h1 h2 h3 h4 h5 h6 tr br figcaption section article ul ol table".split()  # noqa: SIM905
)
_LONE = re.compile(rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));")
_SPACE = re.compile(r"[ \t\r\f\v]+")


def read_feed(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the stories of a feed."""
    with source.opened() as file:
        try:
            raw = file.read(options.file_limit + 1)
        except BROKEN:
            yield source.dropped(CUT_SHORT, "get the file again")
            return
    if len(raw) > options.file_limit:
        yield source.dropped(f"it is larger than {options.file_limit // 2**20} MiB", "split it")
        return
    yield from feed_to_stories(raw, source)


def feed_to_stories(raw: bytes, source: Source) -> Iterator[RawStory | Dropped]:
    """Yield the stories of the bytes of a feed."""
    import feedparser  # noqa: PLC0415

    # feedparser falls over references to half characters
    whole = _LONE.sub(b"&#xFFFD;", raw)
    feed = feedparser.parse(io.BytesIO(whole), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries or not (feed.version or any(entry.get("summary") or entry.get("content") for entry in feed.entries)):
        reason = "it is empty" if not raw.strip() else "it is no RSS or Atom feed, or has no entries"
        yield source.dropped(reason, "onrecord reads feeds, not other XML", raw=raw)
        return
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_to_story(entry, source, number, feed.feed.get("title"))
    if feed.bozo and isinstance(feed.bozo_exception, _parse_error()):
        reason = f"the feed is damaged ({feed.bozo_exception}); {len(feed.entries)} entries were read"
        yield source.dropped(reason, "get it again", raw=raw)


def _parse_error() -> type[Exception]:
    from xml.sax import SAXParseException  # noqa: PLC0415 - only its name; feedparser reads

    return SAXParseException


def _entry_to_story(entry: Any, source: Source, number: int, outlet: str | None) -> RawStory | Dropped:
    place = f"entry {number}"
    parts = [content.get("value", "") for content in entry.get("content", ())] or [entry.get("summary", "")]
    markup = max(parts, key=len)
    raw = markup.encode("utf-8", "surrogatepass")
    text = _to_text(markup)
    if not text:
        return source.dropped("the entry has no text", "onrecord fetches nothing: give it the pages", place=place, raw=raw)
    stamp = entry.get("published") or entry.get("updated") or entry.get("created")
    day = read_date(stamp) if stamp else None
    return RawStory(
        id=entry.get("id") or entry.get("link") or f"{source.id}-{number}",
        text=without_lone_surrogates(text),
        location=f"{source.name}, {place}",
        bytes_sha256=sha256(raw),
        title=_to_text(entry.get("title", "")) or None,
        outlet=outlet or None,
        published=day,
        published_from="given" if day else None,
        dates_found=(DateFound(value=stamp, where="feed"),) if stamp else (),
        url=entry.get("link") or None,
        byline=entry.get("author") or None,
    )


def _to_text(markup: str) -> str:
    """Return the words of a piece of HTML, a paragraph a line."""
    import lxml.html  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = lxml.html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (LxmlError, ValueError, AssertionError):
        return markup.strip()
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(tree: Any, pieces: list[str]) -> None:
    for event, element in _walk(tree):
        if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
            if event == "end" and element.tail:
                pieces.append(element.tail.replace("\n", " "))
            continue
        if element.tag in _BLOCKS:
            pieces.append("\n")
        words = element.text if event == "start" else (element.tail if element is not tree else None)
        if words:
            pieces.append(words.replace("\n", " "))


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml.etree import iterwalk  # noqa: PLC0415

    yield from iterwalk(tree, events=("start", "end"))
