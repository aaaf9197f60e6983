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
_ARRANGED = load_event_words("status", "arranged")
_STAGES = load_event_words("triggers", "stages")
_UNDER_WAY = load_event_words("status", "under_way")
_AFRAID = load_event_words("status", "afraid")
_PERHAPS = load_event_words("status", "perhaps")
_ALLEGEDLY = load_event_words("status", "allegedly")
_FOIL = load_event_words("status", "foil")
_OLD_WARS = re.compile(r"\bWorld War\b|\bCold War\b")
_BEGUN = frozenset({"start", "beginning", "outset", "middle", "midst", "course", "height"})
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
    if aux & {"would"} and "have" in aux:
        return "hypothetical"
    if aux & _FUTURE_AUX:
        return "future"
    if _is_unsure(token) or _is_inverted(token):
        return "hypothetical"
    governed = _by_governor(token)
    if governed is not None:
        return "hypothetical" if governed == "future" and _is_alleged(token) else governed
    if token.dep_ == "pobj" and token.head.lower_ == "in" and token.lemma_ == "support" and token.head.head.pos_ == "VERB":
        return find_status(token.head.head, so_far)  # "is bombing in support of"
    if _is_long_ago(token, so_far):
        return "historical"
    if (token.tag_ == "VBG" and _is_going_on(token)) or _is_carried_on(token):
        return "ongoing"
    if token.tag_ in ("VBP", "VBZ") and token.pos_ == "VERB" and _is_state(token):
        return "ongoing"
    return "occurred"


def _is_unsure(token: Token) -> bool:
    """Tell whether a verb is only "perhaps", "possibly" so."""
    return any(child.lower_ in _PERHAPS for child in token.children if child.dep_ == "advmod")


def _is_alleged(token: Token) -> bool:
    return any(child.lower_ in _ALLEGEDLY for verb in (token, token.head) for child in verb.children if child.dep_ == "advmod")


def _is_inverted(token: Token) -> bool:
    """Tell whether a clause is a condition by its order: "Had the army attacked, ..."."""
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    had = next((child for child in token.children if child.dep_ == "aux" and child.lower_ in ("had", "should", "were")), None)
    return token.dep_ == "advcl" and subject is not None and had is not None and had.i < subject.i


def _is_going_on(token: Token) -> bool:
    """Tell whether "is doing", "has been doing", "in the final stages of doing" is told of the present."""
    aux = [child for child in token.children if child.dep_ == "aux"]
    if any(child.lemma_ == "be" for child in aux):
        return all(child.tag_ != "VBD" for child in aux)
    stage = _stage_of(token)
    if stage is None:
        return False
    verb = next((up for up in stage.ancestors if up.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.tag_ in ("VBP", "VBZ")


def _stage_of(token: Token) -> Token | None:
    """Return the noun for a stage that a deed is in: "the final stages of", "the start of"."""
    stage = token.head.head if token.dep_ in ("pcomp", "pobj") and token.head.lower_ == "of" else None
    return stage if stage is not None and stage.lemma_.lower() in _STAGES else None


def _is_carried_on(token: Token) -> bool:
    """Tell whether "is being done", "continues to do", "keeps doing", "fighting continues" is told of the present."""
    stage = _stage_of(token) if token.pos_ in ("NOUN", "PROPN") else None
    if stage is not None and stage.lemma_.lower() in _BEGUN and stage.dep_ == "pobj" and stage.head.lower_ in ("at", "in", "amid"):
        return True  # "at the start of a visit"
    aux = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ == "being" for child in aux):
        return any(child.tag_ in ("VBP", "VBZ") for child in aux)
    head = token.head
    if head.tag_ not in ("VBP", "VBZ"):
        return False
    if token.dep_ == "xcomp" and head.lemma_ in _UNDER_WAY:
        return not (head.lemma_ == "go" and any(to.tag_ == "TO" for to in token.children))
    if token.dep_ != "nsubj" or token.pos_ == "VERB":
        return False
    after = [child for child in head.children if child.dep_ != "aux"]
    spans = [time.lemma_.lower() for child in after if child.lower_ in ("in", "into") for time in child.children]
    return head.lemma_ in _UNDER_WAY or (
        head.lemma_ in ("be", "enter")
        and (
            any(child.lower_ in ("under", "underway", "ongoing", "on") for child in after)
            or bool({"day", "week", "month", "year"} & set(spans))
        )
    )


def _is_negated(token: Token) -> bool:
    if any(child.lower_ == "not" and child.nbor(1).lower_ == "only" for child in token.children if child.i + 1 < len(token.doc)):
        return False
    if any(child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no") for child in token.children):
        return True
    if any(child.lower_ in _NEGATION for child in token.children if child.dep_ in ("advmod", "preconj", "cc") and child.i < token.i):
        return True
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and (subject.lower_ in ("nobody", "none") or _counts_none(subject)):
        return True
    return (
        token.dep_ == "conj"
        and token.head.pos_ == token.pos_
        and "neg" in [c.dep_ for c in token.head.children]
        and not _has_subject(token)
    )


def _counts_none(subject: Token) -> bool:
    """Tell whether a subject is "no man", "neither side", "not a single man"."""
    if any(child.lower_ in ("no", "neither") for child in subject.children if child.dep_ == "det"):
        return True
    return any(child.lower_ == "not" and child.nbor(1).lower_ in ("a", "one") for child in subject.children if child.i < subject.i)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _by_governor(token: Token) -> Status | None:
    """Return the status that governing words give: "failed to", "plans to", "called on them to", "threat of"."""
    step = token
    for _ in range(3):
        head = step.head
        lemma = head.lemma_.lower()
        infinitive = any(child.tag_ == "TO" for child in step.children)
        if step.dep_ in ("xcomp", "ccomp", "pcomp", "advcl") and (head.pos_ in ("VERB", "AUX", "ADJ", "ADP")):
            governor = head.head if head.pos_ == "ADP" else head
            lemma = governor.lemma_.lower()
            if step.dep_ == "pcomp" and (head.lower_ == "without" or head.head.lower_ == "short"):  # "stopped short of"
                return "negated"
            if infinitive and lemma == "have" and any(child.lower_ == "yet" for child in (*governor.children, *step.children)):
                return "negated"
            if step.dep_ == "ccomp" and _is_untrue(governor):
                return "negated"
            if infinitive and lemma in _DID_HEAD and _is_negated(governor):
                return "negated"
            if step.dep_ == "pcomp" and governor.pos_ == "ADJ" and lemma in _AFRAID:
                return "hypothetical"
            if lemma in _FAIL_HEAD and step.dep_ != "ccomp":
                return "ongoing" if lemma in _STOP and _is_negated(governor) else "negated"
            if infinitive and lemma in _FUTURE_HEAD and f"{lemma} {_particle(governor)}" != "go on":
                return "future"
            if (infinitive or step.dep_ == "ccomp") and lemma in _MAYBE_HEAD:
                return "hypothetical"
            if infinitive and step.dep_ == "advcl" and f"{lemma} {_particle(governor)}" != "go on":
                return "hypothetical"  # purpose
            if infinitive and lemma == "be":
                return "future"
            if infinitive and lemma not in (*_DID_HEAD, "go") and step.dep_ == "xcomp":
                return (
                    "future"
                    if governor.pos_ == "ADJ" and lemma in ("about", "due", "ready", "set", "willing", "prepared")
                    else "hypothetical"
                )
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
            if step.dep_ in ("dobj", "nsubjpass") and (lemma in _FOIL or f"{lemma} {_particle(head)}" == "call off"):
                return "negated"
            if step.dep_ == "dobj" and lemma in _STOP and _is_negated(head):
                return "ongoing"
            if any(child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in _ARRANGED for child in step.children):
                return "future"  # "a rally planned for Sunday"
            if any(child.lemma_.lower() in _MAYBE_ADJECTIVE for child in step.children if child.dep_ == "amod"):
                return "hypothetical"
            if step.dep_ == "pobj" and head.head.lemma_.lower() in _MAYBE_NOUN and head.lower_ in ("of", "for", "to", "about"):
                return "hypothetical"
            if step.dep_ in ("dobj", "nsubjpass") and lemma == "schedule":
                return "future"
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


def _is_untrue(governor: Token) -> bool:
    """Tell whether what follows is said not to be so: "it is not true that", "it is false that"."""
    complements = [governor, *(child for child in governor.children if child.dep_ == "acomp")]
    true = any(one.lower_ in ("true", "correct") for one in complements)
    return (true and any(_is_negated(one) for one in complements)) or any(one.lower_ in ("false", "untrue") for one in complements)


def _particle(verb: Token) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")


def _is_long_ago(token: Token, so_far: Reading) -> bool:
    """Tell whether the clause dates the event to years before the story."""
    published = so_far.story.published
    if not published or not published[:4].isdigit():
        return False
    clause = list(token.subtree)
    if token.dep_ == "relcl" and any(child.lower_ == "when" for child in token.children):
        clause.append(token.head)  # "in the 1970s, when"
    years = [int(found) for word in clause if word.ent_type_ == "DATE" for found in _YEAR.findall(word.text)]
    spots = {word.idx for word in clause}
    years += [
        _last_year(time.value)
        for time in so_far.times
        if time.type == "DATE"
        and time.value
        and time.value[:2].isdigit()
        and any(time.passage.start <= at < time.passage.end for at in spots)
    ]
    if not years and _OLD_WARS.search(token.doc[min(w.i for w in clause) : max(w.i for w in clause) + 1].text):
        return True
    return bool(years) and max(years) <= int(published[:4]) - _LONG_AGO


def _last_year(value: str) -> int:
    """Return the last year of a date, decade or century.

    >>> _last_year("1974-05"), _last_year("197"), _last_year("18")
    (1974, 1979, 1899)
    """
    figures = value.split("-", maxsplit=1)[0]
    return int(figures.ljust(4, "9"))


def _is_state(token: Token) -> bool:
    return token.lemma_.lower() in ("back", "support", "oppose", "fight", "occupy", "besiege", "hold", "battle", "seek", "demand")
