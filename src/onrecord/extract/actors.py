"""The parties of a story that act, are acted on or speak, each with all its mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.records import Actor, Place, Statement, Story

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_actors(story: Story, doc: Doc, places: Sequence[Place], statements: Sequence[Statement]) -> Sequence[Actor]:
    """Return the actors of a story; every source of a statement is a mention of one of them, if anybody can tell whose."""
    return ()
