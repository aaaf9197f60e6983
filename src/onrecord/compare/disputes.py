"""Statements of one story that contradict or deny each other, each with its passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
_COMMON, _FAMILIAR = 0.05, 0.15  # shares of stories: a telling word, one that tells beside such
_STEM = 5  # letters
_DOES, _DONE_TO = "*crowd", "*done to a crowd"
_MOST_TOLD = 200  # sentences with one word that a denial is held against, the first ones
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
    refers: bool  # denies nothing but earlier words: "denied the accusation"
    cited: str | None  # the side whose words it denies by name: "no corridors, as Russia had stated"


_Met = tuple[Sequence[_Said], str, Relation]  # what a denial meets, why, and how


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class _TellingSentence:
    """A sentence that tells an event, with what a denial is held against it by."""

    reading: Reading
    passage: Passage
    speaker: str | None  # actor id
    side: str | None
    stems: frozenset[str]


def find_disputes(reading: Reading) -> list[Comparison]:
    """Return the denials and contradictions between statements of one story."""
    if not any(statement.content for statement in reading.statements):
        return []
    sides = find_sides(reading)
    said = [_weigh(reading, place, statement, sides) for place, statement in enumerate(reading.statements) if statement.content]
    found: list[Comparison] = []
    met: dict[str, _Said] = {}  # by the denier: the claim it denied last
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


def find_denials_across(readings: Sequence[Reading], known: Iterable[Comparison]) -> list[Comparison]:
    """Return the denials of one story that meet what another tells: "Kiev denied that the town had fallen".

    The words of the denial must be those in which the other story tells an event; a denial that is already on record between
    two stories is not given again.
    """
    denials = [(reading, place, statement) for reading in readings for place, statement in enumerate(reading.statements)
               if statement.force == "deny" and statement.content]  # fmt: skip
    if not denials:
        return []
    met = {(one.story, other.story) for comparison in known if comparison.relation == "denial"
           for one, other in ((comparison.a, comparison.b), (comparison.b, comparison.a))}  # fmt: skip
    told: dict[str, list[_TellingSentence]] = defaultdict(list)
    for reading in readings:
        for sentence in _find_told(reading):
            for stem in sorted(sentence.stems):
                told[stem].append(sentence)
    found: list[Comparison] = []
    for reading, place, statement in denials:
        denial = _weigh(reading, place, statement, find_sides(reading))
        if denial.refers:
            continue
        words = [word for piece in statement.content for word in _WORD.findall(piece.exact)]
        stems = _find_stems(words, _FAMILIAR) - {word[:_STEM] for word in load_account_words().denial["undated"]}
        rare = _find_stems(words) & stems
        shared = Counter(sentence for stem in stems for sentence in told.get(stem, ())[:_MOST_TOLD])
        best: dict[str, _TellingSentence] = {}
        for sentence, count in sorted(shared.items(), key=lambda item: (-item[1], item[0].passage.start, item[0].reading.story.id)):
            if _is_turned_round(stems, sentence.stems):
                continue
            enough = count >= _SHARED and count >= _SHARE * len(stems) and not rare.isdisjoint(sentence.stems)
            if enough and sentence.reading.story.id != reading.story.id and not _is_own(denial, sentence):
                best.setdefault(sentence.reading.story.id, sentence)
        found.extend(_compare_across(sentence, denial, reading) for story, sentence in best.items() if (story, reading.story.id) not in met)
    return found


def _find_told(reading: Reading) -> Iterator[_TellingSentence]:
    """Yield the sentences of a story that tell an event as having happened, once each."""
    sides = find_sides(reading)
    seen: set[int] = set()
    for mention in reading.events:
        start, end = mention.sentence.start, mention.sentence.end
        if start in seen or mention.status in ("negated", "hypothetical", "historical") or mention.event_type in ("REJECT", "ACCUSE"):
            continue
        seen.add(start)
        around = [each for each in reading.statements if each.content and each.content[0].start < end and start < each.content[-1].end]
        if any(each.force == "deny" for each in around):
            continue
        speaker = around[0] if around else None
        yield _TellingSentence(
            reading=reading,
            passage=mention.sentence,
            speaker=speaker.speaker if speaker else None,
            side=_side_of(reading, speaker, sides) if speaker else None,
            stems=_find_stems(_WORD.findall(mention.sentence.exact), _FAMILIAR),
        )


def _is_own(denial: _Said, sentence: _TellingSentence) -> bool:
    """Tell whether who denies is who tells; one side's own people may be at odds."""
    speaker = denial.statement.speaker
    return speaker == sentence.speaker if speaker and sentence.speaker else bool(denial.side and denial.side == sentence.side)


def _compare_across(sentence: _TellingSentence, denial: _Said, reading: Reading) -> Comparison:
    day = to_day(sentence.reading.story.published)
    claim = Account(
        story=sentence.reading.story.id,
        passage=sentence.passage,
        value=sentence.passage.exact,
        said_by=sentence.speaker,
        as_of=date.fromordinal(day).isoformat() if day else None,
    )
    why = "one side denies what the other account tells"
    return Comparison(event=None, field="occurrence", relation="denial", a=claim, b=_account(reading, denial), why=why)


def _find_claim(reading: Reading, denial: _Said, said: Sequence[_Said], met: dict[str, _Said]) -> _Met:
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
        enough = shared >= _SHARED and shared >= _SHARE * len(denial.stems) and not _is_turned_round(claim.stems, denial.stems)
        denied = denial.statement.force == "deny"
        others_speak = claim.side and denial.side and claim.side != denial.side
        if enough and not claim.negated and (others_speak or (denied and claim.statement.speaker and denial.statement.speaker)):
            relation: Relation = "denial" if denied else "contradiction"
            return [claim], "one speaker says that it is so, the other that it is not", relation
    answered = [claim for claim in before if _is_answered(reading, claim, denial)]
    if answered:
        return answered[:1], "one speaker answers the other's words with a denial", "denial"
    return [], "", "contradiction"


def _find_referred(reading: Reading, denial: _Said, said: Sequence[_Said]) -> _Met:
    """Return the words that a denial only points back to: the accusation just made, or both accounts just given."""
    before = [
        claim for claim in reversed(_find_others(denial, said)) if claim.start < denial.start and denial.place - claim.place <= _RETORT
    ]
    accusing = [claim for claim in before if claim.statement.force == "accuse"]
    first = next(iter((*accusing, *before)), None)
    if first is None:
        return [], "", "denial"
    both = "both" in denial.statement.content[0].exact.lower().split()
    return (
        [claim for claim in before if both and _voice(claim) == _voice(first)][:2] or [first],
        "one speaker denies the other's words",
        "denial",
    )


def _find_others(denial: _Said, said: Sequence[_Said]) -> list[_Said]:
    """Return what others say near a denial, in text order."""
    return [
        claim
        for claim in said
        if _voice(claim) != _voice(denial) and not claim.flat and abs(claim.start - denial.start) <= _REACH and not _overlaps(claim, denial)
    ]


def _is_answered(reading: Reading, claim: _Said, denial: _Said) -> bool:
    """Tell whether a denial answers what another says in the same sentence: "residents said ...; the army denied ..."."""
    if denial.statement.force != "deny" or claim.negated or _sentence_at(reading, claim.start) != _sentence_at(reading, denial.start):
        return False
    between = Sentence(story=reading.story, number=0, start=claim.end, end=denial.start)
    return not load_account_words().reference["answers"].isdisjoint(between.words)


def _weigh(reading: Reading, place: int, statement: Statement, sides: Sides) -> _Said:
    table = load_account_words()
    start, end = statement.content[0].start, statement.content[-1].end
    words = [word.lower().replace("’", "'") for piece in statement.content for word in _WORD.findall(piece.exact)]
    telling = _find_stems(words)
    false = table.false.find(words[:8])
    denying = statement.force == "deny" or (statement.cue is not None and statement.cue.exact.lower() in table.denial["cues"])
    return _Said(
        statement=statement,
        place=place,
        start=start,
        end=end,
        side=_side_of(reading, statement, sides),
        stems=telling,
        negated=denying or any(word in table.denial["nots"] or word in table.denial["cues"] or word.endswith("n't") for word in words[:12]),
        flat=bool(false) and false[0].start <= 3,
        refers=denying and _only_refers(words),
        cited=_find_cited(reading, end, sides),
    )


def _only_refers(words: Sequence[str]) -> bool:
    """Tell whether words are nothing but a name for what was said: "the accusation", "both accounts"."""
    table = load_account_words().reference
    return any(word in table["nouns"] for word in words) and all(word in table["nouns"] or word in table["beside"] for word in words)


def _find_stems(words: Iterable[str], common: float = _COMMON) -> frozenset[str]:
    """Return what the telling words stand for: a concept, else the beginning of a word in fewer stories than `common`.

    A crowd that something is done to is another concept: who denies that it attacked does not deny that it was attacked.
    """
    shares, table = load_word_shares(), load_account_words()
    folded = [fold_word(word) for word in words]
    found = {word[:_STEM] for word in folded if len(word) > 3 and word not in table.concepts and shares.get(word, 0.0) < common}
    for place, word in enumerate(folded):
        if concept := table.concepts.get(word):
            done_to = concept == "crowd" and _is_done_to(folded[max(0, place - 2) : place])
            found.add(_DONE_TO if done_to else "*" + concept)
    return frozenset(found)


def _is_turned_round(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether in one of two statements a crowd does what is done to it in the other."""
    roles = [stems & {_DOES, _DONE_TO} for stems in (a, b)]
    return bool(roles[0] and roles[1]) and roles[0].isdisjoint(roles[1])


def _is_done_to(before: Sequence[str]) -> bool:
    """Tell whether the words before a crowd say that something is done to it: "fired on the", "attacked"."""
    return any(word in load_account_words().reference["done_to"] or word.endswith(("ed", "ing")) for word in before)


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
