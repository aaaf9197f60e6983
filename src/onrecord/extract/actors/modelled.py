"""Names that the model finds, without article, title and possessive, and those that it missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Literal

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import NOUN_TAGS, Words, plain, root_of
from onrecord.ontology.actor_words import load_actor_words, party_adjectives
from onrecord.ontology.actors import known_actors
from onrecord.ontology.countries import country_by_demonym, country_by_name
from onrecord.ontology.given_names import gender_of
from onrecord.ontology.roles import Gender, role_nouns, titles

_NOT_IN_NAMES = frozenset({"RB", "RBR", "IN", "CC", "UH", "WRB", "PRP"})
_IN_TITLES = NOUN_TAGS | {"JJ", "POS", "HYPH"}
_LONGEST_TITLE = 8
_SHORTEST_SHORT = 5
_HONORIFICS = load_actor_words("names", "honorifics")
_TITLED = load_actor_words("names", "titled")
_BEFORE_TITLES = load_actor_words("names", "before_titles")


def find_modelled(words: Words, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the names of the model, and those that it missed. `known`: the names of the tables."""
    covered: set[int] = set()
    long = _find_long(words, known)
    for ent in words.doc.ents:
        if ent.label_ in ("PERSON", "ORG", "NORP"):
            mention = _from_entity(words, ent.start, ent.end, ent.label_)
            if mention is not None and mention.name in long and mention.is_definite and not _is_named_person(words, mention):
                mention = replace(mention, kind="organization", label="SHORT", gender=None)
            if mention is not None:
                covered.update(range(mention.first, mention.last))
                yield mention
    yield from _find_titled(words, covered)
    yield from _find_short(words, long, covered)


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
    if label == "NORP" and last - first == 1 and words.lowers[first] in party_adjectives():
        return _to_party(words, first)
    name = " ".join(words.text[words.starts[first] : words.ends[last - 1]].split())
    if last - first == 1 and words.lowers[first].rstrip(".") in titles():
        return None
    if last - first == 1 and " ".join(words.lowers[first : last + 1]) in role_nouns():
        return None  # "Interior" of "Interior Minister"
    role = role_nouns().get(" ".join(words.lowers[first:last]))
    if role is not None and not role.is_body:
        return None
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
        head=root_of(words, first, last),
        start=words.starts[first],
        end=words.ends[last - 1],
        form="associative" if label == "NORP" and words.tags[last - 1] == "JJ" else "name",
        kind=kind,
        name=name,
        label=label,
        gender=gender,
        titles=title,
        country=_country_before(words, first) if kind == "person" else None,
        is_plural=label == "NORP" and words.texts[last - 1].endswith("s"),
        is_definite=first > 0 and words.lowers[first - 1] == "the",
    )


def _to_party(words: Words, i: int) -> Mention | None:
    """Return the adjective of a party: "Democratic leaders"."""
    known = known_actors()[party_adjectives()[words.lowers[i]]]
    if words.deps[i] not in ("amod", "compound", "nmod"):
        return None
    return Mention(
        first=i,
        last=i + 1,
        head=i,
        start=words.starts[i],
        end=words.ends[i],
        form="associative",
        kind=known.kind,
        name=known.name,
        known=known,
        country=known.country,
        label="party",
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
        elif i < first and lower in _BEFORE_TITLES:
            i -= 1
        else:
            break
    return tuple(words.lowers[i:first])


def _country_before(words: Words, first: int) -> str | None:
    """Return the country of "Turkish Foreign Minister X", "Russia's chief negotiator X"."""
    has_role = False
    for i in range(first - 1, max(-1, first - _LONGEST_TITLE), -1):
        word = words.texts[i]
        if words.sentences[i] != words.sentences[first] or words.tags[i] not in _IN_TITLES:
            return None
        longer = f"{words.texts[i - 1]} {word}" if i else word
        country = (
            country_by_demonym(longer) or country_by_demonym(word) or country_by_name(word)
            if word[:1].isupper() and words.lowers[i - 1 : i] != ["new"]
            else None
        )
        if country is not None:
            return country.iso3 if has_role else None
        has_role = has_role or words.lowers[i] in titles() or words.lowers[i] in role_nouns()
    return None


def _gender(name: str, given: Sequence[str], words: Words, first: int) -> Gender | None:
    """Return the gender that a title or a given name tells."""
    for title in (*given, *_titles_before(words, first)):
        gender = titles().get(title) or (role_nouns()[title].gender if title in role_nouns() else None)
        if gender:
            return gender
    parts = name.split()
    return gender_of(parts[0].split("-")[0]) if len(parts) > 1 else gender_of(parts[0])


def _is_named_person(words: Words, mention: Mention) -> bool:
    """Tell whether a word of an organisation's name is somebody here all the same: "the Dahl campaign"."""
    return mention.gender is not None or bool(mention.titles) or words.deps[mention.head] in ("compound", "poss", "nmod", "amod")


def _find_long(words: Words, known: Sequence[Mention]) -> Set[str]:
    """Return the words of the long names of organisations that can stand for them: "Observatory"."""
    return {
        word
        for name in {
            *(ent.text for ent in words.doc.ents if ent.label_ == "ORG"),
            *(words.text[m.start : m.end] for m in known if m.label == "actor"),
        }
        for word in plain(name).split()
        if " " in name and word[:1].isupper() and word.lower() not in role_nouns() and len(word) > _SHORTEST_SHORT
    }


def _find_short(words: Words, long: Set[str], covered: set[int]) -> Iterator[Mention]:
    """Yield names that the model missed: a surname of somebody it found, one word of an organisation ("the Observatory")."""
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
        if lower.rstrip(".") in _TITLED and words.tags[i] == "NNP":
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
