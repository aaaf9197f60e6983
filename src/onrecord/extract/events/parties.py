"""Who has a part in an event: the actor behind a noun phrase, or a party that only the event names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.events.answers import ANSWERS, find_answered
from onrecord.extract.events.capitals import find_state, name_at
from onrecord.extract.events.recipients import Group, patients_of
from onrecord.extract.events.roles import agents_of, is_place_noun, owners_of, phrase_of, pobjs, subjects_of
from onrecord.extract.events.telling import find_telling
from onrecord.extract.events.triggers import Found
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.countries import country_by_demonym, country_by_name
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns
from onrecord.records import Actor, ActorMention, Passage, Reading, Role, make_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSTRUMENTS = load_event_words("roles", "instruments")
_NOBODY = _INSTRUMENTS | load_event_words("roles", "weapons") | load_event_words("roles", "nobody")
_COUNTED = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY")
_OWNS = ("poss", "amod", "compound", "nmod", "appos")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A trigger with the actors and recipients of its event."""

    found: Found
    actors: Sequence[Role]
    recipients: Sequence[Role]


def cast_triggers(triggers: Sequence[Found], so_far: Reading) -> tuple[Sequence[Cast], Sequence[Actor]]:
    """Return every trigger with its parties, and the actors of the story with those that only events name."""
    if not triggers:
        return (), so_far.actors
    index = _index(so_far.actors)
    chosen = list(_choose_all(triggers, so_far, index))
    heads = list(dict.fromkeys(head for one in chosen for head in (*one.actors, *one.recipients)))
    known = _name_countries(chosen, index, so_far)
    index = _index(known) if known is not so_far.actors else index
    opened = _open_parties(heads, index, so_far)
    everybody = (*known, *opened)
    full = _index(everybody) if opened else index
    cast = [
        Cast(found=one.found, actors=_to_roles(one.actors, full, so_far), recipients=_to_roles(one.recipients, full, so_far))
        for one in chosen
    ]
    return cast, everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A trigger with the heads of the noun phrases that name its parties, and the actors that are known behind them."""

    found: Found
    actors: Sequence[Token]
    recipients: Sequence[Token]
    who: frozenset[str]
    whom: frozenset[str]


def _choose_all(triggers: Sequence[Found], so_far: Reading, index: Index) -> Iterator[Chosen]:
    """Yield the triggers with who acts and who is acted on; whom a word answers may be told before it."""
    before: list[Chosen] = []
    for found in triggers:
        one = _to_chosen(found, *_choose(found, index), index)
        if found.event_type in ANSWERS:
            told_in = find_telling(so_far.statements, _words_of(found, so_far))
            answered = [head for head in find_answered(one, before, told_in) if _is_other(head, one.actors, set(one.who), index)]
            one = _to_chosen(found, one.actors, answered or one.recipients, index)
        before.append(one)
        yield one


def _to_chosen(found: Found, actors: Sequence[Token], recipients: Sequence[Token], index: Index) -> Chosen:
    who, whom = (frozenset(actor.id for head in heads for actor in _everybody_behind(head, index)) for heads in (actors, recipients))
    return Chosen(found=found, actors=actors, recipients=recipients, who=who, whom=whom)


def _words_of(found: Found, so_far: Reading) -> Passage:
    words = found.token.doc[found.words[0] : found.words[1]]
    return Passage.cut(so_far.story, words.start_char, words.end_char)


Index = Mapping[int, tuple[int, Sequence[Actor]]]  # by character: the length of the shortest mention that covers it, and whose it is


def _index(actors: Iterable[Actor]) -> Index:
    found: dict[int, tuple[int, Sequence[Actor]]] = {}
    for actor in actors:
        for mention in actor.mentions:
            length = mention.passage.end - mention.passage.start
            for at in range(mention.passage.start, mention.passage.end):
                shortest, others = found.get(at, (length + 1, ()))
                if length <= shortest:
                    found[at] = (length, (actor,) if length < shortest else (*others, actor))  # "they" of several
    return found


def _choose(found: Found, index: Index) -> tuple[list[Token], list[Token]]:
    """Return the heads of actors and of recipients: of the possible recipients, the first that name somebody else."""
    actors = [owner for head in agents_of(found) for one in _meant(head, index) for owner in _hands(one)]
    own = {actor.id for head in actors for actor in _everybody_behind(head, index)}
    ends = (found.token.doc[found.words[0]], found.token.doc[found.words[1] - 1])  # "opened fire": no fire is acted on
    groups = [kept for group in patients_of(found) if (kept := _without_own(group, (*actors, *ends), own, index))]
    if _is_mutual(found, actors, own):
        to = next((group for group in groups if group.by in _TO_OTHERS and any(_is_party(head, index) for head in group.heads)), None)
        if to is None:
            return actors, [] if found.event_type in _NO_RECIPIENT else list(actors)
        return actors, list(to.heads)
    recipients = _pick(found, groups, index)
    if len(own) > 1 and found.token.lemma_.lower() in _WITH_EACH_OTHER and not any(_behind(head, index) for head in recipients):
        return actors, list(actors)
    return actors, recipients


_WITH_EACH_OTHER = frozenset({"agree", "fail"})


def _meant(head: Token, index: Index) -> list[Token]:
    """Return who says so for "they" of nobody known: "the guards' chairman said they would not end the strike"."""
    verb = head.head
    if head.lower_ not in _SPOKEN_FOR or head.idx in index or verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in _SAYING:
        return [head]
    return subjects_of(verb.head) or [head]


_SPOKEN_FOR = ("they", "it")
_SAYING = load_event_words("triggers", "broadcast")


def _hands(head: Token) -> list[Token]:
    """Return who acts with a head: whose strike or bomb it is; of a bare bomb, nobody is known."""
    return owners_of(head, None) if head.lemma_.lower() in _INSTRUMENTS else [head]


_TO_OTHERS = ("with", "to", "against", "dative")
_NO_RECIPIENT = ("ASSAULT", "CONSULT")  # both sides of a fight, all who meet
_MUTUAL_TYPES = frozenset({"AGREE", "ASSAULT", "CONSULT", "COOPERATE", "REJECT", "SUPPORT"})
_MUTUAL_DEEDS = load_event_words("roles", "mutual_deeds")
_MUTUAL_MEETINGS = load_event_words("roles", "mutual_meetings")


def _is_mutual(found: Found, heads: Sequence[Token], actors: set[str]) -> bool:
    """Tell whether an event is what several parties do with each other: "India and Nepal signed", "the two sides exchanged"."""
    if (len(actors) < 2 and not any(_is_several(head) for head in heads)) or found.event_type not in _MUTUAL_TYPES:
        return False
    words = [found.token, *([found.light] if found.light is not None else [])]
    for _ in range(3):
        shared = [word for word in words if not _is_of_others(word)]
        words += [child for word in shared for child in word.children if child.dep_ in _TAKEN and child not in words]
    joint = any(child.lower_ == "joint" for word in words for child in word.children)
    mutual = _MUTUAL_MEETINGS if found.event_type in _NO_RECIPIENT else _MUTUAL_DEEDS
    return found.event_type == "COOPERATE" or joint or any(one.lemma_.lower() in mutual for one in words)


def _is_of_others(word: Token) -> bool:
    """Tell whether a thing is somebody's own: what it is about is not done with each other: "they back Chad's call for a truce"."""
    return word.dep_ in ("dobj", "pobj") and any(child.dep_ == "poss" or child.ent_type_ in _NAMED for child in word.children)


def _is_several(head: Token) -> bool:
    """Tell whether one phrase stands for all sides: "they", "both countries", "the two leaders"."""
    return head.lower_ in ("they", "both") or any(child.lower_ in ("both", "two", "three") for child in head.children)


_TAKEN = ("dobj", "xcomp", "prep", "pobj", "prt")


def _pick(found: Found, groups: Sequence[Group], index: Index) -> list[Token]:
    """Return the heads of the group that is acted on: somebody named before something owned, and this before a mere thing."""
    groups = [group for group in groups if not _is_sent(found, group)]
    if found.narrow and groups and groups[0].by == "object" and not _is_concrete(groups[0].heads[0], index):
        groups = groups[1:] + groups[:1]
    rests = [group for group in groups if group.by != "where"]
    given = found.event_type in _TRANSFERS and found.token.lemma_.lower() in _GIVING
    ranked = (
        (group for group in rests if given and group.by in ("dative", "to") and group.depth == 0),
        (group for group in rests if found.event_type == "PROTEST" and group.by == "against"),
        (group for group in rests if found.event_type == "MOBILIZE" and group.by in _GOAL and _is_goal(group, index)),
        (group for group in rests[:1] if any(_behind(head, index) for head in group.heads)),
        (group for group in rests[:1] if group.by == "object" and found.event_type in _HANDS_ON and is_place_noun(group.heads[0])),
        (group for group in rests if any(_is_party(head, index) for head in group.heads)),
        (group for group in rests if any(_behind(head, index) for head in group.heads)),
        (group for group in rests if any(head.ent_type_ in _NAMED for head in group.heads)),
        (group for group in groups if group.by == "where"),
        (group for group in rests if found.event_type in _TRANSFERS and group.by in _TURNED_TO and group.depth < 2),
        (
            group
            for group in rests
            if found.event_type in _ON_THINGS and not any(head.lemma_.lower() in found.objects for head in group.heads)
        ),
    )
    first = next((group for rank in ranked for group in rank), None)
    return list(first.heads) if first is not None else []


_GOAL = ("to", "into", "against", "toward", "towards")


def _is_goal(group: Group, index: Index) -> bool:
    """Tell whether forces are sent there: "to the border on a mission"; not what they are sent for."""
    return any(_is_party(head, index) or is_place_noun(head) for head in group.heads)


def _is_concrete(head: Token, index: Index) -> bool:
    """Tell whether the object that a frame asks for is itself acted on: somebody, a place, what somebody owns."""
    if _is_party(head, index) or is_place_noun(head):
        return True
    owned = any(child.idx in index for child in head.children if child.dep_ in ("poss", "amod", "compound", "nmod"))
    return owned and head.lemma_.lower() not in _ATTITUDES


_TWO_SENSES = load_actor_words("nouns", "two_senses")
_GIVING = load_event_words("roles", "giving")
_ATTITUDES = load_event_words("roles", "attitudes")
_HANDS_ON = ("ASSAULT", "COERCE")
_NAMED = ("GPE", "LOC", "ORG", "NORP", "PERSON", "FAC")
_TRANSFERS = frozenset({"AGREE", "AID", "COOPERATE", "CONCEDE", "REJECT", "RETREAT", "SUPPORT", "THREATEN"})
_ON_THINGS = frozenset({"ACCUSE", "AID", "ASSAULT", "COERCE", "CONCEDE", "REJECT", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"})
_TURNED_TO = ("dative", "to", "with", "against", "from", "into")
_FORCES = load_event_words("roles", "forces")
_SENDING = load_event_words("roles", "sending")


def _is_sent(found: Found, group: Group) -> bool:
    """Tell whether a group is what is sent, moved or pulled out, and not who it is sent to or taken from."""
    head = group.heads[0]
    if group.by not in ("object", "of"):
        return False
    if found.event_type == "MOBILIZE" and group.by == "object" and group.depth == 0:
        return True
    if counted := [force for force in pobjs(head, "of") if force.lemma_.lower() in _FORCES]:
        head = counted[0] if head.lemma_.lower() not in _FORCES else head  # "a batch of peacekeepers"
    owned = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in head.children)
    if owned and head.lemma_.lower() in _FORCES:
        return True
    tied = group.heads[0]
    if tied.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return False
    verb = tied.head
    while group.by == "of" and verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head  # "sent teams of officers"
    sending = {verb.lemma_.lower(), found.token.lemma_.lower()} & _SENDING  # "announced the deployment of troops"
    moved = head.lemma_.lower() in _FORCES and (found.event_type == "MOBILIZE" or found.mode == "withdraw" or bool(sending))
    turned = any(child.lower_ in ("to", "into") and child.dep_ in ("prep", "dative") for one in (verb, head) for child in one.children)
    return moved or (turned and verb.lemma_.lower() in _SENDING)


def _is_party(head: Token, index: Index) -> bool:
    """Tell whether a phrase names somebody by its own head: a known actor, a name, a noun for people or a body."""
    if head.idx in index or head.ent_type_ in ("GPE", "ORG", "NORP", "PERSON"):
        return True
    role = role_nouns().get(head.lemma_.lower())
    if role is None:
        return head.lower_ == "those" or head.lemma_.lower() in _COUNTRIES | _OTHERS
    if role.noun in _TWO_SENSES and head.tag_ == "NN" and not any(child.dep_ == "poss" or child.lower_ == "the" for child in head.children):
        return False  # "a state of siege"
    return not role.is_instrument and not role.is_document


def _without_own(group: Group, actors: Sequence[Token], own: set[str], index: Index) -> Group | None:
    """Return a group without dates and without who acts."""
    kept = tuple(head for head in group.heads if _is_other(head, actors, own, index))
    return replace(group, heads=kept) if kept else None


def _is_other(head: Token, actors: Sequence[Token], own: set[str], index: Index) -> bool:
    """Tell whether a phrase can be acted on: not a date, and not who acts."""
    named = _everybody_behind(head, index)
    if not named and head.lemma_.lower() in _NOBODY:
        return False
    return head not in actors and head.ent_type_ not in ("DATE", "TIME") and (not named or any(actor.id not in own for actor in named))


def _behind(head: Token, index: Index) -> Actor | None:
    """Return the actor that a noun phrase names, the first of several."""
    return next(iter(_everybody_behind(head, index)), None)


def _everybody_behind(head: Token, index: Index) -> Sequence[Actor]:
    """Return the actors that a noun phrase names: by its head, else by who it belongs to: "Russia's planes"."""
    for token in _carriers(head):
        if token.idx in index:
            return index[token.idx][1]
        if token == head and _is_person(head):
            return next((index[child.idx][1] for child in head.children if child.dep_ == "appos" and child.idx in index), ())
    return _makers_told(head, index)  # "his counterpart" is somebody else


def _makers_told(head: Token, index: Index) -> Sequence[Actor]:
    """Return whose "the plan" is that was told of before: "Kenya proposed a plan. The rebels rejected the plan"."""
    if head.tag_ != "NN" or head.lemma_.lower() in role_nouns() or not any(child.lower_ == "the" for child in head.children):
        return ()
    for token in reversed(head.doc[max(0, head.i - _MEMORY) : head.i]):
        if token.lemma_ == head.lemma_ and token.pos_ == "NOUN":
            made = subjects_of(token.head) if token.dep_ == "dobj" and token.head.lemma_.lower() in _MAKES else ()
            found = next((index[one.idx][1] for one in (*_carriers(token), *made) if one.idx in index), None)
            if found is not None:
                return found
    return ()


_MAKES = load_event_words("roles", "makes")
_MEMORY = 150  # words back


_COUNTRIES = load_event_words("roles", "countries")
_OTHERS = load_event_words("roles", "others")


def _is_person(head: Token) -> bool:
    if head.lemma_.lower() in _OTHERS:
        return True
    role = role_nouns().get(head.lemma_.lower())
    return head.tag_ in ("NN", "NNP") and role is not None and not role.is_body and not role.is_instrument and not role.is_document


def _carriers(head: Token) -> Iterator[Token]:
    yield head
    yield from (child for child in head.children if child.dep_ in _OWNS)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            yield from child.children


def _to_roles(heads: Iterable[Token], index: Index, so_far: Reading) -> Sequence[Role]:
    roles: dict[str, Role] = {}
    for head in heads:
        for actor in _everybody_behind(head, index):
            roles.setdefault(actor.id, Role(actor=actor.id, passage=_named_passage(head, actor, so_far)))
    return tuple(roles.values())


def _named_passage(head: Token, actor: Actor, so_far: Reading) -> Passage:
    """Return the noun phrase of a head; of a pronoun, the words of its own sentence that it stands for, if there are any."""
    if head.pos_ == "PRON":
        start, end = head.sent.start_char, head.sent.end_char
        for mention in actor.mentions:
            if mention.form in ("name", "nominal") and start <= mention.passage.start < end:
                return mention.passage
    first, last = phrase_of(head)
    namer = next((token for token in _carriers(head) if _names(token, actor)), head)
    if not first <= namer.i < last:
        first, last = phrase_of(namer)  # "a request by the mayor": the mayor
    span = head.doc[first:last]
    return Passage.cut(so_far.story, span.start_char, span.end_char)


def _names(token: Token, actor: Actor) -> bool:
    return any(mention.passage.start <= token.idx < mention.passage.end for mention in actor.mentions)


def _name_countries(chosen: Iterable[Chosen], index: Index, so_far: Reading) -> Sequence[Actor]:
    """Return the actors of a story, each country that has a part in an event by its name or capital among them: "missiles at Norway"."""
    actors = {actor.id: actor for actor in so_far.actors}
    found = False
    for head, event_type in ((head, one.found.event_type) for one in chosen for head in (*one.actors, *one.recipients)):
        if head.pos_ != "PROPN" or _behind(head, index) is not None:
            continue
        country = find_state(head, event_type)
        if country is None:
            continue
        span = name_at(head)
        mention = ActorMention(passage=Passage.cut(so_far.story, span.start_char, span.end_char), form="name")
        own = actors.get(f"actor-{country.iso3}") or Actor(
            id=f"actor-{country.iso3}",
            name=country.name,
            kind="country",
            country=country.iso3,
            sectors=("GOV",),
            wikidata=country.wikidata,
            mentions=(),
            method="table",
        )
        mentions = sorted({*own.mentions, mention}, key=lambda one: (one.passage.start, one.passage.end))
        actors[own.id] = replace(own, mentions=tuple(mentions))
        found = True
    return tuple(actors.values()) if found else so_far.actors


def _open_parties(heads: Sequence[Token], index: Index, so_far: Reading) -> Sequence[Actor]:
    """Return a new actor for each phrase that has a part in an event and is no actor of the story yet."""
    opened: dict[str, Actor] = {}  # by their words, of a single one without its article: "a bus ... the bus"
    every: dict[str, Actor] = {}
    headline: dict[Token, str] = {}  # heads of the headline that the lead has not told yet, with the actor's id
    top = _find_top(heads)
    for head in dict.fromkeys(heads):
        if (
            (head.pos_ not in ("NOUN", "PROPN") and head.lower_ != "those")
            or head.ent_type_ in _COUNTED
            or _behind(head, index) is not None
            or _is_in_capitals(head)
        ):
            continue
        first, last = phrase_of(head)
        span = head.doc[first:last]
        mention = ActorMention(passage=Passage.cut(so_far.story, span.start_char, span.end_char), form="nominal")
        name = " ".join(span.text.split())
        words = span[1:].text if len(span) > 1 and span[0].lower_ in ("a", "an", "the") else name
        known = opened.get(words)
        told = next((one for one in headline if _tells_again(one, head)), None) if top.start <= head.i < top.stop else None
        if told is not None:  # "Man shot in Harlow": the lead tells of him as of somebody new
            known = every[headline.pop(told)]
            opened[words] = replace(known, mentions=(*known.mentions, mention), name=max(known.name, name, key=len))
        elif known is None or (span[0].lower_ in ("a", "an") and mention not in known.mentions):
            opened[words] = _to_actor(name, head, mention, so_far)
        elif mention not in known.mentions:
            opened[words] = replace(known, mentions=(*known.mentions, mention))
        every[opened[words].id] = opened[words]
        if head.i < top.start:
            headline.setdefault(head, opened[words].id)
    return list(every.values())


def _find_top(heads: Sequence[Token]) -> range:
    """Return the tokens of the two sentences after a headline: a short line above a story that goes on; none without a headline."""
    if not heads:
        return range(0)
    doc = heads[0].doc
    end = next((token.i + 1 for token in doc[:_LONGEST_HEADLINE] if "\n" in token.text_with_ws), len(doc))
    if end >= len(doc):
        return range(0)
    first = doc[end].sent
    after = doc[first.end].sent if first.end < len(doc) else first
    return range(end, after.end)


_LONGEST_HEADLINE = 25  # tokens


def _tells_again(told: Token, head: Token) -> bool:
    """Tell whether a phrase of the lead can be who the headline tells of: the same noun, in number and count, nothing else said of it."""
    if told.lemma_.lower() != head.lemma_.lower() or told.tag_ != head.tag_:
        return False
    a, b = ({child.lemma_.lower() for child in one.lefts if child.dep_ in ("amod", "compound", "nummod", "nmod")} for one in (told, head))
    return not a or not b or bool(a & b)


def _is_in_capitals(head: Token) -> bool:
    """Tell whether a sentence is all in capitals: its parts of speech cannot be trusted, and what comes next names the same people."""
    return len(head.sent) > _SHOUT and head.sent.text.isupper()


_SHOUT = 3  # words


def _to_actor(name: str, head: Token, mention: ActorMention, so_far: Reading) -> Actor:
    role = role_nouns().get(head.lemma_.lower())
    return Actor(
        id=make_id("actor", so_far.story.id, name, mention.passage.start),
        name=name,
        kind="group" if head.tag_ in ("NNS", "NNPS") else "unnamed",
        country=_country_of(head, so_far),
        sectors=role.sectors if role else (),
        wikidata=None,
        mentions=(mention,),
        method="event role",
    )


def _country_of(head: Token, so_far: Reading) -> str | None:
    """Return the country that a phrase names before its head: "Chadian soldiers", "Peru's miners"."""
    for child in head.children:
        if child.dep_ in ("amod", "nmod", "compound", "poss") and child.ent_type_ in ("NORP", "GPE"):
            country = country_by_demonym(child.text) or country_by_name(child.text)
            if country is not None:
                return country.iso3
            behind = _index(so_far.actors).get(child.idx)
            if behind is not None:
                return behind[1][0].country
    return None
