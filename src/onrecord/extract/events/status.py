"""How an event stands: occurred, ongoing, future, hypothetical, negated or historical."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.ontology.plover import load_event_words
from onrecord.records import Reading, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE_AUX = load_event_words("status", "future_aux")
_MAYBE_AUX = load_event_words("status", "maybe_aux")
_FUTURE_HEAD = load_event_words("status", "future_head")
_MAYBE_HEAD = load_event_words("status", "maybe_head")
_FAIL_HEAD = load_event_words("status", "fail_head")
_DID_HEAD = load_event_words("status", "did_head")
_MAYBE_NOUN = load_event_words("status", "maybe_noun")
_MAYBE_ADJECTIVE = load_event_words("status", "maybe_adjective")
_NEGATION = load_event_words("status", "negation")
_CONDITION = load_event_words("status", "condition")
_STAGES = load_event_words("triggers", "stages")
_STOP = frozenset({"stop", "cease", "halt", "end"})
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_LONG_AGO = 2  # years before publication


def find_status(token: Token, so_far: Reading) -> Status:
    """Return how the event of a trigger stands, by its clause and by what governs it."""
    if _is_negated(token):
        return "negated"
    aux = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if any(child.dep_ == "mark" and child.lower_ in _CONDITION for child in token.children):
        return "hypothetical"
    if aux & _MAYBE_AUX:
        return "hypothetical"
    if aux & _FUTURE_AUX and not (aux & {"would"} and "have" in aux):
        return "future"
    governed = _by_governor(token)
    if governed is not None:
        return governed
    if _is_long_ago(token, so_far):
        return "historical"
    if token.tag_ == "VBG" and _is_going_on(token):
        return "ongoing"
    if token.tag_ in ("VBP", "VBZ") and token.pos_ == "VERB" and _is_state(token):
        return "ongoing"
    return "occurred"


def _is_going_on(token: Token) -> bool:
    """Tell whether "is doing", "has been doing", "in the final stages of doing" is told of the present."""
    aux = [child for child in token.children if child.dep_ == "aux"]
    if any(child.lemma_ == "be" for child in aux):
        return all(child.tag_ != "VBD" for child in aux)
    stage = token.head.head if token.dep_ == "pcomp" and token.head.lower_ == "of" else None
    if stage is None or stage.lemma_.lower() not in _STAGES:
        return False
    verb = next((up for up in stage.ancestors if up.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.tag_ in ("VBP", "VBZ")


def _is_negated(token: Token) -> bool:
    if any(child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no") for child in token.children):
        return True
    if any(child.lower_ in _NEGATION for child in token.children if child.dep_ in ("advmod", "preconj", "cc") and child.i < token.i):
        return True
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and (subject.lower_ in ("nobody", "none") or any(c.lower_ == "no" for c in subject.children if c.dep_ == "det")):
        return True
    return (
        token.dep_ == "conj"
        and token.head.pos_ == token.pos_
        and "neg" in [c.dep_ for c in token.head.children]
        and not _has_subject(token)
    )


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _by_governor(token: Token) -> Status | None:
    """Return the status that governing words give: "failed to", "plans to", "called on them to", "threat of"."""
    step = token
    for _ in range(3):
        head = step.head
        if head is step:
            return None
        lemma = head.lemma_.lower()
        infinitive = any(child.tag_ == "TO" for child in step.children)
        if step.dep_ in ("xcomp", "ccomp", "pcomp", "advcl") and (head.pos_ in ("VERB", "AUX", "ADJ", "ADP")):
            governor = head.head if head.pos_ == "ADP" else head
            lemma = governor.lemma_.lower()
            if lemma in _FAIL_HEAD and step.dep_ != "ccomp":
                return "ongoing" if lemma in _STOP and _is_negated(governor) else "negated"
            if infinitive and lemma in _FUTURE_HEAD:
                return "future"
            if (infinitive or step.dep_ == "ccomp") and lemma in _MAYBE_HEAD:
                return "hypothetical"
            if infinitive and step.dep_ == "advcl":
                return "hypothetical"  # purpose
            if infinitive and lemma == "be":
                return "future"
            if infinitive and lemma not in _DID_HEAD and step.dep_ == "xcomp":
                return "future" if governor.pos_ == "ADJ" and lemma in ("due", "ready", "set", "willing", "prepared") else "hypothetical"
            if lemma in _DID_HEAD or governor.pos_ == "VERB":
                inner = {child.lower_ for child in governor.children if child.dep_ == "aux"}
                if step.dep_ == "xcomp" and inner & _FUTURE_AUX:
                    return "future"
                if step.dep_ == "xcomp" and inner & _MAYBE_AUX:
                    return "hypothetical"
                return None
        elif step.dep_ == "acl" and infinitive:
            return "hypothetical"
        elif step.pos_ in ("NOUN", "PROPN"):
            if any(child.lemma_.lower() in _MAYBE_ADJECTIVE for child in step.children if child.dep_ == "amod"):
                return "hypothetical"
            if step.dep_ == "pobj" and head.head.lemma_.lower() in _MAYBE_NOUN and head.lower_ in ("of", "for", "to", "about"):
                return "hypothetical"
            if step.dep_ in ("dobj", "nsubj", "pobj", "nsubjpass") and lemma in _MAYBE_HEAD | {"plan", "expect", "avoid", "prevent"}:
                return "hypothetical"
            if step.dep_ in ("nsubj", "nsubjpass", "dobj"):
                inner = {child.lower_ for child in head.children if child.dep_ == "aux"}
                if inner & _FUTURE_AUX:
                    return "future"
                if inner & _MAYBE_AUX:
                    return "hypothetical"
            return None
        elif step.dep_ == "conj":
            step = head
            continue
        else:
            return None
        step = head
    return None


def _is_long_ago(token: Token, so_far: Reading) -> bool:
    """Tell whether the clause dates the event to years before the story."""
    published = so_far.story.published
    if not published or not published[:4].isdigit():
        return False
    years = [int(found) for child in token.subtree if child.ent_type_ == "DATE" for found in _YEAR.findall(child.text)]
    return bool(years) and max(years) <= int(published[:4]) - _LONG_AGO


def _is_state(token: Token) -> bool:
    return token.lemma_.lower() in ("back", "support", "oppose", "fight", "occupy", "besiege", "hold", "battle", "seek", "demand")
