"""What tells one person from another where no name does: age and sex, grown or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.ontology.accounts import load_account_words
from onrecord.ontology.roles import role_nouns
from onrecord.records import EventMention

_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old|(?<=\w, )(\d{1,3})(?=,|$)")  # "a 12-year-old boy", "Ann Dahl, 34"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GROWN = 18
_OBJECT, _SUBJECT = 5, 4  # words after and before a verb that may stand for its victim


def find_victim(mention: EventMention) -> frozenset[tuple[str, str]]:
    """Return what a sentence says of the one whom something was done to: by its recipients, else by the words beside the verb."""
    after = mention.sentence.exact[mention.trigger.end - mention.sentence.start :].lower().split()[:_OBJECT]
    table = load_account_words().person
    if after and after[0].strip(",.;") in table["self"]:
        return frozenset({("self", "yes")})
    if mention.recipients:
        return describe(role.passage.exact for role in mention.recipients)
    if after and (after[0] in table["leads"] or _AGE.match(after[0] + " ")):
        return describe([" ".join(_until_break(after))])
    if after[:1] == ["and"] and table["ends"].isdisjoint(after[2:3]):
        return frozenset()  # "shot and killed his son": what follows is said of the second verb
    before = mention.before.lower().split()
    while before and (before[-1] in load_account_words().count["auxiliaries"] or before[-1].endswith("ly")):
        before.pop()
    near = " ".join(before[-_SUBJECT:])
    last = next(iter(before[-1:]), "")
    if _AGE.search(near, len(near) - len(last)) or any(_sexes(last)) or last in table["adult"] | table["child"]:
        return describe([near])
    return frozenset()


def _until_break(words: list[str]) -> Iterator[str]:
    """Yield the words of one object: up to a mark, "and" or a preposition that leads on."""
    for word in words:
        if word in load_account_words().person["ends"]:
            return
        yield word
        if word[-1] in ",.;:":
            return


def describe(passages: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return what some words say of the one person that they stand for; of several, only that it is not the doer.

    >>> sorted(describe(["a 12-year-old boy"]))
    [('age', '12'), ('grown', 'no'), ('self', 'no'), ('sex', 'male')]
    >>> sorted(describe(["two men"])), sorted(describe(["his wife", "himself"]))
    ([('self', 'no')], [])
    """
    table = load_account_words().person
    found = {("self", "no")}
    texts = [passage.lower() for passage in passages]
    words = {word for text in texts for word in _WORD.findall(text)}
    if words & table["self"]:
        return frozenset()
    if len(texts) > 1 or words & table["several"]:
        return frozenset(found)
    if age := next((age for text in texts for age in _AGE.finditer(text)), None):
        years = age[1] or age[2]
        found |= {("age", years), ("grown", "yes" if int(years) >= _GROWN else "no")}
    found |= {("sex", sex) for word in words for sex in _sexes(word)}
    found |= {("grown", grown) for grown, kind in (("yes", "adult"), ("no", "child")) if words & table[kind]}
    return frozenset(found)


def _sexes(word: str) -> Iterator[str]:
    """Yield the sex of the person that a word stands for, if it tells."""
    table, role = load_account_words().person, role_nouns().get(word)
    if word in table["male"] or (role is not None and role.gender == "m"):
        yield "male"
    if word in table["female"] or (role is not None and role.gender == "f"):
        yield "female"


def are_others(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two descriptions cannot be of one person."""
    return any(
        key == other and not {value for what, value in a if what == key} & {value for what, value in b if what == key}
        for key, _ in a
        for other, _ in b
    )
