"""The parties of a story while they are gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.salience import Trail
from onrecord.extract.actors.scene import Scene
from onrecord.extract.actors.words import Words, head_of
from onrecord.ontology.roles import role_nouns
from onrecord.records import ActorKind

_IN_NAMES = frozenset({"of", "for", "and", "on"})


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
    together: dict[int, Sequence[Party]] = field(default_factory=dict)  # by the token of "they": all whom it stands for
    asked: Party | None = None  # whom an interview is with
    scene: Scene = field(default_factory=Scene)

    def settle(self, mention: Mention, party: Party) -> None:
        """Give a mention to a party."""
        party.add(mention)
        self.place(mention, party)

    def place(self, mention: Mention, party: Party) -> None:
        """Note where a mention of a party stands."""
        if mention.role is not None:
            self.index(mention.role.noun, party)
        self.by_head[mention.head] = party
        self.trail.add(mention.head, mention, party)

    def country_before(self, character: int) -> str | None:
        """Return the country that the story is about up to a character."""
        parties = (
            (mention.start, party.country)
            for party in self.parties
            if party.country in self.by_key
            for mention in party.mentions
            if mention.form != "pronoun" and mention.country is not None
        )
        return self.scene.find_country(character, ((start, country) for start, country in parties if country is not None))

    def find_country(self, country: str) -> Party:
        """Return the party of a country, a new one if the story has not named it."""
        party = self.by_key.get(country)
        if party is None:
            party = Party(kind="country", country=country)
            self.parties.append(party)
            self.by_key[country] = party
        return party

    def describe(self, mention: Mention, party: Party) -> None:
        """Note what the words before a name call its bearer: "Republican presidential nominee" is a nominee and a Republican."""
        for word in mention.modifiers:
            role = role_nouns().get(word)
            if role is not None and not role.is_body:
                party.descriptions.append((word, mention.modifiers - {word}))
                self.index(word, party)

    def index(self, role: str, party: Party) -> None:
        """Note that a party is called by a role noun, whole or by its last word."""
        for noun in {role, role if " of " in role else role.rsplit(maxsplit=1)[-1]}:
            having = self.by_role.setdefault(noun, [])
            if party not in having:
                having.append(party)

    def _find_written_name(self, mention: Mention) -> str | None:
        """Return a body that is written like a name: "the Harbour Patrol"."""
        words, first, last = self.words, mention.first, mention.last
        if mention.role is None or not mention.role.is_body or mention.is_plural or words.tags[mention.head] != "NNP":
            return None
        if words.lowers[first] in ("the", "a", "an"):
            first += 1
        if last - first < 2 or not all(words.texts[i][:1].isupper() for i in range(first, last)):
            return None
        while last + 1 < len(words.texts) and words.lowers[last] in _IN_NAMES and words.texts[last + 1][:1].isupper():
            last += 2
            while last < len(words.texts) and words.tags[last] in ("NNP", "NNPS"):
                last += 1
        return words.text[words.starts[first] : words.ends[last - 1]]

    def join(self, party: Party, other: Party) -> None:
        """Give all mentions of a party to another."""
        for mention in party.mentions:
            other.add(mention)
            self.by_head[mention.head] = other
        other.extra.extend(party.extra)
        self.trail.replace(party, other)
        self.parties.remove(party)

    def open(self, mention: Mention, kind: ActorKind) -> Party:
        """Begin a new party with a mention."""
        party = Party(kind=kind, is_plural=mention.is_plural, phrase=mention.phrase, modifiers=mention.modifiers)
        name = self._find_written_name(mention)
        if name is not None:
            party.names.append(name)
        self.parties.append(party)
        self.settle(mention, party)
        if party.known is not None:
            self.by_key.setdefault(party.known.key, party)
        return party


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
