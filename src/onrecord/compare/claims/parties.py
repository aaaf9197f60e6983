"""Which sides a sentence names: states by their adjectives, groups by the actors of the story, "rebels", "the regime"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.countries import country_by_demonym, country_by_name
from onrecord.records import Actor, Reading

_ARMED = frozenset({"REB", "UAF", "CRM"})
_STATE = frozenset({"MIL", "GOV", "COP", "SPY", "ELI"})
_HOME_TEXT = 6000  # characters from the top


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Words [start, end) of a sentence that name a side; `key` is "state:SYR", an actor's id, "rebels", "terrorists", "unknown"."""

    start: int
    end: int
    key: str
    bare: bool = False  # a country's name as it stands: "Syria attack" is one in Syria


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The sides of one story: its actors by place in the text, and the state whose government "the regime" is."""

    starts: Sequence[int]
    mentions: Sequence[tuple[int, str]]  # end, key; by start
    home: str | None


def find_sides(reading: Reading) -> Sides:
    """Return the sides that a story names."""
    mentions: dict[int, tuple[int, str]] = {}
    for actor in reading.actors:
        key = to_key(actor)
        for mention in actor.mentions if key else ():
            if mention.form in ("name", "associative"):
                mentions[mention.passage.start] = (mention.passage.end, key or "")
    ordered = sorted(mentions)
    return Sides(starts=ordered, mentions=[mentions[start] for start in ordered], home=_find_home(reading))


def to_key(actor: Actor | None) -> str | None:
    """Return the side that an actor is or speaks for; None where its words tell more ("the army", "rebels")."""
    if actor is None:
        return None
    sector = actor.sectors[0] if actor.sectors else None
    if actor.country and (actor.kind == "country" or sector in _STATE):
        return "state:" + actor.country
    if actor.kind == "organization" and (sector is None or sector in _ARMED):
        return actor.id if sector else "?" + actor.id  # a name that may be another name of a side that is known
    return None


def find_parties(sentence: Sentence, sides: Sides) -> list[Party]:
    """Return the sides that a sentence names, in text order; "Syrian regime" is one."""
    found: list[Party] = []
    words, text = sentence.words, sentence.story.text
    place = 0
    while place < len(words):
        party = _actor_at(sentence, sides, place) or _state_at(sentence, place, text) or _general_at(words, place, sides)
        if party is None:
            place += 1
            continue
        grown = _grow(words, party, sides)
        found.append(replace(grown, bare=grown.end - grown.start == 1 and _is_bare(sentence, grown)))
        place = grown.end
    return found


def _actor_at(sentence: Sentence, sides: Sides, place: int) -> Party | None:
    start = sentence.spans[place][0]
    at = bisect_left(sides.starts, start)
    if at == len(sides.starts) or sides.starts[at] != start:
        return None
    last, key = sides.mentions[at]
    end = place
    while end < len(sentence.spans) and sentence.spans[end][0] < last:
        end += 1
    return Party(start=place, end=max(end, place + 1), key=key)


def _state_at(sentence: Sentence, place: int, text: str) -> Party | None:
    start, end = sentence.spans[place]
    if not text[start].isupper():
        return None
    word = text[start:end].replace("’", "'").removesuffix("'s").removesuffix("-led")
    country = country_by_demonym(word) or country_by_name(word)
    if country is None and word.endswith("s"):  # a possessive whose apostrophe is lost: "Syrias"
        country = country_by_name(word[:-1])
    return Party(start=place, end=place + 1, key="state:" + country.iso3) if country else None


def _is_bare(sentence: Sentence, party: Party) -> bool:
    """Tell whether a party is the name of a country, neither its adjective, nor a possessive, nor initials ("US")."""
    start, end = sentence.spans[party.start]
    word = sentence.story.text[start:end]
    return not word.isupper() and country_by_demonym(word) is None and country_by_name(word) is not None


def _general_at(words: Sequence[str], place: int, sides: Sides) -> Party | None:
    found = load_account_words().parties.at(words, place)
    if found is None:
        return None
    key = ("state:" + sides.home if sides.home else None) if found.label == "state" else found.label
    return Party(start=found.start, end=found.end, key=key) if key else None


def _grow(words: Sequence[str], party: Party, sides: Sides) -> Party:
    """Take in the words that go on naming the same side: "Syrian" + "regime"; "Syrian" + "rebels" are the rebels."""
    table = load_account_words()
    while party.end < len(words):
        found = table.parties.at(words, party.end)
        if found is None:
            break
        key = party.key
        if found.label in ("rebels", "terrorists") and key.startswith("state:"):
            key = found.label
        party = Party(start=party.start, end=found.end, key=key)
    held = party.end < len(words) and words[party.end] in ("held", "-held", "controlled")
    return Party(start=party.start, end=party.end, key="") if held else party


def _find_home(reading: Reading) -> str | None:
    """Return the state that a story is most about: whose adjective and name stand in it most."""
    counts: Counter[str] = Counter()
    states = load_account_words().parties
    words = [word.strip(".,;:()\"“”'’").replace("’", "'").removesuffix("'s") for word in reading.story.text[:_HOME_TEXT].split()]
    for bare, after in pairwise([*words, ""]):
        if bare[:1].isupper():
            country = country_by_demonym(bare) or country_by_name(bare) or (country_by_name(bare[:-1]) if bare.endswith("s") else None)
            if country:
                rules = after and states.at([after.lower()], 0)  # whose government, army or rebels it is about
                counts[country.iso3] += 3 if rules else 1
    for place in reading.places:
        if place.country:
            counts[place.country] += sum(mention.use == "literal" for mention in place.mentions)
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]
