"""What a reporting verb reports, by the parse: its content in one of the frames that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.statements.astray import is_finite
from onrecord.extract.statements.clausal import find_clause
from onrecord.extract.statements.clauses import said_after
from onrecord.extract.statements.draft import Draft, Page, Span, to_phrase, to_span, trim
from onrecord.extract.statements.phrasal import find_phrase
from onrecord.extract.statements.sources import find_addressee, find_source, find_subject, find_verbless_root
from onrecord.ontology.cues import Cue, find_verb, load_cues, load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_HELD = frozenset({"believe", "intend", "show"})
_ANYBODY = frozenset({"you", "one", "it", "that", "this"})


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
    if frame == "predicate" and verb.dep_ == "acl" and not _has_object(verb):
        # "a device called the screw"
        return None
    if frame == "clause" and verb.tag_ == "VB" and verb.dep_ in ("ccomp", "conj") and not (is_finite(verb) or _is_heard(verb)):
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
    if source is None and (frame in ("object", "predicate", "about", "as", "with") or (frame == "whom" and cue.force == "demand")):
        # "they were told to leave": who told them is not said
        return None
    return Draft(
        content=pieces,
        cue=to_cue(verb),
        source=source,
        addressee=_up_to(page, find_addressee(verb, cue), pieces) if frame != "object" else None,
        lemma=cue.lemma,
        force=cue.force,
        frame=frame,
    )


def _is_heard(verb: Token) -> bool:
    """Tell whether somebody was heard to say it: "heard Ali say that ..."."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in load_words("hears") and find_subject(verb) is not None


def _up_to(page: Page, hearer: Span | None, pieces: tuple[Span, ...]) -> Span | None:
    """Return a hearer without the content that the parser hung on it."""
    if hearer is None:
        return None
    start, end = hearer
    return trim(page.text, start, min([end, *(piece[0] for piece in pieces if start < piece[0])])) if start < end else None


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
    return find_clause(verb, cue) or find_phrase(verb, cue)
