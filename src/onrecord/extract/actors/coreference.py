"""Which mentions are one party: appositions, titles, definite nouns, pronouns. No candidate or two equal ones: left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, fold, group_names
from onrecord.extract.actors.salience import Trail
from onrecord.extract.actors.words import NOUN_TAGS, Words
from onrecord.ontology.actors import find_office_holder, state_bodies, to_state_body
from onrecord.ontology.roles import role_nouns, synonyms_of
from onrecord.records import ActorKind

_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_ANYBODY = frozenset(
    {"people", "person", "member", "expert", "analyst", "child", "witness", "relative", "friend", "worker", "volunteer", "user", "critic"}
)
_SECOND = frozenset({"you", "your"})
_NEUTER = frozenset({"it", "its", "itself"})
_OWNED = frozenset(
    {
        "government",
        "regime",
        "administration",
        "army",
        "military",
        "force",
        "forces",
        "troop",
        "troops",
        "soldier",
        "security forces",
        "security force",
    }
)
_FEW_SENTENCES = 4
_STATEMENTS_BACK = 6
_LONGEST_TAIL = 9
_LEAST_TALK = 8
_WORDS_PER_TALK = 60  # at least one "I" or "you" in so many words
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
    asked: Party | None = None  # whom an interview is with

    def settle(self, mention: Mention, party: Party) -> None:
        """Give a mention to a party."""
        party.add(mention)
        self.place(mention, party)

    def place(self, mention: Mention, party: Party) -> None:
        """Note where a mention of a party stands."""
        if mention.role is not None:
            self._index(mention.role.noun, party)
        self.by_head[mention.head] = party
        self.trail.add(mention.head, mention, party)

    def _index(self, role: str, party: Party) -> None:
        for noun in {role, role.rsplit(maxsplit=1)[-1]}:
            having = self.by_role.setdefault(noun, [])
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
        for mention in party.mentions:
            cast.place(mention, party)
        for title in _roles_in(party.titles):
            cast._index(title, party)
        if party.known is not None:
            cast.by_key[party.known.key] = party
        elif party.kind == "country" and party.country and not party.is_plural:
            cast.by_key[party.country] = party
    cast.asked = find_asked(cast)
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
        candidates = [*appos.get(head, ()), *_beside(words, nominal)]
        if words.deps[head] == "appos":
            candidates.append(words.heads[head])
        if words.deps[head] == "attr" and words.lowers[words.heads[head]] in _BE and words.heads[head] in subjects:
            candidates.append(subjects[words.heads[head]])
        candidates.extend(_named_at_end(words, nominal, by_head))
        party = next((by_head[i] for i in candidates if i in by_head and _can_be(nominal, by_head[i])), None)
        if party is not None:
            yield head, party


def _named_at_end(words: Words, nominal: Mention, by_head: Mapping[int, Party]) -> list[int]:
    """Return the name that a title with a long tail ends in: "the envoy for Syria Ann Smith"."""
    if nominal.is_plural or nominal.role is None or nominal.role.is_body:
        return []
    found = [
        i
        for i in range(nominal.last, nominal.last + _LONGEST_TAIL)
        if i in by_head and by_head[i].kind == "person" and words.sentences[i] == words.sentences[nominal.head]
    ]
    for i in found[:1]:
        first = next((m.first for m in by_head[i].mentions if m.head == i), i)
        between = words.texts[nominal.last : first]
        is_plain = not any(text in (",", ";", "and", "or", "'s", "that", "who", "(", ")") for text in between)
        if (
            first > nominal.last + 1
            and is_plain
            and words.tags[first - 1] in NOUN_TAGS
            and not any(tag.startswith("V") for tag in words.tags[nominal.last : first])
        ):
            return [i]
    return []


def _beside(words: Words, nominal: Mention) -> list[int]:
    """Return the end of a name right before a phrase between commas: "Smith, once a mayor of Salem, ..."."""
    before = nominal.first - 1
    if nominal.is_plural or before < 1 or words.texts[before] != "," or words.deps[nominal.head] in ("nsubj", "dobj", "nsubjpass"):
        return []
    closing = next((text for text in words.texts[nominal.last : nominal.last + 12] if text in (",", ".", ";", "—", "and")), "and")
    return [before - 1] if closing != "and" else []


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
            found = same[0] if len(same) == 1 else cast.trail.latest(mention.head, lambda party: party in same)
            if found is None and not mention.modifiers:
                found = _find_synonym(cast, mention) or (_find_body(cast, mention) if role.is_body and not mention.is_plural else None)
            return found
        if len(same) != 1 or role.is_generic or role.noun in _ANYBODY:
            return None
        return same[0] if not same[0].modifiers or not mention.modifiers else None
    has_owner = any(cast.words.tags[i] in ("PRP$", "POS") for i in range(mention.first, mention.head))
    if not mention.is_definite and not has_owner and not (mention.country and cast.words.tags[mention.first] not in ("DT",)):
        return None
    if same:
        return cast.trail.latest(mention.head, lambda party: party in same) or (same[0] if len(same) == 1 else None)
    if has_owner:
        return None
    if role.is_generic and mention.is_definite and not mention.modifiers and not mention.country:
        return cast.trail.latest(mention.head, lambda party: party.is_person and _fits_gender(mention, party))
    return None


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
    is_talk = lower in _FIRST or lower in _SECOND
    party = _find_talker(cast, token, lower) if is_talk else _find_third(cast, mention, lower)
    if party is None:
        return
    if party.gender is None and mention.gender and party.is_person:
        party.gender = mention.gender
    cast.settle(mention, party)


def _find_talker(cast: Cast, token: int, lower: str) -> Party | None:
    """Return who is "I" or "we": the speaker of the quotation; in an interview printed without marks, who is asked."""
    number = cast.words.quoted[token]
    if number is not None:
        return find_speaker(cast, number) if lower in _FIRST else None
    if cast.asked is None:
        return None
    is_question = cast.words.text[cast.words.ends[token] :].split("\n", 1)[0].rstrip().endswith("?")
    return cast.asked if is_question == (lower in _SECOND) else None


def find_asked(cast: Cast) -> Party | None:
    """Return the person whom an interview is with: the one named most, if "I" and "you" stand outside of quotations all over."""
    words = cast.words
    talk = sum(lower in ("i", "you") and words.quoted[i] is None for i, lower in enumerate(words.lowers))
    if talk < _LEAST_TALK or talk * _WORDS_PER_TALK < len(words.lowers):
        return None
    persons = [party for party in cast.parties if party.kind == "person" and party.names]
    return max(persons, key=lambda party: (len(party.mentions), -party.mentions[0].start), default=None)


def _find_third(cast: Cast, mention: Mention, lower: str) -> Party | None:
    words, token = cast.words, mention.head
    speaker = find_speaker(cast, words.quoted[token]) if words.quoted[token] is not None else None
    is_source = mention.start in words.by_source or _is_speaking(words, token)

    def fits(party: Party) -> bool:
        if party is speaker:
            return False
        if lower in _NEUTER:
            return party.kind in ("organization", "country") or (party.kind == "group" and not party.is_plural)
        if mention.is_plural:
            return party.is_plural or party.kind in ("organization", "country", "group")
        return party.is_person and _fits_gender(mention, party)

    things = lower in _NEUTER or mention.is_plural
    last = _last_speaker(cast, token) if is_source and words.quoted[token] is None and not _is_rivalled(cast, token, fits) else None
    found = cast.trail.best(token, fits, favoured=last, is_source=is_source, things=things and not is_source)
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


def _is_rivalled(cast: Cast, token: int, fits: Callable[[Party], bool]) -> bool:
    """Tell whether the sentence of a pronoun names, before it and outside of quotations, somebody it can stand for."""
    words = cast.words
    for head, _, party in cast.trail.before(token):
        if words.sentences[head] != words.sentences[token]:
            return False
        if party is not None and words.quoted[head] is None and fits(party):
            return True
    return False


def _last_speaker(cast: Cast, token: int) -> Party | None:
    """Return who said the statement before the one whose source a pronoun is, if it stands in this or the paragraph before."""
    words = cast.words
    own = words.by_source.get(words.starts[token])
    if own is None:
        return None
    start = min(words.starts[token], words.statements[own].content[0].start)
    for number in range(min(own + 1, len(words.statements) - 1), max(-1, own - _STATEMENTS_BACK), -1):
        told = words.statements[number]
        position = told.source.start if told.source is not None else told.content[-1].end
        if number == own or told.inside is not None or told.content[0].start >= start or position >= start:
            continue
        if words.text.count("\n\n", position, start) > 1 or words.sentences[token] - words.sentences[words.at(position)] > _FEW_SENTENCES:
            return None
        return find_speaker(cast, number)
    return None


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
    statement = cast.words.statements[number] if number is not None else None
    for _ in range(20):
        if statement is None:
            return None
        if statement.source is not None:
            return party_at(cast, statement.source.start, statement.source.end)
        statement = cast.words.by_id.get(statement.continues or "")
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
