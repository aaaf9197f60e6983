"""How far a reported clause goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Span, to_span
from onrecord.ontology.cues import find_verb, load_cues, load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPOKEN = frozenset({"assert", "deny", "accuse", "demand", "promise", "threaten", "ask", "praise"})
_CARRIED_ON = frozenset({"dobj", "ccomp", "dep", "appos", "acl", "relcl", "attr", "acomp", "npadvmod", "prep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BREAKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")"})
_CONCEDING = frozenset({"although", "though", "while", "but"})
_CONTRAST = (("in", "fact"), ("in", "reality"), ("in", "truth"), ("actually",))


def said_after(head: Token, verb: Token) -> list[Span]:
    """Return the clause that stands after its verb, up to where the report goes on with another verb."""
    first, last = head.left_edge, head.right_edge
    if first.i <= verb.i:
        first = next((token for token in head.subtree if token.i > verb.i), head)
    for sibling in verb.children:
        # what the parser hung on the verb right behind the clause is still said
        carried = sibling.dep_ in _CARRIED_ON or (sibling.dep_ == "punct" and not sibling.is_punct)
        if sibling.i > last.i and carried and sibling.left_edge.i == last.i + 1:
            last = sibling.right_edge
    stop = _find_stop(head, verb, last)
    if stop is not None and stop.i > first.i:
        last = stop.nbor(-1)
    return [to_span(first, last)]


def _find_stop(head: Token, verb: Token, last: Token) -> Token | None:
    """Return where the reporting voice comes back: "said it had won, adding ..." or "said it won and vowed ..."."""
    for token in head.doc[head.i + 1 : last.i + 1]:
        if token.lower_ == "when" and _is_contrast(token):
            return token
        if token.tag_ == "VBG" and is_carried_on(token):
            return token
        if token.dep_ not in ("advcl", "conj"):
            continue
        cue = find_verb(token.lemma_.lower(), token.lower_)
        if cue is None or cue.force not in _SPOKEN:
            continue
        first = token.left_edge
        before = first.nbor(-1) if first.i > 0 else first
        if token.dep_ == "advcl" and first.lower_ == "as" and before.lower_ == ",":
            return first
        if _is_another_report(token, first, before):
            return token.doc[first.i - 1] if before.dep_ == "cc" else first
    return None


def is_carried_on(participle: Token) -> bool:
    """Tell whether a participle goes with the reporting voice: "said it had won, adding that ..."; not "a letter saying that ..."."""
    if participle.dep_ not in ("advcl", "acl", "xcomp") or participle.left_edge.i != participle.i or participle.i == 0:
        return False
    cue = find_verb(participle.lemma_.lower(), participle.lower_)
    if cue is None or cue.force not in _SPOKEN:
        return False
    if participle.nbor(-1).lower_ == ",":
        return bool(participle.dep_ != "xcomp")
    noun = participle.head
    if cue.lemma not in load_words("carries_on") or participle.dep_ != "acl" or noun.dep_ not in ("dobj", "pobj", "attr"):
        return False
    named = noun.ent_type_ or noun.lemma_.lower() in load_words("texts") or noun.lemma_.lower() in load_cues("nouns")
    return not named and any(child.dep_ in ("ccomp", "dobj", "xcomp") for child in participle.rights)


def cut_short(first: Token, last: Token) -> Token:
    """Return the last token of a phrase, or the one before a participle that carries the report on."""
    for token in first.doc[first.i + 1 : last.i + 1]:
        if token.tag_ == "VBG" and is_carried_on(token):
            return token.nbor(-1)
    return last


def _is_another_report(token: Token, first: Token, before: Token) -> bool:
    """Tell whether the story goes on with what others say: "..., and the union warned that ...", "..., though she said ..."."""
    subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
    if subject is None or not any(child.dep_ in ("ccomp", "xcomp") and child.i > token.i for child in token.children):
        return False
    if token.dep_ == "advcl":
        return first.lower_ == "while" or (first.lower_ in _CONCEDING and before.text in _BREAKS)
    joint = first if first.dep_ == "cc" else before
    return joint.dep_ == "cc" and joint.i > 0 and joint.nbor(-1).text in _BREAKS


def _is_contrast(when: Token) -> bool:
    following = tuple(token.lower_ for token in when.doc[when.i + 1 : when.i + 3])
    return any(following[: len(words)] == words for words in _CONTRAST)


def said_around(verb: Token, subject: Token | None) -> list[Span]:
    """Return the clause that a report follows or is put into: "..., he said", "Russia, he said, would withdraw"."""
    doc: Doc = verb.doc
    first, last = to_group(verb, subject)
    top = verb.head if verb.dep_ in ("parataxis", "ccomp", "advcl", "dep", "conj") and verb.head != verb else verb
    sentence = verb.sent
    left, right = (sentence[0], sentence[-1]) if top.dep_ == "ROOT" else (min(top.left_edge, verb.left_edge), top.right_edge)
    left = _behind_connective(_behind_another_report(left, doc, first))
    before = to_span(left, doc[first - 1]) if left.i < first else (0, 0)
    goes_on = last < right.i and doc[last + 1].text in _BREAKS and any(token.is_alpha for token in doc[last + 1 : right.i + 1])
    return [before, to_span(doc[last + 1], right) if goes_on else (0, 0)]


def _behind_another_report(left: Token, doc: Doc, first: int) -> Token:
    """Return where a sentence starts anew behind a report that a semicolon ends: "He said it was; she, he added, knew"."""
    for token in reversed(doc[left.i : first]):
        if token.text == ";" and any(
            before.tag_ in ("VBD", "VBZ") and find_verb(before.lemma_.lower(), before.lower_) for before in doc[left.i : token.i]
        ):
            return token.nbor(1)
    return left


def _behind_connective(first: Token) -> Token:
    """Return where a clause starts behind the story's own "Meanwhile, ..." or "But ..."."""
    if first.is_sent_start and first.lower_ in load_words("connects") and first.i + 1 < first.sent.end:
        behind = first.nbor(1)
        if behind.text == ",":
            return behind.nbor(1) if behind.i + 1 < first.sent.end else first
        return behind if first.tag_ == "CC" else first
    return first


def to_group(verb: Token, subject: Token | None) -> tuple[int, int]:
    """Return the first and last token of the words that report: source, verb, hearer, occasion."""
    first = min([verb.i, *(child.i for child in verb.lefts if child.dep_ in ("aux", "neg", "advmod") and verb.i - child.i < 4)])
    last = verb.i
    if subject is not None and subject.i < verb.i:
        first = min(first, subject.left_edge.i)
    elif subject is not None:
        last = subject.right_edge.i
    first = min([first, *(child.i for child in verb.lefts if child.lower_ == "as")])
    end = verb.sent.end
    while last + 1 < end and verb.doc[last + 1].text not in _BREAKS and not verb.doc[last + 1].is_punct:
        last += 1
    return first, last


def said_before(head: Token, verb: Token) -> list[Span]:
    """Return the clause that stands before its verb; what follows the verb goes with it if the parser says so."""
    doc: Doc = head.doc
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i > head.i), None)
    first, last = to_group(verb, subject)
    start = _behind_connective(verb.sent[0] if verb.dep_ == "ROOT" else head.left_edge)
    pieces = [to_span(start, doc[max(first, head.i + 1) - 1])]
    if last < head.right_edge.i:
        pieces.append(to_span(doc[last + 1], head.right_edge))
    return pieces
