"""Where a story is told from, what countries it names, and which of its words are not its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import Words
from onrecord.ontology.agencies import agency_forms
from onrecord.ontology.countries import countries
from onrecord.records import Place, Story

_FILED_HERE = 2  # a story from a country is about it unless another is named more often than it by so much
_LEAD = 2  # so many times as often as the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The country of a story's dateline, and of every place that the story names, by its first character."""

    home: str | None = None
    named: Sequence[tuple[int, str]] = ()
    literal: Sequence[tuple[int, str]] = ()  # of these, where something is: "in Ankara", not "Turkish"

    def find_country(self, before: int, others: Iterable[tuple[int, str]]) -> str | None:
        """Return the country that a story is about up to a character: named by far most; where it was filed counts more.

        `others`: the countries of parties by their first characters. Two that come equal: none.
        """
        named = {**dict(self.named), **dict(others)}
        counts = Counter(country for at, country in named.items() if at < before)
        if self.home is not None:
            counts[self.home] += _FILED_HERE
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        first, most = ranked[0]
        next_most = ranked[1][1] if len(ranked) > 1 else 0
        return first if most >= _LEAD * next_most or (first == self.home and most > next_most) else None


def find_scene(story: Story, places: Sequence[Place]) -> Scene:
    """Return the scene of a story."""
    all_named = sorted((m.passage.start, place.country or "", m.use) for place in places for m in place.mentions)
    named = [(start, country, use) for start, country, use in all_named if country in countries()]
    filed = story.dateline.place if story.dateline is not None else None
    home = next((place.country for place in places if place.id == filed and filed is not None), None)
    return Scene(
        home=home if home in countries() else None,
        named=tuple((start, country) for start, country, _ in named),
        literal=tuple((start, country) for start, country, use in named if use == "literal"),
    )


def without_frame(mentions: Iterable[Mention], story: Story, words: Words) -> list[Mention]:
    """Return the mentions that stand in the story itself: not in its byline, dateline, furniture, not an agency in brackets."""
    frame = [*story.furniture, *([story.dateline.passage] if story.dateline is not None else [])]
    return [
        mention
        for mention in mentions
        if not any(passage.start <= mention.start < passage.end for passage in frame) and not _is_credit(mention, words)
    ]


def _is_credit(mention: Mention, words: Words) -> bool:
    """Tell whether a name is an agency alone in brackets behind a sentence: "... on Sunday. (Reuters)"."""
    before, after = mention.first - 1, mention.last
    if words.text[mention.start : mention.end] not in agency_forms() or after >= len(words.texts) or words.texts[after] != ")":
        return False
    return before > 0 and words.texts[before] == "(" and words.texts[before - 1].strip()[-1:] in ("", ".", "”", '"', "!", "?")
