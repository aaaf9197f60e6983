"""The words that tell events: verbs and nouns by sense and frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.events.frames import OBJECT, has_object, has_subject, verb_keys
from onrecord.extract.events.roles import owners_of, subjects_of
from onrecord.extract.events.status import find_status
from onrecord.ontology.plover import Ontology, Trigger, load_event_words, load_plover
from onrecord.records import Reading, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_VERB_TAGS = ("VERB", "AUX")
_BROADCAST = load_event_words("triggers", "broadcast")
_NOT_BY_HAND = load_event_words("triggers", "not_by_hand")
_SPORT = load_event_words("triggers", "sport")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A trigger in its place: the token that heads it, its sense, and how its event stands."""

    token: Token  # of spaCy; lives only while the story is read
    words: tuple[int, int]  # token positions of the trigger, end exclusive
    light: Token | None  # the verb that carries an event noun
    event_type: str
    mode: str | None
    status: Status
    score: float
    method: str = "lexicon"  # what gave the type
    objects: frozenset[str] = frozenset()  # lemmas one of which its frame asks for as object

    @property
    def narrow(self) -> bool:
        """Tell whether the frame asks for an object: then the object is the deed, not who it is done to."""
        return bool(self.objects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may tell events, and the triggers that the lexicon finds in it."""

    sentence: Span
    found: Sequence[Found]


def find_candidates(doc: Doc, so_far: Reading) -> Iterator[Candidate]:
    """Yield the sentences of a story that are neither page furniture nor sport, in text order."""
    ontology = load_plover()
    furniture = [(passage.start, passage.end) for passage in so_far.story.furniture]
    for sentence in doc.sents:
        if any(start <= sentence.start_char < end for start, end in furniture):
            continue
        lemmas = {token.lemma_.lower() for token in sentence}
        if len(lemmas & _SPORT) >= 2:
            continue
        yield Candidate(sentence=sentence, found=[one for token in sentence if (one := _judge(token, ontology, so_far)) is not None])


def _judge(token: Token, ontology: Ontology, so_far: Reading) -> Found | None:
    if token.dep_ == "amod":
        return None  # "alleged", "recognised": describes, does not tell
    if token.pos_ == "VERB" or (token.dep_ in ("acl", "advcl", "ROOT") and token.tag_.startswith("VB")):
        return _judge_verb(token, ontology, so_far)
    if token.pos_ in ("NOUN", "PROPN"):
        return _judge_noun(token, ontology, so_far)
    if token.pos_ == "ADJ" and any(child.dep_ in ("xcomp", "prep") for child in token.children):
        return _judge_adjective(token, ontology, so_far)
    return None


def _judge_adjective(token: Token, ontology: Ontology, so_far: Reading) -> Found | None:
    """Judge "is ready to help": what is promised must be cooperation, not a threat."""
    deeds = [child for child in token.children if child.dep_ == "xcomp" and any(to.tag_ == "TO" for to in child.children)]
    hostile = _is_hostile(token, ontology)
    for trigger in ontology.adjectives.get(token.lemma_.lower(), ()):
        if not deeds or hostile or token.head.lemma_ not in ("be", "remain", "stand", "seem"):
            return None
        status = find_status(token.head, so_far)
        score = 0.75 if status in ("occurred", "ongoing") else 0.4
        return Found(
            token=token,
            words=(token.i, token.i + 1),
            light=token.head,
            event_type=trigger.event_type,
            mode=trigger.mode,
            status=status,
            score=score,
        )
    return None


def _is_hostile(token: Token, ontology: Ontology) -> bool:
    """Tell whether what is promised is a hostile act: "promised to bomb"."""
    deeds = [child for child in token.children if child.dep_ == "xcomp" and any(to.tag_ == "TO" for to in child.children)]
    senses = [ontology.verbs.get(deed.lemma_.lower(), ()) for deed in deeds]
    return any(some and all(trigger.event_type in _THREAT_OF for trigger in some) for some in senses)


def _judge_verb(token: Token, ontology: Ontology, so_far: Reading) -> Found | None:
    keys = list(verb_keys(token))
    if not any(child.dep_ == "xcomp" for child in token.children) and any(
        _fits(token, extra, plain) for key, extra in keys for plain in ontology.plain.get(key, ())
    ):
        return None
    senses = sorted(  # a narrow sense of a shorter key goes before a wide one of a longer: "flew tents to" before "flew to"
        ((extra, trigger) for key, extra in keys for trigger in ontology.verbs.get(key, ())), key=lambda sense: not sense[1].asks
    )
    for extra, trigger in senses:
        if (trigger.asks or extra is None or extra.head.dep_ != "dobj") and _fits(token, extra, trigger):
            if trigger.event_type in ("ASSAULT", "SANCTION") and _not_by_hand(token):
                return None
            if trigger.event_type == "AGREE" and _is_hostile(token, ontology):
                continue
            status = find_status(token, so_far)
            event_type, mode = _turn(trigger, status, token)
            status = "occurred" if event_type in ("REJECT", "AGREE", "THREATEN") and event_type != trigger.event_type else status
            words = (min(token.i, extra.i if extra is not None else token.i), max(token.i, extra.i if extra is not None else token.i) + 1)
            if extra is not None and abs(extra.i - token.i) > 3:
                words = (token.i, token.i + 1)
            return Found(
                token=token,
                words=words,
                light=None,
                event_type=event_type,
                mode=mode,
                status=status,
                score=_weigh(token, trigger, status),
                objects=trigger.objects,
            )
    return None


def _fits(token: Token, extra: Token | None, sense: Trigger) -> bool:
    """Tell whether a verb has the subject and the object that a sense asks for."""
    return (not sense.objects or has_object(token, extra, sense.objects)) and (not sense.subjects or has_subject(token, sense.subjects))


def _not_by_hand(token: Token) -> bool:
    """Tell whether a harm comes from nature or accident, by its own subject, agent or circumstance."""
    causes = [child for child in token.children if child.dep_ in ("nsubj", "agent", "prep", "advcl")]
    causes += [token.head] if token.dep_ in ("relcl", "acl") else []
    near = [*causes, *(inner for cause in causes if cause.dep_ in ("agent", "prep") for inner in cause.children)]
    return any(one.lemma_.lower() in _NOT_BY_HAND for one in near) or any(
        inner.lemma_.lower() in _NOT_BY_HAND
        for one in near
        if one.dep_ == "pobj"
        for inner in one.children
        if inner.dep_ in ("compound", "amod")
    )


def _judge_noun(token: Token, ontology: Ontology, so_far: Reading) -> Found | None:
    if token.dep_ == "compound" or token.ent_type_ in ("PERSON", "GPE", "ORG", "WORK_OF_ART", "LAW", "FAC", "PRODUCT", "LOC"):
        return None
    lemma = token.lemma_.lower()
    before = token.nbor(-1) if token.i > token.doc[0].i and token.i > 0 else None
    first = token.i
    senses: Sequence[Trigger] = ()
    if before is not None and before.dep_ in ("compound", "amod", "nmod"):
        senses = ontology.nouns.get(f"{before.lemma_.lower()} {lemma}", ontology.nouns.get(f"{before.lower_} {lemma}", ()))
        first = before.i if senses else first
    light = _light_verb(token, ontology)
    senses = senses or _carried_senses(lemma, light, ontology) or ontology.nouns.get(lemma, ())
    for trigger in senses:
        if trigger.objects and not any(inner.lemma_.lower() in trigger.objects for inner in token.subtree):
            continue
        if not _is_event_noun(token, light) or (light is None and trigger.event_type in _TAKES_CONTENT and not _has_owner(token)):
            return None
        if trigger.event_type == "ASSAULT" and _not_by_hand(token):
            return None
        carrier = light if light is not None else token
        status = find_status(carrier, so_far) if light is not None or token.dep_ != "ROOT" else find_status(token, so_far)
        if status == "occurred" and light is not None and _is_yet_to_come(light, so_far):
            status = "future"
        event_type, mode = _turn(trigger, status, carrier)
        if event_type == "MOBILIZE" and lemma in _EXERCISES and (_is_joint(token) or len(owners_of(token, light)) > 1):
            event_type, mode = "COOPERATE", None
        status = "occurred" if event_type in ("REJECT", "AGREE", "THREATEN") and event_type != trigger.event_type else status
        score = 0.8 * _weigh(carrier, trigger, status) if light is not None else 0.55 * _weigh(token, trigger, status)
        return Found(token=token, words=(first, token.i + 1), light=light, event_type=event_type, mode=mode, status=status, score=score)
    return None


def _is_yet_to_come(carrier: Token, so_far: Reading) -> bool:
    """Tell whether a verb only plans the event it carries, "plans a rally", or calls it for a day after the story's."""
    if carrier.lemma_.lower() in _PLANS:
        return True
    published = (so_far.story.published or "")[:10]
    spots = {word.idx for word in carrier.subtree}
    days = [
        time.value[:10]
        for time in so_far.times
        if time.type in ("DATE", "TIME") and time.value and any(time.passage.start <= at < time.passage.end for at in spots)
    ]
    return carrier.lemma_.lower() in _CALLS and bool(published) and any(_DAY.fullmatch(day) and day > published for day in days)


_PLANS = load_event_words("status", "arranged")
_CALLS = load_event_words("status", "calls")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _carried_senses(noun: str, light: Token | None, ontology: Ontology) -> Sequence[Trigger]:
    """Return the senses that a noun has only with its carrier: "carried out strikes"."""
    if light is None:
        return ()
    particles = [child.lower_ for child in light.children if child.dep_ == "prt"]
    return ontology.nouns.get(" ".join((light.lemma_.lower(), *particles, noun)), ())


_EXERCISES = load_event_words("triggers", "exercises")


def _is_joint(token: Token) -> bool:
    """Tell whether an exercise is held together: "joint drills", "exercises with India"."""
    return any(child.lower_ in ("joint", "multinational", "with") for child in token.children)


def _has_owner(token: Token) -> bool:
    if any(child.dep_ == "poss" or child.ent_type_ in ("NORP", "GPE", "ORG") for child in token.children):
        return True
    return token.head.lower_ == "in" and any(child.lower_ == "of" for child in token.children)  # "in support of"


def _light_verb(token: Token, ontology: Ontology) -> Token | None:
    """Return the verb that carries an event noun: "carried out strikes", "attacks were launched", "took part in talks"."""
    head = token.head
    if token.dep_ == "conj":
        head = head.head
    if token.dep_ == "pobj" or (token.dep_ == "conj" and token.head.dep_ == "pobj"):
        preposition = token.head if token.dep_ == "pobj" else token.head.head
        verb = preposition.head
        if verb.pos_ == "VERB" and f"{verb.lemma_.lower()} {preposition.lower_}" in ontology.light | {"engage in", "take part", "take in"}:
            return verb
        if preposition.lower_ in ("in", "for") and verb.lemma_.lower() in ("engage", "participate", "join", "part"):
            return verb if verb.pos_ == "VERB" else verb.head
        return None
    if token.dep_ in OBJECT and head.pos_ == "VERB":
        keys = {head.lemma_.lower(), *(f"{head.lemma_.lower()} {child.lower_}" for child in head.children if child.dep_ == "prt")}
        if keys & ontology.light and not any(child.lower_ == "off" for child in head.children if child.dep_ == "prt"):
            return head
    return None


def _is_event_noun(token: Token, light: Token | None) -> bool:
    """Tell whether a noun tells an event here: something carries it, or it has parties, or it stands in time."""
    if light is not None:
        return True
    if any(child.lower_ in ("no", "any", "such", "every") for child in token.children if child.dep_ == "det"):
        return False
    has_party = any(
        (child.dep_ == "poss")
        or (child.dep_ == "prep" and child.lower_ in ("by", "against", "on", "with", "between", "of", "from", "to", "into"))
        or (child.dep_ in ("amod", "compound") and child.ent_type_ in ("NORP", "GPE", "ORG"))
        for child in token.children
    )
    carried = token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _HAPPEN
    staged = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _STAGES
    has_party = has_party or _is_placed(token)
    timed = token.dep_ == "pobj" and token.head.lower_ in ("after", "during", "in", "following", "amid", "despite") and has_party
    return (
        (has_party and token.dep_ in ("nsubj", "nsubjpass", "ROOT", "dobj", "conj", "appos"))
        or carried
        or timed
        or staged
        or (has_party and token.head.lower_ == "in" and token.lemma_ == "support")
    )


def _is_placed(token: Token) -> bool:
    """Tell whether a noun stands for one deed by its place: "the shooting at Kitale"."""
    if not any(child.lower_ == "the" for child in token.children if child.dep_ == "det"):
        return False
    behind = (inner for child in token.children if child.dep_ == "prep" and child.lower_ in _AT for inner in child.children)
    return any(inner.pos_ == "PROPN" and inner.ent_type_ not in ("DATE", "TIME", "PERSON") for inner in behind if inner.dep_ == "pobj")


_AT = ("at", "in", "near", "outside")
_HAPPEN = load_event_words("triggers", "happen")

_STAGES = load_event_words("triggers", "stages")
_FUTURE_OF = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "AGREE", "CONCEDE": "AGREE"}
_DECLARED = ("withdraw", "ceasefire")  # a withdrawal or truce announced for later is CONCEDE
_THREAT_OF = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_GIVING = frozenset({"CONCEDE", "AGREE", "SUPPORT", "CONSULT", "RETREAT"})
_SWEAR = load_event_words("triggers", "swear")
_OWN_WILL = frozenset({"will", "shall", "would", "wo", "'ll", "’ll"})


def _turn(trigger: Trigger, status: Status, token: Token) -> tuple[str, str | None]:
    """Return type and mode as the time of the deed makes them: help to come is AGREE, a hostile act to come THREATEN."""
    if status == "future":
        if trigger.event_type == "RETREAT" and trigger.mode in _DECLARED:
            return "CONCEDE", None
        if trigger.event_type in _FUTURE_OF:
            return _FUTURE_OF[trigger.event_type], None
        by_will = any(child.lower_ in _OWN_WILL for child in token.children if child.dep_ == "aux")
        if trigger.event_type in _THREAT_OF and by_will and not any(child.dep_ == "nsubjpass" for child in token.children):
            return "THREATEN", None
    if status == "future" and trigger.event_type in _THREAT_OF and (_is_sworn(token) or _is_warned_of(token)):
        return "THREATEN", None
    if status == "negated" and trigger.event_type in _GIVING and _is_sworn(token):
        return "REJECT", "yield" if trigger.event_type in ("RETREAT", "CONCEDE") else None
    if status == "negated" and trigger.event_type in ("SUPPORT", "AGREE") and token.dep_ == "xcomp" and token.head.lemma_ == "fail":
        return "REJECT", None
    unwilling = any(child.lower_ in _OWN_WILL for child in token.children if child.dep_ == "aux")
    if status == "negated" and unwilling and token.pos_ == "VERB" and trigger.event_type in _GIVING:
        return "REJECT", "yield" if trigger.event_type in ("RETREAT", "CONCEDE") else None
    return trigger.event_type, trigger.mode


def judge_unknown(words: Sequence[Token], event_type: str, so_far: Reading) -> Found | None:
    """Return the trigger of a type that the lexicon does not know; None if its words only describe, state or name something."""
    inside = {token.i for token in words}
    head = next(
        (token for token in words if token.head.i not in inside), words[0]
    )  # a root that comes with its auxiliary tells nothing new
    ontology = load_plover()
    carried = [child for child in head.children if child.dep_ in OBJECT and child.lemma_.lower() in ontology.nouns]
    if head.pos_ == "VERB" and head.lemma_.lower() in ontology.light and len(carried) == 1:
        [head] = words = carried  # "held constructive talks": the noun tells it
    if head.pos_ not in ("VERB", "NOUN") or head.dep_ in ("amod", "compound") or is_stated(head):
        return None
    light = _light_verb(head, ontology) if head.pos_ == "NOUN" else None
    if head.pos_ == "NOUN" and not _is_event_noun(head, light):
        return None
    carrier = light if light is not None else head
    trigger = Trigger(event_type=event_type, mode=None, objects=frozenset())
    status = find_status(carrier, so_far)
    turned, _ = _turn(trigger, status, carrier)
    return Found(
        token=head,
        words=(words[0].i, words[-1].i + 1),
        light=light,
        event_type=turned,
        mode=None,
        status="occurred" if turned in _PROMISES and status in ("future", "negated") else status,
        score=0.8 * _weigh(carrier, trigger, status),
        method="encoder",
    )


def is_stated(token: Token) -> bool:
    """Tell whether a word only states or appeals, whatever it looks like."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    plain = load_plover().plain
    return (
        token.lemma_.lower() in _BROADCAST
        or (token.lemma_.lower() in _GOVERNS and _has_clause(token))
        or _only_says(token)
        or any(_fits(token, extra, one) for key, extra in verb_keys(token) for one in plain.get(key, ()))
    )


def _has_clause(verb: Token) -> bool:
    """Tell whether a verb governs a deed: "failed to land", "refrained from landing"."""
    below = [inner for child in verb.children for inner in ((child, *child.children) if child.dep_ == "prep" else (child,))]
    return any(one.dep_ in ("xcomp", "ccomp", "pcomp") for one in below)


def _is_sworn(deed: Token) -> bool:
    """Tell whether a deed is what somebody swears to do: "vowed to arrest", "promised not to withdraw"."""
    return deed.dep_ == "xcomp" and deed.head.lemma_.lower() in _SWEAR


def _is_warned_of(deed: Token) -> bool:
    """Tell whether a deed to come is what somebody warns of, also in the passive: "warned that they would be deported"."""
    will = any(child.lower_ in _OWN_WILL for child in deed.children if child.dep_ == "aux")
    return will and deed.dep_ == "ccomp" and deed.head.lemma_ == "warn"


def _weigh(token: Token, trigger: Trigger, status: Status) -> float:
    """Return a score: what stands in the main clause, occurred, and fits a narrow frame, scores most."""
    score = 0.9 if trigger.objects else 0.8
    depth, head = 0, token
    while head.head != head and depth < 5:
        if head.dep_ in ("relcl", "acl", "advcl", "pcomp", "csubj"):
            score -= 0.12
        if head.dep_ == "ccomp" and head.head.lemma_.lower() not in _BROADCAST:
            score -= 0.1
        head, depth = head.head, depth + 1
    if status in ("hypothetical", "negated"):
        score -= 0.25
    if not subjects_of(token) and token.pos_ == "VERB" and token.dep_ not in ("xcomp", "conj"):
        score -= 0.08
    return max(0.05, round(score, 3))


def without_embedded(found: Sequence[Found]) -> Iterator[Found]:
    """Yield triggers but those that only fill another: what is demanded, promised or refused, and what a plain statement is about."""
    narrow = {one.token.i for one in found if one.light is None and one.narrow}
    found = [one for one in found if one.light is None or one.light.i not in narrow]
    promising = {one.token.i for one in found if one.light is None and one.event_type in _PROMISES}
    found = [one for one in found if one.light is None or one.light.i not in promising]
    carried = {one.light.i for one in found if one.light is not None}
    found = [one for one in found if one.light is not None or one.token.i not in carried]  # the noun that it carries tells the event
    found = list(_joined(found))
    found = [one for one in found if not _goes_with(one, found)]
    verbal = {one.token.i for one in found if one.light is None and one.event_type in _TAKES_CONTENT}
    for one in found:
        if _fills(one.token, verbal) or _is_about(one.token) or _is_purpose(one):
            continue
        yield one
        if one.mode == "convict" and one.status == "occurred" and _is_to_prison(one.token):
            yield replace(one, event_type="COERCE", mode="arrest", score=round(one.score - 0.01, 3))


def _joined(found: Sequence[Found]) -> Iterator[Found]:
    """Yield triggers without assaults that only are the subject of another: "air strikes killed four" is one event."""
    deeds = [one for one in found if one.event_type == "ASSAULT" and one.light is None]
    verbs = {one.token: one for one in deeds if one.token.pos_ == "VERB"}
    doers = {one.token: verbs[one.token.head] for one in deeds if one.token.dep_ == "nsubj" and one.token.head in verbs}
    doers = {deed: one for deed, one in doers.items() if not any(child.lower_ in ("of", "on", "against") for child in deed.children)}
    for one in found:
        if one.token in doers:
            continue
        means = next((deed for deed in deeds if doers.get(deed.token) is one), None)
        yield replace(one, mode=one.mode or means.mode) if means is not None else one


_BESIDE = {"MOBILIZE": "ASSAULT", "REQUEST": "PROTEST"}


def _goes_with(one: Found, found: Sequence[Found]) -> bool:
    """Tell whether a trigger is part of a harsher deed of the same hands: forces that move in, demands of those who march."""
    harsher = [other for other in found if other.event_type == _BESIDE.get(one.event_type)]
    own = subjects_of(one.light or one.token) if harsher else []
    return bool(own) and any(subjects_of(other.light or other.token) == own for other in harsher)


def _is_to_prison(token: Token) -> bool:
    return token.lemma_.lower() in ("jail", "imprison") or any(
        word.lower_ in ("prison", "jail", "imprisonment", "jailed") for word in token.subtree if word.i > token.i
    )


_APPEALS = load_event_words("triggers", "appeals")
_APPEAL_NOUNS = load_event_words("triggers", "appeal_nouns")
_DENIALS = load_event_words("triggers", "denials")
_PROMISES = frozenset({"AGREE", "REJECT", "THREATEN"})
_TAKES_CONTENT = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "CONCEDE", "SUPPORT"})
_FILLING = ("xcomp", "ccomp", "pcomp", "dobj", "prep", "pobj", "acl", "conj", "advcl", "relcl", "dative")


def _fills(token: Token, verbal: set[int]) -> bool:
    """Tell whether a trigger is what a verbal event demands, promises, threatens or refuses; what others have done stays."""
    if token.pos_ == "NOUN" and _has_owner(token):
        return False
    step = token
    for _ in range(4):
        if step.head == step or step.dep_ not in _FILLING:
            return False
        if step.head.i in verbal:
            return step.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "prep", "dative", "acl")
        step = step.head
    return False


_TRIED = load_event_words("triggers", "tried")


def _is_purpose(found: Found) -> bool:
    """Tell whether a trigger is only what something is for: "to discuss", "aimed at protecting", "a law preventing"."""
    token = found.light if found.light is not None else found.token
    if token.dep_ in ("xcomp", "acl") and token.head.lemma_ in _TRIED and found.event_type in ("ASSAULT", "COERCE"):
        return False
    return found.status == "hypothetical" and any(child.tag_ == "TO" for child in token.children)


def _is_about(token: Token) -> bool:
    """Tell whether a trigger stands in what a plain statement is about: condolences, concern, a claim, a considered step."""
    step = token
    for _ in range(8):
        head = step.head  # a root is its own: "expressed concern" tells nothing itself
        lemma = head.lemma_.lower()
        if _only_says(head) and step.dep_ in _FILLING and step.dep_ not in ("conj", "advcl"):
            return True
        if lemma in _CONSIDER and step.dep_ in ("xcomp", "dobj", "ccomp", "pobj"):
            return True
        if head.pos_ == "VERB" and lemma not in _DENIALS and step.dep_ not in ("conj", "advcl", "nsubj", "nsubjpass", "parataxis"):
            if any(_names_feeling(child) for child in head.children if child.dep_ in ("dobj", "attr", "oprd")):
                return True
            if lemma in _CLAIM and step.dep_ == "ccomp" and any(child.pos_ == "PRON" for child in step.children if child.dep_ == "nsubj"):
                return True
        step = head
    return False


def _only_says(verb: Token) -> bool:
    """Tell whether a verb appeals, hopes, or answers an accusation: what it is about did not happen by its telling."""
    lemma = verb.lemma_.lower()
    if verb.pos_ == "NOUN":
        return lemma in _APPEAL_NOUNS and any(child.dep_ == "acl" for child in verb.children)
    if verb.pos_ not in ("VERB", "ADJ", "AUX"):
        return False
    turned = (child for child in verb.children if not any(inner.ent_type_ in ("DATE", "TIME") for inner in child.children))
    if lemma in _APPEALS or any(f"{lemma} {child.lower_}" in ("call on", "call upon", "call for", "push for") for child in turned):
        return True
    plain = load_plover().plain.get(lemma, ())
    return lemma in _DENIALS and any(has_object(verb, None, one.objects) for one in plain)


def _names_feeling(token: Token) -> bool:
    return token.lemma_.lower() in _FEELING


_CONSIDER = load_event_words("triggers", "consider")
_GOVERNS = _CONSIDER | _TRIED | load_event_words("status", "fail_head") | load_event_words("status", "maybe_head")
_CLAIM = frozenset({"claim"})
_FEELING = load_event_words("triggers", "feeling")
