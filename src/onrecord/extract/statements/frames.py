"""What a reporting verb reports, by the parse: its content in one of the frames that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.statements.clauses import cut_short, said_after, said_around, said_before
from onrecord.extract.statements.draft import Draft, Page, Span, to_phrase, to_span
from onrecord.extract.statements.sources import find_addressee, find_source, find_subject, find_verbless_root
from onrecord.ontology.cues import Cue, find_verb, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_HELD = frozenset({"believe", "intend", "show"})
_ANYBODY = frozenset({"you", "one", "it", "that", "this"})
_QUESTION_MARKS = frozenset({"if", "whether"})


def find_framed(page: Page) -> Iterator[Draft]:
    """Yield a draft for every reporting verb with content in one of its frames."""
    adjectives = load_cues("adjectives")
    for token in page.doc:
        if token.dep_ == "acomp" and (held := adjectives.get(token.lower_)):
            yield from _read_adjective(token, held)
            continue
        if token.tag_ in _VERB_TAGS:
            cue = find_verb(token.lemma_.lower(), token.lower_)
            if cue is not None:
                draft = _read_cue(token, cue, page)
                if draft is not None:
                    yield draft


def _read_adjective(adjective: Token, cue: Cue) -> Iterator[Draft]:
    """Yield what somebody is sure of, worried about, and so on."""
    source = find_source(adjective.head)
    for child in adjective.rights:
        content = []
        if child.dep_ == "ccomp" and "clause" in cue.frames:
            content = said_after(child, adjective)
        elif child.dep_ == "prep" and child.lower_ in cue.frames:
            content = [to_phrase(below) for below in child.children if below.dep_ in ("pobj", "pcomp")]
        if content and source:
            span = (adjective.idx, adjective.idx + len(adjective))
            yield Draft(content=(content[0],), cue=span, source=source, lemma=cue.lemma, force=cue.force, frame="adjective")
            return


def _read_cue(verb: Token, cue: Cue, page: Page) -> Draft | None:
    frame, content = _find_content(verb, cue)
    pieces = tuple(piece for piece in content if piece[0] < piece[1])
    if not pieces:
        return None
    source = find_source(verb)
    if source is not None and source[0] < pieces[-1][0] < source[1]:
        # "accused by the prosecutor of stealing": the content hangs on the source
        source = _cut_off(page, source[0], pieces[-1][0])
    if frame not in ("clause", "quote") and not _is_asserted(verb):
        return None
    if cue.force in _HELD and source is not None and page.text[slice(*source)].lower() in _ANYBODY:
        return None
    if frame in ("about", "on", "of") and any(child.dep_ == "neg" for child in verb.lefts):
        # "did not comment on the strike"
        return None
    if frame in ("as", "for", "of") and verb.dep_ == "relcl" and not _has_object(verb):
        # "a place that they describe as safe": what is described stands outside
        return None
    if frame == "clause" and verb.tag_ == "VB" and verb.dep_ in ("ccomp", "conj"):
        return None
    if frame == "clause" and "clause" not in cue.frames and not any(page.regions_in(*piece) for piece in pieces):
        # "the crowd sang", "the army attacks": these report only what stands in quotation marks
        return None
    if frame == "object" and cue.force == "assert" and (page.region_at(verb.idx) or not page.regions_in(*pieces[0])):
        # "announced a plan" names what was said, it does not say it
        return None
    if source is None and verb.tag_ == "VB" and frame == "clause":
        # "Imagine that ...", "Tell me whether ..."
        return None
    if source is None and (frame in ("object", "predicate", "about", "as") or (frame == "whom" and cue.force == "demand")):
        # "they were told to leave": who told them is not said
        return None
    return Draft(
        content=pieces,
        cue=to_cue(verb),
        source=source,
        addressee=find_addressee(verb, cue) if frame != "object" else None,
        lemma=cue.lemma,
        force=cue.force,
        frame=frame,
    )


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "nsubjpass") and child.tag_ not in ("WDT", "WP") for child in verb.children)


def _cut_off(page: Page, start: int, end: int) -> Span | None:
    """Return a source up to the preposition that leads to its content."""
    tokens = list(page.tokens_in(start, end))
    while tokens and tokens[-1].tag_ in ("IN", "TO", ","):
        tokens.pop()
    return to_span(tokens[0], tokens[-1]) if tokens else None


def _is_asserted(verb: Token) -> bool:
    """Tell whether the story says that the act was done, not only names it ("laws requiring ...", "ways to promise ...")."""
    if verb.dep_ in ("acl", "csubj", "amod"):
        return find_verbless_root(verb) is not None
    if verb.tag_ == "VBG":
        return verb.dep_ not in ("pcomp", "xcomp", "relcl")
    return verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "conj", "relcl")


def to_cue(verb: Token) -> Span:
    """Return the verb with its particle."""
    after = next((child for child in verb.children if child.dep_ == "prt" and child.i == verb.i + 1), verb)
    return to_span(verb, after)


def _find_content(verb: Token, cue: Cue) -> tuple[str, list[Span]]:
    """Return the frame that is filled and the content that fills it."""
    children = list(verb.children)
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in children)
    clausal = not cue.frames.isdisjoint(("clause", "quote"))
    hearers = not cue.frames.isdisjoint(("told", "whom"))
    objects = [] if hearers else [child for child in children if child.dep_ == "dobj" and child.i > verb.i]
    clauses = [child for child in children if child.dep_ == "ccomp"]
    if len(clauses) > 1 and not _ends_before(clauses[0], verb):
        # "The tour began in May and the band says it will go on": only what follows is said
        clauses = [child for child in clauses if child.i > verb.i] or clauses
    for child in clauses:
        if clausal or "whom" in cue.frames:
            if child.i < verb.i:
                return "clause", said_before(child, verb)
            if objects and objects[0].i < child.i and child.left_edge.lower_ != "that":
                continue
            infinitive = child.tag_ == "VB" and any(below.tag_ == "TO" for below in child.lefts)
            if infinitive and not cue.frames.isdisjoint(("whom", "infinitive")):
                return "whom", said_after(child, verb)
            if clausal and (infinitive or _is_complete(child)):
                return "clause", said_after(child, verb)
    if clausal and not passive:
        around = _find_around(verb, children, hearers=hearers)
        if around:
            return "clause", around
        strayed = _find_strayed(verb, hearers=hearers)
        if strayed is not None:
            return "clause", said_after(strayed, verb)
        asked = next((c for c in children if c.dep_ == "advcl" and c.i > verb.i and c.left_edge.lower_ in _QUESTION_MARKS), None)
        if asked is not None and asked.left_edge.i - verb.i < 6:
            return "clause", said_after(asked, verb)
    return _find_phrase(verb, cue, children, passive=passive)


def _is_statement(token: Token, verb: Token) -> bool:
    """Tell whether a token is the verb of a clause that could be said: finite, with a subject, under no conjunction."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("relcl", "acl", "aux", "auxpass", "pcomp") or token == verb:
        return False
    below = {child.dep_ for child in token.lefts}
    return "mark" not in below and not below.isdisjoint(("nsubj", "nsubjpass", "expl"))


def _is_complete(clause: Token) -> bool:
    """Tell whether a clause has its subject, so that it is not a relative one ("a place which critics say is unsafe")."""
    if clause.tag_ in ("VBG", "VB", "VBN") or clause.pos_ not in ("VERB", "AUX"):
        return True
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl", "attr", "dep") and child.i < clause.i for child in clause.children)


def _ends_before(clause: Token, verb: Token) -> bool:
    """Tell whether a comma or a mark stands between a clause and the report that follows it."""
    subject = find_subject(verb)
    first = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
    return bool(clause.i < verb.i and first > 0 and verb.doc[first - 1].is_punct)


def _find_strayed(verb: Token, *, hearers: bool) -> Token | None:
    """Return the clause that the parser hung on a noun between: "told the paper in a statement that it had won"."""
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if token.dep_ in ("acl", "relcl", "ccomp") and token.pos_ in ("VERB", "AUX"):
            first = token.left_edge
            joins = first.lower_ == "that" and first.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "det")
            if (
                joins
                and _hangs_on(token.head, verb, hearers=hearers)
                and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.lefts)
            ):
                return token
    return None


def _hangs_on(noun: Token, verb: Token, *, hearers: bool) -> bool:
    above = noun.head
    return noun.pos_ in ("NOUN", "PROPN") and (
        (hearers and above == verb) or (above.dep_ == "prep" and verb in (above.head, above.head.head))
    )


def _find_around(verb: Token, children: list[Token], *, hearers: bool) -> list[Span]:
    """Return the clause that the report follows or is put into, if the verb has nothing else to report."""
    put_it = verb.lower_ in ("put", "puts") and any(child.lower_ == "it" for child in verb.rights)
    taken = ("ccomp", "xcomp", "attr", "oprd") if hearers or put_it else ("dobj", "ccomp", "xcomp", "attr", "oprd")
    if any(child.dep_ in taken for child in children):
        return []
    subject = find_subject(verb)
    if verb.dep_ == "parataxis":
        return said_around(verb, subject)
    if subject is None or subject.tag_ in ("WP", "WDT"):
        return []
    if verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.lefts):
        within = verb.head.dep_ == "ccomp" and verb.head.i < verb.i
        return [] if within else said_around(verb, subject)
    if verb.dep_ in ("relcl", "acl", "conj", "pcomp", "xcomp") or any(child.dep_ == "mark" for child in verb.lefts):
        return []
    first = min(subject.left_edge.i, verb.i)
    before = verb.doc[first - 1] if first > verb.sent.start else None
    if before is None or not (before.text in (",", "—", "–", "--") or before.tag_ == "''"):
        return []
    if not any(_is_statement(token, verb) for token in verb.doc[verb.sent.start : first]):
        return []
    return said_around(verb, subject)


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


def _find_phrase(verb: Token, cue: Cue, children: list[Token], *, passive: bool) -> tuple[str, list[Span]]:
    """Return the content of a frame without a finite clause."""
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
            if inner is None:
                continue
            if preposition.lower_ == "of" and (by := next((c for c in after if c.lower_ == "by" and c.i > preposition.i), None)):
                return "of", [*subject, to_span(inner.left_edge, by.right_edge)]
            if direct is not None and direct.i < preposition.i and preposition.lower_ in ("as", "for", "with"):
                return preposition.lower_, [to_span(direct.left_edge, preposition.right_edge)]
            if complement is not None and complement.left_edge.i == inner.right_edge.i + 1:
                return preposition.lower_, [to_span(inner.left_edge, complement.right_edge)]
            return preposition.lower_, [*subject, to_phrase(inner)]
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
