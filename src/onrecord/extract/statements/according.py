"""Statements without a verb of saying: "according to", "in the words of", "as ... put it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft, Page, Span, join, to_phrase, to_span, trim
from onrecord.ontology.cues import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl"})


@cache
def _to_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(load_words('according')))})\b", re.IGNORECASE)


def find_according(page: Page) -> Iterator[Draft]:
    """Yield a draft for every phrase that names a source for the clause that it stands in."""
    for match in _to_pattern().finditer(page.text):
        tokens = page.tokens_in(match.start(), match.end())
        named = _find_named(tokens[-1]) if tokens else None
        if named is None:
            continue
        source = _to_source(page, tokens[0], named)
        content = _find_clause(page, tokens[0], match.start(), max(source[1], match.end()), named)
        if content:
            yield Draft(
                content=content,
                cue=(match.start(), match.end()),
                source=source,
                lemma=match.group().lower(),
                force="assert",
                frame="according",
            )


def _find_named(preposition: Token) -> Token | None:
    named = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if named is None:
        following = preposition.doc[preposition.i + 1 : preposition.i + 8]
        named = next((token for token in following if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ != "compound"), None)
    return named


def _to_source(page: Page, first: Token, named: Token) -> Span:
    """Return the phrase that names the source; up to its first comma if the parser hung the whole clause on it."""
    start, end = to_phrase(named)
    comma = page.text.find(", ", named.idx, end)
    return (start, comma) if first.dep_ == "ROOT" and comma >= 0 else (start, end)


def _find_clause(page: Page, first: Token, start: int, end: int, named: Token) -> tuple[Span, ...]:
    """Return the clause that the phrase is said of, without the phrase."""
    text = page.text
    sentence = first.sent
    left, right = to_span(sentence[0], sentence[-1])
    verb = first
    while verb.dep_ not in (*_CLAUSES, "ROOT") and verb.head != verb:
        verb = verb.head
    if verb.dep_ in ("relcl", "ccomp") and verb.left_edge.i < first.i < verb.right_edge.i and named.right_edge.i < verb.right_edge.i:
        left, right = verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge)
    following = page.regions_in(end, end + 3)
    if following and not first.lower_.startswith("according"):
        return ((following[0].start, following[0].end),)
    stops = [token.idx for token in sentence if token.text == ";"]
    left = max([left, *(stop + 1 for stop in stops if stop < start)])
    right = min([right, *(stop for stop in stops if stop >= end)])
    quoted = page.region_at(start)
    if quoted is not None:
        left, right = max(left, quoted.start), min(right, quoted.end)
    return join(text, [_to_said(text, *trim(text, left, max(left, start))), _to_said(text, *trim(text, min(end, right), right))])


def _to_said(text: str, start: int, end: int) -> Span:
    """Return a piece unless it is only punctuation, or the conjunction before the phrase."""
    words = text[start:end].casefold()
    return (start, end) if any(character.isalnum() for character in words) and words != "that" else (start, start)
