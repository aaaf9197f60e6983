"""Who says it: the noun phrase behind a reporting verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Span, to_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp"})
_RELATIVE = frozenset({"WP", "WDT"})


def find_source(verb: Token) -> Span | None:
    """Return the noun phrase that says what a verb reports; None if the sentence names nobody."""
    head = find_source_head(verb)
    return to_source(head, verb) if head is not None else None


def find_source_head(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the noun phrase that is the (deep) subject of a verb."""
    passive = False
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.tag_ not in ("EX",):
            return child
        passive |= child.dep_ in ("auxpass", "nsubjpass")
    for child in verb.children:
        if child.dep_ == "agent":
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    if passive or depth > 4:
        return None
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return verb.head
    if verb.dep_ in _SHARED:
        above = verb.head
        if verb.dep_ == "pcomp" and above.dep_ in ("prep", "mark"):
            above = above.head
        objects = [child for child in above.children if child.dep_ in ("dobj", "nsubjpass") and child.i < verb.i]
        if verb.dep_ == "xcomp" and objects:
            return objects[0]
        if above.pos_ in ("VERB", "AUX"):
            return find_source_head(above, depth + 1) or next((child for child in above.children if child.dep_ == "nsubjpass"), None)
    return None


def to_source(head: Token, verb: Token) -> Span:
    """Return the noun phrase of a subject; a relative pronoun with the noun it stands for."""
    if head.tag_ in _RELATIVE and verb.dep_ == "relcl":
        antecedent = verb.head
        if antecedent.i < head.i and head.i - antecedent.i < 12:
            return antecedent.left_edge.idx, head.idx + len(head)
    if head.left_edge.i <= verb.i <= head.right_edge.i:
        # the verb stands inside the phrase (an acl: "a letter accusing ..."): only what is before it
        last = verb.nbor(-1) if verb.i > head.i else head
        return head.left_edge.idx, max(last.idx + len(last), head.idx + len(head))
    return to_phrase(head)
