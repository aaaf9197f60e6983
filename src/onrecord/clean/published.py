"""Find the date that a story's own first lines give: "Friday, July 21, 2017", "Posted on April 4 2017"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.dates import STAMP, read_date
from onrecord.ontology.furniture import furniture_table
from onrecord.records import Dateline, Passage, RawStory

_WITHIN = 5  # lines from the top
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_OPENING = re.compile(
    rf"(?i)(?:(?:date of publication|(?:first |originally |last )?(?:published|posted|updated?|modified))(?: on| at)?:? )?"
    rf"(?P<date>{STAMP})(?=[\s.,:|–—-]|$)"
)
_GLUED = re.compile(r"\s*[.:|–—-]?\s+(?=[\"“'‘(]?[A-Z0-9])")
_MONTH_YEAR = re.compile(r"(?:19|20)\d\d")


def find_stamp(story: RawStory, furniture: Sequence[Passage]) -> Dateline | None:
    """Return the leading date of a story as a dateline without a place; None unless it has a year.

    The first that is furniture ("Updated: ...") gives its date only if no line is a bare date.
    """
    table = furniture_table()
    marked = {passage.start for passage in furniture}
    for number, line in enumerate(_LINE.finditer(story.text)):
        if number >= _WITHIN:
            return None
        text = line[0][:200]
        bare = len(line[0]) <= 60 and table.date_line.fullmatch(line[0])
        opening = None if bare else _OPENING.match(text)
        if bare or (opening and (line.start() in marked or (number == 0 and _GLUED.match(line[0], opening.end())))):
            length = len(line[0]) if bare or line.start() in marked else (opening.end() if opening else 0)
            value = read_date(opening["date"] if opening else line[0])
            if value and _MONTH_YEAR.search(text):
                return Dateline(passage=Passage.cut(story, line.start(), line.start() + length), date=value)
    return None
