"""Nouns for people and bodies, with their PLOVER sectors: what "a general", "the ministry", "protesters" are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from onrecord.ontology import load_toml

_NOT_SECTORS = frozenset({"gender", "classes", "titles"})

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNoun:
    """What a noun for somebody says of them."""

    noun: str
    sectors: tuple[str, ...] = ()
    is_body: bool = False  # "ministry", "crowd"; else a person
    gender: Gender | None = None
    is_epithet: bool = False  # "the billionaire": mostly somebody named just before
    is_generic: bool = False  # "the man", "the group": can stand for anybody of this sort
    is_instrument: bool = False  # "warplanes"
    is_document: bool = False  # "the report"


@cache
def role_nouns() -> Mapping[str, RoleNoun]:
    """Return all role nouns by lemma: "general", "prime minister"."""
    table = load_toml("roles.toml")
    gender = {noun: which for which, nouns in table["gender"].items() for noun in nouns}
    classes: Mapping[str, list[str]] = table["classes"]
    generic = frozenset(classes["any_person"]) | frozenset(classes["any_body"])
    epithets = frozenset(classes["epithets"])
    found: dict[str, RoleNoun] = {}
    for sector, row in table.items():
        if sector not in _NOT_SECTORS:
            _add(found, sector, row, {"gender": gender, "generic": generic, "epithets": epithets})
    for noun in classes["instruments"]:
        found.setdefault(noun, RoleNoun(noun=noun, sectors=("MIL",), is_body=True, is_instrument=True))
    for noun in classes["documents"]:
        found.setdefault(noun, RoleNoun(noun=noun, is_document=True))
    for noun in generic:
        found.setdefault(noun, RoleNoun(noun=noun, is_body=noun in classes["any_body"], gender=gender.get(noun), is_generic=True))
    for noun in epithets:
        found.setdefault(noun, RoleNoun(noun=noun, gender=gender.get(noun), is_epithet=True))
    return found


@cache
def describing_words() -> frozenset[str]:
    """Return the words that make a noun a description of somebody known: "the former senator"."""
    return frozenset(load_toml("roles.toml")["classes"]["describing"])


@cache
def offices_of_state() -> frozenset[str]:
    """Return the titles that only a state gives: "prime minister"."""
    return frozenset(load_toml("roles.toml")["classes"]["offices_of_state"])


@cache
def arms_of_state() -> frozenset[str]:
    """Return the bodies that are a state's wherever nothing else is said: "police"."""
    return frozenset(load_toml("roles.toml")["classes"]["arms_of_state"])


def _add(found: dict[str, RoleNoun], sector: str, row: Mapping[str, list[str]], marks: Mapping[str, Any]) -> None:
    for form in ("person", "body"):
        for noun in row[form]:
            role = RoleNoun(
                noun=noun,
                sectors=(sector,),
                is_body=form == "body",
                gender=marks["gender"].get(noun),
                is_epithet=form == "person" and noun in marks["epithets"],
                is_generic=noun in marks["generic"],
            )
            found.setdefault(noun, role)


@cache
def affiliations() -> Mapping[str, str]:
    """Return the words that tell somebody's party, each with the first of its group: "gop" is "republican"."""
    return {word: group[0] for group in load_toml("roles.toml")["classes"]["affiliations"] for word in group}


@cache
def titles() -> Mapping[str, Gender | None]:
    """Return the words that stand before a person's name, in lower case, with the gender they tell."""
    table = load_toml("roles.toml")["titles"]
    return {word: ("m" if which == "m" else "f" if which == "f" else None) for which in ("any", "f", "m") for word in table[which]}


def synonyms_of(noun: str) -> frozenset[str]:
    """Return the other nouns that can stand for the same group: "rebel" for "insurgent"."""
    return _synonyms().get(noun, frozenset())


@cache
def _synonyms() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in load_toml("roles.toml")["classes"]["synonyms"]:
        for noun in group:
            found[noun] = found.get(noun, frozenset()) | frozenset(group) - {noun}
    return found
