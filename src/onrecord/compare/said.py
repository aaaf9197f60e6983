"""weigh(): a statement with what it can be held against others by: its side, its telling words, whether it denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.compare.claims.parties import Sides, find_parties, to_key
from onrecord.compare.claims.words import Sentence
from onrecord.compare.signature import fold_word, from_day, to_day
from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.words import load_word_shares
from onrecord.records import Account, Passage, Reading, Statement

SHARED, SHARE = 2, 0.5  # telling words that a denial shares with what it denies: so many, and so much of its own
COMMON, FAMILIAR = 0.05, 0.15  # shares of stories: a telling word, one that tells beside such
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STEM = 5  # letters
_NEXT, _VERDICT = 40, 3  # characters, and words, after a statement that may call it false: "(reports of gas) are totally false"
_DOES, _DONE_TO = "*crowd", "*done to a crowd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with what it can be held against others by."""

    statement: Statement
    place: int
    start: int
    end: int
    side: str | None
    stems: frozenset[str]
    negated: bool
    flat: bool  # says only that something is false: "It's not true."
    wishes: bool  # says what should be
    refers: bool  # denies nothing but earlier words: "denied the accusation"
    cited: str | None  # the side whose words it denies by name: "no corridors, as Russia had stated"


def weigh(reading: Reading, place: int, statement: Statement, sides: Sides) -> Said:
    """Return a statement (the one at `place` of its story's) with what it can be held against others by."""
    table = load_account_words()
    start, end = statement.content[0].start, statement.content[-1].end
    words = _words_of(statement)
    false = table.false.find(words[:8])
    return Said(
        statement=statement,
        place=place,
        start=start,
        end=end,
        side=side_of(reading, statement, sides),
        stems=find_stems(words),
        negated=is_negated(reading, statement),
        flat=bool(false) and false[0].start <= 3,
        wishes=not table.denial["wishes"].isdisjoint(words[:12]),
        refers=_is_denial(statement) and _only_refers(words),
        cited=_find_cited(reading, end, sides),
    )


def is_negated(reading: Reading, statement: Statement) -> bool:
    """Tell whether a statement says that something is not so: by its verb, by "not", by the verdict behind it."""
    table, words = load_account_words(), _words_of(statement)
    if _is_denial(statement) or any(
        word in table.denial["nots"] or word in table.denial["cues"] or word.endswith("n't") for word in words[:12]
    ):
        return True
    end = statement.content[-1].end
    return bool(table.false.find(WORD.findall(reading.story.text[end : end + _NEXT].lower())[:_VERDICT]))


def _words_of(statement: Statement) -> list[str]:
    return [word.lower().replace("’", "'") for piece in statement.content for word in WORD.findall(piece.exact)]


def _is_denial(statement: Statement) -> bool:
    cue = statement.cue.exact.lower() if statement.cue is not None else ""
    return statement.force == "deny" or cue in load_account_words().denial["cues"]


def _only_refers(words: Sequence[str]) -> bool:
    """Tell whether words are nothing but a name for what was said: "the accusation", "both accounts"."""
    table = load_account_words().reference
    return any(word in table["nouns"] for word in words) and all(word in table["nouns"] or word in table["beside"] for word in words)


def find_stems(words: Iterable[str], common: float = COMMON) -> frozenset[str]:
    """Return what the telling words stand for: a concept, else the beginning of a word in fewer stories than `common`.

    A crowd that something is done to is another concept: who denies that it attacked does not deny that it was attacked.
    """
    shares, table = load_word_shares(), load_account_words()
    folded = [fold_word(word) for word in words]
    found = {word[:STEM] for word in folded if len(word) > 3 and word not in table.concepts and shares.get(word, 0.0) < common}
    for place, word in enumerate(folded):
        if concept := table.concepts.get(word):
            done_to = concept == "crowd" and _is_done_to(folded[max(0, place - 2) : place])
            found.add(_DONE_TO if done_to else "*" + concept)
    return frozenset(found)


def is_turned_round(a: frozenset[str], b: frozenset[str]) -> bool:
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


def side_of(reading: Reading, statement: Statement, sides: Sides) -> str | None:
    """Return the side that a statement's speaker is of, by the actor or else by the words for the source."""
    speaker = next((actor for actor in reading.actors if actor.id == statement.speaker), None)
    key = to_key(speaker)
    if key:
        return key
    if statement.source is None:
        return None
    sentence = Sentence(story=reading.story, number=0, start=statement.source.start, end=statement.source.end)
    parties = find_parties(sentence, sides)
    return parties[0].key or None if parties else None


def to_account(reading: Reading, said: Said) -> Account:
    """Return a statement in the record's form."""
    day = to_day(reading.story.published)
    passage = Passage.cut(reading.story, said.start, said.statement.content[0].end)
    return Account(
        story=reading.story.id,
        passage=passage,
        value=passage.exact,
        said_by=said.statement.speaker,
        as_of=from_day(day),
    )
