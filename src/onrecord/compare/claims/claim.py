"""What an account gives for one field."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.compare.claims.context import Context
from onrecord.records import Field, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one story, or one claimant in it, gives for one field."""

    story: str
    field: Field
    passage: Passage
    value: str
    context: Context
    sentence: int
    published: int | None
    said_by: str | None = None  # actor id
    number: int | None = None
    low: int | None = None
    high: int | None = None
    bound: str = "exact"
    scope: str | None = None
    part: bool = False  # of another count
    window: bool = False  # counted over a time of its own
    moved: bool = False  # said to take the place of an earlier count
    corrected: bool = False
    earlier: bool = False  # the count whose place another took
    denied: bool = False
    firm: bool = True  # said to be the doer outright: by blame, "by" or "... air strikes"
    keys: frozenset[str] = frozenset()  # sides, weapons or place keys

    @property
    def counts_some(self) -> bool:
        """Whether an exact count leaves more open: bodies found, people in treatment."""
        return self.number is not None and self.bound == "exact" and self.high is None
