"""Counts of people in a sentence: how many, of whom, what became of them, with which bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.compare.claims.numerals import Number, find_numbers
from onrecord.compare.claims.words import Sentence
from onrecord.ontology.accounts import AccountWords, Found, load_account_words
from onrecord.records import Passage

_MAX_AFTER, _MAX_LATE, _MAX_BEFORE, _MAX_NOUN = 9, 16, 7, 4
_LEAST_CROWD = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people in a sentence."""

    of: str  # killed, injured, arrested, displaced, participants
    number: int  # as stated
    low: int | None
    high: int | None
    bound: str  # exact, at_least, more_than, at_most, less_than, about, vague
    scope: str  # all, civilians, children, ...
    part: bool  # part of another count: "including 11 children"
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the counts of a sentence are read with: what the story is about, and the sentence before."""

    moving: bool = False  # the story is about people who leave or are brought away
    gathering: bool = False  # about a crowd
    before: str | None = None  # what the sentence before counted first
    contrast: str | None = None  # whom it announced another count of: "The police counted fewer wounded."


def find_counts(sentence: Sentence, setting: Setting) -> list[Count]:
    """Return the counts of people in a sentence, in text order."""
    table = load_account_words()
    words = sentence.words
    numbers = list(find_numbers(words, table))
    found: list[Count] = [*_find_nobody(sentence)]
    if not numbers:
        return found
    counted = [each for each in table.counted.find(words) if setting.moving or not _is_soft_moving(words, each)]
    for place, number in enumerate(numbers):
        after = numbers[place + 1].start if place + 1 < len(numbers) else len(words)
        count = (
            _read(sentence, number, counted, after, found[-1] if found and place else None)
            or (_read_presence(sentence, number) if setting.gathering else None)
            or _read_figure(sentence, number, setting.before)
        )
        if count is not None:
            if setting.contrast and count.bound == "exact":
                count = replace(count, high=count.number, scope=setting.contrast)
            found.append(count)
    return found


def announces_another(words: Sequence[str]) -> bool:
    """Tell whether a sentence announces another count of the same people."""
    return bool(load_account_words().contrast.find(words))


def tells_of_moving(words: Sequence[str]) -> bool:
    """Tell whether a sentence is about people who are driven out, flee or are brought away."""
    return any(each.label == "displaced" and " ".join(words[each.start : each.end]) in load_account_words().soft["moved"]
               for each in load_account_words().counted.find(words))  # fmt: skip


def _is_soft_moving(words: Sequence[str], found: Found) -> bool:
    """Tell whether a word says that people left only where a story is about such: "carrying 90 people" may be an airliner."""
    return found.label == "displaced" and words[found.start] in load_account_words().soft["moving"] and not tells_of_moving(words)


def tells_of_a_crowd(words: Sequence[str]) -> bool:
    """Tell whether a sentence is about people who gather in public."""
    return not _count_words("crowds").isdisjoint(words)


def _read_presence(sentence: Sentence, number: Number) -> Count | None:
    """Return a count of a crowd told by where it stood: "no more than 5,000 people were at the station"."""
    table, words = load_account_words(), sentence.words
    scope, end = _read_scope(words, number.end, table)
    if _crowd_scope(scope) is None or number.value < _LEAST_CROWD or end == number.end:
        return None
    told = table.present.at(words, end) if end < len(words) else None
    if told is None or not _count_words("absent").isdisjoint(words[told.end : told.end + 3]):
        return None
    bound = table.bounds.ending(words, number.start)
    kind = "vague" if number.vague else bound.label if bound else "exact"
    low, high = _open(number.value, kind)
    passage = sentence.cut(bound.start if bound else number.start, end)
    return Count(of="participants", number=number.value, low=low, high=high, bound=kind, scope="all", part=False, passage=passage)


def _crowd_scope(scope: str | None) -> str | None:
    return scope if scope in ("all", "protesters", "civilians") else None


def _find_nobody(sentence: Sentence) -> Iterator[Count]:
    """Yield the counts of nobody: "nobody was hurt", "no casualties"; not "no reports of casualties"."""
    table, words = load_account_words(), sentence.words
    for found in table.nobody.find(words):
        fates = ["killed", "injured"] if found.label == "nothing" else []
        end = found.end
        if found.label == "nobody":
            end = next((at + 1 for at in range(end, min(end + 5, len(words))) if words[at] in table.soft["unharmed"]), end)
            fates = [match.label for match in table.counted.find(words[end - 1 : end])] if end > found.end else []
        elif words[found.end - 1] in ("injuries", "deaths", "fatalities", "dead"):
            fates = ["injured" if words[found.end - 1] == "injuries" else "killed"]
        for fate in fates:
            yield Count(of=fate, number=0, low=0, high=0, bound="exact", scope="all", part=False, passage=sentence.cut(found.start, end))


def _read_figure(sentence: Sentence, number: Number, before: str | None) -> Count | None:
    """Return a count told as a figure of what was counted before: "the organisers put the number at 60,000"."""
    words = sentence.words
    told = words[max(0, number.start - 8) : number.start]
    if number.vague or before is None or not told or told[-1] not in _count_words("told"):
        return None
    if not _count_words("figure").intersection(told) or _counts_things(words, number.end):
        return None
    return Count(
        of=before,
        number=number.value,
        low=number.value,
        high=number.value,
        bound="exact",
        scope="all",
        part=False,
        passage=sentence.cut(number.start, number.end),
    )


def _count_words(kind: str) -> frozenset[str]:
    return load_account_words().count[kind]


def _read(sentence: Sentence, number: Number, counted: Sequence[Found], after: int, last: Count | None) -> Count | None:
    table, words = load_account_words(), sentence.words
    bound = table.bounds.ending(words, number.start)
    start = bound.start if bound else number.start
    second = table.bounds.ending(words, start) if bound else None
    start = second.start if second else start
    kind = "vague" if number.vague else bound.label if bound else "exact"
    joined = bool(start) and words[start - 1] == "and"
    if kind == "exact" and joined and last is not None and last.bound in ("at_least", "more_than"):
        kind = last.bound  # "at least 6 were killed and 15 injured"
    scope, noun_end = _read_scope(words, number.end, table)
    if scope is None and _counts_things(words, number.end):
        return None
    of_them = _read_of_them(words, number.end)
    if of_them is not None:  # "five of the dead were children"
        scope, noun_end = of_them
    part = of_them is not None or _is_part(words, start, noun_end)
    of = _read_fate(words, counted, (start, noun_end), after, last if part or joined else None)
    if of_them is not None:
        of = "killed"
    if joined and last is not None and last.part and of == last.of:
        part = True
    if of is None or (number.value == 0 and not number.vague):
        return None
    if of in ("displaced", "participants") and number.value < _LEAST_CROWD:
        return None
    if of == "killed" and scope not in table.soft["serving"] and start and words[start - 1] in table.soft["lost"]:
        return None
    low, high = _open(number.value, kind)
    if of == "injured" and table.cared.find(words[noun_end : noun_end + 12]):
        high = None  # those who are being treated are some of the hurt
    if of == "killed" and kind == "exact" and _is_of_bodies(words, number, noun_end):
        high = None  # bodies brought up are some of the dead
    end = noun_end if noun_end > number.end else number.end
    return Count(
        of=of, number=number.value, low=low, high=high, bound=kind, scope=scope or "all", part=part, passage=sentence.cut(start, end)
    )


def _is_of_bodies(words: Sequence[str], number: Number, end: int) -> bool:
    """Tell whether a count is of bodies that were found: "divers brought up 18 bodies"."""
    found = load_account_words().soft["recovered"]
    return not _count_words("fates").isdisjoint(words[number.end : end + 1]) and any(
        phrase in " ".join(words[max(0, number.start - _MAX_BEFORE) : end + _MAX_BEFORE]) for phrase in found
    )


def _read_scope(words: Sequence[str], place: int, table: AccountWords) -> tuple[str | None, int]:
    """Return whom a number counts, from the noun after it, and where that noun ends."""
    scope, end = None, place
    for at in range(place, min(place + _MAX_NOUN, len(words))):
        if (
            words[at] in _count_words("stops")
            or words[at] in _count_words("part")
            or words[at] in ("and", "of", "were", "was", "have", "had")
        ):
            break
        found = table.scopes.at(words, at)
        if found and (found.label != "all" or words[at] not in _count_words("fates")):
            scope, end = found.label, found.end
            if words[at] not in ("rebel", "syrian", "civilian"):
                break
    return scope, end


def _read_of_them(words: Sequence[str], place: int) -> tuple[str, int] | None:
    """Return whom a part of the dead were, and where that is said; None if a number does not count such a part."""
    table = load_account_words()
    rest = " ".join(words[place : place + 4]) + " "
    said = next((phrase for phrase in table.soft["dead"] if rest.startswith(phrase + " ")), None)
    if said is None:
        return None
    start = place + len(said.split())
    if start < len(words) and words[start] in _count_words("auxiliaries"):
        scopes = [found for found in table.scopes.find(words[start : start + 5]) if found.label != "all"]
        if scopes:
            return scopes[0].label, start + scopes[0].end
    return "all", start


def _counts_things(words: Sequence[str], place: int) -> bool:
    for word in words[place : place + _MAX_NOUN]:
        if word in _count_words("things"):
            return True
        if word in _count_words("stops") or word in ("and", "were", "was", "have", "killed", "injured", "wounded", "dead"):
            return False
    return False


def _is_part(words: Sequence[str], start: int, end: int) -> bool:
    before = words[max(0, start - 2) : start]
    after = " ".join(words[end : end + 4])
    return bool(_count_words("part").intersection(before)) or "whom" in before or after.startswith(tuple(_count_words("of_the_dead")))


def _read_fate(words: Sequence[str], counted: Sequence[Found], at: tuple[int, int], after: int, last: Count | None) -> str | None:
    """Return what became of those counted: the word right before says it, else one after, else a toll or a far word before."""
    start, end = at
    before = [found for found in counted if found.end <= start]
    near = before[-1] if before and start - before[-1].end <= _MAX_BEFORE else None
    if near and all(word in _count_words("lean") for word in words[near.end : start]):
        left = words[near.start] in load_account_words().soft["left"]
        told = _read_after(words, counted, end, min(after, end + 4)) if left else near.label
        if told:
            return told
    if last is not None and _count_words("part").intersection(words[max(0, start - 2) : start]):
        return last.of
    if end < len(words) and (words[end] in _count_words("part") or words[end] == "-"):
        after = len(words)
    told_after = _read_after(words, counted, end, after)
    if told_after:
        return told_after
    if last is not None:
        return last.of
    if near and not any(word in _count_words("stops") or word == "and" for word in words[near.end : start]):
        return near.label
    if words[start - 1] in _count_words("told"):
        if any(_is_toll(words, found) for found in before):
            return "killed"
        if "number" in words[:start]:  # "the number of people detained in the town on Monday has risen to 612"
            named = [found for found in before if found.start > words.index("number")]
            if named:
                return named[0].label
    moving = any(found.label == "displaced" for found in counted) and end > start + 1
    return "displaced" if moving and not any(found.label in ("killed", "injured") for found in counted) else None


def _read_after(words: Sequence[str], counted: Sequence[Found], end: int, after: int) -> str | None:
    """Return the fate told after a count: near it, or further off where an auxiliary leads to it ("... were killed")."""
    for found in counted:
        if found.start < end or found.start >= after:
            continue
        distance = found.start - end
        passive = words[found.start - 1] in _count_words("auxiliaries")
        joined = any(word in ("and", "but", ";") for word in words[end : found.start])
        if distance <= (_MAX_LATE if passive else _MAX_AFTER) and (passive or not joined):
            return found.label
        if distance > _MAX_LATE:
            break
    return None


def _is_toll(words: Sequence[str], found: Found) -> bool:
    return words[found.start] in ("toll", "death") or (words[found.start] in _count_words("tolls") and "number" in words[: found.start])


def _open(number: int, kind: str) -> tuple[int | None, int | None]:
    """Return the bounds that a stated number leaves open."""
    if kind in ("at_least", "vague"):
        return number, None
    if kind == "more_than":
        return number + 1, None
    if kind == "at_most":
        return None, number
    if kind == "less_than":
        return None, max(0, number - 1)
    if kind == "about":
        margin = max(1, number // 10)
        return number - margin, number + margin
    return number, number
