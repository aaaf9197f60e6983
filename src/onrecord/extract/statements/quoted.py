"""Quotations by their marks: each quoted region finds its reporting verb, or goes on from the statement before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.statements.draft import Draft, Page, Span, join, trim
from onrecord.extract.statements.frames import to_cue
from onrecord.extract.statements.regions import Region
from onrecord.extract.statements.sources import find_addressee, find_source, find_subject
from onrecord.ontology.cues import Cue, load_cues, load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

_MARKS = "\"“”„‟«»＂`'‘’"
_ENDS = frozenset(".,?!…—–-;:")
_STOPS = frozenset({".", "!", "?", "…", ";"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_SUBORDINATE = frozenset({"relcl", "acl", "amod", "advcl", "pcomp"})
_MIN_WORDS = 4
_LONG = 7
_REACH = 60  # tokens between a quotation and its verb, at most
_BLOCK = re.compile(r"[^\n:]{3,200}:[ \t\xa0]*\n[ \t\xa0\n]*(?P<block>[^\n]+)")
_SAID_BY = re.compile(r"[ \t\xa0]*[–—―‒-]{1,2}[ \t\xa0]*(?=[A-Z@])")


def attribute_quotations(page: Page, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with their quotations taken whole, and those of the quotations that had none."""
    made = _Made(page, drafts)
    for region in page.regions:
        if _is_whole(page, region):
            made.attribute(region)
    return made.drafts()


class _Made:
    """The drafts of one page while quotations are joined to them."""

    def __init__(self, page: Page, drafts: Iterable[Draft]) -> None:
        self.page = page
        self.by_cue: dict[Span, Draft] = {}
        self.others: list[Draft] = []
        self.last: Draft | None = None  # what the last quotation became a part of
        for draft in drafts:
            grown = grow(page, draft)
            if grown.cue is None:
                self.others.append(grown)
            else:
                self.by_cue[grown.cue] = grown

    def drafts(self) -> list[Draft]:
        return sorted([*self.by_cue.values(), *self.others], key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))

    def attribute(self, region: Region) -> None:
        """Join a quotation to the draft that it belongs to, or make it one."""
        page = self.page
        piece = (region.start, region.end)
        line = page.text.rfind("\n", 0, region.start) + 1
        before, after = page.text[line : region.start].rstrip(), page.text[region.end :]
        found = find_cue_before(page, region) if before else None
        if found is None:
            found = find_cue_after(page, region)
        if found is None and (named := _find_dash_name(page, region)):
            self._keep(Draft(content=(piece,), source=named, frame="quote"))
            return
        if found is None and not before:
            found = _find_cue_above(page, line)
        if found is not None:
            self._join_to_cue(found, piece)
            return
        holder = next(
            (draft for draft in self.drafts() if draft.cue and _covers(draft.content, piece) and not region.covers(*draft.cue)), None
        )
        if holder is not None:
            self.last = holder
        elif self.last is not None and self._goes_on(self.last, region, line):
            self._join_to(self.last, piece)
        elif not before and region.double and len(page.text[region.start : region.end].split()) >= _MIN_WORDS:
            previous = self.last if self.last and page.text.count("\n\n", self.last.content[-1][1], region.start) <= 1 else None
            self._keep(Draft(content=(piece,), frame="quote", continues=previous.content[0] if previous else None))
        elif before[-1:] in _STOPS or before[-1:] in _MARKS:
            earlier = [
                draft
                for draft in self.drafts()
                if draft.cue and line <= draft.content[0][0] < region.start and not page.region_at(draft.cue[0])
            ]
            if earlier and len(page.text[region.start : region.end].split()) >= _MIN_WORDS and not after[:1].isalpha():
                self._join_to(earlier[-1], piece)

    def _goes_on(self, last: Draft, region: Region, line: int) -> bool:
        """Tell whether a quotation without a verb of its own is a further piece of the last one."""
        end = last.content[-1][1]
        previous = self.page.region_at(end - 1)
        if end >= line:
            return True
        return previous is not None and not previous.closed and not self.page.text[end:line].strip()

    def _join_to_cue(self, verb: Token, piece: Span) -> None:
        cue = to_cue(verb)
        draft = self.by_cue.get(cue)
        if draft is not None and draft.frame not in ("object", "none"):
            self._join_to(draft, piece)
            return
        entry = load_cues("verbs").get(verb.lemma_.lower())
        self._keep(
            Draft(
                content=(piece,),
                cue=cue,
                source=find_source(verb) or _find_name_beside(self.page, verb, piece),
                addressee=find_addressee(verb, entry or _PLAIN),
                lemma=verb.lemma_.lower(),
                force=entry.force if entry else None,
                frame="quote",
            )
        )

    def _join_to(self, draft: Draft, piece: Span) -> None:
        if draft not in self.others and draft.cue is None:
            return
        grown = replace(draft, content=join([*draft.content, piece]))
        if draft in self.others:
            self.others.remove(draft)
        self._keep(grown)

    def _keep(self, draft: Draft) -> None:
        self.last = draft
        if draft.cue is None:
            self.others.append(draft)
        else:
            self.by_cue[draft.cue] = draft


_PLAIN = Cue(lemma="", force="assert", frames=frozenset({"quote"}))


def grow(page: Page, draft: Draft) -> Draft:
    """Return the draft with every quoted region that it touches taken whole; one told inside a region stays in it."""
    home = page.region_at(draft.cue[0]) if draft.cue else None
    pieces = []
    for start, end in draft.content:
        if home is not None:
            pieces.append(trim(page.text, max(start, home.start), min(end, home.end)))
            continue
        touched = page.regions_in(start, end)
        pieces.append((min([start, *(r.start for r in touched)]), max([end, *(r.end for r in touched)])))
    return replace(draft, content=join(pieces) or draft.content)


def _is_spoken(draft: Draft) -> bool:
    return draft.frame in ("clause", "quote", "predicate", "according") and draft.force not in ("believe", "intend", "show")


def _covers(content: Sequence[Span], piece: Span) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in content)


def _is_whole(page: Page, region: Region) -> bool:
    """Tell whether a region is speech of its own, not some words inside a sentence of the story."""
    text = page.text
    inner = text[region.start : region.end].strip(_MARKS + " \xa0")
    before = text[text.rfind("\n", 0, region.start) + 1 : region.start].rstrip(" \t\xa0([")
    after = text[region.end : region.end + 3].lstrip(" \t\xa0)]")
    if not inner:
        return False
    ends = inner[-1] in _ENDS or after[:1] in _ENDS or not after[:1].strip() or not region.closed
    starts = not before or before[-1] in _ENDS or before[-1] in _MARKS or before.endswith((", but", ", and"))
    if starts and ends:
        return True
    if starts and before[-1:] in _STOPS and len(inner.split()) > _LONG:
        return True
    if not ends:
        return starts and not before and bool(_SAID_BY.match(text, region.end))
    previous = page.tokens_in(max(0, region.start - 40), region.start)
    return bool(previous) and _is_quoting(previous[-1])


def _is_quoting(token: Token) -> bool:
    cue = load_cues("verbs").get(token.lemma_.lower()) if token.tag_ in _VERB_TAGS else None
    return cue is not None and "quote" in cue.frames and "predicate" not in cue.frames


def find_cue_after(page: Page, region: Region) -> Token | None:
    """Return the reporting verb that follows a quotation: `"...," the minister said`."""
    text = page.text
    inner = text[region.start : region.end].strip(_MARKS + " \xa0")
    after = text[region.end : region.end + 2].strip()
    comma = inner[-1:] in ",—–-?!…" or after[:1] in (",", "—", "–", "-")
    tokens: list[Token] = []
    for token in page.tokens_in(region.end, region.end + 600)[:_REACH]:
        if page.region_at(token.idx) is not None or "\n" in token.text or (tokens and token.text in _STOPS):
            break
        tokens.append(token)
    for token in tokens:
        if token.tag_ not in _VERB_TAGS or token.dep_ in ("aux", "auxpass"):
            continue
        if _is_quoting(token) and (comma or not _says_more(token, region)):
            if token.dep_ in _SUBORDINATE and token.tag_ != "VBD" and not token.i - tokens[0].i < 4:
                continue
            return token
        if token.dep_ in ("relcl", "acl", "amod"):
            continue
        return token if comma and inner[-1:] == "," and _has_subject_near(token) else None
    return None


def _says_more(verb: Token, region: Region) -> bool:
    """Tell whether a verb reports something after it, so that the quotation before it is not what it reports."""
    return any(child.dep_ in ("ccomp", "xcomp") and child.i > verb.i for child in verb.children) or not _has_subject_near(verb)


def _has_subject_near(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def find_cue_before(page: Page, region: Region) -> Token | None:
    """Return the reporting verb that leads to a quotation: `he told reporters: "..."`."""
    text = page.text
    line = text.rfind("\n", 0, region.start) + 1
    lead = text[line : region.start].rstrip(" \t\xa0([")
    tokens: list[Token] = []
    for token in reversed(page.tokens_in(max(line, region.start - 400), region.start)):
        if page.region_at(token.idx) is not None:
            if lead.endswith(":"):
                continue
            break
        if token.text in _STOPS:
            break
        tokens.append(token)
    colon, comma = lead.endswith(":"), lead.endswith(",")
    for distance, token in enumerate(tokens):
        if _is_quoting(token):
            if colon:
                return token
            full = any(child.dep_ == "ccomp" and child.i > token.i and child.idx < region.start for child in token.children)
            if full:
                return None
            return token if distance < (12 if comma else 5) else None
        if token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("relcl", "aux", "auxpass") and not colon:
            return None
    return None


def _find_cue_above(page: Page, line: int) -> Token | None:
    """Return the reporting verb at the end of the paragraph before, if that ends with a colon or in the verb."""
    above = page.text[:line].rstrip()
    if above[-1:] not in (":", ","):
        return None
    start = page.text.rfind("\n", 0, len(above)) + 1
    for token in reversed(page.tokens_in(start, len(above))):
        if token.text in _STOPS:
            return None
        if _is_quoting(token) and page.region_at(token.idx) is None:
            return token
        if (
            token.tag_ in ("NN", "NNS")
            and token.lemma_.lower() in load_cues("nouns")
            and token.head.lemma_.lower() in load_words("support")
        ):
            return token.head
    return None


def find_blocks(page: Page) -> Iterator[Draft]:
    """Yield a draft for every block quotation: a paragraph without marks after one that ends in "... said:"."""
    for match in _BLOCK.finditer(page.text):
        if page.text[match.start("block")] in _MARKS + "-–—•*([" or len(match["block"].split()) < _LONG:
            continue
        verb = _find_cue_above(page, match.start("block"))
        if verb is not None and (source := find_source(verb)) and not _tells_of_others(page, *match.span("block")):
            start = match.start("block")
            content = ((start, start + len(match["block"].rstrip())),)
            yield Draft(content=content, cue=to_cue(verb), source=source, lemma=verb.lemma_.lower(), force="assert", frame="block")


def _tells_of_others(page: Page, start: int, end: int) -> bool:
    """Tell whether a paragraph goes on in the story's own voice: it reports what a third party says."""
    for token in page.tokens_in(start, end):
        if token.tag_ in ("VBD", "VBZ") and _is_quoting(token):
            subject = find_subject(token)
            if subject is not None and subject.lower_ not in ("i", "we", "you", "it", "who", "that", "which"):
                return True
    return False


def _find_name_beside(page: Page, verb: Token, piece: Span) -> Span | None:
    """Return the name between a quotation and its verb, or after the verb, where the parser found no subject."""
    if verb.idx < piece[0]:
        return None
    between = [token for token in page.tokens_in(piece[1], verb.idx) if token.pos_ in ("PROPN", "NOUN", "PRON")]
    if between:
        return trim(page.text, piece[1], verb.idx)
    following: list[Token] = []
    for token in page.tokens_in(verb.idx + len(verb), verb.idx + len(verb) + 80):
        if token.pos_ not in ("PROPN", "NOUN", "DET", "ADJ", "PRON") or page.region_at(token.idx):
            break
        following.append(token)
    return (following[0].idx, following[-1].idx + len(following[-1])) if following else None


def _find_dash_name(page: Page, region: Region) -> Span | None:
    """Return the name in `"..." — Name`."""
    dash = _SAID_BY.match(page.text, region.end)
    if dash is None:
        return None
    end = page.text.find("\n", dash.end())
    rest = page.text[dash.end() : end if end >= 0 else len(page.text)]
    name = rest.split(",")[0].rstrip(" .\xa0")
    return (dash.end(), dash.end() + len(name)) if 0 < len(name.split()) <= 6 else None
