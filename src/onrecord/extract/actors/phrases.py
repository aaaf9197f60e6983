"""How far a noun phrase goes, and the country that its words name."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import Words
from onrecord.ontology.countries import countries, country_by_demonym, country_by_name

LONGEST_PHRASE = 14
_OF = frozenset({"of", "for", "from", "in", "at", "with"})


def country_before(words: Words, first: int, head: int, named: Mapping[int, Mention]) -> str | None:
    """Return the country of the modifiers: "Syrian rebels", "Russia's defence ministry", "the US-led coalition" has none."""
    for i in range(head - 1, first - 1, -1):
        following = words.texts[i + 1] if i + 1 < len(words.texts) else ""
        if following == "-":
            continue
        mention = named.get(i)
        if mention is not None and mention.label in ("country", "adjective", "capital", "seat", "people"):
            return mention.country
        if mention is None and words.texts[i][:1].isupper() and words.lowers[i - 1 : i] != ["new"]:
            country = country_by_demonym(words.texts[i]) or country_by_name(words.texts[i])
            if country is not None:
                return country.iso3
        if (
            mention is not None
            and mention.country
            and mention.label == "actor"
            and mention.kind == "organization"
            and mention.known is not None
            and "MED" not in mention.known.sectors
        ):
            return mention.country if mention.country in countries() else None
    return None


def tail_of(words: Words, head: int) -> int:
    """Return the end of the phrase with its "of the ministry", "for human rights"; no relative clause."""
    right = words.doc[head].right_edge.i + 1
    last = head + 1
    while last < right and last - head < LONGEST_PHRASE:
        if words.tags[last] in ("CC", "WP", "WDT", "WRB", "VBG", "VBD", "VBZ", "VBP", "VBN", "MD", "TO", ":") or words.texts[last] in (
            ",",
            "(",
            '"',
            "“",
            "—",
            "-LRB-",
        ):
            break
        last += 1
    while last > head + 1 and words.tags[last - 1] in ("IN", "DT", "CC", "POS", ".", "_SP", "HYPH"):
        last -= 1
    return last


def country_after(words: Words, head: int, tail: int, named: Mapping[int, Mention], places: Mapping[int, str]) -> str | None:
    """Return the country of "residents of Aleppo", "the president of France"."""
    if head + 1 >= tail or words.lowers[head + 1] not in _OF:
        return None
    for i in range(head + 2, tail):
        mention = named.get(i)
        if mention is not None and mention.label in ("country", "adjective", "capital"):
            return mention.country
        if words.starts[i] in places:
            return places[words.starts[i]]
        if words.texts[i][:1].isupper():
            country = country_by_name(words.texts[i]) or country_by_demonym(words.texts[i])
            return country.iso3 if country else None
    return None
