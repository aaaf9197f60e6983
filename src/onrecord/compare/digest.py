"""digest(): what one story has to say to its affair, ready to be held against others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.compare.claims import Claim, find_claims
from onrecord.compare.claims.context import survey
from onrecord.compare.claims.parties import find_sides
from onrecord.compare.denials import Denial, Tale, find_denials, find_tales
from onrecord.compare.disputes import find_disputes
from onrecord.compare.tellings import Telling, tell
from onrecord.records import Comparison, Reading

_HARMED = ("killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a story claims and tells, whom it has at odds. Made once a story, kept, never changed."""

    story: str
    published: int | None  # day, as an ordinal
    claims: Sequence[Claim]
    tellings: Sequence[Telling]
    disputes: Sequence[Comparison]  # inside the story, their event not yet known
    denials: Sequence[Denial]
    tales: Sequence[Tale]
    tolls: str  # the sentences that bring a toll up to date, folded


def digest(reading: Reading) -> Digest:
    """Return what comparing needs to know of a story, so that it need not be read again when its affair goes on."""
    around, sides = survey(reading), find_sides(reading)
    claims = find_claims(reading, around, sides)
    return Digest(
        story=reading.story.id,
        published=around.published,
        claims=claims,
        tellings=tell(reading, claims, around),
        disputes=find_disputes(reading, sides),
        denials=tuple(find_denials(reading, sides)),
        tales=tuple(find_tales(reading, sides)),
        tolls=" ".join(reading.story.text[start:end].casefold() for start, end in _find_tolls(reading, claims)),
    )


def _find_tolls(reading: Reading, claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Return the sentences that say how many dead or hurt there are by now."""
    moved = (claim for claim in claims if claim.field in _HARMED and claim.moved and not claim.earlier and not claim.part)
    return [reading.sentences[claim.sentence] for claim in moved]
