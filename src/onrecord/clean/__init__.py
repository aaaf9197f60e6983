"""Mark what in a story's text is not the story: page furniture, dateline, credit. Nothing is removed."""

from __future__ import annotations

import re

from onrecord.clean.credits import find_credits
from onrecord.clean.dateline import find_dateline
from onrecord.clean.furniture import find_furniture
from onrecord.clean.language import find_language
from onrecord.clean.published import find_stamp
from onrecord.records import DateFound, Dropped, RawStory, Story

__all__ = ["clean"]

_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\ufffd]*")


def clean(raw: RawStory) -> Story | Dropped:
    """Return the story with its furniture, dateline and credits marked, or why it is left out."""
    if _INVISIBLE.fullmatch(raw.text):
        return _dropped(raw, "its text is empty", "give the story a text, or take it out")
    language = find_language(raw.text)
    if language not in {None, "en"}:
        return _dropped(raw, f"its language is not English but {language!r}", "translate it; onrecord reads English only so far")
    furniture, byline = find_furniture(raw)
    stamp = find_stamp(raw, furniture)
    dateline = find_dateline(raw, furniture, near=raw.published or (stamp.date if stamp else None))
    published, published_from, dates_found = raw.published, raw.published_from, tuple(raw.dates_found)
    for where, value in (("dateline", dateline and dateline.date), ("first lines", stamp and stamp.date)):
        if value:
            dates_found = (*dates_found, DateFound(value=value, where=where))
    if published is None:
        own = (dateline.date if dateline else None) or (stamp.date if stamp else None)
        published, published_from = own, "dateline" if own else None
    return Story(
        id=raw.id,
        text=raw.text,
        location=raw.location,
        bytes_sha256=raw.bytes_sha256,
        title=raw.title,
        outlet=raw.outlet,
        published=published,
        published_from=published_from,
        dates_found=dates_found,
        url=raw.url,
        byline=raw.byline or byline,
        language=language or raw.language,
        extra=raw.extra,
        dateline=dateline or (stamp if stamp and stamp.passage not in furniture else None),
        credits=find_credits(raw, furniture, dateline),
        furniture=furniture,
    )


def _dropped(raw: RawStory, reason: str, remedy: str) -> Dropped:
    return Dropped(location=raw.location, stage="clean", reason=reason, remedy=remedy, id=raw.id, bytes_sha256=raw.bytes_sha256)
