"""Every source of a statement gets its party: the one that its head names, or a new unnamed one."""

from __future__ import annotations

from onrecord.extract.actors.coreference import Cast, head_of, party_at
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.words import NOUN_TAGS
from onrecord.ontology.roles import role_nouns
from onrecord.records import Passage

_NOBODY = frozenset({"PRP", "PRP$", "WP", "WDT", "EX", "DT"})


def settle_sources(cast: Cast) -> None:
    """Put each source and addressee passage among the mentions of its party, so that a speaker can be read off by offsets."""
    for statement in cast.words.statements:
        for passage in (statement.source, statement.addressee_passage):
            if passage is not None:
                party = party_at(cast, passage.start, passage.end) or _inside(cast, passage)
                if party is None and passage is statement.source:
                    party = _open_unnamed(cast, passage)
                if party is not None:
                    party.extra.append((passage.start, passage.end))


def _inside(cast: Cast, passage: Passage) -> Party | None:
    """Return the party whose name stands at the head of a passage that the parser read otherwise."""
    head = head_of(cast.words, passage.start, passage.end)
    if head is None:
        return None
    for party in cast.parties:
        for mention in party.mentions:
            if mention.first <= head < mention.last and mention.form != "associative":
                return party
    return None


def _open_unnamed(cast: Cast, passage: Passage) -> Party | None:
    """Begin a party for a source that is a noun phrase and nobody told before."""
    words = cast.words
    head = head_of(words, passage.start, passage.end)
    if head is None or words.tags[head] in _NOBODY or words.tags[head] not in NOUN_TAGS | {"CD", "JJ"}:
        return None
    role = role_nouns().get(words.lowers[head])
    text = " ".join(passage.exact.split())
    for party in cast.parties:
        if party.phrase and party.phrase.casefold() == text.casefold():
            return party
    party = Party(kind="unnamed", phrase=text, is_plural=words.tags[head] == "NNS", sectors=list(role.sectors) if role else [])
    cast.parties.append(party)
    return party
