"""Reports at the end of a sentence in stories that lost their commas: "Forty people died the monitor said on Friday."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.statements.astray import is_finite
from onrecord.extract.statements.clausal import ends_its_sentence, find_clause
from onrecord.extract.statements.draft import Draft, Page, to_span
from onrecord.extract.statements.frames import to_cue
from onrecord.extract.statements.sources import find_addressee, find_subject, to_source
from onrecord.ontology.cues import find_verb, load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAST = 100  # words of a story that would have a comma
_RARE = 150  # words for each comma, in a story that lost them
_OTHERS = frozenset({"WP", "WDT", "PRP"})


def find_bare(page: Page) -> Iterator[Draft]:
    """Yield a draft for every report that only its place at the end of a sentence shows, if the story has no commas."""
    words = page.text.count(" ")
    if words < _LEAST or page.text.count(",") * _RARE > words:
        return
    for verb in page.doc:
        cue = find_verb(verb.lemma_.lower(), verb.lower_) if verb.tag_ in ("VBD", "VBZ") else None
        if cue is None or cue.lemma not in load_words("closes") or not ends_its_sentence(verb) or find_clause(verb, cue) is not None:
            continue
        subject = find_subject(verb)
        if subject is None or subject.tag_ in _OTHERS or subject.i > verb.i or not _says_before(subject.left_edge):
            continue
        content = to_span(verb.sent[0], subject.left_edge.nbor(-1))
        if page.regions_in(*content):
            # what is quoted finds its verb by itself
            continue
        yield Draft(
            content=(content,),
            cue=to_cue(verb),
            source=to_source(subject, verb),
            addressee=find_addressee(verb, cue),
            lemma=cue.lemma,
            force=cue.force,
        )


def _says_before(first: Token) -> bool:
    """Tell whether a whole clause stands before a word in its sentence."""
    before = first.doc[first.sent.start : first.i]
    if not before or before[-1].pos_ in ("ADP", "SCONJ", "CCONJ"):
        return False
    return any(token.dep_ in ("nsubj", "nsubjpass", "expl") and token.head.i < first.i and is_finite(token.head) for token in before)
