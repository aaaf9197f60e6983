"""Who said what: attributed statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft
from onrecord.extract.statements.frames import find_framed
from onrecord.extract.statements.quoted import find_rest, grow
from onrecord.extract.statements.regions import Region, find_regions
from onrecord.extract.statements.speakers import name_speakers
from onrecord.records import Passage, Statement, StatementKind, Story, make_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_statements", "name_speakers"]


def find_statements(story: Story, doc: Doc) -> Sequence[Statement]:
    """Return the statements of a story, in text order, not yet with speakers."""
    regions = find_regions(story.text)
    drafts = [grow(draft, regions) for draft in find_framed(doc)]
    drafts = find_rest(doc, regions, drafts)
    return tuple(_to_statements(story, drafts, regions))


def _to_statements(story: Story, drafts: Iterable[Draft], regions: list[Region]) -> list[Statement]:
    made: list[Statement] = []
    starts: dict[int, str] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.content[0][0], -draft.content[-1][1])):
        content = tuple(Passage.cut(story, start, end) for start, end in draft.content)
        inside = next((other.id for other in reversed(made) if _holds(other, content)), None)
        statement = Statement(
            id=make_id("st", story.id, *(edge for piece in draft.content for edge in piece), *(draft.cue or ())),
            kind=_to_kind(draft, regions),
            content=content,
            cue=Passage.cut(story, *draft.cue) if draft.cue else None,
            source=Passage.cut(story, *draft.source) if draft.source else None,
            addressee_passage=Passage.cut(story, *draft.addressee) if draft.addressee else None,
            inside=inside,
            continues=starts.get(draft.continues) if draft.continues is not None else None,
            cue_lemma=draft.lemma,
            force=draft.force,
        )
        starts.setdefault(draft.content[0][0], statement.id)
        made.append(statement)
    return made


def _holds(outer: Statement, content: Sequence[Passage]) -> bool:
    return all(any(piece.covers(part) for piece in outer.content) for part in content)


def _to_kind(draft: Draft, regions: list[Region]) -> StatementKind:
    """Return "direct" if all of the content is quoted, "mixed" if some is."""
    if all(any(region.covers(*piece) for region in regions) for piece in draft.content):
        return "direct"
    return "mixed" if any(region.overlaps(*piece) for region in regions for piece in draft.content) else "indirect"
