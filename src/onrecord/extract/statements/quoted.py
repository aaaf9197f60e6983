"""Quotations by their marks: each quoted region finds its reporting verb, or goes on from the statement before it."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft, Page, Span, join, trim
from onrecord.extract.statements.frames import to_cue
from onrecord.extract.statements.regions import Region
from onrecord.extract.statements.reports import (
    MARKS,
    find_actor_before,
    find_name_before_colon,
    find_name_behind_dash,
    find_name_beside,
    find_verb_above,
    find_verb_after,
    find_verb_before,
    is_quoting,
)
from onrecord.extract.statements.sources import find_addressee, find_source
from onrecord.ontology.cues import Cue, find_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

_ENDS = frozenset(".,?!…—–-;:")
_STOPS = frozenset(".!?…;")
_SPOKEN_FRAMES = frozenset({"clause", "quote", "predicate", "according"})
_LINES = frozenset({"turn", "headline"})
_HELD = frozenset({"believe", "intend", "show"})
_LEAST = 4  # words of a quotation that stands for itself
_LONG = 7  # words of a quotation that is a sentence, whatever follows it
_GAP = 2  # characters: a comma and a space
_BACK = 40  # drafts looked at before a quotation
_PLAIN = Cue(lemma="", force="assert", frames=frozenset({"quote"}))


def attribute_quotations(page: Page, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with their quotations taken whole, and those of the quotations that had none."""
    made = _Made(page, _without_pointers([grow(page, draft) for draft in drafts]))
    lines = [piece for draft in made.drafts if draft.frame in _LINES for piece in draft.content]
    for region in page.regions:
        if _is_whole(page, region) and not any(start < region.end and region.start < end for start, end in lines):
            made.attribute(region)
    return sorted(made.drafts, key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))


def _without_pointers(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those whose cue introduces a block: "denied these allegations: ..." says the block."""
    blocks = {draft.cue for draft in drafts if draft.frame == "block"}
    return [draft for draft in drafts if draft.frame == "block" or draft.cue not in blocks]


class _Made:
    """The drafts of one page while quotations are joined to them."""

    def __init__(self, page: Page, drafts: list[Draft]) -> None:
        self.page = page
        self.drafts = drafts
        self.by_cue = {draft.cue: number for number, draft in enumerate(drafts) if draft.cue}
        self.in_order = sorted((draft.content[0][0], number) for number, draft in enumerate(drafts))
        self.last: int | None = None  # what the last quotation became a part of

    def attribute(self, region: Region) -> None:
        """Join a quotation to the draft that it belongs to, or make it one."""
        page, piece = self.page, (region.start, region.end)
        line = page.line_at(region.start)
        before = page.text[max(line, region.start - 3) : region.start].rstrip()
        verb = (find_verb_before(page, region) if before else None) or find_verb_after(page, region)
        name = (find_name_before_colon(page, region) or find_name_behind_dash(page, region)) if verb is None else None
        if verb is None and name is None and not before:
            verb = find_verb_above(page, line)
        if verb is not None:
            self._join_to_verb(verb, piece)
        elif name is not None:
            self._add(Draft(content=(piece,), source=name, frame="quote"))
        elif (holder := self._find_holder(region)) is not None:
            self.last = holder
        elif self.last is not None and self._goes_on(self.drafts[self.last], line):
            self._join(self.last, piece)
        elif len(page.text[region.start : region.end].split()) >= _LEAST:
            self._join_loosely(region, line, before)

    def _find_holder(self, region: Region) -> int | None:
        """Return the draft that has the region in its content already."""
        for number in self._before(region):
            draft = self.drafts[number]
            if draft.cue and not region.covers(*draft.cue) and any(s <= region.start and region.end <= e for s, e in draft.content):
                return number
        return None

    def _join_loosely(self, region: Region, line: int, before: str) -> None:
        """Join a quotation that nothing reports to what was said just before it, or let it go on from there."""
        page, piece = self.page, (region.start, region.end)
        if not before and region.double:
            last = self.drafts[self.last] if self.last is not None else None
            near = last is not None and page.text.count("\n\n", last.content[-1][1], region.start) <= 1
            self._add(Draft(content=(piece,), frame="quote", continues=last.content[0] if last is not None and near else None))
        elif before[-1:] == "," and (number := self._find_ending(region)) is not None:
            self._join(number, piece)
        elif (before[-1:] in _STOPS or before[-1:] in MARKS) and not page.text[region.end : region.end + 1].isalpha():
            said = [number for number in self._before(region) if self._was_said(self.drafts[number], line)]
            outermost = (number for number in said if not self._is_told_in(number, said))
            number = next(outermost, None)
            if number is not None:
                self._join_or_follow(number, piece)
            elif not said and (name := find_actor_before(page, region)) is not None:
                self._add(Draft(content=(piece,), source=name, frame="quote"))

    def _find_ending(self, region: Region) -> int | None:
        """Return the draft that ends at the comma before a region: `said it was over, "a great relief".`."""
        ending = (number for number in self._before(region) if 0 < region.start - self.drafts[number].content[-1][1] <= _GAP)
        return next((number for number in ending if self.drafts[number].frame == "clause"), None)

    def _join_or_follow(self, number: int, piece: Span) -> None:
        """Join a quotation to the quotation before it; behind a sentence in the story's words it is a statement of its own."""
        draft = self.drafts[number]
        if self.page.region_at(draft.content[-1][1] - 1) is not None:
            self._join(number, piece)
        else:
            self._add(Draft(content=(piece,), source=draft.source, force=draft.force, frame="quote", continues=draft.content[0]))

    def _is_told_in(self, number: int, others: list[int]) -> bool:
        cue = self.drafts[number].cue
        return cue is not None and any(_covers(self.drafts[other].content, cue) for other in others)

    def _was_said(self, draft: Draft, line: int) -> bool:
        if draft.cue is None or draft.content[0][0] < line or self.page.region_at(draft.cue[0]) is not None:
            return False
        return draft.frame in _SPOKEN_FRAMES and draft.force not in _HELD

    def _before(self, region: Region) -> Iterator[int]:
        """Yield the drafts that start before or with a region, the nearest first."""
        position = bisect_left(self.in_order, (region.start + 1, -1))
        for at in range(position - 1, max(-1, position - 1 - _BACK), -1):
            yield self.in_order[at][1]

    def _goes_on(self, last: Draft, line: int) -> bool:
        """Tell whether a quotation without a verb of its own is a further piece of the last one."""
        end = last.content[-1][1]
        previous = self.page.region_at(end - 1)
        if end >= line:
            return True
        return previous is not None and not previous.closed and not self.page.text[end:line].strip()

    def _join_to_verb(self, verb: Token, piece: Span) -> None:
        cue = to_cue(verb)
        number = self.by_cue.get(cue)
        if number is not None and self.drafts[number].frame != "object":
            self._join(number, piece)
            return
        entry = find_verb(verb.lemma_.lower(), verb.lower_)
        draft = Draft(
            content=(piece,),
            cue=cue,
            source=find_source(verb) or find_name_beside(self.page, verb, piece),
            addressee=find_addressee(verb, entry or _PLAIN),
            lemma=entry.lemma if entry else verb.lemma_.lower(),
            force=entry.force if entry else None,
            frame="quote",
        )
        if number is None:
            self._add(draft)
        else:
            self.drafts[number], self.last = draft, number

    def _join(self, number: int, piece: Span) -> None:
        draft = self.drafts[number]
        content = draft.content
        if piece[1] <= content[0][0] and draft.frame == "clause":
            # `"If they come," said Ali, looking away, "we stay"`: only what is quoted is said
            content = tuple(span for part in content for span in _to_quoted(self.page, part) or [part])
        self.drafts[number] = replace(draft, content=join(self.page.text, [*content, piece]))
        self.last = number

    def _add(self, draft: Draft) -> None:
        self.last = len(self.drafts)
        self.drafts.append(draft)
        insort(self.in_order, (draft.content[0][0], self.last))
        if draft.cue:
            self.by_cue[draft.cue] = self.last


def grow(page: Page, draft: Draft) -> Draft:
    """Return the draft with every quoted region that it touches taken whole; one told inside a region stays in it."""
    if draft.frame in _LINES:
        return draft
    home = page.region_at(draft.cue[0]) if draft.cue else None
    pieces: list[Span] = []
    for start, end in draft.content:
        if home is not None and not home.closed and start < home.start:
            # a mark that never closes costs nothing
            pieces.append((start, end))
            continue
        if home is not None:
            start, end = trim(page.text, max(start, home.start), min(end, home.end))  # noqa: PLW2901
        touched = [region for region in page.inner if region.overlaps(start, end)] if home is not None else page.regions_in(start, end)
        if home is None and draft.cue and draft.cue[0] >= end and touched and _leads_to(page.text, start, touched[-1], end):
            # `He was less patient: "We will see," he said`: what leads to the quotation is the story's
            start = touched[-1].start  # noqa: PLW2901
            touched = [touched[-1]]
        if len(touched) == 1 and touched[0].start <= start and touched[0].end < end and _goes_on_acting(page, touched[0].end):
            # `told me "..." and hung up`: what follows is the story's
            end = touched[0].end  # noqa: PLW2901
        elif pieces and home is None and page.region_at(pieces[0][0]) is not None:
            pieces.extend(_to_quoted(page, (start, end)))
            continue
        pieces.append((min([start, *(r.start for r in touched)]), max([end, *(r.end for r in touched)])))
    return replace(draft, content=join(page.text, pieces) or draft.content)


def _leads_to(text: str, start: int, region: Region, end: int) -> bool:
    """Tell whether a colon stands before a quotation that ends a piece."""
    return start < region.start and end <= region.end and text[start : region.start].rstrip().endswith(":")


def _to_quoted(page: Page, piece: Span) -> list[Span]:
    """Return the quoted regions that a piece touches."""
    return [(region.start, region.end) for region in page.regions_in(*piece)]


def _goes_on_acting(page: Page, offset: int) -> bool:
    """Tell whether "and" and a verb in the past stand behind a quotation: "... and hung up", "... and I believed her"."""
    joint = page.tokens_in(offset, offset + 40)[:3]
    if len(joint) < 3 or joint[0].dep_ != "cc":
        return False
    return bool(joint[1].tag_ == "VBD" or (joint[1].tag_ == "PRP" and joint[2].tag_ == "VBD"))


def _covers(content: Sequence[Span], piece: Span) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in content)


def _is_behind_region(page: Page, verb: Token) -> bool:
    return verb.i > 0 and page.region_at(verb.nbor(-1).idx) is not None


def _is_whole(page: Page, region: Region) -> bool:
    """Tell whether a region is speech of its own, not some words inside a sentence of the story."""
    text = page.text
    inner = text[region.start : region.end].strip(MARKS + " \xa0")
    before = text[max(page.line_at(region.start), region.start - 10) : region.start].rstrip(" \t\xa0([")
    after = text[region.end : region.end + 3].lstrip(" \t\xa0)]")
    if not inner:
        return False
    ends = inner[-1] in _ENDS or after[:1] in _ENDS or not after[:1].strip() or not region.closed
    starts = not before or before[-1] in _ENDS or before[-1] in MARKS or before.endswith((", but", ", and"))
    if starts and (ends or (before[-1:] in _STOPS and len(inner.split()) > _LONG)):
        return True
    if not ends:
        return not before and find_name_behind_dash(page, region) is not None
    previous = list(page.tokens_in(max(page.line_at(region.start), region.start - 60), region.start))
    passed = False
    while previous and previous[-1].pos_ in ("PROPN", "NOUN", "DET", "PRON"):
        # `"We stay," said Ali "and we wait."`
        previous.pop()
        passed = True
    return bool(previous) and is_quoting(previous[-1]) and (not passed or _is_behind_region(page, previous[-1]))
