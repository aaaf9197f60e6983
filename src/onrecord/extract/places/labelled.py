"""Names that no table has, and the model or their head calls a place: they stay on record without a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.places.names import StoryNames, actor_names
from onrecord.extract.places.toponyms import Toponym
from onrecord.ontology.place_cues import place_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


_MOST_WORDS = 4  # of a name


def with_whole_street(text: str, doc: Doc, toponym: Toponym) -> Toponym:
    """Return the street that a town's name is a part of ("Leeds Road"), unresolved; else the toponym itself."""
    if toponym.source not in ("gazetteer", "spelling") or toponym.last >= len(doc):
        return toponym
    following = doc[toponym.last]
    if following.lower_.rstrip(".") in place_cues().streets and following.text[0].isupper():
        end = following.idx + len(following)
        return replace(toponym, last=toponym.last + 1, end=end, text=text[toponym.start : end], source="label", candidates=())
    return toponym


def find_labelled(doc: Doc, kept: Sequence[Toponym], furniture: set[int], names: StoryNames) -> Iterable[Toponym]:
    """Yield names that no table has and the model calls a place: they stay on record, unresolved."""
    taken = furniture | {i for toponym in kept for i in range(toponym.first, toponym.last)}
    for first, last in _called_places(doc):
        if not any(i in taken for i in range(first, last)):
            taken |= set(range(first, last))
            span = doc[first:last]
            yield Toponym(first=first, last=last, start=span.start_char, end=span.end_char, text=span.text, source="label", candidates=())
    for entity in doc.ents:
        if entity.label_ not in ("GPE", "LOC", "FAC") or any(i in taken for i in range(entity.start, entity.end)):
            continue
        first, last = entity.start, entity.end
        while first < last and (doc[first].lower_ in ("the", "a", "an") or not doc[first].text[0].isalnum()):
            first += 1
        while last > first and doc[last - 1].lower_ in ("'s", "’s", "'", "’", ",", "-"):
            last -= 1
        if first < last and _is_place_name(doc[first:last], entity.label_, names):
            span = doc[first:last]
            yield Toponym(first=first, last=last, start=span.start_char, end=span.end_char, text=span.text, source="label", candidates=())


def _called_places(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the tokens of names that the story itself calls a place: "the village of Kafr Nuran"."""
    settlements = place_cues().settlements
    for token in doc:
        if token.lower_ != "of" or token.i == 0 or doc[token.i - 1].lower_ not in settlements:
            continue
        first = last = token.i + 1
        while (
            last < len(doc)
            and last - first < _MOST_WORDS
            and doc[last].text[0].isupper()
            and doc[last].is_alpha
            and not doc[last].is_sent_start
        ):
            last += 1
        if first < last:
            yield first, last


def _is_place_name(span: Span, label: str, names: StoryNames) -> bool:
    cues = place_cues()
    words = [token.lower_.rstrip(".") for token in span]
    if any(token.is_space for token in span) or not span[0].text[0].isupper() or words[0] in cues.not_places:
        return False
    if len(span) == 1 and (words[0] in names.common_words or span.text in actor_names()):
        return False
    if label == "GPE":
        return not any(word in names.person_words for word in words) or words[-1] in cues.heads_region
    heads = cues.heads_site | cues.heads_region
    if label == "LOC":
        return len(words) > 1 and (words[-1] in heads or words[0] in ("lake", "mount", "cape", "river", "gulf", "strait"))
    return len(words) > 1 and words[-1] in heads
