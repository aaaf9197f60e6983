"""Indirect and direct speech by the parse: a cue verb and the content in the frames that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft, Span, to_phrase, to_span, trim
from onrecord.extract.statements.sources import find_source
from onrecord.ontology.cues import Cue, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_CLAUSE = frozenset({"ccomp", "parataxis"})


def find_framed(doc: Doc) -> Iterator[Draft]:
    """Yield a draft for every cue verb of a doc with content in one of its frames."""
    cues = load_cues("verbs")
    for token in doc:
        if token.tag_ in _VERB_TAGS:
            cue = cues.get(token.lemma_.lower())
            if cue is not None:
                yield from _read_cue(token, cue)


def _read_cue(verb: Token, cue: Cue) -> Iterator[Draft]:
    found = _find_content(verb, cue)
    if found is None:
        return
    frame, content = found
    pieces = tuple(piece for piece in content if piece[0] < piece[1])
    if pieces:
        yield Draft(
            content=pieces,
            cue=_to_cue(verb),
            source=find_source(verb),
            addressee=_find_addressee(verb, cue),
            lemma=cue.lemma,
            force=cue.force,
            frame=frame,
        )


def _find_content(verb: Token, cue: Cue) -> tuple[str, list[Span]] | None:
    """Return the frame that is filled and the content that fills it."""
    children = {child.dep_: child for child in reversed(list(verb.children))}
    if "clause" in cue.frames or "quote" in cue.frames:
        for child in verb.children:
            if child.dep_ == "ccomp":
                return "clause", _clause(child, verb)
        if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i > verb.head.i):
            return "clause", _around(verb)
    complement = children.get("xcomp")
    if complement is not None and complement.i > verb.i:
        gerund = complement.tag_ == "VBG"
        infinitive = any(child.tag_ == "TO" for child in complement.lefts)
        if infinitive and "dobj" in children and children["dobj"].i < complement.i and "whom" in cue.frames:
            start = complement if "told" in cue.frames else children["dobj"]
            return "whom", [_from(start, complement)]
        if infinitive and "infinitive" in cue.frames:
            return "infinitive", [_whole(complement)]
        if gerund and "gerund" in cue.frames:
            return "gerund", [_whole(complement)]
    return None


def _whole(head: Token) -> Span:
    left, right = head.left_edge, head.right_edge
    return trim(head.doc.text, left.idx, right.idx + len(right))


def _from(first: Token, head: Token) -> Span:
    left, right = first.left_edge, head.right_edge
    return trim(head.doc.text, left.idx, right.idx + len(right))


def _clause(head: Token, verb: Token) -> list[Span]:
    """Return the pieces of a clause that are not the reporting words."""
    text = head.doc.text
    left, right = head.left_edge, head.right_edge
    sentence = verb.sent
    if head.i < verb.i:
        # the report comes after: all before it is said, whatever the parser hung it on
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        group = [verb] + ([subject] if subject is not None and subject.i > right.i else [])
        stop = min(token.left_edge.i if token is not verb else token.i for token in group)
        pieces = [trim(text, sentence[0].idx, head.doc[stop].idx)] if verb.dep_ == "ROOT" else [_whole(head)]
        if right.i > verb.i:
            after = max([token.right_edge.i for token in group if token is not verb] + [verb.i]) + 1
            pieces.append(trim(text, head.doc[after].idx, right.idx + len(right)) if after <= right.i else (0, 0))
        return pieces
    return [trim(text, left.idx, right.idx + len(right))]


def _around(verb: Token) -> list[Span]:
    """Return the clause that a parenthetical report is put into, without the report."""
    host = verb.head
    text = verb.doc.text
    group_start, group_end = verb.left_edge, verb.right_edge
    left, right = host.left_edge, host.right_edge
    return [
        trim(text, left.idx, group_start.idx) if left.i < group_start.i else (0, 0),
        trim(text, group_end.idx + len(group_end), right.idx + len(right)) if group_end.i < right.i else (0, 0),
    ]


def _to_cue(verb: Token) -> Span:
    """Return the verb with its particle."""
    return to_span([verb, *(child for child in verb.children if child.dep_ == "prt" and child.i == verb.i + 1)])


def _find_addressee(verb: Token, cue: Cue) -> Span | None:
    """Return whom it is said to."""
    if "told" in cue.frames or "whom" in cue.frames:
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i and child.tag_ != "IN":
                return to_phrase(child)
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((to_phrase(below) for below in child.children if below.dep_ == "pobj"), None)
    return None
