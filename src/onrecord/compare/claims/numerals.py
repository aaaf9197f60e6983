"""find_numbers(): the numbers in a row of words that may count people, in digits, in words or vague."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.ontology.accounts import AccountWords, load_account_words

_DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Words [start, end) of a row that are a number, and what it is."""

    start: int
    end: int
    value: int
    vague: bool


def find_numbers(words: Sequence[str], table: AccountWords) -> Iterator[Number]:
    """Yield the numbers that are no date, age, measure or order, in text order."""
    place = 0
    if not any(word[0].isdigit() or word.partition("-")[0] in table.numerals for word in words) and not table.vague_phrases.find(words):
        return
    while place < len(words):
        vague = table.vague_phrases.at(words, place)
        if vague:
            yield Number(start=vague.start, end=vague.end, value=table.vague[vague.label], vague=True)
            place = vague.end
            continue
        value, end = _parse(words, place)
        if value is not None and not _is_other_number(words, place, end):
            yield Number(start=place, end=end, value=value, vague=False)
        place = max(end, place + 1)


def _parse(words: Sequence[str], place: int) -> tuple[int | None, int]:
    """Return the number that starts at a place and where it ends."""
    table = load_account_words()
    total, current, end, seen = 0, 0, place, False
    while end < len(words):
        word = words[end]
        amount = _numeral(word, table)
        if _DIGITS.fullmatch(word) and not seen:
            current = int(re.sub(r"[,.]", "", word)[:15])
        elif amount is not None and not current % (100 if amount >= 20 else 10):
            current += amount
        elif word in table.scales and seen:
            current = max(current, 1) * table.scales[word]
            if word != "hundred":
                total, current = total + current, 0
        else:
            break
        seen, end = True, end + 1
    return (total + current if seen else None), end


def _numeral(word: str, table: AccountWords) -> int | None:
    """Return the number of a word below a hundred: "seven", "twenty-two"."""
    if word in table.numerals:
        return table.numerals[word]
    tens, _, unit = word.partition("-")
    if tens in table.numerals and unit in table.numerals and table.numerals[tens] >= 20:
        return table.numerals[tens] + table.numerals[unit]
    return None


def _is_other_number(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a number is a date, an age, a measure or an order rather than a count of people."""
    after = words[end] if end < len(words) else ""
    before = words[start - 1] if start else ""
    if (
        after in load_account_words().count["things"]
        or after in load_account_words().count["months"]
        or before in load_account_words().count["months"]
        or before in ("aged", "age", "$", "€", "£", "#", "-", "/", "no", "article")
    ):
        return True
    if after.startswith(("year-", "day-", "month-", "hour-", "-", "/", ":", "km", "%")):
        return True
    year = words[start].isdigit() and len(words[start]) == 4 and words[start][:2] in ("18", "19", "20") and end - start == 1
    if year and before in ("in", "since", "of", "until", "by", "from", "to", "and", "mid", "late", "early", "during", "november", ""):
        return True
    return words[start] == "one" and after in ("of", "day", "group", "side", "another", "can", "has", "-")
