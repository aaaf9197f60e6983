"""Statements of one story that contradict or deny each other, each with its passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.compare.claims.parties import Sides, find_parties, find_sides, to_key
from onrecord.compare.claims.words import Sentence
from onrecord.compare.signature import fold_word, to_day
from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.words import load_word_shares
from onrecord.records import Account, Comparison, Passage, Reading, Relation, Statement

_REACH = 1200  # characters between a denial and the claim it meets
_RETORT = 3  # statements back that "it's not true" can answer
_SHARED, _SHARE = 2, 0.5  # telling words that a denial shares with what it denies: so many, and so much of its own
_COMMON = 0.05
_STEM = 5  # letters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement with what it can be held against others by."""

    statement: Statement
    place: int
    start: int
    end: int
    side: str | None
    stems: frozenset[str]
    negated: bool
    flat: bool  # says only that something is false: "It's not true."
    cited: str | None  # the side whose words it denies by name: "no corridors, as Russia had stated"


def find_disputes(reading: Reading) -> list[Comparison]:
    """Return the denials and contradictions between statements of one story."""
    sides = find_sides(reading)
    said = [_weigh(reading, place, statement, sides) for place, statement in enumerate(reading.statements) if statement.content]
    found: list[Comparison] = []
    met: dict[str, _Said] = {}  # by the denier: the claim it denied last
    for denial in said:
        if not (denial.negated or denial.flat):
            continue
        met_by, why, relation = _find_claim(reading, denial, said, met)
        if met_by is not None:
            met[_voice(denial)] = met_by
            found.append(_compare(reading, met_by, denial, relation, why))
    return found


def _find_claim(reading: Reading, denial: _Said, said: Sequence[_Said], met: dict[str, _Said]) -> tuple[_Said | None, str, Relation]:
    """Return the claim that a statement denies, and why; the nearest before it goes first."""
    others = [
        claim
        for claim in said
        if _voice(claim) != _voice(denial) and not claim.flat and abs(claim.start - denial.start) <= _REACH and not _overlaps(claim, denial)
    ]
    before = [claim for claim in reversed(others) if claim.start < denial.start]
    after = [claim for claim in others if claim.start > denial.start]
    if denial.cited:
        named = [claim for claim in (*before, *after) if claim.side == denial.cited]
        if named:
            # of several statements in the nearest sentence the one with shared words, else the first: its main point
            sentence = _sentence_at(reading, named[0].start)
            near = [claim for claim in named if _sentence_at(reading, claim.start) == sentence]
            best = max(near, key=lambda claim: (len(claim.stems & denial.stems), -claim.start))
            return best, "one speaker denies what it says the other stated", "denial"
    if denial.flat and not denial.cited:
        again = met.get(_voice(denial))
        near = [claim for claim in before if denial.place - claim.place <= _RETORT]
        if again or near:
            return again or near[0], "one speaker calls the other's words untrue", "denial"
    for claim in (*before, *after):
        shared = len(claim.stems & denial.stems)
        enough = shared >= _SHARED and shared >= _SHARE * len(denial.stems)
        if enough and not claim.negated and claim.side and denial.side and claim.side != denial.side:
            relation: Relation = "denial" if denial.statement.force == "deny" else "contradiction"
            return claim, "one speaker says that it is so, the other that it is not", relation
    return None, "", "contradiction"


def _weigh(reading: Reading, place: int, statement: Statement, sides: Sides) -> _Said:
    table = load_account_words()
    start, end = statement.content[0].start, statement.content[-1].end
    words = [word.lower().replace("’", "'") for piece in statement.content for word in _WORD.findall(piece.exact)]
    shares = load_word_shares()
    telling = {fold_word(word)[:_STEM] for word in words if len(word) > 3 and shares.get(word, 0.0) < _COMMON}
    false = table.false.find(words[:8])
    denying = statement.force == "deny" or (statement.cue is not None and statement.cue.exact.lower() in table.denial["cues"])
    return _Said(
        statement=statement,
        place=place,
        start=start,
        end=end,
        side=_side_of(reading, statement, sides),
        stems=frozenset(telling),
        negated=denying or any(word in table.denial["nots"] or word in table.denial["cues"] or word.endswith("n't") for word in words[:12]),
        flat=bool(false) and false[0].start <= 3,
        cited=_find_cited(reading, end, sides),
    )


def _find_cited(reading: Reading, end: int, sides: Sides) -> str | None:
    """Return the side that is named right after a statement as the one who stated the opposite: "as Russia had stated"."""
    rest = re.split(r"[.;!?\n]", reading.story.text[end : end + 90], maxsplit=1)[0]
    sentence = Sentence(story=reading.story, number=0, start=end, end=end + len(rest))
    words = [word for word in sentence.words if word not in (",", "”", '"', "“")]
    if not words or words[0] not in ("as", "contrary", "despite"):
        return None
    if not load_account_words().denial["stated"].intersection(words):
        return None
    parties = find_parties(sentence, sides)
    return parties[0].key or None if parties else None


def _side_of(reading: Reading, statement: Statement, sides: Sides) -> str | None:
    speaker = next((actor for actor in reading.actors if actor.id == statement.speaker), None)
    key = to_key(speaker)
    if key:
        return key
    if statement.source is None:
        return None
    sentence = Sentence(story=reading.story, number=0, start=statement.source.start, end=statement.source.end)
    parties = find_parties(sentence, sides)
    return parties[0].key or None if parties else None


def _voice(said: _Said) -> str:
    """Return who speaks, as well as it is known."""
    statement = said.statement
    return statement.speaker or (statement.source.exact.casefold() if statement.source else f"nobody {said.place}")


def _sentence_at(reading: Reading, offset: int) -> int:
    return max(0, bisect_right(reading.sentences, (offset, 1 << 60)) - 1)


def _overlaps(a: _Said, b: _Said) -> bool:
    return a.start < b.end and b.start < a.end


def _compare(reading: Reading, claim: _Said, denial: _Said, relation: Relation, why: str) -> Comparison:
    return Comparison(event=None, field="occurrence", relation=relation, a=_account(reading, claim), b=_account(reading, denial), why=why)


def _account(reading: Reading, said: _Said) -> Account:
    day = to_day(reading.story.published)
    passage = Passage.cut(reading.story, said.start, said.statement.content[0].end)
    return Account(
        story=reading.story.id,
        passage=passage,
        value=passage.exact,
        said_by=said.statement.speaker,
        as_of=date.fromordinal(day).isoformat() if day else None,
    )
