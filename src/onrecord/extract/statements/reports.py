"""Which words report a quotation: the verb after it, before it, in the paragraph above it; a name after a dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Page, Span, to_phrase, trim
from onrecord.extract.statements.regions import Region
from onrecord.extract.statements.sources import find_subject
from onrecord.ontology.cues import find_verb, load_cues, load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

MARKS = "\"“”„‟«»＂`'‘’"
_STOPS = frozenset({".", "!", "?", "…", ";"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NAMES = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON"})
_NEIGHBOURS = 5  # quotations side by side, at most
_REACH = 60  # tokens between a quotation and its verb, at most
_BEFORE_COLON = re.compile(r"(?:^|[.!?”\"] )[ \t\xa0]*(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}(?:, [^,.:;!?\n]{3,40})?):[ \t\xa0]*$")
_BEHIND_DASH = re.compile(r"[ \t\xa0]*[–—―‒-]{1,2}[ \t\xa0]*(?P<name>[A-Z@][^\n,]{1,60})")


def is_quoting(token: Token) -> bool:
    """Tell whether a token is a verb that introduces quotations."""
    # the parser takes the verb of 'Said Ali: "..."' for a name
    verbal = token.tag_ in _VERB_TAGS or (token.is_sent_start and token.lower_ in load_words("leads"))
    cue = find_verb(token.lemma_.lower(), token.lower_) if verbal else None
    return cue is not None and "quote" in cue.frames and "predicate" not in cue.frames


def _is_naming(token: Token) -> bool:
    """Tell whether a verb gives a name rather than reports: "dubbed the quarrel: ..."."""
    cue = find_verb(token.lemma_.lower(), token.lower_)
    return cue is not None and "predicate" in cue.frames


def find_verb_after(page: Page, region: Region) -> Token | None:
    """Return the reporting verb that follows a quotation: `"...," the minister said`."""
    inner = page.text[region.start : region.end].strip(MARKS + " \xa0")
    after = page.text[region.end : region.end + 2].strip()
    comma = inner[-1:] in ",—–-?!…" or after[:1] in (",", "—", "–", "-")
    tokens: list[Token] = []
    start = _behind_neighbours(page, region)
    for token in page.tokens_in(start, start + 600)[:_REACH]:
        if page.region_at(token.idx) is not None or "\n" in token.text or token.text in _STOPS:
            break
        tokens.append(token)
    for token in tokens:
        if token.tag_ not in _VERB_TAGS or token.dep_ in ("aux", "auxpass"):
            continue
        if is_quoting(token) and (comma or not _says_more(token)):
            if token.dep_ in ("relcl", "acl", "amod", "advcl", "pcomp") and token.tag_ != "VBD" and token.i - tokens[0].i >= 4:
                continue
            return token
        if token.dep_ in ("relcl", "acl", "amod"):
            continue
        # any verb with a subject of its own will do behind a comma: `"Enough," she sobbed`
        return token if inner[-1:] == "," and _has_subject(token) else None
    return None


def _behind_neighbours(page: Page, region: Region) -> int:
    """Return where the quotations end that stand side by side with a region: `"Stay!" "Go!" they cried`."""
    end = region.end
    for _ in range(_NEIGHBOURS):
        following = page.region_at(end + 1)
        if following is None or following.start != end + 1 or page.text[end] != " ":
            break
        end = following.end
    return end


def _says_more(verb: Token) -> bool:
    """Tell whether a verb reports something after it, so that the quotation before it is not what it reports."""
    more = any(child.dep_ == "ccomp" or (child.dep_ == "xcomp" and child.tag_ != "VBG") for child in verb.rights)
    return more or not _has_subject(verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def find_verb_before(page: Page, region: Region) -> Token | None:
    """Return the reporting verb that leads to a quotation: `he told reporters: "..."`."""
    start = max(page.line_at(region.start), region.start - 400)
    lead = page.text[start : region.start].rstrip(" \t\xa0([")
    colon, comma = lead.endswith(":"), lead.endswith(",")
    distance = 0
    for token in reversed(page.tokens_in(start, region.start)):
        if page.region_at(token.idx) is not None and colon:
            continue
        if page.region_at(token.idx) is not None or token.text in _STOPS:
            return None
        if is_quoting(token):
            full = any(child.dep_ == "ccomp" and child.i > token.i and child.idx < region.start for child in token.children)
            near = distance < (12 if comma else 5) and not full
            return token if colon or near else None
        if token.tag_ in _FINITE and token.dep_ not in ("relcl", "aux", "auxpass") and (not colon or _is_naming(token)):
            return None
        distance += 1
    return None


def find_verb_above(page: Page, line: int) -> Token | None:
    """Return the reporting verb of the paragraph above, if that ends with a colon or a comma: "The governor added:"."""
    end = line
    while end > 0 and page.text[end - 1].isspace():
        end -= 1
    if page.text[max(0, end - 1) : end] not in (":", ","):
        return None
    for token in reversed(page.tokens_in(max(page.line_at(end - 1), end - 600), end)):
        if token.text in _STOPS:
            return None
        if is_quoting(token) and page.region_at(token.idx) is None:
            return token
        if (
            token.tag_ in ("NN", "NNS")
            and token.lemma_.lower() in load_cues("nouns")
            and token.head.lemma_.lower() in load_words("support")
        ):
            return token.head
    return None


def find_name_beside(page: Page, verb: Token, piece: Span) -> Span | None:
    """Return the name between a quotation and its verb, or after the verb, where the parser found no subject."""
    if verb.idx < piece[0]:
        return trim(page.text, verb.idx + len(verb), piece[0]) if verb.lower_ in load_words("leads") and verb.is_sent_start else None
    if any(token.pos_ in ("PROPN", "NOUN", "PRON") for token in page.tokens_in(piece[1], verb.idx)):
        return trim(page.text, piece[1], verb.idx)
    following: list[Token] = []
    for token in page.tokens_in(verb.idx + len(verb), verb.idx + len(verb) + 80):
        if token.pos_ not in _NAMES or page.region_at(token.idx):
            break
        following.append(token)
    return (following[0].idx, following[-1].idx + len(following[-1])) if following else None


def find_name_before_colon(page: Page, region: Region) -> Span | None:
    """Return the name in `Name: "..."` at the head of a line or sentence."""
    lead = _BEFORE_COLON.search(page.text[page.line_at(region.start) : region.start])
    if lead is None:
        return None
    start = page.line_at(region.start) + lead.start("name")
    tokens = page.tokens_in(start, start + len(lead["name"]))
    if any(token.tag_ in _VERB_TAGS for token in tokens) or not any(
        token.pos_ == "PROPN" or token.ent_type_ == "PERSON" for token in tokens
    ):
        return None
    return start, start + len(lead["name"])


def find_actor_before(page: Page, region: Region) -> Span | None:
    """Return who acts in the sentence before a quotation that nothing reports: `Ali shook his head. "We will not go."`."""
    tokens = list(page.tokens_in(max(page.line_at(region.start), region.start - 600), region.start))
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    root = tokens[-1].sent.root if tokens else None
    subject = find_subject(root) if root is not None and root.tag_ in _FINITE else None
    if root is None or subject is None or subject.i > root.i or root.idx > region.start:
        return None
    person = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she")
    return to_phrase(subject) if person and page.region_at(subject.idx) is None else None


def find_name_behind_dash(page: Page, region: Region) -> Span | None:
    """Return the name in `"..." — Name`."""
    dash = _BEHIND_DASH.match(page.text, region.end)
    if dash is None:
        return None
    name = dash["name"].rstrip(" .\xa0")
    return (dash.start("name"), dash.start("name") + len(name)) if len(name.split()) <= 6 else None
