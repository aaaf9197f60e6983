"""Quotations by their marks: drafts grow to whole regions, and regions without a cue find one or go on from another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft, Span, trim
from onrecord.extract.statements.regions import Region

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MIN_WORDS = 5


def grow(draft: Draft, regions: list[Region]) -> Draft:
    """Return the draft with every quoted region that its content touches taken whole."""
    usable = [region for region in regions if not (draft.cue and region.covers(*draft.cue))]
    return replace(draft, content=tuple(_apart([_grow_piece(piece, usable) for piece in draft.content])))


def _grow_piece(piece: Span, regions: list[Region]) -> Span:
    start, end = piece
    for region in regions:
        if region.overlaps(start, end):
            start, end = min(start, region.start), max(end, region.end)
    return start, end


def _apart(pieces: list[Span]) -> list[Span]:
    """Return pieces in order, those that touch made one."""
    out: list[Span] = []
    for start, end in sorted(pieces):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def find_rest(doc: Doc, regions: list[Region], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, with further quoted regions joined to them or made drafts of their own."""
    text = doc.text
    drafts = sorted(drafts, key=lambda draft: draft.content[0])
    for region in regions:
        if not region.double:
            continue
        if any(region.overlaps(*piece) for draft in drafts for piece in draft.content):
            continue
        if len(text[region.start : region.end].split()) < _MIN_WORDS:
            continue
        before = [draft for draft in drafts if draft.content[0][0] < region.start]
        previous = before[-1] if before else None
        line = text.rfind("\n", 0, region.start) + 1
        alone = trim(text, line, region.start)[0] >= region.start
        if (
            previous
            and previous.content[0][0] >= line
            and _is_quoted(previous, regions)
            and text[region.start - 2 : region.start].strip() in (".", "")
        ):
            drafts[drafts.index(previous)] = replace(previous, content=(*previous.content, (region.start, region.end)))
        elif alone:
            goes_on = previous.content[0][0] if previous else None
            drafts.append(Draft(content=((region.start, region.end),), frame="quote", continues=goes_on))
        drafts.sort(key=lambda draft: draft.content[0])
    return drafts


def _is_quoted(draft: Draft, regions: list[Region]) -> bool:
    return any(region.covers(*draft.content[-1]) for region in regions)
