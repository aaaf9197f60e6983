"""find_claims(): what one story gives for the fields that accounts are compared by, each with its claimant and context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from onrecord.compare.claims.claim import Claim
from onrecord.compare.claims.context import Context, Surroundings, find_context, to_keys
from onrecord.compare.claims.culprits import find_blame, find_own_claim
from onrecord.compare.claims.denials import find_denials
from onrecord.compare.claims.numbers import Setting, announces_another, find_counts, tells_of_a_crowd, tells_of_moving
from onrecord.compare.claims.parties import Party, Sides, find_parties, to_key
from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import Found, load_account_words
from onrecord.records import Field, Passage, Reading

__all__ = ["Claim", "find_claims"]

_RECENT = 10  # days before publication
_MOST_REPEATS = 2  # passages that a story needs for one and the same claim
_TOP = 40  # characters in which a correction is announced
_NEAR = 8  # words between "rose to" and its count
_FROM_THERE = re.compile(r"\b(?:north|south|east|west)[\w-]*\s+of\s+\Z")
_WORD = re.compile(r"[^\W\d_]+")
_COUNTS = ("killed", "injured", "arrested", "displaced", "participants")
_BACK = frozenset({"that", "it", "those", "responsibility", "involvement"})  # words that go on about what the sentence before told
_FIGURE = frozenset({"figure", "figures", "toll", "count", "number"})  # "The figure corrects ..." goes on about the count before
_DATED = 6  # sentences from the top in which the day and place of the news are told


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What a story's sentences are read with."""

    reading: Reading
    sides: Sides
    around: Surroundings
    speakers: Sequence[tuple[int, int, str | None]]  # of statements, the narrowest first
    keys: Mapping[str, str | None]  # actor id to side
    names: Mapping[str, str]  # actor id to name
    corrected: bool  # the story says at its top that it corrects an earlier one
    told: frozenset[int]  # sentences that tell a deed as having happened
    setting: Setting


def find_claims(reading: Reading, around: Surroundings, sides: Sides) -> list[Claim]:
    """Return what a story gives for each field, in text order."""
    sentences = [
        Sentence(story=reading.story, number=number, start=start, end=end) for number, (start, end) in enumerate(reading.sentences)
    ]
    view = _View(
        reading=reading,
        sides=sides,
        around=around,
        speakers=sorted(
            ((piece.start, piece.end, statement.speaker) for statement in reading.statements for piece in statement.content),
            key=lambda item: item[1] - item[0],
        ),
        keys={actor.id: to_key(actor) for actor in reading.actors},
        names={actor.id: actor.name for actor in reading.actors},
        corrected=bool(load_account_words().corrected.find(_WORD.findall(_top(reading)))),
        told=frozenset(_find_told(reading)),
        setting=Setting(
            moving=any(tells_of_moving(sentence.words) for sentence in sentences[:_DATED]),
            gathering=any(tells_of_a_crowd(sentence.words) for sentence in sentences[:_DATED]),
        ),
    )
    furniture = [(passage.start, passage.end) for passage in reading.story.furniture]
    found: list[Claim] = []
    old = False
    for number, sentence in enumerate(sentences):
        if not any(first <= sentence.start < last for first, last in furniture):
            told = next((claim for claim in found if claim.sentence == number - 1 and claim.field in _COUNTS), None)
            counted = next((claim for claim in reversed(found) if claim.field in _COUNTS), None)
            contrast = counted is not None and number > 0 and announces_another(sentences[number - 1].words)
            scope = counted.scope if counted is not None and contrast else None
            setting = replace(view.setting, before=told.field if told else None, contrast=scope)
            context = find_context(view.around, number)
            again = counted if contrast else told if _FIGURE.intersection(sentence.words[:2]) else None
            if again is not None and not context.day_stated:  # another count of the same people
                context = replace(again.context, place_stated=False)
            old = _is_background(context, sentence, old=old)
            found.extend(_read_sentence(replace(view, setting=setting), sentence, context))
            if old:
                found = [_put_back(claim) if claim.sentence == number else claim for claim in found]
    return _share_bounds(list(_drop_repeats(found)))


def _find_told(reading: Reading) -> Iterator[int]:
    """Yield the sentences that tell violence or arrests as having happened."""
    numbers = {start: number for number, (start, _) in enumerate(reading.sentences)}
    for mention in reading.events:
        if mention.event_type in ("ASSAULT", "COERCE", "PROTEST") and mention.status in ("occurred", "ongoing"):
            yield numbers.get(mention.sentence.start, -1)


def _is_background(context: Context, sentence: Sentence, *, old: bool) -> bool:
    """Tell whether a sentence is about an older event: by its own date, or as it goes on about one ("that attack", "it")."""
    return context.old or (old and not context.day_stated and bool(_BACK.intersection(sentence.words)))


def _drop_repeats(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims without those that a story repeats again and again."""
    told: Counter[tuple[object, ...]] = Counter()
    for claim in claims:
        where = claim.context.places if claim.context.place_stated else None
        gist = (claim.field, claim.keys, claim.number, claim.said_by, claim.denied, claim.context.old, where)
        told[gist] += 1
        if claim.number is not None or told[gist] <= _MOST_REPEATS:
            yield claim


def _top(reading: Reading) -> str:
    """Return the title and the first characters of a story in lower case."""
    return f"{reading.story.title or ''} {reading.story.text[:_TOP]}".lower()


def _share_bounds(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with the bounds that the story gives a count anywhere: a headline drops "at least"."""
    bounds: dict[tuple[str, int | None, str | None], Claim] = {}
    for claim in claims:
        if claim.number is not None and claim.bound not in ("exact", "vague"):
            bounds.setdefault((claim.field, claim.number, claim.scope), claim)
    shared: list[Claim] = []
    for claim in claims:
        told = bounds.get((claim.field, claim.number, claim.scope))
        bare = told is not None and claim.bound == "exact"
        shared.append(replace(claim, low=told.low, high=told.high, bound=told.bound) if told is not None and bare else claim)
    return shared


def _put_back(claim: Claim) -> Claim:
    """Return a claim of who did it as one about an older event."""
    return replace(claim, context=replace(claim.context, old=True)) if claim.field in ("culprit", "occurrence") else claim


def _read_sentence(view: _View, sentence: Sentence, context: Context) -> list[Claim]:
    """Return the claims of a sentence."""
    table, words = load_account_words(), sentence.words
    blank = Claim(
        story=view.reading.story.id,
        field="occurrence",
        passage=Passage.cut(sentence.story, sentence.start, sentence.start),
        value="",
        context=context,
        sentence=sentence.number,
        published=view.around.published,
        window=bool(table.windows.find(words)),
        corrected=view.corrected or bool(table.corrected.find(words)),
    )
    counts = list(_read_counts(view, blank, sentence))
    weapons = list(_read_weapons(view, blank, sentence))
    if not counts and not weapons and table.telling_of_deeds.isdisjoint(words):
        return []
    speaker = _speaker_in(view, sentence)
    series = bool(table.series.find(words))
    parties = find_parties(sentence, view.sides)
    denials = [
        replace(
            blank,
            field="culprit" if denial.keys else "occurrence",
            passage=denial.passage,
            value=f"not {denial.who or view.names.get(speaker or '', '')}".strip() if denial.keys else "denied",
            denied=True,
            keys=denial.keys or _kinds(denial.weapon),
            said_by=speaker,
            window=blank.window or series,
        )
        for denial in find_denials(sentence, parties, [claim.value for claim in weapons], view.keys.get(speaker or ""))
    ]
    denied = frozenset(key for denial in denials for key in denial.keys)
    blames = [
        replace(blame, window=blame.window or series)
        for blame in _read_blame(view, blank, sentence, parties, speaker)
        if not blame.keys & denied
    ]
    hurt = any(claim.field in ("killed", "injured") for claim in counts)
    news = hurt or ((sentence.number < _DATED or sentence.number in view.told) and bool(counts or weapons or blames))
    where = list(_read_when_and_where(view, blank)) if news and not context.old else []
    return [*counts, *weapons, *blames, *denials, *where]


def _read_counts(view: _View, blank: Claim, sentence: Sentence) -> Iterator[Claim]:
    table, words = load_account_words(), sentence.words
    toll = bool(table.count["figure"].intersection(words))
    for count in find_counts(sentence, view.setting):
        at = next((place for place, (start, _) in enumerate(sentence.spans) if start >= count.passage.start), len(words))
        moved = table.moved.find(words if toll else words[max(0, at - _NEAR) : at])
        reached = (ending := table.moved.ending(words, at)) is not None and ending.label == "reached"
        yield replace(
            blank,
            field=cast("Field", count.of),
            passage=count.passage,
            value=count.passage.exact,
            number=count.number,
            low=count.low,
            high=count.high,
            bound=count.bound,
            scope=count.scope,
            part=count.part,
            moved=reached or any(found.label == "moved" for found in moved),
            earlier=bool(table.earlier.find(words[max(0, at - _NEAR - 2) : at])),
            said_by=_speaker(view, count.passage.start, count.passage.end)
            or (_subject(view, sentence) if toll and not table.count["counting"].isdisjoint(words[:at]) else None),
        )


def _read_weapons(view: _View, blank: Claim, sentence: Sentence) -> Iterator[Claim]:
    table = load_account_words()
    found = table.weapons.find(sentence.words)
    kinds = [match.label for match in found]
    if {"suicide bomb", "car bomb"} <= set(kinds):
        kinds.append("suicide car bomb")
    for match in found:
        if sentence.words[match.end - 1] in table.culprit["forces"] and not _is_deed_told(sentence, match):
            continue  # jets that fly over a town are no weapon yet
        # "gas" beside "sarin", "bomb" beside "car bomb": the narrower one speaks for both
        narrower = [other for other in kinds if other != match.label and match.label in table.wider[other]]
        kind = "suicide car bomb" if "suicide car bomb" in narrower else match.label
        if narrower and kind == match.label:
            continue
        passage = sentence.cut(match.start, match.end)
        said_by = _speaker(view, passage.start, passage.end)
        yield replace(blank, field="weapon", passage=passage, value=kind, keys=frozenset({kind}), said_by=said_by)


def _is_deed_told(sentence: Sentence, carrier: Found) -> bool:
    """Tell whether a sentence says that something was done, beside the forces that may have done it.

    Aircraft that only fly did nothing yet, whatever others did below.
    """
    table = load_account_words()
    after = sentence.words[carrier.end : carrier.end + _NEAR]
    flying = next((place for place, word in enumerate(after) if word in table.culprit["flying"]), None)
    if flying is not None and not table.did.find(after[:flying]):
        return False
    rest = (*sentence.words[: carrier.start], *sentence.words[carrier.end :])
    rest = tuple(word for place, word in enumerate(rest) if rest[place : place + 2] != ("air", "force"))
    return bool(table.culprit["attacks"].intersection(rest) or table.did.find(rest) or table.counted.find(rest) or table.weapons.find(rest))


def _read_blame(view: _View, blank: Claim, sentence: Sentence, parties: Sequence[Party], speaker: str | None) -> Iterator[Claim]:
    side = view.keys.get(speaker or "")
    own = find_own_claim(sentence, side, view.names.get(speaker or "", "")) if side else []
    places = view.around.places.get(sentence.number, ())
    for blame in [*find_blame(sentence, parties), *own]:
        # a place in front is mostly where the one who blames sits: "the ministry in Kiev blamed rebels"
        told_where = any(place.passage.start >= blame.passage.start for place in places)
        said_by = _speaker(view, blame.passage.start, blame.passage.end)
        yield replace(
            blank,
            field="culprit",
            passage=blame.passage,
            value=blame.who,
            keys=blame.keys,
            denied=blame.denied,
            firm=blame.firm,
            context=replace(blank.context, place_stated=blank.context.place_stated and told_where),
            said_by=said_by,
        )


def _read_when_and_where(view: _View, blank: Claim) -> Iterator[Claim]:
    for located in view.around.times.get(blank.sentence, ()):
        days = located.days
        told_by_another = located.passage.exact.lower() in load_account_words().anaphoric
        if (
            days
            and not told_by_another
            and days.first == days.last
            and (blank.published is None or blank.published - _RECENT <= days.first <= blank.published)
        ):
            said_by = _speaker(view, located.passage.start, located.passage.end)
            day = date.fromordinal(days.first).isoformat()
            yield replace(blank, field="date", passage=located.passage, value=day, number=days.first, said_by=said_by)
    for located in view.around.places.get(blank.sentence, ()):
        place = located.place
        if place is not None and not _is_reckoned_from(view.reading.story.text, located.passage):
            said_by = _speaker(view, located.passage.start, located.passage.end)
            yield replace(
                blank, field="place", passage=located.passage, value=place.name, keys=to_keys(place), scope=place.precision, said_by=said_by
            )


def _is_reckoned_from(text: str, place: Passage) -> bool:
    """Tell whether a place only says where another is: "south of Johannesburg"."""
    return _FROM_THERE.search(text, max(0, place.start - _TOP), place.start) is not None


def _speaker_in(view: _View, sentence: Sentence) -> str | None:
    """Return who speaks in a sentence: the speaker of all of it, else of the first words in it that are said."""
    whole = _speaker(view, sentence.start, sentence.end)
    inside = sorted((first, speaker) for first, _, speaker in view.speakers if speaker and sentence.start <= first < sentence.end)
    return whole or (inside[0][1] if inside else None)


def _subject(view: _View, sentence: Sentence) -> str | None:
    """Return the actor that a sentence begins with: "The Red Crescent put the toll at 97"; of "they", who spoke last."""
    for actor in view.reading.actors:
        for mention in actor.mentions:
            if sentence.start <= mention.passage.start <= sentence.start + _TOP // 8:
                return actor.id
    if not sentence.number or load_account_words().culprit["oneself"].isdisjoint(sentence.words[:1]):
        return None
    first, last = view.reading.sentences[sentence.number - 1]
    told = [speaker for start, _, speaker in sorted(view.speakers, key=lambda item: item[0]) if speaker and first <= start < last]
    return told[-1] if told else None


def _kinds(weapon: str | None) -> frozenset[str]:
    return load_account_words().wider[weapon] if weapon else frozenset()


def _speaker(view: _View, start: int, end: int) -> str | None:
    """Return who is told to say these words: the speaker of the narrowest statement around them."""
    return next((speaker for first, last, speaker in view.speakers if speaker and first <= start and end <= last), None)
