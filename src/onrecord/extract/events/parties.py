"""Who has a part in an event: the actor behind a noun phrase, or a party that only the event names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.events.roles import agents_of, patients_of, phrase_of
from onrecord.extract.events.triggers import Found
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns
from onrecord.records import Actor, ActorMention, Passage, Reading, Role, make_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSTRUMENTS = load_event_words("roles", "instruments")
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
    index = _index(so_far.actors)
    chosen = [(found, *_choose(found, index)) for found in triggers]
    new = _open_parties((head for _, actors, recipients in chosen for head in (*actors, *recipients)), index, so_far)
    everybody = (*so_far.actors, *new)
    full = _index(everybody)
    cast = [
        Cast(found=found, actors=_to_roles(actors, full, so_far), recipients=_to_roles(recipients, full, so_far))
        for found, actors, recipients in chosen
    ]
    return cast, everybody


Index = Mapping[int, tuple[int, Actor, ActorMention]]  # by character: the shortest mention that covers it


def _index(actors: Iterable[Actor]) -> Index:
    found: dict[int, tuple[int, Actor, ActorMention]] = {}
    for actor in actors:
        for mention in actor.mentions:
            length = mention.passage.end - mention.passage.start
            for at in range(mention.passage.start, mention.passage.end):
                if at not in found or length < found[at][0]:
                    found[at] = (length, actor, mention)
    return found


def _choose(found: Found, index: Index) -> tuple[list[Token], list[Token]]:
    """Return the heads of actors and of recipients: of the possible recipients, the first that name somebody else."""
    actors = [head for head in agents_of(found) if head.lemma_.lower() not in _INSTRUMENTS]
    own = {actor.id for head in actors if (actor := _behind(head, index))}
    groups = [kept for group in patients_of(found) if (kept := [head for head in group if _is_other(head, actors, own, index)])]
    ranked = [
        next((group for group in groups[:1] if any(_behind(head, index) for head in group)), None),
        next((group for group in groups if any(head.idx in index for head in group)), None),
        next((group for group in groups if any(_behind(head, index) for head in group)), None),
        next((group for group in groups if any(head.ent_type_ in _NAMED for head in group)), None),
        next((group for group in groups if not any(head.lemma_.lower() in found.objects for head in group)), None),
    ]
    return actors, next((group for group in ranked if group), [])


_NAMED = ("GPE", "LOC", "ORG", "NORP", "PERSON", "FAC")


def _is_other(head: Token, actors: Sequence[Token], own: set[str], index: Index) -> bool:
    """Tell whether a phrase can be acted on: not a date, and not who acts."""
    actor = _behind(head, index)
    return head not in actors and head.ent_type_ not in ("DATE", "TIME") and (actor is None or actor.id not in own)


def _behind(head: Token, index: Index) -> Actor | None:
    """Return the actor that a noun phrase names: by its head, else by who it belongs to: "Russia's planes"."""
    for token in _carriers(head):
        if token.idx in index:
            return index[token.idx][1]
    return None


def _carriers(head: Token) -> Iterator[Token]:
    yield head
    yield from (child for child in head.children if child.dep_ in _OWNS)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            yield from child.children


def _to_roles(heads: Iterable[Token], index: Index, so_far: Reading) -> Sequence[Role]:
    roles: dict[str, Role] = {}
    for head in heads:
        actor = _behind(head, index)
        if actor is not None:
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
    span = head.doc[first:last]
    return Passage.cut(so_far.story, span.start_char, span.end_char)


def _open_parties(heads: Iterable[Token], index: Index, so_far: Reading) -> Sequence[Actor]:
    """Return a new actor for each phrase that has a part in an event and is no actor of the story yet."""
    opened: dict[str, Actor] = {}
    for head in heads:
        if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ in _COUNTED or _behind(head, index) is not None:
            continue
        first, last = phrase_of(head)
        span = head.doc[first:last]
        mention = ActorMention(passage=Passage.cut(so_far.story, span.start_char, span.end_char), form="nominal")
        name = " ".join(span.text.split())
        known = opened.get(name)
        if known is None:
            opened[name] = _to_actor(name, head, mention, so_far)
        elif mention not in known.mentions:
            opened[name] = replace(known, mentions=(*known.mentions, mention))
    return list(opened.values())


def _to_actor(name: str, head: Token, mention: ActorMention, so_far: Reading) -> Actor:
    role = role_nouns().get(head.lemma_.lower())
    return Actor(
        id=make_id("actor", so_far.story.id, name, mention.passage.start),
        name=name,
        kind="group" if head.tag_ in ("NNS", "NNPS") else "unnamed",
        country=None,
        sectors=role.sectors if role else (),
        wikidata=None,
        mentions=(mention,),
        method="event role",
    )
