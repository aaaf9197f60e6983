"""Names in a story: what the tables know, then what the model finds; the tables outvote the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import NOUN_TAGS, Words, plain
from onrecord.ontology.actors import KnownActor, known_actors, named_state_bodies
from onrecord.ontology.countries import Country, countries, country_by_demonym, country_by_name
from onrecord.ontology.given_names import gender_of
from onrecord.ontology.roles import Gender, role_nouns, titles
from onrecord.records import Place

Sort = Literal["actor", "country", "adjective", "people", "capital", "seat"]

_FIRST_WORD = re.compile(r"\w+(?:\.\w\b\.?)*")
_LOCATIVE = frozenset({"in", "at", "near", "across", "outside", "inside", "around", "throughout", "within", "over", "into", "through"})
_GOVERNED_ONLY = frozenset({"nsubj", "nsubjpass", "poss", "agent", "dobj", "dative", "conj"})
_TOWARDS = frozenset({"by", "with", "against", "between", "toward", "towards"})
_NOT_IN_NAMES = frozenset({"RB", "RBR", "IN", "CC", "UH", "WRB", "PRP"})
_SHORTEST_IN_CAPITALS = 5
_LONGEST_TITLE = 7
_LONGEST_INITIALS = 5
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "gen", "col", "sen", "rep", "prof"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name in the tables stands for."""

    sort: Sort
    actor: KnownActor | None = None
    country: str | None = None


@cache
def lexicon() -> Mapping[str, Sequence[tuple[str, Entry]]]:
    """Return all names of the tables by their first word, the longest first."""
    found: dict[str, dict[str, Entry]] = {}
    for name, entry in _entries():
        word = _FIRST_WORD.match(name)
        if word:
            found.setdefault(word.group(), {}).setdefault(name, entry)
            if len(name) >= _SHORTEST_IN_CAPITALS:
                capitals = name.upper()
                found.setdefault(word.group().upper(), {}).setdefault(capitals, entry)
    return {word: sorted(names.items(), key=lambda item: -len(item[0])) for word, names in found.items()}


def _entries() -> Iterator[tuple[str, Entry]]:
    for actor in (*known_actors().values(), *named_state_bodies().values()):
        for name in (actor.name, *actor.aliases):
            for variant in _variants(plain(name)):
                for written in (variant, *_dotted(variant)):
                    yield written, Entry(sort="actor", actor=actor, country=actor.country)
    for name, actor in named_state_bodies().items():
        yield plain(name), Entry(sort="actor", actor=actor, country=actor.country)
    for country in countries().values():
        yield from _country_entries(country)


def _variants(name: str) -> Iterator[str]:
    """Yield the ways to write a name: "al-Qaida", "Al-Qaida", "Al Qaida", "the Guardian"."""
    yield name
    if name[:4] == "The ":
        yield "the " + name[4:]
    if name[:3].lower() in ("al-", "el-", "as-", "an-", "ar-"):
        for article in (name[:2].lower(), name[:2].capitalize()):
            yield f"{article}-{name[3:]}"
            yield f"{article} {name[3:]}"


def _dotted(name: str) -> Iterator[str]:
    """Yield a name that is initials as some papers write it: "F.B.I."."""
    if name.isalpha() and name.isupper() and 3 <= len(name) <= _LONGEST_INITIALS:
        yield "".join(f"{letter}." for letter in name)


def _country_entries(country: Country) -> Iterator[tuple[str, Entry]]:
    sorts: tuple[tuple[Sort, tuple[str, ...]], ...] = (
        ("country", (country.name, *country.names)),
        ("adjective", country.adjectives),
        ("people", country.people),
        ("seat", country.seats),
        ("capital", country.capitals),
    )
    for sort, names in sorts:
        for name in names:
            yield plain(name.removeprefix("the ")), Entry(sort=sort, country=country.iso3)
            if sort == "country" and len(name) >= _SHORTEST_IN_CAPITALS and name[-1] != "s" and " " not in name:
                yield f"{plain(name)}s", Entry(sort="adjective", country=country.iso3)  # texts that lost their apostrophes


def find_names(words: Words, places: Sequence[Place]) -> list[Mention]:
    """Return the names of a story in text order; none overlaps another."""
    uses = {mention.passage.start: (mention.use, place) for place in places for mention in place.mentions}
    known = list(_find_known(words))
    modelled = list(_find_modelled(words))
    persons = {mention.name.split()[-1] for mention in modelled if mention.kind == "person" and mention.name and " " in mention.name}
    taken: list[Mention] = []
    for mention in _without_overlap(known, modelled):
        if mention.kind == "person" and mention.is_definite and (mention.name or "")[:-1] in persons and (mention.name or "")[-1:] == "s":
            taken.append(replace(mention, kind="group", is_plural=True, name=f"the {mention.name}"))  # "the Dahls"
            continue
        if mention.name not in persons and _is_place_after_all(words, mention, uses):
            continue
        if mention.label in ("capital", "people", "country", "adjective") and mention.name in persons and mention.form == "name":
            taken.append(replace(mention, kind="person", known=None, country=None, label="PERSON"))
        elif mention.label == "capital":
            if _stands_for_government(words, mention, uses.get(mention.start, (None, None))[0]):
                taken.append(mention)
        elif (mention.label == "country" and _is_where(words, mention)) or (
            mention.known is None
            and mention.country is None
            and mention.start in uses
            and mention.name not in persons
            and not _is_person_name(mention)
        ):
            continue
        else:
            taken.append(mention)
    described = (replace(m, modifiers=_words_before(words, m.first)) if m.kind == "person" else m for m in taken)
    return sorted(described, key=lambda mention: mention.start)


def _words_before(words: Words, first: int) -> frozenset[str]:
    """Return the words of a noun phrase before the name at its end: "Republican presidential nominee"."""
    i = first
    while i > 0 and words.sentences[i - 1] == words.sentences[first] and first - i < _LONGEST_TITLE:
        if words.tags[i - 1] not in NOUN_TAGS and words.tags[i - 1] not in ("JJ", "HYPH", "CD"):
            break
        i -= 1
    return frozenset(words.lowers[i:first]) - {"-"}


def _is_place_after_all(words: Words, mention: Mention, uses: Mapping[int, tuple[str, Place]]) -> bool:
    """Tell whether a person or people of the model is a place: the gazetteer has it, or the story says "in" it."""
    if mention.label not in ("PERSON", "NORP") or mention.titles or mention.gender is not None or mention.form == "associative":
        return False
    head = mention.head
    is_within = words.deps[head] == "pobj" and words.lowers[words.heads[head]] in ("in", "near", "at", "outside", "inside")
    return is_within or (mention.start in uses and words.deps[head] not in ("nsubj", "agent"))


def _is_person_name(mention: Mention) -> bool:
    return mention.kind == "person" and (bool(mention.titles) or mention.gender is not None or len((mention.name or "").split()) > 1)


def _find_known(words: Words) -> Iterator[Mention]:
    table, text, i = lexicon(), words.text, 0
    while i < len(words.texts):
        found = _match(words, table, text, i)
        if found is None:
            i += 1
        else:
            yield found
            i = found.last


def _match(words: Words, table: Mapping[str, Sequence[tuple[str, Entry]]], text: str, i: int) -> Mention | None:
    start = words.starts[i]
    word = _FIRST_WORD.match(words.texts[i])
    if word is None or (candidates := table.get(word.group()) or table.get(word.group().rstrip("."))) is None:
        return None
    for name, entry in candidates:
        end = start + len(name)
        if (
            text.startswith(name, start)
            and not text[end : end + 1].isalnum()
            and not (text[end - 1].isupper() and text[end : end + 2] == ".S")
        ):
            return _to_mention(words, i, end, entry)
    return None


def _to_mention(words: Words, first: int, end: int, entry: Entry) -> Mention | None:
    last = first + 1
    while last < len(words.starts) and words.starts[last] < end:
        last += 1
    if entry.sort == "people" and words.tags[last - 1] in ("JJ", "VB", "VBP"):
        return None
    associative = entry.sort == "adjective" and (words.tags[last - 1] == "JJ" or _modifies(words, last - 1))
    known = entry.actor
    kind = known.kind if known else "country"
    plural_people = entry.sort in ("people", "adjective") and not associative
    if plural_people and entry.sort == "adjective" and words.tags[last - 1] not in ("NNPS", "NNS", "NNP"):
        return None
    return Mention(
        first=first,
        last=last,
        head=last - 1,
        start=words.starts[first],
        end=end,
        form="associative" if associative or words.deps[last - 1] == "poss" or _modifies(words, last - 1) else "name",
        kind=kind,
        name=known.name if known else words.text[words.starts[first] : end],
        known=known,
        country=entry.country,
        label=entry.sort,
        is_plural=plural_people,
        is_definite=first > 0 and words.lowers[first - 1] == "the",
        gender=known.gender if known else None,
    )


def _modifies(words: Words, i: int) -> bool:
    return words.deps[i] in ("compound", "amod", "nmod", "npadvmod") and words.heads[i] > i


def _stands_for_government(words: Words, mention: Mention, use: str | None) -> bool:
    """Tell whether a capital stands for its government: "Moscow said", "accused Moscow", "talks with Ankara"."""
    dep = words.deps[mention.head]
    if dep == "pobj":
        return words.lowers[words.heads[mention.head]] in _TOWARDS
    return use == "associative" or (use is None and dep in ("nsubj", "nsubjpass", "poss", "dobj"))


def _is_where(words: Words, mention: Mention) -> bool:
    """Tell whether a country is only where something is: "in Syria", "Aleppo, Syria"."""
    dep, head = words.deps[mention.head], words.heads[mention.head]
    return dep == "pobj" and words.lowers[head] in _LOCATIVE


def _without_overlap(known: Sequence[Mention], modelled: Sequence[Mention]) -> list[Mention]:
    """Return the names of the tables, but for those inside a longer name of the model ("University of Damascus")."""
    covered: dict[int, Mention] = {i: mention for mention in modelled for i in range(mention.first, mention.last)}
    kept: list[Mention] = []
    dropped: set[int] = set()
    for mention in known:
        longer = covered.get(mention.first) or covered.get(mention.last - 1)
        if longer is not None and _outvotes(longer, mention):
            dropped.update(range(mention.first, mention.last))
        else:
            kept.append(mention)
    taken = {i for mention in kept for i in range(mention.first, mention.last)}
    kept.extend(mention for mention in modelled if not any(i in taken for i in range(mention.first, mention.last)))
    return kept


def _outvotes(longer: Mention, mention: Mention) -> bool:
    """Tell whether a name of the model that holds one of the tables is the name to keep."""
    if longer.last - longer.first <= mention.last - mention.first or longer.first > mention.first or longer.last < mention.last:
        return False
    if mention.label == "actor":
        return False
    if longer.kind == "person":
        return mention.form == "name" or mention.label == "capital"
    rest = words_of(longer.name or "")[-1:]
    return longer.kind == "organization" and bool(rest) and rest[0].lower() not in role_nouns()


def words_of(name: str) -> list[str]:
    """Return the words of a name."""
    return [word for word in re.split(r"[\s]+", name) if word]


def _find_modelled(words: Words) -> Iterator[Mention]:
    covered: set[int] = set()
    for ent in words.doc.ents:
        if ent.label_ in ("PERSON", "ORG", "NORP"):
            mention = _from_entity(words, ent.start, ent.end, ent.label_)
            if mention is not None:
                covered.update(range(mention.first, mention.last))
                yield mention
    yield from _find_titled(words, covered)
    yield from _find_short(words, covered)


def _from_entity(words: Words, first: int, last: int, label: str) -> Mention | None:
    """Return a name of the model without article, title, possessive."""
    given: list[str] = []
    while last > first and words.texts[last - 1] in ("'s", "'", "s", ",", ".", "-", ")", "(", '"', "“", "”"):
        last -= 1
    while first < last and words.lowers[first] in ("the", "a", "an", '"', "“", "'", "(", "-"):
        first += 1
    while first < last - 1 and words.tags[first] in _NOT_IN_NAMES:
        first += 1
    while first < last - 2 and label == "PERSON" and country_by_name(words.texts[first]) is not None:
        first += 1
    while first < last - 1 and (_is_title(words, first) if label == "PERSON" else words.lowers[first].rstrip(".") in _HONORIFICS):
        given.append(words.lowers[first])
        first += 1
    if first >= last or not words.texts[first][:1].isalnum() or not any(text[:1].isupper() for text in words.texts[first:last]):
        return None
    name = " ".join(words.text[words.starts[first] : words.ends[last - 1]].split())
    if last - first == 1 and (words.lowers[first] in role_nouns() or words.tags[first] not in ("NNP", "NNPS", "NN", "NNS", "JJ", "FW")):
        return None
    kind: Literal["person", "organization", "group"] = "person" if label == "PERSON" else "organization" if label == "ORG" else "group"
    if kind == "organization" and given:
        kind = "person"
    gender = _gender(name, given, words, first) if kind == "person" else None
    title = tuple(given) if len(given) > 1 else _titles_before(words, first)
    return Mention(
        first=first,
        last=last,
        head=last - 1,
        start=words.starts[first],
        end=words.ends[last - 1],
        form="associative" if label == "NORP" and words.tags[last - 1] == "JJ" else "name",
        kind=kind,
        name=name,
        label=label,
        gender=gender,
        titles=title,
        country=_country_before(words, first, title) if kind == "person" else None,
        is_plural=label == "NORP" and words.texts[last - 1].endswith("s"),
        is_definite=first > 0 and words.lowers[first - 1] == "the",
    )


def _is_title(words: Words, i: int) -> bool:
    lower = words.lowers[i]
    return lower in titles() or (lower in role_nouns() and words.tags[i] != "NNPS") or country_by_demonym(words.texts[i]) is not None


def _titles_before(words: Words, first: int) -> tuple[str, ...]:
    """Return the words before a name that are its title: "Foreign Minister", "Mr."."""
    i = first
    while i > 0 and words.sentences[i - 1] == words.sentences[first]:
        lower = words.lowers[i - 1]
        role = role_nouns().get(lower)
        if words.tags[i - 1] in NOUN_TAGS and (lower in titles() or (role is not None and not role.is_body)):
            i -= 1
        elif i > 2 and words.lowers[i - 2] == "of" and words.lowers[i - 3] in titles():
            i -= 3  # "Secretary of State"
        elif i < first and lower in ("foreign", "prime", "chief", "vice", "deputy", "defence", "defense", "interior", "finance", "-"):
            i -= 1
        else:
            break
    return tuple(words.lowers[i:first])


def _country_before(words: Words, first: int, title: Sequence[str]) -> str | None:
    """Return the country of "Turkish Foreign Minister X", "Russia's President X"."""
    i = first - len(title) - 1
    if not title or i < 0:
        return None
    if words.lowers[i] in ("'s", "'") and i > 0:
        i -= 1
    word = words.texts[i]
    country = country_by_demonym(word) or country_by_name(word) if word[:1].isupper() else None
    return country.iso3 if country else None


def _gender(name: str, given: Sequence[str], words: Words, first: int) -> Gender | None:
    """Return the gender that a title or a given name tells."""
    for title in (*given, *_titles_before(words, first)):
        gender = titles().get(title) or (role_nouns()[title].gender if title in role_nouns() else None)
        if gender:
            return gender
    parts = words_of(name)
    return gender_of(parts[0].split("-")[0]) if len(parts) > 1 else gender_of(parts[0])


def _find_short(words: Words, covered: set[int]) -> Iterator[Mention]:
    """Yield names that the model missed: a surname of somebody it found, one word of an organisation ("the Observatory")."""
    long = {
        word
        for name in {
            *(ent.text for ent in words.doc.ents if ent.label_ == "ORG"),
            *(words.text[m.start : m.end] for m in _find_known(words) if m.label == "actor"),
        }
        for word in plain(name).split()
        if " " in name and word[:1].isupper() and word.lower() not in role_nouns() and len(word) > _SHORTEST_IN_CAPITALS
    }
    surnames = {ent[-1].text for ent in words.doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].text[:1].isupper()}
    inside = {i for ent in words.doc.ents if len(ent) > 1 for i in range(ent.start, ent.end)}
    for i, text in enumerate(words.texts):
        if text in surnames and i not in inside and i not in covered and words.lowers[i] not in role_nouns():
            yield Mention(
                first=i, last=i + 1, head=i, start=words.starts[i], end=words.ends[i], form="name", kind="person", name=text, label="PERSON"
            )
        if text in long and i not in covered and i > 0 and words.lowers[i - 1] == "the" and words.tags[i] in ("NNP", "NNPS"):
            if words.texts[i + 1 : i + 2] and words.texts[i + 1][:1].isupper():
                continue
            yield Mention(
                first=i,
                last=i + 1,
                head=i,
                start=words.starts[i],
                end=words.ends[i],
                form="name",
                kind="organization",
                name=text,
                label="SHORT",
            )


def _find_titled(words: Words, covered: set[int]) -> Iterator[Mention]:
    """Yield the names after "Mr", "Gen." and the like that the model has not seen."""
    for i, lower in enumerate(words.lowers):
        if (
            lower.rstrip(".") in ("mr", "mrs", "ms", "miss", "dr", "gen", "col", "lt", "sgt", "sen", "prof", "professor", "sir")
            and words.tags[i] == "NNP"
        ):
            last = i + 1
            while (
                last < len(words.texts)
                and words.tags[last] == "NNP"
                and last not in covered
                and words.sentences[last] == words.sentences[i]
            ):
                last += 1
            if last > i + 1:
                mention = _from_entity(words, i, last, "PERSON")
                if mention is not None:
                    yield mention
