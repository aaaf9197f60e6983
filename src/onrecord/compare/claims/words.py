"""A sentence as words with their places in the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.records import HasText, Passage

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of a story, in words."""

    story: HasText
    number: int  # in the story
    start: int
    end: int

    @cached_property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each word stands in the story."""
        return [match.span() for match in _TOKEN.finditer(self.story.text, self.start, self.end)]

    @cached_property
    def words(self) -> Sequence[str]:
        """The words in lower case."""
        text = self.story.text
        return [text[start:end].lower().replace("’", "'") for start, end in self.spans]

    @cached_property
    def lower(self) -> str:
        """The sentence in lower case."""
        return self.story.text[self.start : self.end].lower()

    def cut(self, first: int, last: int) -> Passage:
        """Return the passage of the words [first, last)."""
        return Passage.cut(self.story, self.spans[first][0], self.spans[last - 1][1])
