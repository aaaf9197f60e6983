"""Toponyms of a story and the places that they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.records import Place, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_places(story: Story, doc: Doc) -> Sequence[Place]:
    """Return the places of a story, each with its mentions in text order."""
    return ()
