"""Time expressions of a story, in TIMEX3's terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.records import Story, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_times(story: Story, doc: Doc) -> Sequence[TimeMention]:
    """Return the time mentions of a story, in text order."""
    return ()
