"""The statement that an event is told in."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import Passage, Statement


def find_telling(statements: Iterable[Statement], trigger: Passage) -> Statement | None:
    """Return the innermost statement that holds the words of a trigger."""
    holding = [s for s in statements if any(piece.covers(trigger) for piece in s.content)]
    return min(holding, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)
