"""Who said what: attributed statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.extract.statements.according import find_according
from onrecord.extract.statements.bare import find_bare
from onrecord.extract.statements.blocks import find_blocks
from onrecord.extract.statements.draft import Draft, Page, Span
from onrecord.extract.statements.frames import find_framed
from onrecord.extract.statements.nouns import find_nominal
from onrecord.extract.statements.quoted import attribute_quotations
from onrecord.extract.statements.regions import Region, find_regions
from onrecord.extract.statements.speakers import name_speakers
from onrecord.extract.statements.transcripts import find_headline, find_turns
from onrecord.records import Passage, Statement, StatementKind, Story, make_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_statements", "name_speakers"]

_LINE = re.compile("\n")
_BACK = 60  # statements looked at for the one that a statement is told in
_HELD = frozenset({"believe", "intend", "show"})


def find_statements(story: Story, doc: Doc) -> Sequence[Statement]:
    """Return the statements of a story, in text order, not yet with speakers."""
    page = _to_page(story, doc)
    by_words = (find_framed, find_bare, find_nominal, find_according)
    by_layout = (find_headline, find_turns, find_blocks)
    found = chain.from_iterable(find(page) for find in (*by_words, *by_layout))
    drafts = attribute_quotations(page, found)
    return tuple(_to_statements(story, page, drafts))


def _to_page(story: Story, doc: Doc) -> Page:
    outer: list[Region] = []
    inner: list[Region] = []
    for region in find_regions(story.text):
        (inner if outer and region.start < outer[-1].end else outer).append(region)
    return Page(
        doc=doc,
        text=story.text,
        regions=outer,
        inner=inner,
        region_starts=[region.start for region in outer],
        token_starts=doc.to_array("IDX").tolist(),
        line_starts=[0, *(match.end() for match in _LINE.finditer(story.text))],
    )


def _to_statements(story: Story, page: Page, drafts: Iterable[Draft]) -> list[Statement]:
    made: list[Statement] = []
    starts: dict[int, str] = {}
    for draft in drafts:
        if any(passage.start < end and start < passage.end for passage in story.furniture for start, end in draft.content):
            continue
        content = tuple(Passage.cut(story, start, end) for start, end in draft.content)
        outer = next((other for other in made[: -_BACK - 1 : -1] if _holds(other, content, draft)), None)
        if outer is not None and not _is_told(draft, outer, story.text):
            continue
        statement = Statement(
            id=make_id("st", story.id, *(edge for piece in draft.content for edge in piece), *(draft.cue or ())),
            kind=_to_kind(draft, page),
            content=content,
            cue=_cut(story, draft.cue),
            source=_cut(story, draft.source),
            addressee_passage=_cut(story, draft.addressee),
            inside=outer.id if outer else None,
            continues=starts.get(draft.continues[0]) if draft.continues is not None else None,
            cue_lemma=draft.lemma,
            force=draft.force,
        )
        starts.setdefault(draft.content[0][0], statement.id)
        made.append(statement)
    return made


def _cut(story: Story, span: Span | None) -> Passage | None:
    return Passage.cut(story, *span) if span and span[0] < span[1] else None


def _holds(outer: Statement, content: Sequence[Passage], draft: Draft) -> bool:
    """Tell whether a statement holds all of a later one, cue and content."""
    if draft.cue and not any(piece.start <= draft.cue[0] and draft.cue[1] <= piece.end for piece in outer.content):
        return False
    return all(any(piece.covers(part) for piece in outer.content) for part in content)


def _is_told(draft: Draft, outer: Statement, text: str) -> bool:
    """Tell whether what a statement holds is somebody's speech in its turn, not the speaker's own thought or wish."""
    if draft.force in _HELD or draft.frame not in ("clause", "quote", "according"):
        return False
    if outer.source is not None and draft.source == (outer.source.start, outer.source.end):
        return False
    source = text[draft.source[0] : draft.source[1]].casefold() if draft.source else ""
    return bool(source) and source not in ("i", "we", "you")


def _to_kind(draft: Draft, page: Page) -> StatementKind:
    """Return "direct" if all of the content is quoted, "mixed" if some is."""
    quoted = draft.cue is not None and page.region_at(draft.cue[0]) is not None
    touched = [
        [region for region in page.inner if region.overlaps(*piece)] if quoted else page.regions_in(*piece) for piece in draft.content
    ]
    if all(_is_quoted(page.text, piece, regions) for piece, regions in zip(draft.content, touched, strict=True)):
        return "direct"
    return "mixed" if any(touched) else "indirect"


def _is_quoted(text: str, piece: Span, regions: Iterable[Region]) -> bool:
    """Tell whether all words of a piece stand in quoted regions."""
    start, end = piece
    for region in regions:
        if any(character.isalnum() for character in text[start : region.start]):
            return False
        start = max(start, region.end)
    return not any(character.isalnum() for character in text[start:end])
