"""Every source of a statement gets its party: the one that its head names, or a new unnamed one."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.extract.actors.cast import Cast, party_at
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, find_person, fold
from onrecord.extract.actors.words import NOUN_TAGS, head_of
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.roles import Gender, role_nouns
from onrecord.records import Passage

_UTTERANCES = load_actor_words("sources", "utterances")
_PAPERS = load_actor_words("sources", "papers")
_ONE_PERSON: Mapping[str, Gender] = {"he": "m", "she": "f"}
_NOBODY = frozenset({"PRP", "PRP$", "WP", "WDT", "EX", "DT"})


def settle_sources(cast: Cast) -> None:
    """Put each source and addressee passage among the mentions of its party, so that a speaker can be read off by offsets."""
    covering = {
        i: party
        for party in cast.parties
        for mention in party.mentions
        if mention.form != "associative"
        for i in range(mention.first, mention.last)
    }
    unnamed: dict[str, Party] = {}
    last: Party | None = None
    for statement in cast.words.statements:
        for passage in (statement.source, statement.addressee_passage):
            if passage is None:
                continue
            head = head_of(cast.words, passage.start, passage.end)
            party = (cast.by_head.get(head) or covering.get(head)) if head is not None else None
            if party is None and head is not None and passage is statement.source:
                text = " ".join(passage.exact.split())
                party = unnamed.get(text.casefold()) or _find_unnamed(cast, passage, head, unnamed)
                if party is not None:
                    unnamed.setdefault(text.casefold(), party)
            if party is None and passage is statement.source:
                party = last if last is not None and _can_go_on(passage.exact, last) else None
            if party is not None:
                party.extra.append((passage.start, passage.end))
                if passage is statement.source and statement.inside is None:
                    last = party


def _can_go_on(pronoun: str, party: Party) -> bool:
    """Tell whether "he" of nobody known can be the person who spoke before."""
    gender = _ONE_PERSON.get(pronoun.casefold())
    return gender is not None and party.kind == "person" and party.gender in (None, gender)


def _as_name(cast: Cast, head: int, text: str) -> Mention:
    words = cast.words
    return Mention(
        first=head, last=head + 1, head=head, start=words.starts[head], end=words.ends[head], form="name", kind="person", name=text
    )


def _find_unnamed(cast: Cast, passage: Passage, head: int, unnamed: Mapping[str, Party]) -> Party | None:
    """Return whom a noun phrase that nobody was told by before stands for; a new party if it is nobody known."""
    words = cast.words
    if words.tags[head] in _NOBODY or words.tags[head] not in NOUN_TAGS | {"CD", "JJ"}:
        return None
    role = role_nouns().get(words.lowers[head]) or role_nouns().get(words.lowers[head].removesuffix("s"))
    text = " ".join(passage.exact.split())
    if role is not None and role.is_document:
        author = _find_author(cast, passage, head, unnamed)
        if author is not None:
            return author
    if words.tags[head] == "NNP" and " " not in text:
        named = find_person(fold(text), _as_name(cast, head, text), [party for party in cast.parties if party.kind == "person"])
        if named is not None:
            return named
    party = Party(kind="unnamed", phrase=text, is_plural=words.tags[head] == "NNS", sectors=list(role.sectors) if role else [])
    cast.parties.append(party)
    return party


def _find_author(cast: Cast, passage: Passage, head: int, unnamed: Mapping[str, Party]) -> Party | None:
    """Return whose paper speaks: the named owner, the last speaker of the country named or of a statement, the paper told of before."""
    words = cast.words
    first = words.at(passage.start)
    within = [cast.by_head[i] for i in range(first, head) if i in cast.by_head]
    owner = next((party for party in within if party.kind != "country"), None)
    if owner is not None and any(words.tags[i] == "POS" for i in range(first, head)):
        return owner
    country = next((party.country for party in within if party.kind == "country"), None)
    if country is None and (words.lowers[first] != "the" or words.ends[head] < passage.end):
        return None
    if words.lowers[head] not in _UTTERANCES and country is None:
        papers = [party for text, party in unnamed.items() if party.phrase and any(noun in text.split() for noun in _PAPERS)]
        return papers[-1] if papers else None
    return _find_last_speaker(cast, passage, country)


def _find_last_speaker(cast: Cast, passage: Passage, country: str | None) -> Party | None:
    """Return who spoke last before a passage; of a country if one is given, and then no person."""
    for statement in reversed(cast.words.statements):
        source = statement.source
        if source is None or source.start >= passage.start:
            continue
        party = party_at(cast, source.start, source.end)
        if party is not None and (country is None or (party.country == country and not party.is_person)):
            return party
    return None
