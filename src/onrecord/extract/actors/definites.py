"""Whom a noun phrase stands for: a body of a state, an office holder, the party named or told of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import BODY_SORTS, Party, fits_gender, fold
from onrecord.extract.actors.words import subjects_above
from onrecord.ontology.actors import federations, find_office_holder, state_bodies, to_state_body
from onrecord.ontology.roles import Gender, affiliations, describing_words, synonyms_of

_FORCES = frozenset({"army", "military", "force", "forces", "troop", "troops", "soldier", "security forces", "security force"})
_GOVERNMENT = frozenset(
    {"government", "regime", "administration", "authorities", "authority", "state", "leadership", "cabinet", "monarchy", "junta"}
)
_OWNED = _FORCES | {"government", "regime", "administration"}
_GOVERNMENT_FORCES = frozenset({"government forces", "regime forces", "government troops", "regime troops", "government soldiers"})
_RANKS = frozenset({"vice", "deputy", "assistant"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_MOVEMENTS = frozenset({"REB", "PAR", "OPP", "UAF"})
_HEADS = frozenset({"leader", "official", "spokesman", "spokeswoman", "spokesperson", "president", "chairman", "negotiator", "secretary"})
_TIED = frozenset({"aligned", "backed", "based", "linked", "affiliated", "allied", "owned", "run"})  # "the Tehran-backed group"
_ANYBODY = frozenset(
    {"people", "person", "member", "expert", "analyst", "child", "witness", "relative", "friend", "worker", "volunteer", "user", "critic"}
)


def settle_nominal(cast: Cast, mention: Mention, linked: Party | None) -> None:
    """Give a noun phrase to the party that it stands for, or begin a new one. `linked`: the party that the syntax gives."""
    role = mention.role
    if role is None or mention.head in cast.by_head:
        return
    mention = _of_owner(cast, mention)
    if linked is not None:
        _join_told(cast, mention, linked)
        cast.settle(mention, linked)
        return
    if mention.known is not None:
        party = cast.by_key.get(mention.known.key)
        if party is None:
            cast.open(mention, "organization")
        else:
            cast.settle(mention, party)
        return
    if mention.country is None and role.noun in _OWNED:
        mention = replace(mention, country=_country_of_owner(cast, mention))
        if mention.country and role.noun not in _GOVERNMENT:
            _settle_state_body(cast, mention, mention.country, "military")
            return
    same_body = _find_same_body(cast, mention)
    if same_body is not None:
        cast.settle(mention, same_body)
        return
    if role.noun in _GOVERNMENT and role.is_body:
        _settle_government(cast, mention)
        return
    if role.is_instrument:
        if mention.country:
            _settle_government(cast, mention)
        return
    if role.noun == "counterpart" and mention.country:
        _settle_government(cast, mention)
        return
    if " ".join((cast.words.lowers[mention.head - 1], cast.words.lowers[mention.head])) in _GOVERNMENT_FORCES and mention.head > 0:
        country = mention.country or cast.country_before(mention.start)
        if country:
            _settle_state_body(cast, mention, country, "military")
            return
    mention = _name_owner(cast, mention)
    party = _find_antecedent(cast, mention)
    if party is not None:
        cast.settle(mention, party)
    elif not _settle_office(cast, mention):
        kind = mention.kind or "unnamed"
        cast.open(mention, kind)


def _of_owner(cast: Cast, mention: Mention) -> Mention:
    """Return "its leader" with the sectors of whom "its" stands for: the leader of a union is no politician."""
    role, words = mention.role, cast.words
    if role is None or role.is_body or role.noun not in _HEADS:
        return mention
    owners = (cast.by_head.get(i) for i in range(mention.first, mention.head) if words.tags[i] == "PRP$" or words.deps[i] == "poss")
    owner = next((party for party in owners if party is not None and party.kind in ("organization", "group")), None)
    sectors = (owner.known.sectors if owner.known else tuple(owner.sectors)) if owner is not None else ()
    return replace(mention, role=replace(role, sectors=tuple(sectors))) if sectors else mention


def _join_told(cast: Cast, mention: Mention, linked: Party) -> None:
    """Give "a man" told of before to the person that "the man, Karl Dahl," names."""
    role = mention.role
    if role is None or not mention.is_definite or linked.kind != "person":
        return
    told = [
        party for party in cast.by_role.get(role.noun, ()) if party.kind == "unnamed" and not party.is_plural and _agrees(mention, party)
    ]
    if len(told) == 1 and told[0] in cast.parties and not _clashes(mention, told[0]):
        cast.join(told[0], linked)


def _find_same_body(cast: Cast, mention: Mention) -> Party | None:
    """Return the body of a state that "the army" takes up: the one of this sort that was mentioned last."""
    body = state_bodies().get(cast.words.lowers[mention.head])
    if body is None or not mention.is_definite or mention.country or mention.modifiers - frozenset(body.words):
        return None
    return cast.trail.latest(mention.head, lambda party: party.known is not None and party.known.key.endswith(f"-{body.key}"))


def _country_of_owner(cast: Cast, mention: Mention) -> str | None:
    """Return the country that "the Assad regime", "Assad's forces" belong to: that of an office holder in the phrase."""
    reach = mention.head + 6 if cast.words.lowers[mention.head + 1 : mention.head + 2] == ["of"] else mention.head
    for i in range(mention.first, reach):
        party = cast.by_head.get(i)
        if party is not None and party.kind == "person" and party.known is not None and party.known.sectors[:1] == ("GOV",):
            return party.known.country
    return None


def _settle_government(cast: Cast, mention: Mention) -> None:
    """Give "the Syrian government" to Syria, and "the government" to the country that the story is about."""
    country = mention.country
    owner = _find_owner(cast, mention)
    if country is None and owner is not None and not mention.modifiers:
        country = owner.country or cast.country_before(mention.start)  # "his government"
    elif (
        country is None
        and (mention.is_definite or cast.words.lowers[mention.head] == "authorities")
        and not mention.modifiers - {"government", "state"}
    ):
        country = cast.country_before(mention.start)
        if mention.role is not None and mention.role.noun == "state" and country in federations():
            return
    if country is not None:
        party = cast.by_key.get(country)
        if party is None:
            party = Party(kind="country", country=country)
            cast.parties.append(party)
            cast.by_key[country] = party
        cast.settle(mention, party)
        return
    same = _find_antecedent(cast, mention)
    if same is not None:
        cast.settle(mention, same)
    else:
        cast.open(mention, "organization")


def _settle_state_body(cast: Cast, mention: Mention, country: str, key: str) -> None:
    body = next((body for body in state_bodies().values() if body.key == key), None)
    known = to_state_body(body, country) if body else None
    if known is None:
        return
    party = cast.by_key.get(known.key)
    if party is None:
        party = Party(kind="organization", known=known, country=country)
        cast.parties.append(party)
        cast.by_key[known.key] = party
    cast.settle(mention, party)


def _settle_office(cast: Cast, mention: Mention) -> bool:
    """Give "the French president" to who held the office when the story was published, if the table knows."""
    if not (cast.published and mention.country and mention.role) or mention.is_plural or "former" in mention.modifiers:
        return False
    if mention.modifiers - {mention.role.noun} and any(word in mention.modifiers for word in ("ex", "late", "deputy", "vice", "then")):
        return False
    known = find_office_holder(mention.role.noun, mention.country, cast.published)
    if known is None:
        return False
    party = cast.by_key.get(known.key)
    if party is None:
        party = Party(kind="person", known=known, country=known.country, gender=known.gender)
        cast.parties.append(party)
        cast.by_key[known.key] = party
    cast.settle(mention, party)
    return True


def _find_antecedent(cast: Cast, mention: Mention) -> Party | None:
    """Return the party named or told before that a noun phrase takes up again."""
    role = mention.role
    if role is None or mention.is_numbered:
        return None
    same = [party for party in cast.by_role.get(role.noun, ()) if _agrees(mention, party)]
    if role.is_body and not mention.is_plural:
        same = [party for party in same if not party.is_person]
        if _is_owned(cast, mention):
            return _find_owned(cast, mention, same)
    if mention.is_plural or role.is_body:
        same = [party for party in same if party.is_plural == mention.is_plural or not party.is_plural]
        exact = [party for party in same if party.modifiers == mention.modifiers]
        if exact:
            return exact[-1]
        if mention.is_definite:
            same = same or _find_rebels(cast, mention)
            found = same[0] if len(same) == 1 else cast.trail.latest(mention.head, lambda party: party in same)
            if found is None and mention.modifiers & _TIED and role.noun in BODY_SORTS:
                return _find_movement(cast, mention)
            if found is None and not mention.modifiers:
                found = _find_synonym(cast, mention) or (_find_body(cast, mention) if role.is_body and not mention.is_plural else None)
            return found
        if len(same) != 1 or role.is_generic or role.noun in _ANYBODY:
            return None
        return same[0] if not same[0].modifiers or not mention.modifiers else None
    same = [party for party in same if not party.is_plural]
    has_owner = _is_owned(cast, mention)
    owner = _find_owner(cast, mention)
    same = [party for party in same if party is not owner]
    if not mention.is_definite and not has_owner and not (mention.country and cast.words.tags[mention.first] not in ("DT",)):
        return None
    is_named_owner = has_owner and owner is None and bool(mention.modifiers)
    same = [party for party in same if not _clashes(mention, party, is_owned=is_named_owner)]
    if not same and mention.is_definite:
        same = [
            party
            for noun in synonyms_of(role.noun)
            for party in cast.by_role.get(noun, ())
            if party.is_person and _agrees(mention, party) and not _clashes(mention, party) and party is not owner
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


def _name_owner(cast: Cast, mention: Mention) -> Mention:
    """Return "her campaign", "his supporters" as those of the person that "her", "his" stands for."""
    owner = _find_owner(cast, mention)
    if mention.role is None or not (mention.role.is_body or mention.is_plural) or owner is None or not owner.name:
        return mention
    rest = (mention.phrase or "").split(maxsplit=1)[1:]
    parts = frozenset(fold(owner.name).split())
    return replace(mention, modifiers=mention.modifiers | parts, phrase=" ".join((f"{owner.name}'s", *rest)))


def _is_owned(cast: Cast, mention: Mention) -> bool:
    """Tell whether a noun phrase says whose: "Dahl's campaign", "her campaign"."""
    return any(cast.words.tags[i] in ("PRP$", "POS") for i in range(mention.first, mention.head))


def _find_owned(cast: Cast, mention: Mention, same: Sequence[Party]) -> Party | None:
    """Return the body of the same owner: "Dahl's campaign" is "the Dahl campaign" and no other; "its army" is open."""
    having = [party for party in same if any(theirs & mention.modifiers for _, theirs in party.descriptions)]
    return having[-1] if having else None


def _find_owner(cast: Cast, mention: Mention) -> Party | None:
    """Return whose the rival of "his rival" is."""
    gender: Gender | None = {"his": "m", "her": "f"}.get(cast.words.lowers[mention.first])  # type: ignore[assignment]
    if gender is None:
        return None
    return cast.trail.best(
        mention.first, lambda party: party.is_person and party.gender in (None, gender), favoured=None, is_source=False, things=False
    )


def _find_epithet(cast: Cast, mention: Mention) -> Party | None:
    """Return the person named just before whom a description calls something else: "the Texas billionaire", "the former senator"."""
    role = mention.role
    if role is None or not (role.is_epithet or mention.modifiers & describing_words() or any("year" in word for word in mention.modifiers)):
        return None
    above = [cast.by_head[i] for i in subjects_above(cast.words, mention.head) if i in cast.by_head]
    office = frozenset(role.sectors) & _OFFICES if "former" not in mention.modifiers else frozenset()

    def fits(party: Party) -> bool:
        if party.kind != "person" or party in above or not _agrees(mention, party) or _clashes(mention, party):
            return False
        sectors = party.known.sectors if party.known else party.sectors
        return not (office and sectors and not _OFFICES & frozenset(sectors))

    return cast.trail.best(mention.head, fits, favoured=None, is_source=True, things=False)


def _clashes(mention: Mention, party: Party, *, is_owned: bool = False) -> bool:
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


def _find_rebels(cast: Cast, mention: Mention) -> list[Party]:
    """Return the one armed group of a country that the story names, for "the Yemeni rebels"."""
    if mention.country is None or mention.role is None or "REB" not in mention.role.sectors:
        return []
    named = [party for party in cast.parties if party.country == mention.country and _is_of(party, frozenset({"REB"}))]
    return named if len(named) == 1 else []


def _find_movement(cast: Cast, mention: Mention) -> Party | None:
    """Return the armed or political body named last, for "the Tehran-backed movement"."""
    return cast.trail.latest(mention.head, lambda party: _is_of(party, _MOVEMENTS) and _agrees(mention, party))


def _find_synonym(cast: Cast, mention: Mention) -> Party | None:
    """Return the group named before by a word of the same meaning: "the scientists" after "a research team"."""
    words = synonyms_of(mention.role.noun) if mention.role is not None else frozenset()
    if not words or not mention.is_definite:
        return None
    named = [party for word in words for party in cast.by_role.get(word, ()) if _agrees(mention, party) and not party.is_person]
    return cast.trail.latest(mention.head, lambda party: party in named) if named else None


def _agrees(mention: Mention, party: Party) -> bool:
    if mention.country and party.country and mention.country != party.country:
        return False
    if mention.gender and party.gender and mention.gender != party.gender:
        return False
    return party.is_plural == mention.is_plural or party.kind != "person"


def _is_of(party: Party, sectors: frozenset[str]) -> bool:
    """Tell whether a party is a named organisation of a sector."""
    own = party.known.sectors if party.known else party.sectors
    return party.kind == "organization" and bool(party.name) and bool(sectors & frozenset(own))


def _find_body(cast: Cast, mention: Mention) -> Party | None:
    """Return the organisation that "the ministry", "the group" takes up: by a word of its name, else the last one for a generic noun."""
    role = mention.role
    if role is None:
        return None
    noun = role.noun.split()[-1]

    def is_named_so(party: Party) -> bool:
        names = (*party.names, party.known.name) if party.known else party.names
        return party.kind == "organization" and _agrees(mention, party) and any(noun in fold(name).split() for name in names)

    named = cast.trail.latest(mention.head, is_named_so)
    if named is None and role.sectors and not role.is_generic and noun in BODY_SORTS:  # "the militant group" after a name
        sectors = frozenset(role.sectors)
        named = cast.trail.latest(mention.head, lambda party: _is_of(party, sectors) and _agrees(mention, party), is_said=True)
    if named is not None or not role.is_generic or (mention.modifiers and not mention.modifiers & _TIED):
        return named
    return cast.trail.latest(
        mention.head, lambda party: party.kind == "organization" and not party.roles and _agrees(mention, party), is_said=True
    )
