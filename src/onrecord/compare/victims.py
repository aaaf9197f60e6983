"""What tells one person from another where no name does: age and sex, grown or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.ontology.accounts import load_account_words
from onrecord.records import EventMention

_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old")
_GROWN = 18
_OBJECT, _SUBJECT = 5, 4  # words after and before a verb that may stand for its victim


def find_victim(mention: EventMention) -> frozenset[tuple[str, str]]:
    """Return what a sentence says of the one whom something was done to: by its recipients, else by the words beside the verb."""
    start, end = mention.trigger.start - mention.sentence.start, mention.trigger.end - mention.sentence.start
    after = mention.sentence.exact[end:].lower().split()[:_OBJECT]
    table = load_account_words().person
    if after and after[0].strip(",.;") in table["self"]:
        return frozenset({("self", "yes")})
    if mention.recipients:
        return describe(role.passage.exact for role in mention.recipients)
    if after and (after[0] in table["leads"] or _AGE.match(after[0] + " ")):
        return describe([" ".join(_until_break(after))])
    if after[:1] == ["and"]:
        return frozenset()  # "shot and killed his son": what follows is said of the second verb
    before = mention.sentence.exact[:start].lower().split()
    while before and (before[-1] in load_account_words().count["auxiliaries"] or before[-1].endswith("ly")):
        before.pop()
    near = before[-_SUBJECT:]
    if near and (_AGE.search(near[-1]) or any(near[-1] in table[kind] for kind in ("male", "female", "adult", "child"))):
        return describe([" ".join(near)])
    return frozenset()


def _until_break(words: list[str]) -> Iterator[str]:
    """Yield the words of one object: up to a mark, "and" or a preposition that leads on."""
    for word in words:
        if word in _ON:
            return
        yield word
        if word[-1] in ",.;:":
            return


_ON = frozenset({"and", "in", "at", "on", "with", "before", "after", "while", "during", "then", "who"})


def describe(passages: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return what some words say of the one person that they stand for; nothing of several.

    >>> sorted(describe(["a 12-year-old boy"]))
    [('age', '12'), ('grown', 'no'), ('self', 'no'), ('sex', 'male')]
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
        found.add(("self", "no"))
        if age := _AGE.search(lower):
            found |= {("age", age[1]), ("grown", "yes" if int(age[1]) >= _GROWN else "no")}
        found |= {("sex", sex) for sex in ("male", "female") if words & table[sex]}
        found |= {("grown", grown) for grown, kind in (("yes", "adult"), ("no", "child")) if words & table[kind]}
    return frozenset(found)


def are_others(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two descriptions cannot be of one person."""
    return any(
        key == other and not {value for what, value in a if what == key} & {value for what, value in b if what == key}
        for key, _ in a
        for other, _ in b
    )
