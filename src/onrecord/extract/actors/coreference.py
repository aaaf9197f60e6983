"""Which mentions are one party: appositions, titles, definite nouns, pronouns. No candidate or two equal ones: left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, fold, group_names
from onrecord.extract.actors.salience import Trail
from onrecord.extract.actors.words import NOUN_TAGS, Words
from onrecord.ontology.actors import find_office_holder, state_bodies, to_state_body
from onrecord.ontology.roles import role_nouns
from onrecord.records import ActorKind

_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_SECOND = frozenset({"you", "your"})
_NEUTER = frozenset({"it", "its", "itself"})
_BE = frozenset({"is", "was", "are", "were", "be", "been", "'s", "became", "remains", "becomes"})
_GOVERNMENT = frozenset(
    {"government", "regime", "administration", "authorities", "authority", "state", "leadership", "cabinet", "monarchy", "junta"}
)
_GOVERNMENT_FORCES = frozenset({"government forces", "regime forces", "government troops", "regime troops", "government soldiers"})


@dataclass(slots=True, kw_only=True)
class Cast:
    """The parties of a story while they are gathered, and the party of each mention by the token of its head."""

    words: Words
    published: str | None
    parties: list[Party]
    trail: Trail
    by_head: dict[int, Party] = field(default_factory=dict)
    by_role: dict[str, list[Party]] = field(default_factory=dict)
    by_key: dict[str, Party] = field(default_factory=dict)

    def settle(self, mention: Mention, party: Party) -> None:
        """Give a mention to a party."""
        if mention not in party.mentions:
            party.add(mention)
        if mention.role is not None:
            self._index(mention.role.noun, party)
        self.by_head[mention.head] = party
        self.trail.add(mention.head, mention, party)

    def _index(self, role: str, party: Party) -> None:
        having = self.by_role.setdefault(role, [])
        if party not in having:
            having.append(party)

    def open(self, mention: Mention, kind: ActorKind) -> Party:
        """Begin a new party with a mention."""
        party = Party(kind=kind, is_plural=mention.is_plural, phrase=mention.phrase, modifiers=mention.modifiers)
        self.parties.append(party)
        self.settle(mention, party)
        if party.known is not None:
            self.by_key.setdefault(party.known.key, party)
        return party


def gather(words: Words, names: Sequence[Mention], others: Sequence[Mention], published: str | None) -> Cast:
    """Return the parties of a story with their mentions: names first, then nominals and pronouns in text order."""
    parties = group_names(names)
    cast = Cast(words=words, published=published, parties=parties, trail=Trail(words=words))
    for party in parties:
        for mention in list(party.mentions):
            cast.settle(mention, party)
        for title in _roles_in(party.titles):
            cast._index(title, party)
        if party.known is not None:
            cast.by_key[party.known.key] = party
        elif party.kind == "country" and party.country and not party.is_plural:
            cast.by_key[party.country] = party
    for token in _find_things(words, cast.by_head, others):
        cast.trail.add(token, None, None)
    nominals = sorted((mention for mention in others if mention.form != "pronoun"), key=lambda mention: mention.head)
    linked = dict(_find_appositions(words, nominals, cast.by_head))
    pronouns = sorted((mention for mention in others if mention.form == "pronoun"), key=lambda mention: mention.head)
    for mention in sorted((*nominals, *(p for p in pronouns if words.quoted[p.head] is None)), key=lambda mention: mention.head):
        if mention.form == "pronoun":
            _settle_pronoun(cast, mention)
        else:
            _settle_nominal(cast, mention, linked.get(mention.head))
    for mention in pronouns:
        if words.quoted[mention.head] is not None:
            _settle_pronoun(cast, mention)
    return cast


def _roles_in(given: Sequence[str]) -> Iterator[str]:
    """Yield the role nouns in a run of title words: "foreign minister" and "minister"."""
    phrase = " ".join(given)
    for length in (3, 2, 1):
        for i in range(len(given) - length + 1):
            part = " ".join(given[i : i + length])
            if part in role_nouns() and part in phrase:
                yield part


def _find_things(words: Words, by_head: Mapping[int, Party], others: Sequence[Mention]) -> Iterator[int]:
    """Yield the subjects that are no party, which "it" and "they" can stand for as well."""
    heads = {mention.head for mention in others}
    for i, dep in enumerate(words.deps):
        if dep in ("nsubj", "nsubjpass", "dobj") and words.tags[i] in NOUN_TAGS and i not in by_head and i not in heads:
            yield i


def _find_appositions(words: Words, nominals: Sequence[Mention], by_head: Mapping[int, Party]) -> Iterator[tuple[int, Party]]:
    """Yield nominals that the syntax says are a named party: "Smith, the mayor", "the mayor, Smith", "Smith is the mayor"."""
    appos: dict[int, list[int]] = {}
    for i, dep in enumerate(words.deps):
        if dep == "appos":
            appos.setdefault(words.heads[i], []).append(i)
    subjects = {words.heads[i]: i for i, dep in enumerate(words.deps) if dep == "nsubj"}
    for nominal in nominals:
        head = nominal.head
        candidates = [*appos.get(head, ())]
        if words.deps[head] == "appos":
            candidates.append(words.heads[head])
        if words.deps[head] == "attr" and words.lowers[words.heads[head]] in _BE and words.heads[head] in subjects:
            candidates.append(subjects[words.heads[head]])
        party = next((by_head[i] for i in candidates if i in by_head and _can_be(nominal, by_head[i])), None)
        if party is not None:
            yield head, party


def _can_be(nominal: Mention, party: Party) -> bool:
    """Tell whether a nominal agrees with a party in sort and number."""
    if nominal.role is None:
        return False
    if party.kind == "person":
        return not nominal.role.is_body and not nominal.is_plural
    if party.kind == "country":
        return False
    return nominal.role.is_body or nominal.is_plural or party.kind in ("group", "unnamed")


def _settle_nominal(cast: Cast, mention: Mention, linked: Party | None) -> None:
    role = mention.role
    if role is None or mention.head in cast.by_head:
        return
    if linked is not None:
        cast.settle(mention, linked)
        return
    if mention.known is not None:
        party = cast.by_key.get(mention.known.key)
        if party is None:
            cast.open(mention, "organization")
        else:
            cast.settle(mention, party)
        return
    if role.noun in _GOVERNMENT and role.is_body:
        _settle_government(cast, mention)
        return
    if role.is_instrument:
        if mention.country:
            _settle_state_body(cast, mention, mention.country, "military")
        return
    if " ".join((cast.words.lowers[mention.head - 1], cast.words.lowers[mention.head])) in _GOVERNMENT_FORCES and mention.head > 0:
        country = mention.country or _country_in_play(cast, mention.head)
        if country:
            _settle_state_body(cast, mention, country, "military")
            return
    party = _find_antecedent(cast, mention)
    if party is not None:
        cast.settle(mention, party)
    elif not _settle_office(cast, mention):
        kind = mention.kind or "unnamed"
        cast.open(mention, kind)


def _settle_government(cast: Cast, mention: Mention) -> None:
    """Give "the Syrian government" to Syria, and "the government" to the country that the story is about."""
    country = mention.country
    if (
        country is None
        and (mention.is_definite or cast.words.lowers[mention.head] == "authorities")
        and not mention.modifiers - {"government", "state"}
    ):
        country = _country_in_play(cast, mention.head)
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


def _country_in_play(cast: Cast, token: int) -> str | None:
    """Return the country that is named most before a token, if by far."""
    counts: dict[str, int] = {}
    for _, _, party in cast.trail.before(token):
        if party is not None and party.country is not None and party.country in cast.by_key:
            counts[party.country] = counts.get(party.country, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


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
    if mention.is_plural or role.is_body:
        same = [party for party in same if party.is_plural == mention.is_plural or not party.is_plural]
        exact = [party for party in same if party.modifiers == mention.modifiers]
        if exact:
            return exact[-1]
        if mention.is_definite:
            return same[0] if len(same) == 1 else cast.trail.latest(mention.head, lambda party: party in same)
        return same[0] if len(same) == 1 and same[0].modifiers <= mention.modifiers and not same[0].modifiers else None
    has_owner = any(cast.words.tags[i] in ("PRP$", "POS") for i in range(mention.first, mention.head))
    if not mention.is_definite and not has_owner and not (mention.country and cast.words.tags[mention.first] not in ("DT",)):
        return None
    if same:
        return cast.trail.latest(mention.head, lambda party: party in same) or (same[0] if len(same) == 1 else None)
    if has_owner:
        return None
    if role.is_body and mention.is_definite:
        return _find_body(cast, mention)
    if role.is_generic and mention.is_definite and not mention.modifiers and not mention.country:
        return cast.trail.latest(mention.head, lambda party: party.is_person and _fits_gender(mention, party))
    return None


def _agrees(mention: Mention, party: Party) -> bool:
    if mention.country and party.country and mention.country != party.country:
        return False
    if mention.gender and party.gender and mention.gender != party.gender:
        return False
    return party.is_plural == mention.is_plural or party.kind != "person"


def _fits_gender(mention: Mention, party: Party) -> bool:
    return mention.gender is None or party.gender is None or party.gender == mention.gender


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
    if named is not None or not role.is_generic or mention.modifiers:
        return named
    return cast.trail.latest(mention.head, lambda party: party.kind == "organization" and not party.roles and _agrees(mention, party))


def _settle_pronoun(cast: Cast, mention: Mention) -> None:
    """Give a pronoun to its party; leave it open without one candidate."""
    words, token = cast.words, mention.head
    lower = words.lowers[token]
    party: Party | None
    if lower in _FIRST or lower in _SECOND:
        number = words.quoted[token]
        party = find_speaker(cast, number) if number is not None and lower in _FIRST else None
    else:
        party = _find_third(cast, mention, lower)
    if party is None:
        return
    if party.gender is None and mention.gender and party.is_person:
        party.gender = mention.gender
    cast.settle(mention, party)


def _find_third(cast: Cast, mention: Mention, lower: str) -> Party | None:
    words, token = cast.words, mention.head
    speaker = find_speaker(cast, words.quoted[token]) if words.quoted[token] is not None else None
    is_source = _is_speaking(words, token)

    def fits(party: Party) -> bool:
        if party is speaker:
            return False
        if lower in _NEUTER:
            return party.kind in ("organization", "country") or (party.kind == "group" and not party.is_plural)
        if mention.is_plural:
            return party.is_plural or party.kind in ("organization", "country", "group")
        return party.is_person and _fits_gender(mention, party)

    things = lower in _NEUTER or mention.is_plural
    found = cast.trail.best(token, fits, is_source=is_source, things=things and not is_source)
    if found is None and mention.gender and words.tags[token] == "PRP$":
        sentence = words.sentences[token]
        found = next(
            (
                party
                for head, _, party in cast.trail.after(token)
                if party is not None and fits(party) and words.sentences[head] == sentence and words.deps[head] == "nsubj"
            ),
            None,
        )
    return found


def _is_speaking(words: Words, token: int) -> bool:
    return words.deps[token] == "nsubj" and words.lowers[words.heads[token]] in (
        "said",
        "says",
        "added",
        "told",
        "say",
        "asked",
        "wrote",
        "insisted",
        "warned",
        "claimed",
    )


def find_speaker(cast: Cast, number: int | None) -> Party | None:
    """Return the party that says a statement, by its source or that of the statement which it continues."""
    by_id = {statement.id: statement for statement in cast.words.statements}
    statement = cast.words.statements[number] if number is not None else None
    for _ in range(20):
        if statement is None:
            return None
        if statement.source is not None:
            return party_at(cast, statement.source.start, statement.source.end)
        statement = by_id.get(statement.continues or "")
    return None


def party_at(cast: Cast, start: int, end: int) -> Party | None:
    """Return the party at the head of a passage."""
    head = head_of(cast.words, start, end)
    return cast.by_head.get(head) if head is not None else None


def head_of(words: Words, start: int, end: int) -> int | None:
    """Return the token of a passage whose head lies outside it; the first if several."""
    first, last = words.at(start), words.at(end - 1) + 1
    if words.starts[first] < start:
        first += 1
    roots = [i for i in range(first, last) if not first <= words.heads[i] < last or words.heads[i] == i]
    roots = [i for i in roots if words.tags[i] in NOUN_TAGS or words.tags[i].startswith(("PRP", "DT", "CD", "JJ"))] or roots
    return roots[0] if roots else None
