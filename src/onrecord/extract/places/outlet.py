"""Where an outlet is at home: its name and its address speak for the places that it writes of without saying where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.ontology.countries import country_by_iso2
from onrecord.ontology.gazetteer import KnownPlace, places_named
from onrecord.ontology.place_cues import place_cues
from onrecord.ontology.places import country_place, place_words
from onrecord.records import Story

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SMALLEST = 20_000  # people; a smaller town in the name of an outlet is as likely a word
_LONGEST = 3
_OWN_USE = frozenset({"tv", "io", "me", "co", "ai", "ly", "fm", "am", "to", "cc", "ws", "gg", "la"})  # endings that are sold to anybody


def find_home(story: Story) -> Sequence[KnownPlace]:
    """Return the places in the name of the outlet ("Winnipeg Free Press") and the country of its address (".co.uk")."""
    found = list(_in_name(story.outlet)) if story.outlet else []
    host = (urlsplit(story.url).hostname if story.url and "//" in story.url else None) or ""
    ending = host.rpartition(".")[2]
    country = None if ending in _OWN_USE else country_by_iso2("GB" if ending == "uk" else ending.upper())
    return (*found, country_place(country)) if country else tuple(found)


def _in_name(outlet: str) -> Sequence[KnownPlace]:
    words = _WORD.findall(outlet)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if name.lower() in place_cues().generic or not name[0].isupper():
                continue
            word = place_words().get(name)
            if word:
                return (word.place,)
            towns = [place for place in places_named(name) if place.population >= _SMALLEST]
            if towns:
                return (towns[0],)
    return ()
