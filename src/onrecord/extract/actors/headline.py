"""Whom a headline means: it tells of "an Australian woman", and the story then names her."""

from __future__ import annotations

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.words import Words
from onrecord.ontology.roles import synonyms_of

_LONGEST_HEADLINE = 25  # words
_LEAD = 2  # sentences


def join_headline(cast: Cast) -> None:
    """Give what the headline says of somebody without a name to the one party of the lead that it describes."""
    end = find_headline_end(cast.words)
    if end is None:
        return
    lead = cast.words.sentences[end] + _LEAD
    last = next((i for i in range(end, len(cast.words.sentences)) if cast.words.sentences[i] >= lead), len(cast.words.sentences))
    for party in list(cast.parties):
        if party.names or party.known or not party.mentions or party.mentions[0].role is None or party.mentions[0].head >= end:
            continue
        same = [other for other in cast.parties if other is not party and _is_in(other, end, last) and _is_described(party, other)]
        if len(same) == 1:
            cast.join(party, same[0])


def find_headline_end(words: Words) -> int | None:
    """Return the first token after a headline: a short first paragraph of one sentence, in a story that goes on."""
    if "\n" not in words.text:
        return None
    end = words.at(words.text.index("\n")) + 1
    if end >= len(words.texts) or end > _LONGEST_HEADLINE:
        return None
    return end


def _is_in(party: Party, first: int, last: int) -> bool:
    return bool(party.mentions) and first <= min(mention.head for mention in party.mentions) < last


def _is_described(party: Party, other: Party) -> bool:
    """Tell whether a party of the lead is what a noun of the headline says."""
    mention = party.mentions[0]
    if mention.role is None or party.is_plural != other.is_plural or other.is_person != party.is_person:
        return False
    if (mention.country and other.country and mention.country != other.country) or other.kind == "country":
        return False
    nouns = {mention.role.noun, *(synonyms_of(mention.role.noun) if party.is_plural else ())}
    theirs = [words for noun, words in other.descriptions if noun in nouns]
    return any(not mention.modifiers or not words or mention.modifiers & words for words in theirs)
