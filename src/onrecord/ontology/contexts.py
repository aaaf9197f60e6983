"""The contexts of events: what each is about and which words and parties tell it, from `data/contexts.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """Contexts with their definitions, and what tells them."""

    definitions: Mapping[str, str]  # in the order of the table
    words: Mapping[tuple[str, str], frozenset[str]]  # by part of speech (NOUN, VERB, ADJ) and lemma
    pairs: Mapping[tuple[str, str], frozenset[str]]  # by two lemmas in a row
    parties: Mapping[tuple[str, str], frozenset[str]]  # by event type and sector
    modes: Mapping[tuple[str, str], frozenset[str]]  # by event type and mode


@cache
def load_contexts() -> Contexts:
    """Return the contexts, read once."""
    table = load_toml("contexts.toml")
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    parties: dict[tuple[str, str], set[str]] = defaultdict(set)
    modes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, row in table["context"].items():
        for key, pos in (("nouns", "NOUN"), ("verbs", "VERB"), ("adjectives", "ADJ")):
            for written in row[key].split():
                first, _, second = written.partition("_")
                (pairs[first, second] if second else words[pos, first]).add(name)
    for rule in table["party"]:
        for event_type in rule["types"].split():
            for sector in rule["sectors"].split():
                parties[event_type, sector].add(rule["context"])
    for rule in table["mode"]:
        modes[rule["type"], rule["mode"]].add(rule["context"])
    return Contexts(
        definitions={name: row["definition"] for name, row in table["context"].items()},
        words={key: frozenset(names) for key, names in words.items()},
        pairs={key: frozenset(names) for key, names in pairs.items()},
        parties={key: frozenset(names) for key, names in parties.items()},
        modes={key: frozenset(names) for key, names in modes.items()},
    )
