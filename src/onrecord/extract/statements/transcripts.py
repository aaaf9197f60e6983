"""Speakers that a colon names: lines of a transcript ("SMITH: ...") and headlines ("Russia: no talks")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.statements.draft import Draft, Page
from onrecord.ontology.cues import load_words
from onrecord.ontology.roles import role_nouns

_TURN = re.compile(
    r"""^[ \t]*["“]?(?P<name>(?:[A-Z][A-Z.'’-]+(?:[ ,]+(?:[A-Z][A-Z.'’-]*))*)(?:[ ]\([^)\n]{1,40}\))?|Q|A):[ \t\xa0]+(?=\S)""", re.MULTILINE
)
_HEADLINE = re.compile(r"(?P<name>(?:[A-Z][\w.'’&-]*)(?: (?:of|the|and|for|on|[A-Z][\w.'’&-]*)){0,5}):[ \xa0]+(?=\S)")
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TAIL = re.compile(r"(?P<words>\S.*?\S)(?: ?[-–—] ?|: )(?P<name>[^\W\d][^:–—]{2,40})$")
_LIKE_A_TURN = 2
_LEAST = 3  # words of a headline that says something
_LONG = 200  # characters of a line that is no headline


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
    if end - start > _LONG:
        return
    if head is None or not _may_speak(head["name"]) or len(page.text[head.end() : end].split()) < _LEAST:
        yield from _find_tail(page, start, end)
        return
    if load_words("pieces") & set(page.text[head.end() : end].casefold().split()[:3]):
        # "Anna Berg: an interview with the poet"
        return
    name = head["name"].split(" on ")[0]
    first = page.tokens_in(head.start("name"), head.start("name") + len(name))
    known = all(token.ent_type_ in _SPEAKERS or _is_role(token.lower_) for token in first if token.is_title or token.is_upper)
    # the parser knows few names in a headline; the story below it names its speaker again
    if known or page.text.find(name, end) >= 0:
        source = (head.start("name"), head.start("name") + len(name))
        yield Draft(content=((head.end(), start + len(line["words"].rstrip(" .\xa0"))),), source=source, frame="headline", force="assert")


def _find_tail(page: Page, start: int, end: int) -> Iterator[Draft]:
    """Yield a draft if a headline ends in its speaker: "Twelve dead in ferry fire: police", "Ferry was overloaded - coast guard"."""
    tail = _TAIL.match(page.text, start, end)
    if tail is None or len(tail["words"].split()) < _LEAST or tail["words"][-1] in ".!:" or tail["name"][-1] in ".!?":
        return
    words = tail["name"].casefold().split()
    if (
        len(words) <= _LEAST
        and words[0] not in ("a", "an", "the")
        and (_is_role(words[-1]) or _is_role(" ".join(words[-2:])))
        and page.text[tail.end("words")] != "-"
    ):
        yield Draft(content=(tail.span("words"),), source=tail.span("name"), frame="headline", force="assert")


def _is_role(word: str) -> bool:
    """Tell whether a word of a headline can stand for who says it: "police", "officials", "report"."""
    known = role_nouns()
    return word in load_words("speaks") or word in known or word.removesuffix("s") in known
