"""Who did it, as a sentence tells it: by its own words, by blame, by a claim of responsibility; and who is said not to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.compare.claims.parties import Party
from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import Found, load_account_words
from onrecord.records import Passage

_REACH = 5  # words between a side and what it did
_BLAMED_REACH = 3  # words between blame and the side that is blamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """One or more sides ("regime or Russian warplanes") that a sentence makes the doers, or says are not."""

    keys: frozenset[str]
    denied: bool
    firm: bool  # said outright, not only the subject of some deed
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doing:
    """Where the words end that make a side the doer, and whether they say so outright."""

    end: int
    firm: bool


def find_blame(sentence: Sentence, parties: Sequence[Party]) -> list[Blame]:
    """Return who a sentence says did it, or did not."""
    table, words = load_account_words(), sentence.words
    acts = table.did.find(words)
    found: list[Blame] = []
    for group in _group(words, [party for party in parties if party.key]):
        keys = frozenset(party.key for party in group)
        first, last = group[0].start, group[-1].end
        if not (keys - {"unknown"}):
            found.append(Blame(keys=keys, denied=False, firm=False, passage=sentence.cut(first, last)))
            continue
        doing = _find_doing(words, first, last, acts)
        if doing is not None:
            denied = _is_negated(words, last, doing.end)
            passage = sentence.cut(first, max(doing.end, last))
            found.append(Blame(keys=keys - {"unknown"}, denied=denied, firm=doing.firm, passage=passage))
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


def _find_doing(words: Sequence[str], first: int, last: int, acts: Sequence[Found]) -> _Doing | None:
    """Return the words that make a side the doer; None if nothing does."""
    culprit = load_account_words().culprit
    end = last
    while end < len(words) and words[end] in culprit["forces"]:
        end += 1
    if end < len(words) and words[end] in culprit["attacks"]:
        while end < len(words) and words[end] in culprit["attacks"]:
            end += 1
        return _Doing(end=end, firm=True)
    for act in acts:
        near = 0 <= act.start - end <= _REACH and not _breaks(words[end : act.start])
        passive = act.end < len(words) and words[act.end] in culprit["passive"]
        if act.label in ("did", "responsible") and near and not passive:
            return _Doing(end=act.end, firm=act.label == "responsible" or end > last)
        if act.label == "blamed" and 0 <= first - act.end <= _BLAMED_REACH:
            return _Doing(end=end, firm=True)
    by = next((place for place in range(first - 1, max(-1, first - 4), -1) if words[place] == "by"), None)
    if by and words[by - 1] not in culprit["held"] and (culprit["attacks"] | culprit["done"]).intersection(words[max(0, by - 6) : by]):
        return _Doing(end=end, firm=True)
    return None


def _breaks(words: Sequence[str]) -> bool:
    return bool(load_account_words().culprit["breaks"].intersection(words))


def _is_negated(words: Sequence[str], start: int, end: int) -> bool:
    return bool(load_account_words().denial["nots"].intersection(words[start:end]))
