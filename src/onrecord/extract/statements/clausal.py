"""The clause that a reporting verb reports, wherever the parser put it: behind the verb, before it, around it, astray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.statements.astray import find_strayed
from onrecord.extract.statements.clauses import said_after, said_around, said_before
from onrecord.extract.statements.draft import Span, to_span
from onrecord.extract.statements.phrasal import is_passive
from onrecord.extract.statements.sources import find_inverted, find_subject
from onrecord.ontology.cues import Cue, load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLOSING = frozenset({":", ";"})


def find_clause(verb: Token, cue: Cue) -> tuple[str, list[Span]] | None:
    """Return the frame ("clause", or "whom" for an infinitive) and the clause that fills it; None if there is none."""
    clausal = not cue.frames.isdisjoint(("clause", "quote"))
    hearers = not cue.frames.isdisjoint(("told", "whom"))
    if not clausal and "whom" not in cue.frames:
        return None
    inverted = find_inverted(verb)
    if inverted is not None:
        return "clause", [to_span(verb.left_edge, verb.nbor(-1)), to_span(inverted.right_edge.nbor(1), verb.right_edge)]
    objects = [] if hearers else [child for child in verb.rights if child.dep_ == "dobj"]
    for child in _to_clauses(verb):
        if child.i < verb.i:
            return "clause", said_before(child, verb)
        if objects and objects[0].i < child.i and child.left_edge.lower_ != "that":
            continue
        infinitive = child.tag_ == "VB" and any(below.tag_ == "TO" for below in child.lefts)
        if infinitive and not cue.frames.isdisjoint(("whom", "infinitive")):
            return "whom", said_after(child, verb)
        if clausal and (infinitive or is_complete(child)):
            return "clause", said_after(child, verb)
    if not clausal or is_passive(verb):
        return None
    around = _find_around(verb, hearers=hearers)
    if around:
        return "clause", around
    strayed = find_strayed(verb, hearers=hearers)
    return ("clause", strayed) if strayed else None


def _to_clauses(verb: Token) -> list[Token]:
    """Return the clauses that hang on a verb and that it may report."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and (child.i > verb.i or _may_be_said(child, verb))]
    following = [child for child in clauses if child.i > verb.i]
    if len(clauses) > len(following) > 0 and (not _ends_before(clauses[0], verb) or not following[0].left_edge.nbor(-1).is_punct):
        # "The tour began in May and the band says it will go on", "It was late, and he said it was over": only what follows is said
        return following
    return clauses


def _may_be_said(clause: Token, verb: Token) -> bool:
    """Tell whether a verb can report the clause before it: no conjunction leads it, no colon or semicolon closes it."""
    if any(child.dep_ in ("mark", "advmod") and child.lower_ in load_words("joins") for child in clause.lefts):
        return False
    if any(child.text in _CLOSING for child in verb.lefts if child.i > clause.i):
        return False
    # "In his book "Leave Now," he suggested waiting", "Rain came, they asked him to leave"
    more = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    return more is None or more.left_edge.nbor(-1).is_punct


def _ends_before(clause: Token, verb: Token) -> bool:
    """Tell whether a comma or a mark stands between a clause and the report that follows it."""
    subject = find_subject(verb)
    first = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
    return bool(clause.i < verb.i and first > 0 and verb.doc[first - 1].is_punct)


def is_complete(clause: Token) -> bool:
    """Tell whether a clause has its subject, so that it is not a relative one ("a place which critics say is unsafe")."""
    if clause.tag_ in ("VBG", "VB", "VBN") or clause.pos_ not in ("VERB", "AUX"):
        return True
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl", "attr", "dep") and child.i < clause.i for child in clause.children)


def _find_around(verb: Token, *, hearers: bool) -> list[Span]:
    """Return the clause that the report follows or is put into, if the verb has nothing else to report."""
    put_it = verb.lower_ in ("put", "puts") and any(child.lower_ == "it" for child in verb.rights)
    taken = ("ccomp", "xcomp", "attr", "oprd") if hearers or put_it else ("dobj", "ccomp", "xcomp", "attr", "oprd")
    if any(child.dep_ in taken for child in verb.children):
        return []
    subject = find_subject(verb)
    if verb.dep_ == "parataxis":
        return said_around(verb, subject)
    if verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.lefts):
        # "as the mayor said", "as stated in the report"
        if verb.left_edge.i > 0 and verb.left_edge.nbor(-1).lower_ in ("far", "long", "soon", "much", "well"):
            # "as far as I know"
            return []
        within = verb.head.dep_ == "ccomp" and verb.head.i < verb.i
        named = subject is not None or (verb.tag_ == "VBN" and any(child.lower_ in ("by", "in") for child in verb.rights))
        return said_around(verb, subject) if named and not within else []
    if subject is None or subject.tag_ in ("WP", "WDT"):
        return []
    if verb.dep_ in ("relcl", "acl", "pcomp", "xcomp") or any(child.dep_ == "mark" for child in verb.lefts):
        return []
    first = min(subject.left_edge.i, verb.i)
    before = verb.doc[first - 1] if first > verb.sent.start else None
    if before is None or not (before.text in (",", "—", "–", "--") or before.tag_ == "''"):
        return []
    if verb.dep_ == "conj" and (before.text != "," or not ends_its_sentence(verb)):
        return []
    if not any(_is_statement(token, verb) or token.lower_ in ("yes", "no") for token in verb.doc[verb.sent.start : first]):
        return []
    return said_around(verb, subject)


def ends_its_sentence(verb: Token) -> bool:
    """Tell whether only words of when and where follow a verb up to the end of its sentence."""
    following = verb.doc[verb.i + 1 : verb.sent.end]
    return not any(token.pos_ in ("VERB", "AUX") or token.dep_ == "cc" for token in following)


def _is_statement(token: Token, verb: Token) -> bool:
    """Tell whether a token is the verb of a clause that could be said: finite, with a subject, under no conjunction."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("relcl", "acl", "aux", "auxpass", "pcomp") or token == verb:
        return False
    below = {child.dep_ for child in token.lefts}
    if any(child.tag_ == "WRB" for child in token.lefts):
        return False
    return "mark" not in below and not below.isdisjoint(("nsubj", "nsubjpass", "expl"))
