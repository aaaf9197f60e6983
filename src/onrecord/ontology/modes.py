"""The words around a trigger that tell the mode of its event, from `data/modes.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRule:
    """A mode, the words that tell it and where they must stand."""

    mode: str
    look: tuple[str, ...]  # "trigger", "subject", "object", "content", "clause"
    words: frozenset[str]
    over: frozenset[str | None]  # what the trigger may have told and gives way; None among them
    verbs: frozenset[str]  # lemmas of triggers that the rule is for; empty: all
    not_verbs: frozenset[str]
    many: bool  # three parties tell it as well


@cache
def load_modes() -> Mapping[str, Sequence[ModeRule]]:
    """Return the rules by event type, in their order."""
    return {event_type: tuple(map(_to_rule, rows)) for event_type, rows in load_toml("modes.toml").items()}


def _to_rule(row: Mapping[str, Any]) -> ModeRule:
    return ModeRule(
        mode=row["mode"],
        look=tuple(row["look"].split()),
        words=_words(row, "words"),
        over=_words(row, "over") | {None},
        verbs=_words(row, "verbs"),
        not_verbs=_words(row, "not_verbs"),
        many=row.get("many", False),
    )


def _words(row: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in row.get(key, "").split())
