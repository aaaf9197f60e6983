"""The words by which accounts are read: counts, bounds, scopes, weapons, parties, denials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology import load_toml


class Phrases:
    """A table of phrases, each with a label, to be found in a row of lower-case words."""

    def __init__(self, labelled: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, phrases in labelled.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                self._by_first.setdefault(words[0], []).append((words, label))
        for found in self._by_first.values():
            found.sort(key=lambda item: -len(item[0]))

    def find(self, words: Sequence[str]) -> list[Found]:
        """Return the phrases in a row of words, the longest at each place, none inside another."""
        if self._by_first.keys().isdisjoint(words):
            return []
        found, place = [], 0
        while place < len(words):
            match = self.at(words, place)
            if match:
                found.append(match)
            place = match.end if match else place + 1
        return found

    def at(self, words: Sequence[str], place: int) -> Found | None:
        """Return the longest phrase that starts at a place, or None."""
        for phrase, label in self._by_first.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return Found(start=place, end=place + len(phrase), label=label)
        return None

    def ending(self, words: Sequence[str], end: int) -> Found | None:
        """Return the longest phrase that ends before a place, or None."""
        for start in range(max(0, end - 4), end):
            match = self.at(words, start)
            if match and match.end == end:
                return match
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words [start, end) of a row that are a phrase of the table, and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWords:
    """The table, ready to look up."""

    vague: Mapping[str, int]
    vague_phrases: Phrases
    bounds: Phrases
    counted: Phrases
    scopes: Phrases
    person: Mapping[str, frozenset[str]]
    local: Mapping[str, Sequence[str]]
    sites: Mapping[str, frozenset[str]]
    soft: Mapping[str, frozenset[str]]
    cared: Phrases
    contrast: Phrases
    nobody: Phrases
    present: Phrases
    within: Mapping[str, str]
    windows: Phrases
    series: Phrases
    moved: Phrases
    corrected: Phrases
    earlier: Phrases
    weapons: Phrases
    wider: Mapping[str, frozenset[str]]  # of a weapon: all wider kinds, itself among them
    parties: Phrases
    culprit: Mapping[str, frozenset[str]]
    did: Phrases
    charges: Phrases  # deeds as one is accused of them
    telling_of_deeds: frozenset[str]  # a sentence with none of them says neither who did something nor who did not
    denial: Mapping[str, frozenset[str]]
    false: Phrases
    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    count: Mapping[str, frozenset[str]]
    telling: frozenset[str]
    between: frozenset[str]
    denying: frozenset[str]
    papers: frozenset[str]
    anaphoric: frozenset[str]
    concepts: Mapping[str, str]  # word to what it stands for
    reference: Mapping[str, frozenset[str]]


@cache
def load_account_words() -> AccountWords:
    """Return the table of `data/accounts.toml`."""
    table: dict[str, Any] = load_toml("accounts.toml")
    weapons = table["weapons"]
    return AccountWords(
        vague=table["vague"],
        vague_phrases=Phrases({phrase: [phrase] for phrase in table["vague"]}),
        bounds=Phrases(table["bounds"]),
        counted=Phrases(table["counted"]),
        scopes=Phrases(table["scopes"]),
        sites={key: frozenset(words) for key, words in table["sites"].items()},
        local=table["local"],
        person={key: frozenset(words) for key, words in table["person"].items()},
        soft={key: frozenset(words) for key, words in table["soft"].items()},
        cared=Phrases({"cared": table["soft"]["cared"]}),
        contrast=Phrases({"contrast": table["soft"]["contrast"]}),
        nobody=Phrases({"nobody": table["soft"]["nobody"], "nothing": table["soft"]["nothing"]}),
        present=Phrases({"present": table["count"]["present"]}),
        within=table["within"],
        windows=Phrases({"window": table["windows"]["words"]}),
        series=Phrases({"series": table["windows"]["series"]}),
        moved=Phrases({"moved": table["moved"]["words"], "reached": table["moved"]["reached"]}),
        corrected=Phrases({"corrected": table["moved"]["corrected"]}),
        earlier=Phrases({"earlier": table["moved"]["earlier"]}),
        weapons=Phrases({kind: row["words"] for kind, row in weapons.items()}),
        wider={kind: frozenset(_widen(kind, weapons)) for kind in weapons},
        parties=Phrases(table["parties"]),
        culprit={key: frozenset(words) for key, words in table["culprit"].items()},
        did=Phrases({"did": table["culprit"]["did"], "blamed": table["culprit"]["blamed"], "responsible": table["culprit"]["responsible"]}),
        charges=Phrases({"charge": table["charges"]["words"]}),
        telling_of_deeds=frozenset(
            phrase.split()[0]
            for phrases in (*table["culprit"].values(), table["denial"]["cues"], table["denial"]["false"], table["parties"]["unknown"])
            for phrase in phrases
        )
        - frozenset((*table["culprit"]["breaks"], *table["culprit"]["passive"], *table["culprit"]["oneself"])),
        denial={key: frozenset(words) for key, words in table["denial"].items()},
        false=Phrases({"false": table["denial"]["false"]}),
        numerals=table["numerals"],
        scales=table["scales"],
        count={key: frozenset(words) for key, words in table["count"].items()},
        telling=frozenset(table["telling"]["verbs"]),
        between=frozenset(table["telling"]["between"]),
        denying=frozenset(table["telling"]["denying"]),
        papers=frozenset(table["telling"]["papers"]),
        anaphoric=frozenset(table["anaphoric"]["words"]),
        concepts={word: concept for concept, words in table["concepts"].items() for word in words},
        reference={key: frozenset(words) for key, words in table["reference"].items()},
    )


def _widen(kind: str, weapons: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    yield kind
    for key in ("in", "also_in"):
        if key in weapons[kind]:
            yield from _widen(weapons[kind][key], weapons)
