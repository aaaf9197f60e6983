"""One party of a story while its mentions are gathered, and which names are names of one party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import plain
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.actors import KnownActor, find_by_name, find_by_surname
from onrecord.ontology.given_names import gender_of, is_same_given_name
from onrecord.ontology.roles import Gender, role_nouns
from onrecord.records import ActorKind

_SMALL = frozenset({"of", "for", "and", "the", "to", "in", "on", "with", "a", "an", "against", "&"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "qc", "sc", "mp", "phd"})
_ARTICLES = ("al-", "el-", "al ", "el ", "bin ", "ibn ")
_CLOSE = 0.85
_BY_FAR = 2
_MANY = 60
_SHORTEST_ALONE = 5


def body_sorts() -> frozenset[str]:
    """Return the nouns that only say of which sort a named body is."""
    return load_actor_words("bodies", "sorts")


@dataclass(slots=True, kw_only=True, eq=False)
class Party:
    """A party, open until the whole story is read."""

    kind: ActorKind
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    known: KnownActor | None = None
    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)  # "foreign minister"; what it is called without a name
    modifiers: frozenset[str] = frozenset()
    titles: list[str] = field(default_factory=list)
    gender: Gender | None = None
    is_plural: bool = False
    phrase: str | None = None
    extra: list[tuple[int, int]] = field(default_factory=list)  # source passages that it stands behind
    descriptions: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # role noun and the words before it

    def add(self, mention: Mention) -> None:
        """Take in a mention and what it says of the party."""
        self.mentions.append(mention)
        if mention.role is not None:
            self.descriptions.append((mention.role.noun, mention.modifiers))
            if mention.role.noun not in self.roles:
                self.roles.append(mention.role.noun)
            if not mention.role.is_instrument:
                self.sectors.extend(sector for sector in mention.role.sectors if sector not in self.sectors)
        self.known = self.known or mention.known
        if self.country is None and not (self.kind == "person" and mention.is_located):
            self.country = mention.country
        if self.gender is None:
            self.gender = mention.gender
        for title in mention.titles:
            if title not in self.titles:
                self.titles.append(title)

    @property
    def name(self) -> str | None:
        """Return the name it is known by, else the fullest one of the story."""
        if self.known is not None:
            return self.known.name
        return max(self.names, key=lambda name: (len(name.split()), len(name)), default=None)

    @property
    def is_person(self) -> bool:
        """Tell whether it is one human being, named or not."""
        return self.kind == "person" or (self.kind == "unnamed" and not self.is_plural)


def roles_in(given: Sequence[str]) -> Iterator[str]:
    """Yield the role nouns in a run of title words, the longest ones: "foreign minister", not "minister" as well."""
    i = 0
    while i < len(given):
        length = next((n for n in (3, 2, 1) if " ".join(given[i : i + n]) in role_nouns() and i + n <= len(given)), 0)
        if length:
            yield " ".join(given[i : i + length])
        i += length or 1


def fits_gender(mention: Mention, party: Party) -> bool:
    """Tell whether nothing that is known of a party's gender speaks against a mention."""
    return mention.gender is None or party.gender is None or party.gender == mention.gender


def group_names(mentions: Iterable[Mention]) -> list[Party]:
    """Return the parties that the names of a story name; the fullest names first, then those that shorten them."""
    parties: list[Party] = []
    by_key: dict[str, Party] = {}
    open_names: list[Mention] = []
    for mention in mentions:
        key = _key(mention)
        if key is None:
            open_names.append(mention)
            continue
        party = by_key.get(key)
        if party is None:
            is_people = mention.is_plural and not mention.is_definite
            party = Party(kind="group" if is_people else mention.kind or "organization", country=mention.country, is_plural=is_people)
            by_key[key] = party
            parties.append(party)
        if mention.name and mention.name not in party.names:
            party.names.append(mention.name)
        party.add(mention)
    _add_open(parties, by_key, open_names)
    return parties


def _key(mention: Mention) -> str | None:
    """Return what two mentions of one known party have in common; None for a name that the tables do not know."""
    if mention.known is not None:
        return mention.known.key
    if mention.country is not None and mention.kind == "country":
        if mention.is_plural and not mention.is_definite:
            return f"{mention.country} people"
        return mention.country
    return None


def _add_open(parties: list[Party], by_key: dict[str, Party], mentions: Sequence[Mention]) -> None:
    """Group the names that the tables do not know."""
    by_name = _by_name(mentions)
    persons = [party for party in parties if party.kind == "person"]
    others = [party for party in parties if party.kind not in ("person", "country")]
    longest_first = sorted(by_name.items(), key=lambda item: (-len(item[0][0].split()), item[1][0].start))
    for (name, _), group in longest_first:
        kind = _vote(group)
        if group[0].label == "SHORT":
            _add_short(name, group, [party for party in parties if party.kind in ("organization", "group")])
            continue
        if kind == "person":
            party = find_person(name, group[0], persons)
        else:
            is_person = " " not in name or gender_of(name.split()[0]) is not None  # the model took "Bill Dahl" for a firm
            party = find_person(name, group[0], persons) if is_person else None
            party = party or find_organization(name, others)
        if party is None:
            known = find_by_name(name) or (find_by_surname(name) if kind == "person" else None)
            party = by_key.get(known.key) if known else None
        if party is None:
            party = Party(kind=kind, is_plural=group[0].is_plural, known=known, country=known.country if known else None)
            party.gender = known.gender if known else None
            parties.append(party)
            (persons if kind == "person" else others).append(party)
        for mention in group:
            if mention.name and mention.name not in party.names:
                party.names.append(mention.name)
            party.add(mention)


def _by_name(mentions: Iterable[Mention]) -> dict[tuple[str, Gender | None], list[Mention]]:
    """Group mentions by name; "Mr Dahl" and "Mrs Dahl" are two."""
    found: dict[tuple[str, Gender | None], list[Mention]] = {}
    for mention in mentions:
        name = fold(mention.name or "")
        found.setdefault((name, mention.gender if mention.titles and " " not in name else None), []).append(mention)
    for name, gender in list(found):
        other = (name, "f" if gender == "m" else "m")
        if gender is not None and other not in found and (name, None) in found:
            found[name, None] = sorted((*found[name, None], *found.pop((name, gender))), key=lambda mention: mention.start)
    return found


def _add_short(name: str, group: Sequence[Mention], parties: Sequence[Party]) -> None:
    """Give "the Observatory" to the one organisation with this word in its name; to none if two have it."""
    matching = [party for party in parties if any(name in fold(full).split() for full in party.names)]
    if len(matching) == 1:
        for mention in group:
            matching[0].add(mention)


def _vote(group: Sequence[Mention]) -> ActorKind:
    """Return the kind that most mentions of one name have; a title or a gender decides for a person."""
    if any(mention.kind == "person" and (mention.titles or mention.gender) for mention in group):
        return "person"
    kinds = [mention.kind or "organization" for mention in group]
    return max(sorted(set(kinds)), key=kinds.count)


def fold(name: str) -> str:
    """Return a name without case, accents, article and possessive, for looking up only."""
    folded = plain(name).casefold().removeprefix("the ").removesuffix("'s")
    return " ".join(folded.replace(".", " ").replace('"', " ").split())


def surname(name: str) -> str:
    """Return the last name of a folded name: "assad" of "bashar al-assad"."""
    parts = [part for part in name.split() if part not in SUFFIXES] or [name]
    last = parts[-1]
    for article in _ARTICLES:
        last = last.removeprefix(article.strip() if article.endswith("-") else article)
    return last


def find_person(name: str, mention: Mention, persons: Sequence[Party]) -> Party | None:
    """Return the one person of a longer name that a name shortens or spells otherwise; None if none or several."""
    parts = name.split()
    if len(persons) > _MANY:
        persons = [party for party in persons if any(part in fold(full) for full in party.names for part in parts)]
    matching = [party for party in persons if any(_is_same_person(parts, fold(full), party, mention) for full in _names_of(party))]
    if len(parts) == 1:
        by_surname = [party for party in matching if any(surname(fold(full)) == surname(name) for full in _names_of(party))]
        matching = by_surname or matching
    if not matching and len(persons) <= _MANY and (len(parts) == 1 or mention.titles):
        matching = [
            party
            for party in persons
            if _can_be_named(mention, party)
            and any(_is_misspelt(surname(name), surname(fold(full))) for full in party.names if " " in full)
        ]
    if len(parts) == 1 and len(matching) > 1:  # who of a family a story is about goes by surname
        matching.sort(key=lambda party: -len(party.mentions))
        return matching[0] if len(matching[0].mentions) >= _BY_FAR * len(matching[1].mentions) else None
    return matching[0] if len(matching) == 1 else None


def _can_be_named(mention: Mention, party: Party) -> bool:
    """Tell whether the gender of a name speaks against a person; that of a surname alone is no gender ("Clinton" is not a man)."""
    is_surname = " " not in (mention.name or "") and not mention.titles
    return is_surname or fits_gender(mention, party)


def _is_misspelt(a: str, b: str) -> bool:
    """Tell whether two surnames of one story are one: "bauchman", "buchman"."""
    if a[:1] != b[:1] or min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _CLOSE


def _names_of(party: Party) -> list[str]:
    return [*party.names, *((party.known.name, *party.known.aliases) if party.known else ())]


def _is_same_person(parts: Sequence[str], full: str, party: Party, mention: Mention) -> bool:
    whole = full.split()
    if not _can_be_named(mention, party):
        return False
    if parts[-1][-1] == "s" and parts[-1] != whole[-1] and parts[-1][:-1] == whole[-1]:
        parts = [*parts[:-1], parts[-1][:-1]]  # texts that lost their apostrophes
    if len(parts) == 1:
        return surname(parts[0]) == surname(full) or parts[0] in whole or parts[0] in [part.removeprefix("al-") for part in whole]
    if len(whole) == 1:
        return surname(" ".join(parts)) == surname(full) and party.known is None
    if surname(" ".join(parts)) != surname(full):
        return False
    if set(parts) <= set(whole) or is_same_given_name(parts[0], whole[0]):
        return True
    return parts[0][0] == whole[0][0] and (min(len(parts[0]), len(whole[0])) == 1 or _is_close(parts[0], whole[0]))


def _is_close(a: str, b: str) -> bool:
    """Tell whether two spellings differ in one letter: "kristin", "kristen"."""
    return len(a) > 4 and len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def find_organization(name: str, parties: Sequence[Party]) -> Party | None:
    """Return the one organisation that a name is the acronym or the beginning of; None if none or several."""
    if len(parties) > _MANY:
        return next((party for party in parties if any(name == fold(full) for full in party.names)), None)
    matching = [party for party in parties if any(_is_same_organization(name, fold(full), full) for full in _names_of(party))]
    return matching[0] if len(matching) == 1 else None


def _is_same_organization(name: str, full: str, written: str) -> bool:
    if name == full:
        return True
    if " " not in name and 2 <= len(name) <= 7 and " " in full:
        words = written.replace("-", " ").split()
        initials = "".join(word[0] for word in words if word[:1].isupper())
        every = "".join(word[0] for word in words if word.lower() != "the")
        if name in (initials.casefold(), every.casefold()):
            return True
    short, long = name.split(), full.split()
    if len(short) == 1 and len(name) > _SHORTEST_ALONE and name in long and name not in role_nouns():
        return True
    if len(short) >= len(long):
        return False
    return long[: len(short)] == short and short[0] not in _SMALL and (len(short) > 1 or len(short[0]) > 3)
