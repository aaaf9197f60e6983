"""One occurrence of a party, with what its own words say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.ontology.actors import KnownActor
from onrecord.ontology.roles import Gender, RoleNoun
from onrecord.records import ActorKind

Form = Literal["name", "nominal", "pronoun", "associative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Tokens [first, last) of a story that stand for somebody."""

    first: int
    last: int
    head: int
    start: int  # characters
    end: int
    form: Form
    kind: ActorKind | None = None
    name: str | None = None  # of a name: its words without title and article
    known: KnownActor | None = None
    country: str | None = None
    role: RoleNoun | None = None
    modifiers: frozenset[str] = frozenset()
    is_plural: bool = False
    is_definite: bool = False
    is_located: bool = False  # its country is only where it is: "a soldier in Syria"
    is_numbered: bool = False  # "two officials", "another rebel": a new one each time
    gender: Gender | None = None
    label: str | None = None  # the model's
    titles: tuple[str, ...] = ()
    phrase: str | None = None  # of a nominal: the whole phrase that can serve as its name
