"""Who did it, as a sentence tells it: by its own words, by blame, by a claim of responsibility; and who is said not to have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.compare.claims.parties import Party
from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import Found, load_account_words
from onrecord.records import Passage

_REACH = 5  # words between a side and what it did
_APPOSED = 12  # words of an apposition
_UNREAL_REACH = 6  # words between doubt and the side that it is about
_BLAMED_ON_REACH = 8  # the same, for "blamed the attack on"
_CHARGED = 9  # words after "of" that may name a deed
_BLAMED_REACH = 3  # words between blame and the side that is blamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """One or more sides ("regime or Russian warplanes") that a sentence makes the doers, or says are not."""

    keys: frozenset[str]
    denied: bool
    firm: bool  # said outright, not only the subject of some deed
    passage: Passage
    who: str  # the words that name them, with their forces: "Turkish warplanes"


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
            found.append(Blame(keys=keys, denied=False, firm=False, passage=(named := sentence.cut(first, last)), who=named.exact))
            continue
        if _is_unreal(words, first):
            continue
        doing = _find_doing(words, group, acts)
        if doing is not None:
            denied = _is_negated(words, last, doing.end)
            passage = sentence.cut(first, max(doing.end, last))
            who = sentence.cut(first, _skip_forces(words, last)).exact
            found.append(Blame(keys=keys - {"unknown"}, denied=denied, firm=doing.firm, passage=passage, who=who))
    return found


def find_own_claim(sentence: Sentence, speaker: str, name: str) -> list[Blame]:
    """Return what a side says of itself: "it was behind the bombing"; `name` is what it is called."""
    table, words = load_account_words(), sentence.words
    for act in table.did.find(words):
        subject = [word for word in words[max(0, act.start - 3) : act.start] if word in table.culprit["oneself"]]
        own = act.label == "responsible" or " ".join(words[act.start : act.end]) in table.culprit["owned"]
        if own and subject and not _is_negated(words, act.start - 3, act.end):
            passage = sentence.cut(max(0, act.start - 2), act.end)
            return [Blame(keys=frozenset({speaker}), denied=False, firm=True, passage=passage, who=name)]
    return []


def _group(words: Sequence[str], parties: Sequence[Party]) -> list[list[Party]]:
    """Join sides that "or" and "and" put together."""
    groups: list[list[Party]] = []
    for party in parties:
        if groups:
            between = words[groups[-1][-1].end : party.start]
            forces = load_account_words().culprit["forces"]
            if not between and all(party.key.startswith("state:") for party in (groups[-1][-1], party)):
                groups[-1].append(party)  # a list whose commas are lost
                continue
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


def _find_doing(words: Sequence[str], group: Sequence[Party], acts: Sequence[Found]) -> _Doing | None:
    """Return the words that make a side the doer; None if nothing does."""
    culprit = load_account_words().culprit
    first, last = group[0].start, group[-1].end
    end = _skip_forces(words, last)
    if end < len(words) and words[end] in culprit["attacks"] and not _is_sort(words, group[-1], end):
        if culprit["timing"].intersection(words[max(0, first - 2) : first]):
            return None  # "since the rebel offensive"
        while end < len(words) and words[end] in culprit["attacks"]:
            end += 1
        return _Doing(end=end, firm=True)
    reach = _skip_apposition(words, end)
    for act in acts:
        near = any(
            start <= act.start
            and _distance(words[start : act.start]) <= _REACH
            and not _breaks(words[start : act.start])
            and not _is_apposed(words, first, act.start)
            for start in {end, reach}
        )
        undergone = act.label == "did" and act.start > 0 and words[act.start - 1] in culprit["undergone"]
        passive = undergone or (act.end < len(words) and words[act.end] in culprit["passive"])
        if act.label in ("did", "responsible") and near and not passive:
            return _Doing(end=act.end, firm=act.label == "responsible" or end > last)
        if (
            act.label == "blamed"
            and not _breaks(words[act.end : first])
            and 0 <= first - act.end <= (_BLAMED_ON_REACH if "on" in words[first - 3 : first] else _BLAMED_REACH)
            and _is_charge(words, end)
        ):
            return _Doing(end=end, firm=True)
    by = next((place for place in range(first - 1, max(-1, first - 4), -1) if words[place] == "by"), None)
    if by and words[by - 1] not in culprit["held"] and (culprit["attacks"] | culprit["done"]).intersection(words[max(0, by - 6) : by]):
        return _Doing(end=end, firm=True)
    return None


def _is_charge(words: Sequence[str], end: int) -> bool:
    """Tell whether what a side is accused "of" is a deed: of shelling, not of double standards. Blame without "of" is for the deed told."""
    if words[end : end + 1] != ["of"]:
        return True
    table = load_account_words()
    charged = words[end + 1 : end + 1 + _CHARGED]
    named = table.culprit["attacks"].intersection(charged)
    return bool(named or table.charges.find(charged) or table.weapons.find(charged) or table.did.find(charged))


def _skip_forces(words: Sequence[str], end: int) -> int:
    """Return where the forces end that are named behind a side: "Turkish" + "warplanes"."""
    while end < len(words) and words[end] in load_account_words().culprit["forces"]:
        end += 1
    return end


def _is_unreal(words: Sequence[str], first: int) -> bool:
    """Tell whether a side stands behind fear, doubt or help: "feared attacks by", "whether ...", "backed by ... air strikes"."""
    culprit = load_account_words().culprit
    if first > 1 and words[first - 1] == "by" and words[first - 2] in culprit["held"]:
        return True
    return bool(culprit["unreal"].intersection(words[max(0, first - _UNREAL_REACH) : first]))


def _is_sort(words: Sequence[str], party: Party, end: int) -> bool:
    """Tell whether words before "attack" say what sort it is or where, not whose: "a terrorist attack", "the Syria attack"."""
    return end == party.end and (party.bare or (party.key == "terrorists" and not words[end - 1].endswith("s")))


def _distance(words: Sequence[str]) -> int:
    """Return how many words stand between a side and what it did, those in brackets and marks left aside."""
    depth = count = 0
    for word in words:
        depth += (word in "([") - (word in ")]")
        count += not depth and word not in '()[],"“”'
    return count


def _skip_apposition(words: Sequence[str], end: int) -> int:
    """Return where a sentence goes on behind a name: "Shabab, an Islamist group, said" goes on at "said"."""
    if end < len(words) and words[end] == ",":
        return next((at + 1 for at in range(end + 1, min(end + _APPOSED, len(words))) if words[at] == ","), end)
    return end


def _is_apposed(words: Sequence[str], first: int, act: int) -> bool:
    """Tell whether a side only tells who another is: "..., a wing of the army, attacked"."""
    opens = first > 2 and "," in words[max(0, first - _REACH) : first] and {"of", "from"}.intersection(words[max(0, first - 3) : first])
    return bool(opens) and words[act - 1] == ","


def _breaks(words: Sequence[str]) -> bool:
    culprit = load_account_words().culprit
    return bool((culprit["breaks"] | culprit["accusing"]).intersection(words))


def _is_negated(words: Sequence[str], start: int, end: int) -> bool:
    return bool(load_account_words().denial["nots"].intersection(words[start:end]))
