"""The one country of a story that "the kingdom", "the Gulf state", "the African nation" takes up again."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import NOUN_TAGS, Words
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.country_kinds import countries_called, country_nouns

_LOCATIVE = load_actor_words("names", "locative")
_LONGEST = 4  # words between "the" and the noun
_INSIDE = ("compound", "amod", "nmod")


def find_country_nouns(words: Words) -> Iterator[Mention]:
    """Yield the noun phrases that can stand for a country and are not only where something is: "the Gulf state"."""
    for i, tag in enumerate(words.tags):
        if tag not in NOUN_TAGS or words.lowers[i] not in country_nouns() or words.deps[i] in _INSIDE:
            continue
        first = next((k for k in range(i - 1, max(-1, i - _LONGEST - 2), -1) if words.lowers[k] == "the"), None)
        is_where = words.deps[i] == "pobj" and words.lowers[words.heads[i]] in _LOCATIVE
        if first is None or is_where or words.lowers[i + 1 : i + 2] == ["of"]:
            continue
        yield Mention(
            first=first,
            last=i + 1,
            head=i,
            start=words.starts[first],
            end=words.ends[i],
            form="associative" if words.deps[i] == "poss" else "nominal",
            kind="country",
            is_definite=True,
        )


def settle_country(cast: Cast, mention: Mention) -> None:
    """Give a noun for a country to the one country told of before that can be called so; leave it open if several can."""
    words = cast.words
    between = " ".join(text for text in words.texts[mention.first + 1 : mention.head] if text != "-")
    called = countries_called(words.lowers[mention.head], between)
    told = {country for start, country in _told_before(cast, mention) if country in called}
    if len(told) != 1 or mention.head in cast.by_head:
        return
    cast.settle(mention, cast.find_country(told.pop()))


def _told_before(cast: Cast, mention: Mention) -> Iterator[tuple[int, str]]:
    """Yield the countries named before, by the characters where they are; those of a bare adjective are told of only by the way."""
    yield from ((start, country) for start, country in cast.scene.named if start < mention.start)
    for party in cast.parties:
        if party.kind == "country" and party.country is not None:
            yield from ((one.start, party.country) for one in party.mentions if one.start < mention.start)
