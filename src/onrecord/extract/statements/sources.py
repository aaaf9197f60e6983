"""Who says it, and to whom: the noun phrases beside a reporting verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.clauses import is_carried_on
from onrecord.extract.statements.draft import Span, to_phrase, to_span
from onrecord.ontology.cues import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.ontology.cues import Cue

_SUBJECTS = frozenset({"nsubj", "csubj"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp"})
_RELATIVE = frozenset({"WP", "WDT"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_FAR = 12


def find_source(verb: Token) -> Span | None:
    """Return the noun phrase that says what a verb reports; None if the sentence names nobody."""
    head = find_source_head(verb)
    if head is None:
        return None
    start, end = to_source(head, verb)
    if head.i < verb.i and head.right_edge.tag_ == "CC":
        # "Presidents Lima and Novy said": the parser lost the second
        last = verb.nbor(-1)
        return (start, last.idx + len(last)) if last.pos_ in _NOMINAL else (start, end)
    return start, end


def find_subject(verb: Token) -> Token | None:
    """Return the subject of a verb itself; of two, the one after it ("The plan, said Ali, is dead")."""
    inverted = find_inverted(verb)
    if inverted is not None:
        return inverted
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if len(subjects) > 1:
        last = subjects[-1]
        # "The plan, said Ali, ..." and "The plan, Ali said, ..."; not "Ali, once a minister, said ..."
        if (last.i > verb.i and verb.nbor(-1).is_punct) or (last.right_edge.i == verb.i - 1 and last.left_edge.nbor(-1).is_punct):
            return last
    return subjects[0] if subjects else None


def find_inverted(verb: Token) -> Token | None:
    """Return who says it in "The ferry, said Ali, was late", where the parser took the ferry for the speaker."""
    if verb.i == 0 or verb.nbor(-1).text != "," or verb.lemma_ != "say":
        return None
    before = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if (
        before is None
        or clause is None
        or not before.i <= before.right_edge.i == verb.i - 2
        or any(token.is_punct for token in before.subtree)
    ):
        return None
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i != verb.i + 1:
        return None
    behind = subject.right_edge.i + 1
    return subject if behind < verb.right_edge.i and "," in (subject.right_edge.text, verb.doc[behind].text) else None


def find_source_head(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the noun phrase that is the (deep) subject of a verb."""
    subject = find_subject(verb)
    if subject is not None:
        return subject
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if depth and passive and any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children):
        # "was quoted by the Herald as saying": who is quoted says it
        return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    if verb.tag_ == "VBN" and not depth and any(child.lower_ == "as" for child in verb.lefts):
        # "as stated in the report"
        return next((below for child in verb.rights if child.lower_ == "in" for below in child.children if below.dep_ == "pobj"), None)
    if passive:
        return next((child for child in verb.children if child.dep_ == "nsubjpass"), None) if depth else None
    if depth > 5:
        return None
    heard = _find_heard(verb)
    if heard is not None:
        return heard
    if verb.tag_ == "VBG" and is_carried_on(verb):
        sayer = _find_reporting(verb)
        return find_source_head(sayer, depth + 1) if sayer is not None else None
    if verb.dep_ == "acl" and (verb.head.pos_ in _NOMINAL or verb.head.pos_ == "NUM"):
        root = find_verbless_root(verb)
        return root if root is not None else verb.head if verb.tag_ != "VBN" else None
    if verb.dep_ not in _SHARED or (verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ == "aux" for c in verb.lefts)):
        # "Asked if he would run, Ali said ...": who asked is not said
        return None
    above = verb.head
    hearer = any(child.dep_ in ("dobj", "dative") for child in verb.rights)
    told = verb.tag_ == "VBN" or (verb.lemma_ == "tell" and not hearer)
    if verb.dep_ == "conj" and told and any(child.dep_ in ("auxpass", "nsubjpass") for child in above.children):
        # "was taken in and told that ...": who told is not said
        return None
    if verb.dep_ == "pcomp" and above.dep_ in ("prep", "mark"):
        by = above.lower_ == "by"
        above = above.head
        if by and any(child.lower_ == "of" and child.i < verb.i for child in above.children):
            # "accused Russia of bad faith by saying ...": it is the accused who says
            accused = next((child for child in above.children if child.dep_ == "dobj"), None)
            if accused is not None:
                return accused
    if above.pos_ in _NOMINAL and verb.dep_ == "pcomp":
        above = above.head
    if verb.dep_ == "xcomp":
        controlled = [child for child in above.children if child.dep_ == "dobj" and child.i < verb.i]
        if controlled:
            return controlled[0]
    return find_source_head(above, depth + 1) if above.pos_ in ("VERB", "AUX") else None


def _find_heard(participle: Token) -> Token | None:
    """Return who was heard to say it: "recalled the pilot saying that ..."."""
    above = participle.head
    if participle.tag_ != "VBG" or participle.dep_ not in ("advcl", "acl", "xcomp") or above.i > participle.i:
        return None
    verb = above.head if participle.dep_ == "acl" else above
    heard = above if participle.dep_ == "acl" else next((child for child in above.rights if child.dep_ == "dobj"), None)
    first = participle.left_edge.i
    if heard is None or heard.dep_ != "dobj" or verb.lemma_ not in load_words("hears") or first == 0 or participle.doc[first - 1].is_punct:
        return None
    return heard


def _find_reporting(participle: Token) -> Token | None:
    """Return the verb whose subject goes on to say: the outermost one that reports the clause that the participle hangs on."""
    above = participle.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    while above.dep_ == "ccomp" and above.head.i < above.i:
        above = above.head
    return above if above.pos_ in ("VERB", "AUX") else None


def find_verbless_root(verb: Token) -> Token | None:
    """Return the noun that the parser made the root where it took the main verb for a participle: "One of them called Ali a liar"."""
    root = verb
    while root.head.i != root.i:
        root = root.head
    if root.i > verb.i or root.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or verb.tag_ not in ("VBD", "VBN"):
        return None
    between = verb.doc[root.i + 1 : verb.i]
    return None if any(token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.dep_ in ("acl", "ROOT") for token in between) else root


def to_source(head: Token, verb: Token) -> Span:
    """Return the noun phrase of a subject; a relative pronoun with the noun it stands for."""
    if head.tag_ in _RELATIVE and verb.dep_ == "relcl":
        antecedent = verb.head
        if antecedent.i < head.i and head.i - antecedent.i < _FAR:
            return antecedent.left_edge.idx, head.idx + len(head)
    if head.left_edge.i <= verb.i <= head.right_edge.i:
        # the verb stands inside the phrase ("a letter accusing ..."): only what is before it
        last = verb.nbor(-1) if verb.i > head.i else head
        return head.left_edge.idx, max(last.idx + len(last), head.idx + len(head))
    first = head.left_edge
    while first.is_quote and first.i < head.i:
        first = first.nbor(1)
    return to_span(first, head.right_edge)


def find_addressee(verb: Token, cue: Cue) -> Span | None:
    """Return whom it is said to."""
    if "told" in cue.frames or "whom" in cue.frames:
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i and child.tag_ != "IN" and child.pos_ in _NOMINAL:
                return to_phrase(child)
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((to_phrase(below) for below in child.children if below.dep_ == "pobj"), None)
    return None
