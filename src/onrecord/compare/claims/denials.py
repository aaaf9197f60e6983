"""What a sentence denies: that a side did it, or that it happened at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.compare.claims.parties import Party
from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import load_account_words
from onrecord.records import Passage

_NEAR = 8  # words between a negation and what it denies


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """What a sentence denies: `keys` are the sides that did not do it; none if it denies that it happened."""

    keys: frozenset[str]
    weapon: str | None  # named in the denial
    passage: Passage
    who: str | None = None  # the words that name those who did not do it


def find_denials(sentence: Sentence, parties: Sequence[Party], weapons: Sequence[str], speaker: str | None) -> list[Denial]:
    """Return the denials of a sentence. `speaker` is the side that speaks in it, if it is known."""
    words, table = sentence.words, load_account_words()
    weapon = weapons[0] if weapons else None
    sides = [party for party in parties if party.key and party.key not in ("unknown", "")]
    acts = (
        bool(weapons)
        or bool((table.culprit["attacks"] | table.denial["about"]).intersection(words))
        or any(act.label == "did" for act in table.did.find(words))
    )
    cue = next((place for place, word in enumerate(words) if word in table.denial["cues"]), None)
    if cue is not None and acts and not _is_noun_use(words, cue):
        blamed = next((place for place in range(cue + 1, len(words)) if words[place] in table.culprit["accusing"]), len(words))
        inside = [party for party in sides if cue < party.start < blamed and _is_doer(words, party)]
        before = [party for party in sides if party.end <= cue]
        next_ = words[cue + 1 : cue + 4]
        own = bool(table.denial["own"].intersection(next_)) or (
            bool(next_) and next_[0].endswith("ing")
        )  # "denied shelling", "... that its planes"
        named = before[-1:] if own else inside[:1]
        if not named and table.denial["about"].intersection(words[cue + 1 : blamed]):
            named = before[-1:]
        keys = frozenset(party.key for party in named)
        if not keys and speaker and (own or table.denial["about"].intersection(words[cue + 1 : blamed])):
            keys = frozenset({speaker})
        if keys:
            who = sentence.cut(named[0].start, named[-1].end).exact if named else None
            return [Denial(keys=keys, weapon=weapon, passage=sentence.cut(max(0, cue - 6), min(len(words), cue + 14)), who=who)]
    found = [
        Denial(
            keys=frozenset({party.key}),
            weapon=weapon,
            passage=sentence.cut(party.start, min(len(words), party.end + 10)),
            who=sentence.cut(party.start, party.end).exact,
        )
        for party in sides
        if _is_negated(words, party.end) and acts
    ]
    if found:
        return found
    false = table.false.find(words)
    if false and table.denial["about"].intersection(words):
        at = false[0].start
        keys = frozenset({speaker}) if speaker and not weapons else frozenset()
        return [Denial(keys=keys, weapon=weapon, passage=sentence.cut(max(0, at - 14), min(len(words), at + 6)))]
    return []


def _is_noun_use(words: Sequence[str], cue: int) -> bool:
    """Tell whether something else is refused: "denied access", "rejected the proposal"."""
    return bool(load_account_words().denial["refused"].intersection(words[cue : cue + 5]))


def _is_doer(words: Sequence[str], party: Party) -> bool:
    return not (party.start and words[party.start - 1] in ("against", "in", "on", "to"))


def _is_negated(words: Sequence[str], place: int) -> bool:
    """Tell whether what a side did is negated: "planes had not carried out", "the army did not have"."""
    table = load_account_words()
    for at in range(place, min(place + _NEAR, len(words))):
        word = words[at]
        if word in (".", ";", "who", "which", "but"):
            return False
        if word in ("not", "never", "n't") or word.endswith("n't"):
            rest = words[at + 1 : at + 1 + _NEAR]
            did = any(table.did.at(words, next_) for next_ in range(at + 1, min(at + 5, len(words))))
            return did or bool(table.denial["deeds"].intersection(rest[:4]))
    return False
