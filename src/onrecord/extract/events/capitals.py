"""The state behind the name of a country or, in dealings between governments, of a capital: "visited Ankara"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.ontology.countries import Country, country_by_capital, country_by_name

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# a bombed or blockaded capital is a town
_BETWEEN_GOVERNMENTS = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"}
)


def name_at(head: Token) -> Span:
    """Return the name that a word belongs to, without article and possessive."""
    doc = head.doc
    named = next((ent for ent in doc.ents if ent.start <= head.i < ent.end), doc[head.i : head.i + 1])
    words = [token for token in named if token.lower_ not in ("the", "'s", "’s")]
    return doc[words[0].i : words[-1].i + 1] if words else named


def find_state(head: Token, event_type: str) -> Country | None:
    """Return the country that a name stands for in an event of a type."""
    name = name_at(head).text
    return country_by_name(name) or (country_by_capital(name) if event_type in _BETWEEN_GOVERNMENTS else None)
