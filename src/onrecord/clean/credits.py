"""Find the agencies that a story credits, wherever it puts the credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.ontology.agencies import agency_forms
from onrecord.records import Dateline, Passage, RawStory

_EDGE = 400  # characters at the start and the end in which a bare credit stands
_CREDITING = re.compile(r"(?i)\b(?:follow|twitter|facebook|e-?mail|see also|read|related|watch|subscribe|sign up|click)\b")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = "|".join(re.escape(form) for form in agency_forms())
    names = (
        rf"(?:(?:{forms}|[Aa]gencies|[\w ]{{2,20}}?)(?:, | and | & |/)){{0,4}}(?:{forms})"
        rf"(?:(?:, | and | & |/)(?:{forms}|[Aa]gencies)){{0,4}}"
    )
    bare = re.compile(rf"(?<![\w'’-])(?:{forms})(?![\w'’-])")
    placed = re.compile(
        rf"\((?:[Ww]ith |[Ff]rom |[Ss]ources?:? |[Vv]ia )?(?P<bracket>{names})(?: reports?| inputs?)?\)"
        rf"|(?:^|[\s.!?\"”])(?:[–—-]{{1,2}} ?|[Ss]ources?:? |SOURCES?:? "
        rf"|[Ww]ith (?:reporting from |inputs? from |agencies and ))(?P<tail>{names})(?: reports?)?[.)\s]*$"
    )
    return bare, placed


def find_credits(story: RawStory, furniture: Sequence[Passage], dateline: Dateline | None) -> Sequence[str]:
    """Return the names of the agencies credited, in the order in which the text gives them."""
    bare, placed = _patterns()
    forms = agency_forms()
    found: dict[str, None] = {}
    for words in (story.byline or "", *_credit_lines(furniture)):
        found |= {forms[match[0]]: None for match in bare.finditer(words)}
    if dateline and dateline.agency:
        found = {dateline.agency: None} | found
    text = story.text
    for part in (text[:_EDGE], text[-_EDGE:].rstrip()) if len(text) > _EDGE else (text.rstrip(),):
        for match in placed.finditer(part):
            found |= {forms[name[0]]: None for name in bare.finditer(match["bracket"] or match["tail"])}
    return tuple(found)


def _credit_lines(furniture: Sequence[Passage]) -> Iterator[str]:
    """Yield the furniture that can credit: not links to other pages."""
    return (passage.exact for passage in furniture if not _CREDITING.search(passage.exact))
