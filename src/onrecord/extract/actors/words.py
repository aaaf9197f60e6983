"""The tokens of a story as plain lists, and where quotations stand in it: what all steps of find_actors look at."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.records import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SAME_LETTER = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-", 0x00A0: " "}
for _code in range(0xC0, 0x250):
    _plain = unicodedata.normalize("NFKD", chr(_code))[0]
    if _plain.isascii():
        _SAME_LETTER[_code] = _plain

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def plain(text: str) -> str:
    """Return a text of the same length without accents, with straight apostrophes and hyphens."""
    return text if text.isascii() else text.translate(_SAME_LETTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tokens of a story, one list a property."""

    text: str  # plain(story.text): offsets are the story's
    doc: Doc
    starts: Sequence[int]
    ends: Sequence[int]
    texts: Sequence[str]
    lowers: Sequence[str]
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    sentences: Sequence[int]  # number of the sentence that a token is in
    quoted: Sequence[int | None]  # number of the innermost quotation (statement) that a token is in
    statements: Sequence[Statement]
    by_id: Mapping[str, Statement]
    by_source: Mapping[int, int]  # number of the statement whose source starts at a character

    def at(self, offset: int) -> int:
        """Return the token at or before an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)


def to_words(text: str, doc: Doc, statements: Sequence[Statement]) -> Words:
    """Read a Doc into lists once, by column; asking spaCy token by token costs more than all that is done with the answers."""
    import numpy as np  # noqa: PLC0415

    columns = doc.to_array(["ORTH", "LOWER", "TAG", "DEP", "HEAD", "LENGTH", "SPACY"])
    head, length, space = columns[:, 4:].astype(np.int64).T
    ends = np.cumsum(length + space) - space
    starts = (ends - length).tolist()
    sentences = [0] * len(starts)
    for number, sentence in enumerate(doc.sents):
        sentences[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
    return Words(
        text=plain(text),
        doc=doc,
        starts=starts,
        ends=ends.tolist(),
        texts=_to_strings(columns[:, 0], doc, plain),
        lowers=_to_strings(columns[:, 1], doc, plain),
        tags=_to_strings(columns[:, 2], doc, str),
        deps=_to_strings(columns[:, 3], doc, str),
        heads=(np.arange(len(starts)) + head).tolist(),
        sentences=sentences,
        quoted=_find_quoted(starts, statements),
        statements=statements,
        by_id={statement.id: statement for statement in statements},
        by_source={s.source.start: number for number, s in enumerate(statements) if s.source is not None},
    )


def _to_strings(keys: Any, doc: Doc, change: Callable[[str], str]) -> list[str]:
    """Return the strings that spaCy's keys stand for; each is looked up once."""
    keys = keys.tolist()
    known = {key: change(doc.vocab.strings[key]) for key in set(keys)}
    return [known[key] for key in keys]


def subjects_above(words: Words, token: int) -> Iterator[int]:
    """Yield the subjects of the clauses that a token stands in, but for its own: who a noun phrase cannot stand for."""
    i = token
    seen = {token}
    while words.heads[i] != i:
        i = words.heads[i]
        for child in words.doc[i].lefts:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i not in seen:
                yield child.i
        seen.add(i)


def root_of(words: Words, first: int, last: int) -> int:
    """Return the token of a name that the rest hangs on: "Congress" of "the Congress of Peru"; the last one if that is not told."""
    roots = [i for i in range(first, last) if not first <= words.heads[i] < last]
    return roots[0] if len(roots) == 1 and words.tags[roots[0]] in NOUN_TAGS else last - 1


def head_of(words: Words, start: int, end: int) -> int | None:
    """Return the token of a passage whose head lies outside it; the first if several."""
    first, last = words.at(start), words.at(end - 1) + 1
    if words.starts[first] < start:
        first += 1
    roots = [i for i in range(first, last) if not first <= words.heads[i] < last or words.heads[i] == i]
    roots = [i for i in roots if words.tags[i] in NOUN_TAGS or words.tags[i].startswith(("PRP", "DT", "CD", "JJ"))] or roots
    return roots[0] if roots else None


def _find_quoted(starts: Sequence[int], statements: Sequence[Statement]) -> list[int | None]:
    """Return for each token the innermost statement in quotation marks that it stands in."""
    quoted: list[int | None] = [None] * len(starts)
    size: list[int] = [0] * len(starts)
    for number, statement in enumerate(statements):
        for piece in statement.content:
            for start, end in _quoted_parts(piece.start, piece.exact):
                first, last = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
                length = piece.end - piece.start
                for i in range(first, last):
                    if quoted[i] is None or length < size[i]:
                        quoted[i], size[i] = number, length
    return quoted


def _quoted_parts(offset: int, exact: str) -> list[tuple[int, int]]:
    """Return the parts of a content that stand in quotation marks."""
    parts: list[tuple[int, int]] = []
    opened: int | None = None
    single = exact[:1] in "‘'"
    for i, letter in enumerate(exact):
        if letter in "“«„" or (letter == '"' and opened is None) or (single and i == 0):
            opened = i if opened is None else opened
        elif opened is not None and (letter in '”»"' or (single and i == len(exact) - 1)):
            parts.append((offset + opened, offset + i + 1))
            opened = None
    if opened is not None:
        parts.append((offset + opened, offset + len(exact)))
    return parts
