"""The PLOVER ontology: event types with their triggers, from `data/plover.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.ontology import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One sense of a verb or noun that tells an event."""

    event_type: str
    mode: str | None
    objects: frozenset[str]  # lemmas one of which must be its object; empty: any


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Types and triggers. Verbs and nouns are keyed by lemma, or by lemma and particle: "call for", "air strike"."""

    quads: Mapping[str, str]
    scales: Mapping[str, float]  # from -10, the worst conflict, to 10, the best cooperation
    verbs: Mapping[str, Sequence[Trigger]]
    nouns: Mapping[str, Sequence[Trigger]]
    adjectives: Mapping[str, Sequence[Trigger]]  # with an infinitive: "ready to"
    plain: Mapping[str, Sequence[Trigger]]  # what looks like a trigger and only states
    light: frozenset[str]


@cache
def load_plover() -> Ontology:
    """Return the ontology, read once."""
    table = load_toml("plover.toml")
    types = {name: entry for name, entry in table.items() if isinstance(entry, dict)}
    return Ontology(
        quads={name: entry["quad"] for name, entry in types.items()},
        scales={name: float(entry["scale"]) for name, entry in types.items()},
        verbs=_index(types, "verbs"),
        nouns=_index(types, "nouns"),
        adjectives=_index(types, "adjectives"),
        plain=_index({"": {"verbs": table["plain"]}}, "verbs"),
        light=frozenset(table["light"].replace("_", " ").split(" ")) | frozenset(word.replace("_", " ") for word in table["light"].split()),
    )


def _index(types: Mapping[str, Mapping[str, str]], kind: str) -> Mapping[str, Sequence[Trigger]]:
    found: dict[str, list[Trigger]] = defaultdict(list)
    for name, entry in types.items():
        for written in entry.get(kind, "").split():
            head, _, mode = written.partition(":")
            words, _, objects = head.partition(">")
            trigger = Trigger(event_type=name, mode=mode or None, objects=frozenset(objects.split(",")) - {""})
            found[words.replace("_", " ")].append(trigger)
    # The sense that asks for more comes first.
    return {words: sorted(some, key=lambda trigger: not trigger.objects) for words, some in found.items()}


@cache
def load_event_words(part: str, name: str) -> frozenset[str]:
    """Return one list of `data/event-words.toml`."""
    return frozenset(load_toml("event-words.toml")[part][name].split())
