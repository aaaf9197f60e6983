"""Who said what: attributed statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.records import Actor, Statement, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_statements(story: Story, doc: Doc) -> Sequence[Statement]:
    """Return the statements of a story, in text order, not yet with speakers."""
    return ()


def name_speakers(statements: Sequence[Statement], actors: Sequence[Actor]) -> Sequence[Statement]:
    """Return the statements with the actor behind each source as speaker, and behind each addressee."""
    return statements
