"""Several parties that a pronoun stands for together: "Peru and Chile met. They signed a treaty."."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.words import NOUN_TAGS, Words
from onrecord.ontology.actor_words import load_actor_words

_THEY = load_actor_words("pronouns", "third_plural")
_SUBJECTS = ("nsubj", "nsubjpass", "ROOT")  # the parser may take "Peru and Chile back the plan" for no sentence


def find_together(cast: Cast, token: int) -> Sequence[Party]:
    """Return the parties of the nearest subject before "they", in its sentence or the one before, if several are named there."""
    words = cast.words
    if words.lowers[token] not in _THEY:
        return ()
    for i in range(token - 1, -1, -1):
        if words.sentences[token] - words.sentences[i] > 1:
            return ()
        if words.deps[i] not in _SUBJECTS or words.quoted[i] not in (None, words.quoted[token]) or _is_own_subject(words, i, token):
            continue
        if i in cast.together:
            return cast.together[i]
        members = [i, *_joined(words, i)]
        found = [cast.by_head[k] for k in members if k in cast.by_head]
        if len(members) == len(found) == len({id(party) for party in found}) > 1:
            return tuple(found)
        if any(party.is_plural for party in found):
            return ()
    return ()


def _joined(words: Words, head: int) -> list[int]:
    """Return the nouns that are coordinated with one."""
    found = [child.i for child in words.doc[head].rights if child.dep_ == "conj" and child.tag_ in NOUN_TAGS]
    return [one for child in found for one in (child, *_joined(words, child))]


def _is_own_subject(words: Words, subject: int, token: int) -> bool:
    """Tell whether a pronoun is an object of the verb that it would be the subject of."""
    return words.tags[token] != "PRP$" and words.heads[subject] in (words.heads[token], words.heads[words.heads[token]])
