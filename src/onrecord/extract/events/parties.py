"""Who has a part in an event: the actor behind a noun phrase, or a party that only the event names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.events.roles import find_roles, phrase_of
from onrecord.extract.events.triggers import Found
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns
from onrecord.records import Actor, ActorMention, Passage, Reading, make_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSTRUMENTS = load_event_words("roles", "instruments")
_NOT_A_PARTY = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY")


def add_parties(triggers: Iterable[Found], so_far: Reading) -> Sequence[Actor]:
    """Return new actors, one for each phrase that has a part in an event and is no actor of the story yet."""
    phrases: dict[str, list[Passage]] = {}
    heads: dict[str, Token] = {}
    for found in triggers:
        actors, recipients = find_roles(found)
        for head in [*(head for head in actors if head.lemma_.lower() not in _INSTRUMENTS), *recipients]:
            if not _can_be_party(head) or actor_behind(head, so_far.actors) is not None:
                continue
            passage = cut_phrase(head, so_far)
            name = " ".join(passage.exact.split())
            heads.setdefault(name, head)
            if passage not in phrases.setdefault(name, []):
                phrases[name].append(passage)
    return [_to_actor(name, heads[name], passages, so_far) for name, passages in phrases.items()]


def actor_behind(head: Token, actors: Sequence[Actor]) -> Actor | None:
    """Return the actor that a noun phrase names: by its head, else by who it belongs to: "Russia's planes"."""
    found = _actor_at(head, actors)
    if found is not None:
        return found
    for child in head.children:
        owner = child.dep_ in ("poss", "amod", "compound", "nmod")
        if owner and (found := _actor_at(child, actors)) is not None:
            return found
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            for pobj in child.children:
                if (found := _actor_at(pobj, actors)) is not None:
                    return found
    return None


def cut_phrase(head: Token, so_far: Reading) -> Passage:
    """Return the noun phrase of a head, without its trailing clauses."""
    start, end = phrase_of(head)
    span = head.doc[start:end]
    return Passage.cut(so_far.story, span.start_char, span.end_char)


def _actor_at(token: Token, actors: Sequence[Actor]) -> Actor | None:
    """Return the actor one of whose mentions covers a token; the shortest such mention is the closest."""
    start, end = token.idx, token.idx + len(token)
    best: tuple[int, Actor] | None = None
    for actor in actors:
        for mention in actor.mentions:
            if mention.passage.start < end and start < mention.passage.end:
                length = mention.passage.end - mention.passage.start
                if best is None or length < best[0]:
                    best = (length, actor)
    return best[1] if best else None


def _can_be_party(head: Token) -> bool:
    return (head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in _NOT_A_PARTY) or (
        head.pos_ == "NUM" and head.dep_ in ("dobj", "nsubjpass")
    )


def _to_actor(name: str, head: Token, passages: Sequence[Passage], so_far: Reading) -> Actor:
    role = role_nouns().get(head.lemma_.lower())
    return Actor(
        id=make_id("actor", so_far.story.id, name, passages[0].start),
        name=name,
        kind="group" if head.tag_ in ("NNS", "NNPS") else "unnamed",
        country=None,
        sectors=role.sectors if role else (),
        wikidata=None,
        mentions=tuple(ActorMention(passage=passage, form="nominal") for passage in passages),
        method="event role",
    )
