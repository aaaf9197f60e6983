"""Quoted regions: what stands between quotation marks. Text only, nothing is carried over a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|[\"“”„‟«»＂‘’‚‛'`]")
_DOUBLE = frozenset({"“", "”", "„", "‟", "«", "»", '"', "＂", "``", "''"})
_OPENS = frozenset({"“", "„", "«", "``", "‘", "‚", "‛", "`"})
_CLOSES = frozenset({"”", "»", "’"})
_BEFORE_OPENING = frozenset(" \t\xa0([{—–-―/:>…|*\"“‘'.,;\u2009\u200b")
_AFTER_CLOSING = frozenset(" \t\xa0)]}—–-―/:;,.?!…<|*\"”’'s\u2009\u200b[(")
_CLOSED_BY = {"„": "“”", "»": "«", "‟": "”"}  # quotations as set in other languages
_MANY = 100  # single marks looked at for the one that closes
_MOST = 3  # paragraphs without a mark inside one quotation
_END_OF_SAID = frozenset(".,?!…—–-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A quoted region with its marks; `closed` is false if it runs to the end of its paragraph for want of a mark."""

    start: int
    end: int
    double: bool
    closed: bool

    def covers(self, start: int, end: int) -> bool:
        """Tell whether the region holds all of [start, end)."""
        return self.start <= start and end <= self.end

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether the region shares a character with [start, end)."""
        return self.start < end and start < self.end


def find_regions(text: str) -> list[Region]:
    """Return the quoted regions of a text in order, outer before inner."""
    found: list[Region] = []
    between: list[Region] | None = None  # the paragraphs without a mark behind one that a quotation left open
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if not paragraph.group().strip():
            continue
        if between is not None and (closing := _find_lone_closing(text, start, end)):
            found += [*between, Region(start=start, end=closing, double=True, closed=True)]
            start = closing
        regions = list(_in_paragraph(text, start, end))
        if any(region.double and not region.closed for region in regions):
            between = []
        elif (
            between is not None
            and start < end
            and len(between) < _MOST
            and not any(mark.group() in _DOUBLE for mark in _MARK.finditer(text, start, end))
        ):
            between.append(Region(start=start, end=end, double=True, closed=False))
        else:
            between = None
        found.extend(regions)
    return sorted(found, key=lambda region: (region.start, -region.end))


def _find_lone_closing(text: str, start: int, end: int) -> int | None:
    """Return where a paragraph closes what the one before it left open: its first mark can close and cannot open."""
    mark = next((mark for mark in _MARK.finditer(text, start, end) if mark.group() in _DOUBLE), None)
    if mark is None or mark.group() in _OPENS or mark.start() == start or text[mark.start() - 1].isspace():
        return None
    after = text[mark.end() : mark.end() + 1]
    return None if after.isalnum() else mark.end()


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Region]:
    opened: re.Match[str] | None = None
    inner: list[re.Match[str]] = []
    # "... what he calls “hell” ..." inside “ ” is a quotation in a quotation, if all marks of the paragraph pair off
    nests = text.count("“", start, end) == text.count("”", start, end)
    straight = [mark for mark in _MARK.finditer(text, start, end) if mark.group() == '"']
    places = [mark.start() for mark in straight]
    deep = 0
    for mark in _MARK.finditer(text, start, end):
        if mark.group() not in _DOUBLE:
            inner.append(mark)
        elif opened is None:
            if _can_open(text, mark, start) or _opens_by_count(text, mark, straight, bisect_right(places, mark.start())):
                yield from _singles(text, inner, start)
                opened, inner = mark, []
        elif mark.group() in _CLOSED_BY.get(opened.group(), ""):
            yield Region(start=opened.start(), end=mark.end(), double=True, closed=True)
            yield from _singles(text, inner, start)
            opened, inner = None, []
        elif nests and mark.group() == "“":
            deep += 1
        elif deep and mark.group() == "”":
            deep -= 1
        elif _can_close(text, mark, end):
            yield Region(start=opened.start(), end=mark.end(), double=True, closed=True)
            yield from _singles(text, inner, start)
            opened, inner = None, []
    if opened is not None and opened.end() < end:
        yield Region(start=opened.start(), end=end, double=True, closed=False)
    yield from _singles(text, inner, start)


def _singles(text: str, marks: list[re.Match[str]], paragraph: int) -> Iterator[Region]:
    """Yield the regions between single marks, which may be apostrophes too."""
    position = 0
    while position < len(marks):
        opening = marks[position]
        position += 1
        if not _opens_single(text, opening, paragraph):
            continue
        closings: list[int] = []
        for at in range(position, min(len(marks), position + _MANY)):
            if closings and _opens_single(text, marks[at], paragraph):
                break
            if _closes_single(text, marks[at]):
                closings.append(at)
        if not closings:
            continue
        after_stop = [at for at in closings if text[marks[at].start() - 1] in _END_OF_SAID]
        # "the rebels’ camp": a mark after an s may be a genitive, so a later one is taken if there is one
        no_genitive = [at for at in closings if text[marks[at].start() - 1] != "s"]
        chosen = (after_stop or no_genitive or closings)[0]
        yield Region(start=opening.start(), end=marks[chosen].end(), double=False, closed=True)
        position = chosen + 1


def _opens_single(text: str, mark: re.Match[str], paragraph: int) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1] if mark.start() > paragraph else " "
    return mark.group() not in _CLOSES and before in _BEFORE_OPENING and (after.isalpha() or after in "[($£€….") and bool(after)


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    return mark.group() in "’'" and bool(before.strip()) and not (after.isalnum() or after == "_")


def _can_open(text: str, mark: re.Match[str], paragraph: int) -> bool:
    """Tell whether a double mark outside any region opens one."""
    if mark.group() in _OPENS:
        return True
    after = text[mark.end() : mark.end() + 1]
    if mark.group() in _CLOSES:
        # a mark turned the wrong way at the head of a paragraph, or as some languages set it
        return after.isalnum() and (mark.start() == paragraph or (mark.group() == "»" and text[mark.start() - 1].isspace()))
    before = text[mark.start() - 1] if mark.start() > paragraph else " "
    return bool(after.strip()) and before in _BEFORE_OPENING


def _opens_by_count(text: str, mark: re.Match[str], straight: Sequence[re.Match[str]], following: int) -> bool:
    """Tell whether a straight mark with a space on its wrong side opens a region: it and the rest pair off, and the next cannot open."""
    if mark.group() != '"' or (len(straight) - following) % 2 == 0 or not text[mark.end() : mark.end() + 1].isspace():
        return False
    closing = straight[following]
    return not text[closing.end() : closing.end() + 1].isalnum() and any(
        character.isalnum() for character in text[mark.end() : closing.start()]
    )


def _can_close(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a double mark inside a region closes it."""
    if mark.group() in _OPENS:
        return False
    if mark.group() in _CLOSES:
        return True
    after = text[mark.end()] if mark.end() < end else " "
    return after in _AFTER_CLOSING or not after.isalnum()
