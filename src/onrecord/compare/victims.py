"""What tells one person from another where no name does: age and sex, grown or not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.ontology.accounts import load_account_words

_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old")
_GROWN = 18


def describe(passages: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return what some words say of the one person that they stand for; nothing of several.

    >>> sorted(describe(["a 12-year-old boy"]))
    [('age', '12'), ('grown', 'no'), ('sex', 'male')]
    >>> sorted(describe(["two men"]))
    []
    """
    table = load_account_words().person
    found: set[tuple[str, str]] = set()
    for passage in passages:
        lower = passage.lower()
        words = set(re.findall(r"[^\W\d_]+", lower))
        if words & table["several"]:
            return frozenset()
        if age := _AGE.search(lower):
            found |= {("age", age[1]), ("grown", "yes" if int(age[1]) >= _GROWN else "no")}
        found |= {("sex", sex) for sex in ("male", "female") if words & table[sex]}
        found |= {("grown", grown) for grown, kind in (("yes", "adult"), ("no", "child")) if words & table[kind]}
    return frozenset(found)


def are_others(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two descriptions cannot be of one person."""
    one, other = dict(a), dict(b)
    return any(one[key] != other[key] for key in one.keys() & other.keys())
