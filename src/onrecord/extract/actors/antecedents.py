"""The party named or told of before that a noun phrase takes up again."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.actors.bodies import TIED, agrees, find_body_named, find_movement, find_rebels, find_synonym
from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.owners import find_owner, is_owned
from onrecord.extract.actors.party import Party, body_sorts, fits_gender
from onrecord.extract.actors.words import subjects_above
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.roles import affiliations, describing_words, synonyms_of

_RANKS = load_actor_words("antecedents", "ranks")
_ANYBODY = load_actor_words("antecedents", "anybody")
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})


def find_antecedent(cast: Cast, mention: Mention) -> Party | None:
    """Return the party named or told before that a noun phrase takes up again."""
    role = mention.role
    if role is None or mention.is_numbered:
        return None
    if role.is_body and not mention.is_plural and cast.words.lowers[mention.first] in ("a", "an"):
        return None  # "a crowd" in another town
    same = [party for party in cast.by_role.get(role.noun, ()) if agrees(mention, party)]
    if role.is_body and not mention.is_plural:
        same = [party for party in same if not party.is_person]
        if is_owned(cast, mention):
            return _find_owned(cast, mention, same)
    if mention.is_plural or role.is_body:
        same = [party for party in same if party.is_plural == mention.is_plural or not party.is_plural]
        exact = [party for party in same if party.modifiers == mention.modifiers]
        if exact:
            return exact[-1]
        if mention.is_definite:
            same = same or find_rebels(cast, mention)
            found = same[0] if len(same) == 1 else cast.trail.latest(mention.head, lambda party: party in same)
            if found is None and mention.modifiers & TIED and role.noun in body_sorts():
                return find_movement(cast, mention)
            if found is None and not mention.modifiers:
                found = find_synonym(cast, mention) or (find_body_named(cast, mention) if role.is_body and not mention.is_plural else None)
            return found
        if len(same) != 1 or role.is_generic or role.noun in _ANYBODY:
            return None
        return same[0] if not same[0].modifiers or not mention.modifiers else None
    same = [party for party in same if not party.is_plural]
    has_owner = is_owned(cast, mention)
    owner = find_owner(cast, mention)
    same = [party for party in same if party is not owner]
    if not mention.is_definite and not has_owner and not (mention.country and cast.words.tags[mention.first] not in ("DT",)):
        return None
    is_named_owner = has_owner and owner is None and bool(mention.modifiers)
    same = [party for party in same if not clashes(mention, party, is_owned=is_named_owner)]
    if not same and mention.is_definite:
        same = [
            party
            for noun in synonyms_of(role.noun)
            for party in cast.by_role.get(noun, ())
            if party.is_person and agrees(mention, party) and not clashes(mention, party) and party is not owner
        ]
    if len(same) > 1 and _are_named_together(cast, mention, same):
        return None
    if same:
        return cast.trail.latest(mention.head, lambda party: party in same) or (same[0] if len(same) == 1 else None)
    if has_owner:
        return None
    if role.is_generic and mention.is_definite and not mention.modifiers and not mention.country:
        return cast.trail.latest(mention.head, lambda party: party.is_person and fits_gender(mention, party))
    return _find_epithet(cast, mention) if mention.is_definite else None


def _are_named_together(cast: Cast, mention: Mention, same: Sequence[Party]) -> bool:
    """Tell whether the last sentence that names one of several candidates names another as well."""
    sentences = cast.words.sentences
    last: tuple[int, Party] | None = None
    for head, _, party in cast.trail.before(mention.head):
        if party is not None and party in same and sentences[head] != sentences[mention.head]:
            if last is not None and party is not last[1] and sentences[head] == last[0]:
                return True
            if last is not None and sentences[head] != last[0]:
                return False
            last = last or (sentences[head], party)
    return False


def _find_owned(cast: Cast, mention: Mention, same: Sequence[Party]) -> Party | None:
    """Return the body of the same owner: "Dahl's campaign" is "the Dahl campaign" and no other; "its army" is open."""
    having = [party for party in same if any(theirs & mention.modifiers for _, theirs in party.descriptions)]
    return having[-1] if having else None


def _find_epithet(cast: Cast, mention: Mention) -> Party | None:
    """Return the person named just before whom a description calls something else: "the Texas billionaire", "the former senator"."""
    role = mention.role
    if role is None or not (role.is_epithet or mention.modifiers & describing_words() or any("year" in word for word in mention.modifiers)):
        return None
    above = [cast.by_head[i] for i in subjects_above(cast.words, mention.head) if i in cast.by_head]
    office = frozenset(role.sectors) & _OFFICES if "former" not in mention.modifiers else frozenset()

    def fits(party: Party) -> bool:
        if party.kind != "person" or party in above or not agrees(mention, party) or clashes(mention, party):
            return False
        sectors = party.known.sectors if party.known else party.sectors
        return not (office and sectors and not _OFFICES & frozenset(sectors))

    return cast.trail.best(mention.head, fits, favoured=None, is_source=True, things=False)


def clashes(mention: Mention, party: Party, *, is_owned: bool = False) -> bool:
    """Tell whether a party is described otherwise than a mention: "the vice president", "the club's president" is not "President Dahl"."""
    if mention.role is None:
        return False
    sides = {affiliations()[word] for word in mention.modifiers | {mention.role.noun} if word in affiliations()}
    theirs = set(party.known.affiliations) if party.known else set()
    theirs |= {affiliations()[word] for noun, words in party.descriptions for word in (noun, *words) if word in affiliations()}
    if sides and theirs and not sides & theirs:
        return True
    nouns = {mention.role.noun, *synonyms_of(mention.role.noun)}
    described = [words for noun, words in party.descriptions if noun in nouns]
    rank = mention.modifiers & _RANKS
    if not described:
        return False
    if is_owned and not mention.country:
        return not any(words & mention.modifiers for words in described)
    return not any(words & _RANKS == rank and (not words or not mention.modifiers or words & mention.modifiers) for words in described)
