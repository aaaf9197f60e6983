"""Speakers that a colon names: lines of a transcript ("SMITH: ...") and headlines ("Russia: no talks")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.statements.draft import Draft, Page
from onrecord.ontology.cues import load_words

_TURN = re.compile(
    r"""^[ \t]*["“]?(?P<name>(?:[A-Z][A-Z.'’-]+(?:[ ,]+(?:[A-Z][A-Z.'’-]*))*)(?:[ ]\([^)\n]{1,40}\))?|Q|A):[ \t\xa0]+(?=\S)""", re.MULTILINE
)
_HEADLINE = re.compile(r"(?P<name>(?:[A-Z][\w.'’&-]*)(?: (?:of|the|and|for|on|[A-Z][\w.'’&-]*)){0,5}):[ \xa0]+(?=\S)")
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SPEAK = frozenset({"report", "reports", "poll", "polls", "study", "survey", "police", "officials", "experts", "ministry", "court"})
_LIKE_A_TURN = 2


def find_turns(page: Page) -> Iterator[Draft]:
    """Yield a draft for every turn of a transcript, up to the next one."""
    turns = [match for match in _TURN.finditer(page.text) if len(match["name"]) < 50 and _may_speak(match["name"])]
    names = [match["name"] for match in turns]
    if len(turns) <= _LIKE_A_TURN or len(set(names)) == len(names):
        return
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        end = following.start() if following else _find_end(page.text, turn.end())
        pieces = [piece for piece in _to_paragraphs(page.text, turn.end(), end) if any(c.isalnum() for c in page.text[slice(*piece)])]
        if pieces:
            source = (turn.start("name"), turn.end("name"))
            yield Draft(content=tuple(pieces), source=source, frame="turn", force="assert")


def _may_speak(name: str) -> bool:
    """Tell whether a name before a colon can be a speaker's, not the name of a rubric."""
    words = name.casefold()
    return words not in load_words("not_a_speaker") and words.split()[0] not in load_words("not_a_speaker")


def _find_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _to_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for paragraph in re.finditer(r"[^\n]+", text[start:end]):
        words = paragraph.group()
        if not re.fullmatch(r"""\s*["“]?[(\[][A-Z ]+\.?[)\]]\.?["”]?\s*""", words):
            yield start + paragraph.start(), start + paragraph.start() + len(words.rstrip())


def find_headline(page: Page) -> Iterator[Draft]:
    """Yield a draft if the first line of a story is a headline that names its speaker before a colon."""
    line = re.match(r"\s*(?P<words>[^\n]+)", page.text)
    if line is None:
        return
    start, end = line.span("words")
    head = _HEADLINE.match(page.text, start, end)
    if head is None or not _may_speak(head["name"]) or end - start > 200 or len(page.text[head.end() : end].split()) < 3:
        return
    name = head["name"].split(" on ")[0]
    first = page.tokens_in(head.start("name"), head.start("name") + len(name))
    known = all(token.ent_type_ in _SPEAKERS or token.lower_ in _SPEAK for token in first if token.is_title or token.is_upper)
    # the parser knows few names in a headline; the story below it names its speaker again
    if known or page.text.find(name, end) >= 0:
        source = (head.start("name"), head.start("name") + len(name))
        yield Draft(content=((head.end(), start + len(line["words"].rstrip(" .\xa0"))),), source=source, frame="headline", force="assert")
