"""What a reporting verb reports without a finite clause: "promised to leave", "accused them of theft", "called it a mistake"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.clauses import cut_short
from onrecord.extract.statements.draft import Span, to_phrase, to_span
from onrecord.ontology.cues import Cue, load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_phrase(verb: Token, cue: Cue) -> tuple[str, list[Span]]:
    """Return the content of a frame without a finite clause."""
    children = list(verb.children)
    passive = is_passive(verb)
    if passive and any(child.tag_ in ("WP", "WDT") for child in children):
        return "none", []
    subject = [to_phrase(child) for child in children if child.dep_ == "nsubjpass"] if passive else []
    after = [child for child in children if child.i > verb.i]
    direct = next((child for child in after if child.dep_ in ("dobj", "dative") and child.tag_ != "IN"), None)
    complement = next((child for child in after if child.dep_ in ("xcomp", "oprd")), None)
    if complement is not None:
        gerund = complement.tag_ == "VBG"
        infinitive = any(child.tag_ == "TO" for child in complement.lefts)
        if infinitive and "whom" in cue.frames and (direct is not None or passive):
            start = complement.left_edge if direct is None or "told" in cue.frames else direct.left_edge
            return "whom", [*subject, to_span(start, complement.right_edge)]
        if (infinitive and "infinitive" in cue.frames) or (infinitive and passive and "clause" in cue.frames):
            return "infinitive", [*subject, to_phrase(complement)]
        if gerund and "gerund" in cue.frames:
            return "gerund", [to_phrase(complement)]
        if "predicate" in cue.frames and not infinitive:
            start = direct.left_edge if direct is not None and direct.i < complement.i else complement.left_edge
            return "predicate", [*subject, to_span(start, complement.right_edge)]
    if "predicate" in cue.frames:
        small = next((child for child in after if child.dep_ == "ccomp"), None)
        if small is not None:
            return "predicate", [to_phrase(small)]
        last = _find_predicate(direct, after) if direct is not None and direct.dep_ == "dobj" else None
        if direct is not None and last is not None:
            return "predicate", [to_span(direct.left_edge, last)]
    wished = next((c for c in after if "for" in cue.frames and c.dep_ in ("advcl", "ccomp") and c.left_edge.lower_ == "for"), None)
    if wished is not None and wished.left_edge.i < wished.i:
        return "for", [to_span(wished.left_edge.nbor(1), wished.right_edge)]
    for preposition in after:
        if preposition.dep_ in ("prep", "dative", "agent") and preposition.lower_ in cue.frames:
            if preposition.lower_ == "to" and any(child.dep_ == "prt" for child in after):
                continue
            inner = next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)
            if inner is None or _is_occasion(preposition, inner, verb):
                continue
            if preposition.lower_ == "of" and (by := next((c for c in after if c.lower_ == "by" and c.i > preposition.i), None)):
                return "of", [*subject, to_span(inner.left_edge, by.right_edge)]
            held = direct is not None and direct.i < preposition.i and "told" not in cue.frames
            if direct is not None and held and preposition.lower_ in ("as", "for", "with"):
                return preposition.lower_, [to_span(direct.left_edge, preposition.right_edge)]
            if complement is not None and complement.left_edge.i == inner.right_edge.i + 1:
                return preposition.lower_, [to_span(inner.left_edge, complement.right_edge)]
            return preposition.lower_, [*subject, to_span(inner.left_edge, _with_condition(preposition.right_edge, after))]
    holders = [direct] if direct is not None else [c for child in after if child.dep_ == "agent" for c in child.children]
    if cue.force in ("accuse", "praise"):
        for preposition in (child for holder in holders for child in holder.children):
            if preposition.dep_ == "prep" and preposition.lower_ in cue.frames:
                inner = [to_phrase(below) for below in preposition.children if below.dep_ in ("pobj", "pcomp")]
                return preposition.lower_, [*subject, *inner[:1]]
    if "object" in cue.frames:
        if direct is not None and direct.dep_ == "dobj":
            last = direct.right_edge
            reason = next((c for c in after if c.dep_ == "prep" and c.lower_ in ("for", "as", "over") and c.i == last.i + 1), None)
            return "object", [to_span(direct.left_edge, cut_short(direct, reason.right_edge if reason is not None else last))]
        if passive and any(child.dep_ == "agent" for child in after):
            return "object", subject
    return "none", []


def _find_predicate(direct: Token, after: list[Token]) -> Token | None:
    """Return the last word of what something is called, which the parser hung on it: "called the plan a mistake"."""
    named = next((child for child in after if child.dep_ == "npadvmod" and child.left_edge.i == direct.right_edge.i + 1), None)
    if named is not None and named.left_edge.dep_ == "det":
        return named.right_edge
    for token in direct.subtree:
        if (
            token.i > direct.i
            and token.dep_ in ("amod", "appos", "acomp")
            and token.head.i < token.i
            and token.left_edge.nbor(-1).text != ","
        ):
            return direct.right_edge
    return None


def _is_occasion(preposition: Token, inner: Token, verb: Token) -> bool:
    """Tell whether a phrase says when or how one spoke, not what: "commented on Friday", "called the minister on the phone"."""
    if preposition.lower_ not in ("on", "upon", "in", "to"):
        return False
    return inner.ent_type_ in ("DATE", "TIME") or (verb.lemma_ == "call" and preposition.i != verb.i + 1)


def _with_condition(last: Token, after: list[Token]) -> Token:
    """Return the end of a phrase, or of the clause behind it that says when or why: "accused her of sleeping when it burned"."""
    for clause in after:
        if clause.dep_ == "advcl" and clause.left_edge.i == last.i + 1 and clause.left_edge.lower_ in load_words("joins"):
            return clause.right_edge
    return last


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: "was told", "were accused"."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
