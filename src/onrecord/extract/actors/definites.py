"""Whom a noun phrase stands for: a body of a state, an office holder, the party named or told of before."""

from __future__ import annotations

from onrecord.extract.actors.antecedents import clashes, find_antecedent
from onrecord.extract.actors.bodies import agrees
from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.owners import name_owner, with_owners_sectors
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.states import settle_of_state, settle_office


def settle_nominal(cast: Cast, mention: Mention, linked: Party | None) -> None:
    """Give a noun phrase to the party that it stands for, or begin a new one. `linked`: the party that the syntax gives."""
    if mention.role is None or mention.head in cast.by_head:
        return
    mention = with_owners_sectors(cast, mention)
    if linked is not None:
        _join_told(cast, mention, linked)
        cast.settle(mention, linked)
        return
    if settle_of_state(cast, mention):
        return
    mention = name_owner(cast, mention)
    party = find_antecedent(cast, mention)
    if party is not None and not _acts_on_it(cast, mention, party):
        cast.settle(mention, party)
    elif not settle_office(cast, mention):
        cast.open(mention, mention.kind or "unnamed")


def _join_told(cast: Cast, mention: Mention, linked: Party) -> None:
    """Give "a man" told of before to the person that "the man, Karl Dahl," names."""
    role = mention.role
    if role is None or not mention.is_definite or linked.kind != "person":
        return
    told = [
        party for party in cast.by_role.get(role.noun, ()) if party.kind == "unnamed" and not party.is_plural and agrees(mention, party)
    ]
    if len(told) == 1 and told[0] in cast.parties and not clashes(mention, told[0]):
        cast.join(told[0], linked)


def _acts_on_it(cast: Cast, mention: Mention, party: Party) -> bool:
    """Tell whether a party is the subject of the verb that a noun phrase is the object of: "Dahl accused the firm" is of another."""
    words = cast.words
    verb = words.heads[mention.head]
    if words.deps[mention.head] not in ("dobj", "dative"):
        return False
    return any(words.heads[one.head] == verb and words.deps[one.head] == "nsubj" for one in party.mentions)
