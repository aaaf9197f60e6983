"""Find the lines of a page that are not the story: links to others, share bars, credits, stamps, bylines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ontology.furniture import FurnitureTable, furniture_table
from onrecord.records import Passage, RawStory

_LINE = re.compile(r"[^\s](?:[^\n\r\u2028\u2029]*[^\s])?")
_LONGEST = 300  # characters of a line that can be furniture as a whole
_LONGEST_CAPTION = 260
_CAPTION_WORDS = (
    "photo",
    "image",
    "picture",
    "caption",
    "illustration",
    "graphic",
    "courtesy",
    "credit",
    "screen",
    "handout",
    "source",
    "still",
    "file",
)
_BYLINE_WITHIN = 6  # lines from the top or the end in which a byline stands
_QUOTED = re.compile(r"[\"“][^\"”]*\s[^\"”]*\s[^\"”]*\s[^\"”]*[\"”]")
_TOLD = re.compile(
    r",[”\"]? (?:[^,]{2,50} )?(?:said|says|say|told|urged|heard|warned|added|argued"
    r"|wrote|writes|asked|joked|replied|answered|insisted|claimed|explained|announced|recalled|noted|promised|shouted|reported|declared)\b[^,]*[.,]"
)  # a sentence of the story: "..., the judge said."
_ROLE = re.compile(r"(?i),? +(?=[^,]*\b(?:writers?|reporters?|correspondents?|editors?|staff|press|news|agency)$)")
_BETWEEN_NAMES = re.compile(r"[;,&]|\band\b")
_INTRODUCED = re.compile(
    r" (?:is|was|has been|covers?|writes|reports|joined|works|edits|teaches)\b.*\b(?:reporters?|correspondent|journalist|editor|writer"
    r"|columnist|author|contributor|producer|photographer|fellow|professor|lecturer|covers|covering|writes|reports|based)\b"
)
_LONGEST_HEADLINE = 200
_SEPARATOR = re.compile(r" [-–—|»:] ")
_TAIL_WITHIN = 3  # last lines whose end is looked at
_TAIL_WORDS = re.compile(
    r"(?i)report|writing|edit|standards|follow |e-?mail|contact|reach|copyright|©|\(c\)|rights reserved|share this story"
)


def find_furniture(story: RawStory) -> tuple[Sequence[Passage], str | None]:
    """Return the furniture of a story in text order, and the names of its byline if a line gives them."""
    table = furniture_table()
    lines = [match.span() for match in _LINE.finditer(story.text)]
    marked: list[tuple[int, int]] = []
    byline: str | None = None
    maybe: list[tuple[int, int]] = []  # weak lines that wait for a neighbour
    beside = False  # whether the line before was furniture
    only = len(lines) == 1
    for number, (start, end) in enumerate(lines):
        text = story.text[start:end]
        near_edge = number < _BYLINE_WITHIN or number >= len(lines) - _BYLINE_WITHIN
        if len(text) > _LONGEST or only:
            is_line, is_weak = False, False
        else:
            is_weak = len(text) <= 20 and bool(table.weak.fullmatch(text))
            found = near_edge and len(text) <= 120 and table.byline.fullmatch(text)
            is_line = bool(found) or _is_furniture(text, table)
            if found and byline is None:
                byline = _ROLE.split(found["names"] or found["alone"])[0]
        if is_line or (is_weak and beside):
            marked += [*maybe, (start, end)]
            maybe, beside = [], True
        elif is_weak:
            maybe.append((start, end))
            if len({story.text[a:b].lower() for a, b in maybe}) > 1:
                marked += maybe
                maybe, beside = [], True
        else:
            maybe, beside = [], False
            if number >= len(lines) - _BYLINE_WITHIN and _is_about_author(text, story.byline or byline):
                marked.append((start, end))
                continue
            tail = _find_credit_of_quoted_caption(text, table)
            if tail is None and number == 0:
                tail = _find_site(text, table)
            if tail is None and number >= len(lines) - _TAIL_WITHIN:
                tail = _find_tail(text, table, is_last=number == len(lines) - 1)
            if tail is not None:
                marked.append((start + tail, end))
    return tuple(Passage.cut(story, start, end) for start, end in marked), byline


def _is_furniture(text: str, table: FurnitureTable) -> bool:
    """Tell whether a whole line is furniture."""
    if table.label_in_capitals.fullmatch(text) or table.label.fullmatch(text):
        return True
    if table.line.fullmatch(text) and not _TOLD.search(text):
        return True
    if not _may_be_caption(text) or _QUOTED.search(text):
        return False
    return bool(table.caption_start.match(text) or table.caption_end.search(text))


def _is_about_author(text: str, byline: str | None) -> bool:
    """Tell whether a line near the end introduces who wrote the story: "Ada Lind covers ports for the Post"."""
    if byline is None or len(text) > _LONGEST:
        return False
    names = (name.strip() for name in _BETWEEN_NAMES.split(byline))
    return any(len(name.split()) > 1 and text.startswith(name) and _INTRODUCED.match(text, len(name)) for name in names)


def _find_site(headline: str, table: FurnitureTable) -> int | None:
    """Return where the name of the site starts in a headline that was a page's title: "Two hurt in fire - Harlow News Online"."""
    if len(headline) > _LONGEST_HEADLINE:
        return None
    cuts = list(_SEPARATOR.finditer(headline))
    ends = (*(cut.start() for cut in cuts[1:]), len(headline))
    return next((cut.start() + 1 for cut, end in zip(cuts, ends, strict=False) if _is_site(headline[cut.end() : end], table)), None)


def _is_site(part: str, table: FurnitureTable) -> bool:
    """Tell whether a part of a headline is a site's name: "Harlow News Online", not "Amazon.com cuts jobs"."""
    return bool(table.site.search(part)) and not any(word[0].islower() and "." not in word and word not in _SMALL for word in part.split())


_SMALL = frozenset({"and", "for", "in", "of", "the"})


def _find_credit_of_quoted_caption(text: str, table: FurnitureTable) -> int | None:
    """Return where the picture credit starts in a caption with a quotation: what is quoted there belongs to the story."""
    if not _may_be_caption(text) or not _QUOTED.search(text):
        return None
    found = table.caption_end.search(text)
    return found.start() if found else None


def _find_tail(text: str, table: FurnitureTable, *, is_last: bool) -> int | None:
    """Return where the furniture at the end of a line of the story starts."""
    near_end = max(0, len(text) - 600)
    found = table.tail.search(text, near_end) if _TAIL_WORDS.search(text, near_end) else None
    if found is None and is_last:
        found = table.tail_credit.search(text, max(0, len(text) - 80))
    return found.start() if found and found.start() > 0 else None


def _may_be_caption(text: str) -> bool:
    if len(text) > _LONGEST_CAPTION:
        return False
    lowered = text.lower()
    return any(word in lowered for word in _CAPTION_WORDS)
