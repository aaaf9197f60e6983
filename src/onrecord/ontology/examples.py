"""Examples and counter-examples of every event type and mode, from `data/examples/`: they explain the ontology and are its test."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NO_MODE = "no-mode"
COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that tells an event of one type and mode, or that looks as if it did and tells something else."""

    event_type: str
    mode: str | None
    text: str
    actor: str | None = None  # words of who acts, where that is simple
    recipient: str | None = None
    is_counter: bool = False
    instead: str | None = None  # of a counter-example: the type that it is; None: no event at all


@cache
def load_examples() -> Sequence[Example]:
    """Return all examples, by type and mode in the order of the files."""
    folder = files("onrecord").joinpath("data", "examples")
    found: list[Example] = []
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            found += _read(path.name.removesuffix(".toml").upper(), tomllib.loads(path.read_text("utf-8")))
    return tuple(found)


def _read(event_type: str, table: dict[str, str]) -> Iterator[Example]:
    for key, block in table.items():
        for line in block.strip().splitlines():
            before, _, after = (part.strip() for part in line.partition("|"))
            if key == COUNTER:
                instead = None if before == "none" else before
                yield Example(event_type=event_type, mode=None, text=after, is_counter=True, instead=instead)
            else:
                actor, _, recipient = (part.strip() for part in after.partition(">"))
                mode = None if key == NO_MODE else key
                yield Example(event_type=event_type, mode=mode, text=before, actor=actor or None, recipient=recipient or None)
