"""What a reporting noun reports: "his claim that ...", "made a promise to ...", "the call for ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft, Page, Span, to_phrase
from onrecord.extract.statements.sources import find_source, to_source
from onrecord.ontology.cues import Cue, load_cues, load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VOICES = frozenset({"by", "from"})


def find_nominal(page: Page) -> Iterator[Draft]:
    """Yield a draft for every reporting noun that has a content and somebody whose it is."""
    cues = load_cues("nouns")
    for token in page.doc:
        if token.tag_ in ("NN", "NNS"):
            cue = cues.get(token.lemma_.lower())
            if cue is None:
                continue
            content, frame = _find_content(token, cue)
            if token.tag_ == "NNS" and frame != "that" and token.dep_ not in _SUBJECTS:
                continue
            source = _find_owner(token) if content else None
            if content and source and source != content:
                yield Draft(
                    content=(content,),
                    cue=(token.idx, token.idx + len(token)),
                    source=source,
                    lemma=cue.lemma,
                    force=cue.force,
                    frame=frame,
                )


def _find_content(noun: Token, cue: Cue) -> tuple[Span | None, str]:
    for child in noun.rights:
        if (
            child.dep_ in ("acl", "ccomp", "relcl")
            and "that" in cue.frames
            and child.left_edge.lower_ == "that"
            and child.left_edge.dep_ == "mark"
        ):
            return to_phrase(child), "that"
        if child.dep_ in ("acl", "relcl") and "infinitive" in cue.frames and any(below.tag_ == "TO" for below in child.lefts):
            return to_phrase(child), "infinitive"
        if child.dep_ == "prep" and child.lower_ in cue.frames:
            inner = next((below for below in child.children if below.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                return to_phrase(inner), child.lower_
    return None, "none"


def _find_owner(noun: Token) -> Span | None:
    """Return whose statement it is: a possessor, a "by" or "from" phrase, or the subject of a verb that lends it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return to_phrase(child)
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _VOICES:
            return next((to_phrase(below) for below in child.children if below.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ in _SUBJECTS:
        # "the demand to stop came from the union", "the demand was made by the union"
        voices = (child for child in verb.rights if child.dep_ in ("prep", "agent") and child.lower_ in _VOICES)
        lent = verb.lemma_.lower() in load_words("support")
        return next((to_phrase(below) for voice in voices if lent for below in voice.children if below.dep_ == "pobj"), None)
    if noun.dep_ in ("dobj", "attr") and verb.lemma_.lower() in load_words("support"):
        return find_source(verb)
    if noun.dep_ == "compound":
        return None
    adjective = next((child for child in noun.lefts if child.ent_type_ in ("NORP", "ORG", "PERSON", "GPE")), None)
    return to_source(adjective, noun) if adjective is not None else None
