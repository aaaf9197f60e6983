"""How two claims on one field bear on each other, with the reason in words. Never which is true."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.compare.claims import Claim
from onrecord.compare.claims.context import CLOSE, WEEK
from onrecord.compare.signature import fold_word
from onrecord.ontology.accounts import load_account_words
from onrecord.records import Relation

_ROUNDED = 0.1  # "more than 120" and 126: one count, rounded
_FAR = 2.5  # counts of dead or injured further apart are of other people, unless the lower is open
_FAR_LOOSE = 1.3  # the same for those who fled, gathered or were arrested
_COUNTS = ("killed", "injured", "arrested", "displaced", "participants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A relation and its reason."""

    relation: Relation
    why: str


def relate(a: Claim, b: Claim) -> Verdict | None:
    """Return how two claims on one field of one event bear on each other; None if they speak of different things."""
    if a.field in _COUNTS:
        return _relate_counts(a, b)
    if a.field == "culprit":
        return _relate_culprits(a, b)
    if a.field == "weapon":
        return _relate_weapons(a, b)
    if a.field == "place":
        return _relate_places(a, b)
    if a.field == "date":
        return _relate_dates(a, b)
    return None


def _relate_counts(a: Claim, b: Claim) -> Verdict | None:
    if a.number is None or b.number is None or a.earlier or b.earlier:
        return None
    scope = _nest(_crowd(a), _crowd(b))
    if a.number == b.number and (scope is not None):
        same = "same count" if a.bound == b.bound else f"same count, {_say(a)} and {_say(b)}"
        return Verdict(relation="agree", why=same)
    if scope is None:
        return None
    first, last = (a, b) if _order(a, b) <= 0 else (b, a)
    low, high = (a, b) if (a.low or a.number) <= (b.low or b.number) else (b, a)
    if "vague" in (a.bound, b.bound):
        overlap = _overlap(a, b)
        return Verdict(relation="compatible", why=f"{_say(low)} allows {_say(high)}") if overlap else None
    if scope != "same":
        narrow, wide = (a, b) if scope == "a" else (b, a)
        fits = narrow.number <= wide.number if narrow.number is not None and wide.number is not None else False
        return Verdict(relation="compatible", why=f"{narrow.scope} are part of {wide.scope}") if fits else None
    if last.corrected and last.number != first.number:
        return Verdict(relation="update", why="the later report corrects the count")
    if _is_rounded(low, high):
        return Verdict(relation="compatible", why=f"{_say(low)} is rounded from {_say(high)}")
    if _is_other_thing(low, high):
        return None
    if low.counts_some and _overlap(a, b):
        return Verdict(relation="compatible", why=f"{_say(low)} are some of {_say(high)}")
    before = _order(low, high) < 0
    others = bool(a.said_by and b.said_by and a.said_by != b.said_by)
    if others and _overlap(a, b) and not (before and high.moved):
        return Verdict(relation="compatible", why=f"different claimants, and {_say(low)} allows {_say(high)}")
    counted_apart = others and a.field == "participants" and not high.moved  # each side counts a crowd for itself
    if (before and not counted_apart) or (high.moved and (not others or _order(low, high) == 0)):
        return Verdict(relation="update", why="a later report moved the count")
    if a.said_by and a.said_by == b.said_by and a.story != b.story:
        return Verdict(relation="update", why="one claimant gives both: the count moved")
    if _overlap(a, b):
        return Verdict(relation="compatible", why=f"{_say(low)} allows {_say(high)}")
    return Verdict(
        relation="contradiction", why=f"{_say(low)} and {_say(high)} cannot both be the count of the same people at the same time"
    )


def _is_other_thing(low: Claim, high: Claim) -> bool:
    """Tell whether two counts lie so far apart that they hardly count the same people."""
    if low.number is None or high.number is None:
        return True
    ratio = high.number / max(1, low.number)
    if low.field in ("killed", "injured"):
        return ratio > _FAR and not high.moved and low.bound == "exact" and low.number > 0
    if low.field == "participants" and low.said_by and high.said_by and low.said_by != high.said_by:
        return False  # police and organisers hardly ever count a crowd alike
    return ratio > _FAR_LOOSE and not (low.field == "arrested" and high.moved)


def _relate_culprits(a: Claim, b: Claim) -> Verdict | None:
    if a.denied and b.denied:
        return None
    if a.denied or b.denied:
        denial, claim = (a, b) if a.denied else (b, a)
        return Verdict(relation="denial", why="one side denies what the other account says it did") if denial.keys & claim.keys else None
    if "unknown" in a.keys or "unknown" in b.keys:
        both = a.keys == b.keys
        return Verdict(
            relation="agree" if both else "compatible", why="both leave open who did it" if both else "one leaves open who did it"
        )
    if a.keys == b.keys:
        return Verdict(relation="agree", why="same side")
    if a.keys & b.keys:
        return Verdict(relation="compatible", why="one account names more sides than the other")
    if "terrorists" in a.keys | b.keys and not any(key.startswith("state:") for key in a.keys | b.keys):
        return Verdict(relation="compatible", why="one account names the side only in general")
    if not (a.firm and b.firm) or any(key.startswith("?") for key in a.keys | b.keys):
        return None
    return Verdict(relation="contradiction", why="different sides are said to have done it")


def _relate_weapons(a: Claim, b: Claim) -> Verdict | None:
    wider = load_account_words().wider
    if a.value == b.value:
        return Verdict(relation="agree", why="same means")
    wide_a, wide_b = wider[a.value], wider[b.value]
    if a.value in wide_b or b.value in wide_a:
        return Verdict(relation="compatible", why=f"{a.value} and {b.value}: one is a kind of the other")
    if wide_a & wide_b:
        return Verdict(relation="compatible", why=f"{a.value} and {b.value} are of one kind")
    return None


def _relate_places(a: Claim, b: Claim) -> Verdict | None:
    if a.keys & b.keys:
        return (
            Verdict(relation="agree", why="same place")
            if a.scope == b.scope
            else Verdict(relation="compatible", why="one place is in the other")
        )
    return None


def _relate_dates(a: Claim, b: Claim) -> Verdict | None:
    if a.number is None or b.number is None:
        return None
    if a.number == b.number:
        return Verdict(relation="agree", why="same day")
    if is_week_off(a, b):
        return Verdict(relation="agree", why="same weekday, a week apart only by the days of publication")
    return Verdict(relation="contradiction", why="different days") if abs(a.number - b.number) <= 1 else None


def is_week_off(a: Claim, b: Claim) -> bool:
    """Tell whether two bare weekdays are one day: each counts back from its story's date, which may be wrong by a few days."""
    if a.number is None or b.number is None or not a.published or not b.published:
        return False
    same = fold_word(a.passage.exact) == fold_word(b.passage.exact)
    return same and abs(a.number - b.number) == WEEK and abs(a.published - b.published) <= CLOSE


def _crowd(claim: Claim) -> str | None:
    """Return whom a count counts; in a crowd, protesters are all there are."""
    return "all" if claim.field in ("arrested", "participants") and claim.scope in ("protesters", "civilians") else claim.scope


def _nest(a: str | None, b: str | None) -> str | None:
    """Return "same", or which of two scopes is part of the other; None if they count different people."""
    if a == b:
        return "same"
    within = load_account_words().within
    if b == "all" or within.get(a or "") == b:
        return "a"
    if a == "all" or within.get(b or "") == a:
        return "b"
    return None


def _overlap(a: Claim, b: Claim) -> bool:
    low = max(a.low if a.low is not None else 0, b.low if b.low is not None else 0)
    highs = [claim.high for claim in (a, b) if claim.high is not None]
    return not highs or low <= min(highs)


def _is_rounded(low: Claim, high: Claim) -> bool:
    if low.bound not in ("more_than", "about") or low.number is None or high.number is None or low.number % 10:
        return False
    return 0 <= high.number - low.number <= _ROUNDED * low.number


def _order(a: Claim, b: Claim) -> int:
    return (a.published or 0) - (b.published or 0) if a.published and b.published else 0


def _say(claim: Claim) -> str:
    words = {"at_least": "at least ", "more_than": "more than ", "at_most": "up to ", "less_than": "fewer than ", "about": "about "}
    return claim.value if claim.bound == "vague" else f"{words.get(claim.bound, '')}{claim.number}"
