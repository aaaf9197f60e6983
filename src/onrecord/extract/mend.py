"""Put right what small parsers get wrong in news again and again, before anything is read from a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ontology.cues import find_verb
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FINITE = ("VBD", "VBZ", "VBP")
_LISTED = ("conj", "appos")


def mend(doc: Doc) -> Doc:
    """Return the doc with its parse mended in place; a second time changes nothing."""
    for token in doc:
        if token.tag_ in _FINITE and token.i > 0 and find_verb(token.lemma_.lower(), token.lower_) is not None:
            _part_source(token)
            _take_back(token)
    for sentence in doc.sents:
        if _is_headline(sentence):
            _make_passive(sentence)
    return doc


_NEEDS_OBJECT = load_event_words("roles", "needs_object")
_AIMS = load_event_words("roles", "aims")
_AIMED = load_event_words("roles", "aimed")
_LONGEST_HEADLINE = 30  # tokens


def _is_headline(sentence: Span) -> bool:
    """Tell whether a sentence is a line of its own without a mark at its end."""
    doc, words = sentence.doc, [token for token in sentence if not token.is_space]
    if not 1 < len(words) <= _LONGEST_HEADLINE or words[-1].is_punct:
        return False
    first, end = words[0].i, words[-1].i + 1
    return (first == 0 or "\n" in doc[first - 1].text_with_ws) and (end >= len(doc) or "\n" in doc[end].text)


def _make_passive(headline: Span) -> None:
    """Make passives of the participles that a headline leaves without "was": the parser has "Mayor stabbed at market" stab."""
    for token in headline:
        if token.tag_ not in ("VBD", "VBN") or token.lemma_.lower() not in _NEEDS_OBJECT:
            continue
        around = {child.dep_ for child in token.children}
        aimed = token.lemma_.lower() in _AIMS and any(child.lower_ in _AIMED for child in token.rights)
        if aimed or around & {"dobj", "aux", "auxpass", "dative"}:
            continue
        subject = next((child for child in token.lefts if child.dep_ == "nsubj"), None)
        if subject is not None:
            token.tag_, subject.dep_ = "VBN", "nsubjpass"
        elif token.dep_ in ("advcl", "dep", "conj") and token.head.tag_ == "VBN" and token.head.i < token.i and "mark" not in around:
            token.tag_, token.dep_ = "VBN", "conj"  # "Priest abducted, freed a day later"


def _part_source(report: Token) -> None:
    """Part who reports from the object of the clause before: "killed nine people, medics and residents said".

    The parser takes all three for the object and nobody for the subject, or all three for the subject and nobody for the object.
    """
    clause = next((child for child in report.lefts if child.dep_ == "ccomp"), None)
    if clause is None or clause.pos_ != "VERB":
        return
    subject = next((child for child in report.lefts if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None:
        listed = _behind_last_comma(report, report.i)
        if listed is not None and clause.is_ancestor(listed) and clause.right_edge.i == report.i - 1:
            listed.head, listed.dep_ = report, "nsubj"
    elif clause.i < subject.left_edge.i < report.i and subject.left_edge.nbor(-1).dep_ == "cc":
        # "... guards, a chief and | two surgeons said"
        listed = _behind_last_comma(report, subject.left_edge.i)
        if listed is not None and clause.is_ancestor(listed):
            listed.head, listed.dep_ = report, "nsubj"
            subject.head, subject.dep_ = listed, "conj"
    elif clause.i + 1 == subject.left_edge.i and subject.i < report.i and not any(child.dep_ == "dobj" for child in clause.children):
        listed = _behind_last_comma(report, report.i)
        if listed is not None and subject.is_ancestor(listed):
            listed.head, listed.dep_ = report, "nsubj"
            subject.head, subject.dep_ = clause, "dobj"


def _behind_last_comma(report: Token, end: int) -> Token | None:
    """Return the head of what stands between the last comma before a report and `end`, if it is joined to what stands before."""
    doc = report.doc
    comma = next((token for token in reversed(doc[report.sent.start : end]) if token.text == ","), None)
    if comma is None:
        return None
    heads = (token for token in doc[comma.i + 1 : end] if token.dep_ in _LISTED and token.left_edge.i == comma.i + 1)
    return next((token for token in heads if token.right_edge.i == end - 1), None)


def _take_back(report: Token) -> None:
    """Give the reporting voice the verb that the parser joined to what is said: "said it would stay and signalled ..."."""
    said = next((child for child in report.rights if child.dep_ == "ccomp"), None)
    if said is None:
        return
    for verb in said.conjuncts:
        if _is_reporter_s(verb, said, report):
            verb.head = report


def _is_reporter_s(verb: Token, said: Token, report: Token) -> bool:
    if verb.dep_ != "conj" or verb.head != said or not verb.tag_ == report.tag_ == "VBD" or verb.left_edge.i != verb.i:
        return False
    clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if said.tag_ != "VBD" or (clause is not None and clause.left_edge.lower_ == "that"):
        return True
    subject = next((child for child in said.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    # "said the raid was a crime and promised help": a raid promises nothing
    is_thing = subject is not None and subject.tag_ in ("NN", "NNS") and not subject.ent_type_ and subject.lower_ not in role_nouns()
    return is_thing and find_verb(verb.lemma_.lower(), verb.lower_) is not None
