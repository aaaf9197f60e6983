"""Statements of one story that contradict or deny each other, each with its passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.compare.claims.parties import Sides
from onrecord.compare.claims.words import Sentence
from onrecord.compare.said import SHARE, SHARED, Said, is_turned_round, to_account, weigh
from onrecord.ontology.accounts import load_account_words
from onrecord.records import Comparison, Reading, Relation

_REACH = 1200  # characters between a denial and the claim it meets
_RETORT = 3  # statements back that "it's not true" can answer

_Met = tuple[Sequence[Said], str, Relation]  # what a denial meets, why, and how


def find_disputes(reading: Reading, sides: Sides) -> list[Comparison]:
    """Return the denials and contradictions between statements of one story."""
    if not any(statement.content for statement in reading.statements):
        return []
    said = [weigh(reading, place, statement, sides) for place, statement in enumerate(reading.statements) if statement.content]
    found: list[Comparison] = []
    met: dict[str, Said] = {}  # by the denier: the claim it denied last
    for denial in said:
        if not (denial.negated or denial.flat):
            continue
        if denial.refers:
            claims, why, relation = _find_referred(reading, denial, said)
        else:
            claims, why, relation = _find_claim(reading, denial, said, met)
        for claim in claims:
            met[_voice(denial)] = claim
            found.append(_compare(reading, claim, denial, relation, why))
    return found


def _find_claim(reading: Reading, denial: Said, said: Sequence[Said], met: dict[str, Said]) -> _Met:
    """Return the claim that a statement denies, and why; the nearest before it goes first."""
    others = _find_others(denial, said)
    before = [claim for claim in reversed(others) if claim.start < denial.start]
    after = [claim for claim in others if claim.start > denial.start]
    if denial.cited:
        named = [claim for claim in (*before, *after) if claim.side == denial.cited]
        if named:
            # of several statements in the nearest sentence the one with shared words, else the first: its main point
            sentence = _sentence_at(reading, named[0].start)
            near = [claim for claim in named if _sentence_at(reading, claim.start) == sentence]
            best = max(near, key=lambda claim: (len(claim.stems & denial.stems), -claim.start))
            return [best], "one speaker denies what it says the other stated", "denial"
    if denial.flat and not denial.cited:
        again = met.get(_voice(denial))
        near = [claim for claim in before if denial.place - claim.place <= _RETORT]
        if again or near:
            return [again or near[0]], "one speaker calls the other's words untrue", "denial"
    for claim in (*before, *after):
        shared = len(claim.stems & denial.stems)
        enough = shared >= SHARED and shared >= SHARE * len(denial.stems) and not is_turned_round(claim.stems, denial.stems)
        denied = denial.statement.force == "deny"
        others_speak = claim.side and denial.side and claim.side != denial.side
        if (
            enough
            and not claim.negated
            and not claim.wishes
            and (others_speak or (denied and claim.statement.speaker and denial.statement.speaker))
        ):
            relation: Relation = "denial" if denied else "contradiction"
            return [claim], "one speaker says that it is so, the other that it is not", relation
    answered = [claim for claim in before if _is_answered(reading, claim, denial)]
    if answered:
        return answered[:1], "one speaker answers the other's words with a denial", "denial"
    return [], "", "contradiction"


def _find_referred(reading: Reading, denial: Said, said: Sequence[Said]) -> _Met:
    """Return the words that a denial only points back to: the accusation just made, or both accounts just given."""
    before = [
        claim for claim in reversed(_find_others(denial, said)) if claim.start < denial.start and denial.place - claim.place <= _RETORT
    ]
    accusing = [claim for claim in before if claim.statement.force == "accuse"]
    words = denial.statement.content[0].exact.lower().split()
    guilt = not load_account_words().reference["guilt"].isdisjoint(words)
    first = next(iter(accusing if guilt else (*accusing, *before)), None)
    if first is None:
        return [], "", "denial"
    both = "both" in words
    return (
        [claim for claim in before if both and _voice(claim) == _voice(first)][:2] or [first],
        "one speaker denies the other's words",
        "denial",
    )


def _find_others(denial: Said, said: Sequence[Said]) -> list[Said]:
    """Return what others say near a denial, in text order."""
    return [
        claim
        for claim in said
        if _voice(claim) != _voice(denial) and not claim.flat and abs(claim.start - denial.start) <= _REACH and not _overlaps(claim, denial)
    ]


def _is_answered(reading: Reading, claim: Said, denial: Said) -> bool:
    """Tell whether a denial answers what another says in the same sentence: "residents said ...; the army denied ..."."""
    if denial.statement.force != "deny" or claim.negated or _sentence_at(reading, claim.start) != _sentence_at(reading, denial.start):
        return False
    between = Sentence(story=reading.story, number=0, start=claim.end, end=denial.start)
    return not load_account_words().reference["answers"].isdisjoint(between.words)


def _voice(said: Said) -> str:
    """Return who speaks, as well as it is known."""
    statement = said.statement
    return statement.speaker or (statement.source.exact.casefold() if statement.source else f"nobody {said.place}")


def _sentence_at(reading: Reading, offset: int) -> int:
    return max(0, bisect_right(reading.sentences, (offset, 1 << 60)) - 1)


def _overlaps(a: Said, b: Said) -> bool:
    return a.start < b.end and b.start < a.end


def _compare(reading: Reading, claim: Said, denial: Said, relation: Relation, why: str) -> Comparison:
    a, b = to_account(reading, claim), to_account(reading, denial)
    return Comparison(event=None, field="occurrence", relation=relation, a=a, b=b, why=why)
