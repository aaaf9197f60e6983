"""Block quotations: a paragraph without marks after one that ends in "... said:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.statements.draft import Draft, Page, trim
from onrecord.extract.statements.frames import to_cue
from onrecord.extract.statements.reports import MARKS, find_verb_above, is_quoting
from onrecord.extract.statements.sources import find_source, find_subject
from onrecord.ontology.cues import find_verb

_BLOCK = re.compile(r":[ \t\xa0]*\n[ \t\xa0\n]*(?P<block>[^\n]+)")
_NOT_A_BLOCK = MARKS + "-–—•*(["
_OWN_VOICE = frozenset({"i", "we", "you", "it", "who", "that", "which"})
_LEAST = 7  # words


def find_blocks(page: Page) -> Iterator[Draft]:
    """Yield a draft for every block quotation."""
    for match in _BLOCK.finditer(page.text):
        start = match.start("block")
        if page.text[start] in _NOT_A_BLOCK or len(match["block"].split()) < _LEAST:
            continue
        verb = find_verb_above(page, start)
        source = find_source(verb) if verb is not None else None
        cue = find_verb(verb.lemma_.lower(), verb.lower_) if verb is not None else None
        end = _find_end(page, start, start + len(match["block"].rstrip()))
        if verb is not None and source and len(page.text[start:end].split()) >= _LEAST:
            yield Draft(
                content=((start, end),),
                cue=to_cue(verb),
                source=source,
                lemma=cue.lemma if cue else verb.lemma_.lower(),
                force=cue.force if cue else "assert",
                frame="block",
            )


def _find_end(page: Page, start: int, end: int) -> int:
    """Return where a paragraph goes on in the story's own voice: the end of the sentence before it reports what a third party says."""
    for token in page.tokens_in(start, end):
        if token.tag_ in ("VBD", "VBZ") and is_quoting(token):
            subject = find_subject(token)
            if subject is not None and subject.lower_ not in _OWN_VOICE:
                return trim(page.text, start, max(start, token.sent.start_char))[1]
    return end
