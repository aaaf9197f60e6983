"""Readings whose every text is hostile: markup, scripts, cells that would break a table, control characters."""

from __future__ import annotations

from dataclasses import replace

from by_hand import TEXT, reading

HOSTILE = (
    (
        "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(4)>\"'`;\t=cmd|'/c calc'!A1 </title></script><!-- ]]> {{7*7}} "  # noqa: E501
        "javascript:alert(3) \x00\x01\x1b[31m\x7f\u202eevil\u2028\u2066\ufeff\ud83d\r\nSecond: line; with %s & &lt;b&gt;"
    )
    .encode("utf-8", "replace")
    .decode("utf-8")
)


def hostile(story_id: str = "s1"):
    """Return a reading with a hostile text and hostile words in every field that a story can fill."""
    found = reading(story_id, text=TEXT.replace("Share this", HOSTILE.replace("\n", " ")) + "\nShare this", title=HOSTILE, outlet=HOSTILE)
    story = replace(found.story, url=f"javascript:alert(1)//{HOSTILE}", byline=HOSTILE, location=HOSTILE, extra={"<b>": HOSTILE})
    actors = tuple(replace(actor, name=f"{actor.name} {HOSTILE}", title=HOSTILE) for actor in found.actors)
    places = tuple(replace(place, name=f"{place.name} {HOSTILE}", admin1=HOSTILE) for place in found.places)
    return replace(found, story=story, actors=actors, places=places)
