"""Read pages: the story's text, and what the page says about it. Nothing is fetched."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.dates import read_date
from onrecord.ingest.encoding import decode, find_encoding, without_lone_surrogates
from onrecord.ingest.options import Options
from onrecord.ingest.source import BROKEN, CUT_SHORT, Source, sha256
from onrecord.ontology.columns import page_date_names
from onrecord.records import DateFound, Dropped, RawStory

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_MODIFIED = re.compile(r"modif|updat", re.I)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?([0-2]\d|3[01])(?:[/-]|\b)", re.I)
_JSON_LD_DATES = ("datePublished", "dateCreated", "dateModified")
_DEEPEST = 6  # levels of JSON-LD that are looked at
_QUOTE, _QUOTE_END = re.compile(r"<q(?:\s[^>]*)?>", re.I), re.compile(r"</q\s*>", re.I)  # quotations that a browser marks
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(source: Source, options: Options) -> Iterator[RawStory | Dropped]:
    """Yield the story of a page."""
    with source.opened() as file:
        try:
            raw = file.read(options.line_limit + 1)
        except BROKEN:
            yield source.dropped(CUT_SHORT, "get the file again")
            return
    if len(raw) > options.line_limit:
        yield source.dropped(f"the page is larger than {options.line_limit // 2**20} MiB", "take the story out of it as text")
        return
    yield page_to_story(raw, source)


def page_to_story(
    raw: bytes, source: Source, *, url: str | None = None, charset: str | None = None, place: str | None = None
) -> RawStory | Dropped:
    """Return the story of the bytes of a page, or why there is none."""
    import lxml.html  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    if not raw.strip():
        return source.dropped("it is empty", "get the page again", place=place, raw=raw)
    encoding = _find_encoding(raw, charset)
    if encoding is None:
        return source.dropped("it is not text", "check that it is a page", place=place, raw=raw)
    page = _XML_DECLARATION.sub("", decode(raw, encoding)).replace("\0", "")
    try:
        tree = lxml.html.fromstring(page)
    except (LxmlError, ValueError, AssertionError):
        return source.dropped("it is not a page", "check that it is HTML", place=place, raw=raw)
    try:
        text, meta = _extract(_QUOTE_END.sub("”", _QUOTE.sub("“", page)))
    except Exception as error:  # noqa: BLE001 - a page that nobody foresaw must not cost the rest of its archive
        reason = f"taking the page apart failed ({type(error).__name__})"
        return source.dropped(reason, "report it with the page", place=place, raw=raw)
    if not text.strip():
        return source.dropped("no story's text was found in the page", "take it out, or give the text as .txt", place=place, raw=raw)
    url = _url(tree) or url
    dates = _find_dates(tree, url)
    published = next((day for found in dates if not _MODIFIED.search(found.where) and (day := read_date(found.value))), None)
    return RawStory(
        id=source.id,
        text=without_lone_surrogates(text),
        location=f"{source.name}, {place}" if place else source.name,
        bytes_sha256=sha256(raw),
        title=meta["title"],
        outlet=_first(tree, "//meta[@property='og:site_name']/@content")
        or _json_ld_name(tree, "publisher")
        or meta["sitename"]
        or _first(tree, "//meta[@name='application-name']/@content"),
        byline=meta["author"] or _json_ld_name(tree, "author"),
        published=published,
        published_from="html" if published else None,
        dates_found=dates,
        url=url,
        language=(_first(tree, "/html/@lang") or "").split("-")[0].lower() or None,
    )


def _extract(page: str) -> tuple[str, dict[str, str | None]]:
    """Return the text of a page, a paragraph a line, and its title, outlet and author."""
    import trafilatura  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        page, include_comments=False, with_metadata=True, date_extraction_params={"extensive_search": False, "original_date": True}
    )
    if found is None:
        return "", {"title": None, "sitename": None, "author": None}
    return found.text or "", {"title": found.title or None, "sitename": found.sitename or None, "author": found.author or None}


def _find_encoding(raw: bytes, charset: str | None) -> str | None:
    named = _CHARSET.search(raw[:4096])
    for name in (charset, named[1].decode("ascii") if named else None):
        if name:
            try:
                raw[:65536].decode(name)
            except UnicodeDecodeError as error:
                if error.start < len(raw[:65536]) - 4:
                    continue
            except LookupError:
                continue
            return "cp1252" if name.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
    return find_encoding(raw)


def _find_dates(tree: HtmlElement, url: str | None) -> tuple[DateFound, ...]:
    """Return every date that the page gives, surest place first."""
    found: list[DateFound] = []
    for item in _json_ld(tree):
        found += [DateFound(value=item[key].strip(), where=f"json-ld {key}") for key in _JSON_LD_DATES if isinstance(item.get(key), str)]
    metas: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(key):
                metas.setdefault(meta.get(key).lower(), []).append(meta.get("content").strip())
    found += [DateFound(value=value, where=f"meta {name}") for name in page_date_names() for value in metas.get(name, ())]
    for element in tree.xpath("//time[@datetime]")[:10]:
        where = "time" if element.get("pubdate") is not None or element.get("itemprop") == "datePublished" else "time element"
        found.append(DateFound(value=element.get("datetime").strip(), where=where))
    if url and (match := _URL_DATE.search(url)):
        month = match[2] if match[2].isdigit() else (read_date(f"{match[2]} 1 {match[1]}") or "--")[5:7]
        if day := read_date(f"{match[1]}-{month}-{match[3]}"):
            found.append(DateFound(value=day, where="url"))
    return tuple(dict.fromkeys(date for date in found if read_date(date.value)))


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, outer ones first."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _objects(json.loads(script, strict=False), depth=0)
        except (ValueError, RecursionError):
            continue


def _objects(item: Any, *, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(item, dict):
        yield item
    for value in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
        if depth < _DEEPEST and isinstance(value, dict | list):
            yield from _objects(value, depth=depth + 1)


def _json_ld_name(tree: HtmlElement, key: str) -> str | None:
    """Return the name or names under the first key of the JSON-LD that has any: of the author, the publisher."""
    for item in _json_ld(tree):
        given = item.get(key)
        names = [one.get("name") if isinstance(one, dict) else one for one in (given if isinstance(given, list) else [given])]
        if found := [name.strip() for name in names if isinstance(name, str) and name.strip() and not name.startswith("http")]:
            return "; ".join(found)
    return None


def _url(tree: HtmlElement) -> str | None:
    url = _first(tree, "//link[@rel='canonical']/@href") or _first(tree, "//meta[@property='og:url']/@content")
    return url if url and url.startswith("http") else None


def _first(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]).strip() or None if found else None
