"""Who did it, as a sentence tells it: by its own words, by blame, by a claim of responsibility; and who is said not to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.compare.claims.parties import Party
from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import load_account_words
from onrecord.records import Passage

_REACH = 5  # words between a side and what it did


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """One or more sides ("regime or Russian warplanes") that a sentence makes the doers, or says are not."""

    keys: frozenset[str]
    denied: bool
    passage: Passage


def find_blame(sentence: Sentence, parties: Sequence[Party]) -> list[Blame]:
    """Return who a sentence says did it, or did not."""
    table, words = load_account_words(), sentence.words
    acts = table.did.find(words)
    found: list[Blame] = []
    for group in _group(words, [party for party in parties if party.key]):
        keys = frozenset(party.key for party in group)
        first, last = group[0].start, group[-1].end
        if not (keys - {"unknown"}):
            found.append(Blame(keys=keys, denied=False, passage=sentence.cut(first, last)))
            continue
        end = _doer_end(words, first, last, [(act.start, act.end, act.label) for act in acts])
        if end is not None:
            found.append(Blame(keys=keys - {"unknown"}, denied=_is_negated(words, last, end), passage=sentence.cut(first, max(end, last))))
    return found


def _group(words: Sequence[str], parties: Sequence[Party]) -> list[list[Party]]:
    """Join sides that "or" and "and" put together."""
    groups: list[list[Party]] = []
    for party in parties:
        if groups:
            between = words[groups[-1][-1].end : party.start]
            forces = load_account_words().culprit["forces"]
            if (
                between
                and len(between) <= 3
                and any(word in ("or", "and") for word in between)
                and all(word in ("or", "and", "the", "by", "either") or word in forces for word in between)
            ):
                groups[-1].append(party)
                continue
        groups.append([party])
    return groups


def _doer_end(words: Sequence[str], first: int, last: int, acts: Sequence[tuple[int, int, str]]) -> int | None:
    """Return where the words end that make a side the doer; None if nothing does."""
    culprit = load_account_words().culprit
    end = last
    while end < len(words) and words[end] in culprit["forces"]:
        end += 1
    if end < len(words) and words[end] in culprit["attacks"]:
        while end < len(words) and words[end] in culprit["attacks"]:
            end += 1
        return end
    for start, stop, label in acts:
        if label == "did" and 0 <= start - end <= _REACH and not _breaks(words[end:start]):
            return stop
        if label == "responsible" and 0 <= start - end <= _REACH and not _breaks(words[end:start]):
            return stop
        if label == "blamed" and 0 <= first - stop <= 2:
            return end
    before = words[max(0, first - 4) : first]
    if any(word in culprit["by"] for word in before[-3:]):
        by = max(place for place in range(max(0, first - 3), first) if words[place] in culprit["by"])
        if words[by] == "by" and any(word in culprit["attacks"] or word in culprit["done"] for word in words[max(0, by - 6) : by]):
            return end
    return None


def _breaks(words: Sequence[str]) -> bool:
    return bool(load_account_words().culprit["breaks"].intersection(words))


def _is_negated(words: Sequence[str], start: int, end: int) -> bool:
    return bool(load_account_words().denial["nots"].intersection(words[start:end]))
