"""Whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.extract.actors.cast import Cast, find_speaker
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, fits_gender
from onrecord.extract.actors.together import find_together
from onrecord.extract.actors.words import Words
from onrecord.ontology.actor_words import load_actor_words

_FIRST = load_actor_words("pronouns", "first")
_SECOND = load_actor_words("pronouns", "second")
_NEUTER = load_actor_words("pronouns", "neuter")
_BY_THE_WAY = frozenset({"poss", "compound", "amod", "nmod", "npadvmod"})
_SPEAKING = load_actor_words("pronouns", "speaking")
_ASKING = load_actor_words("pronouns", "asking")
_FEW_SENTENCES = 4
_STATEMENTS_BACK = 6
_LEAST_TALK = 8
_WORDS_PER_TALK = 60  # at least one "I" or "you" in so many words


def settle_pronoun(cast: Cast, mention: Mention) -> None:
    """Give a pronoun to its party, "they" to all of several; leave it open without one candidate."""
    words, token = cast.words, mention.head
    lower = words.lowers[token]
    together = find_together(cast, token)
    if together:
        cast.together[token] = together
        for one in together:
            cast.settle(mention, one)
        return
    is_talk = lower in _FIRST or lower in _SECOND
    party = _find_talker(cast, token, lower) if is_talk else _find_third(cast, mention, lower)
    if party is None:
        return
    if party.gender is None and mention.gender and party.is_person:
        party.gender = mention.gender
    cast.settle(mention, party)


def _find_talker(cast: Cast, token: int, lower: str) -> Party | None:
    """Return who is "I" or "we": the speaker of the quotation; in an interview printed without marks, who is asked."""
    number = cast.words.quoted[token]
    if number is not None:
        return find_speaker(cast, number) if lower in _FIRST else None
    if cast.asked is None:
        return None
    is_question = cast.words.text[cast.words.ends[token] :].split("\n", 1)[0].rstrip().endswith("?")
    return cast.asked if is_question == (lower in _SECOND) else None


def find_asked(cast: Cast) -> Party | None:
    """Return the person whom an interview is with: the one named most, if "I" and "you" stand outside of quotations all over."""
    words = cast.words
    talk = sum(lower in ("i", "you") and words.quoted[i] is None for i, lower in enumerate(words.lowers))
    if talk < _LEAST_TALK or talk * _WORDS_PER_TALK < len(words.lowers):
        return None
    persons = [party for party in cast.parties if party.kind == "person" and party.names]
    return max(persons, key=lambda party: (len(party.mentions), -party.mentions[0].start), default=None)


def _find_third(cast: Cast, mention: Mention, lower: str) -> Party | None:
    words, token = cast.words, mention.head
    speaker = find_speaker(cast, words.quoted[token]) if words.quoted[token] is not None else None
    is_source = mention.start in words.by_source or _is_speaking(words, token)

    told_of = _find_told_of(cast, token) if is_source else ()

    def fits(party: Party) -> bool:
        if party in told_of:
            return False
        if party is speaker:
            return False
        if lower in _NEUTER:
            return party.kind in ("organization", "country") or (party.kind == "group" and not party.is_plural)
        if mention.is_plural:
            return party.is_plural or party.kind in ("organization", "country", "group")
        return party.is_person and fits_gender(mention, party)

    things = lower in _NEUTER or mention.is_plural
    last = _last_speaker(cast, token, fits) if is_source and words.quoted[token] is None and not _is_rivalled(cast, token, fits) else None
    found = cast.trail.best(token, fits, favoured=last, is_source=is_source, things=things and not is_source)
    if found is None and mention.gender and words.tags[token] == "PRP$":
        sentence = words.sentences[token]
        found = next(
            (
                party
                for head, _, party in cast.trail.after(token)
                if party is not None and fits(party) and words.sentences[head] == sentence and words.deps[head] == "nsubj"
            ),
            None,
        )
    return found


def _is_rivalled(cast: Cast, token: int, fits: Callable[[Party], bool]) -> bool:
    """Tell whether the sentence of a pronoun names, before it and outside of quotations, somebody it can stand for."""
    words = cast.words
    for head, _, party in cast.trail.before(token):
        if words.sentences[head] != words.sentences[token]:
            return False
        if party is not None and words.quoted[head] is None and fits(party):
            return True
    return False


def _last_speaker(cast: Cast, token: int, fits: Callable[[Party], bool]) -> Party | None:
    """Return who can have said the statement before the one whose source a pronoun is, if it stands in this or the paragraph before."""
    words = cast.words
    own = words.by_source.get(words.starts[token])
    if own is None:
        return None
    start = min(words.starts[token], words.statements[own].content[0].start)
    for number in range(min(own + 1, len(words.statements) - 1), max(-1, own - _STATEMENTS_BACK), -1):
        told = words.statements[number]
        position = told.source.start if told.source is not None else told.content[-1].end
        if number == own or told.inside is not None or told.content[0].start >= start or position >= start:
            continue
        if words.text.count("\n\n", position, start) > 1 or words.sentences[token] - words.sentences[words.at(position)] > _FEW_SENTENCES:
            return None
        party = find_speaker(cast, number)
        if party is not None and party.names and not fits(party):
            return None
        if party is not None and fits(party):
            return None if told.cue is not None and told.cue.exact.casefold() in _ASKING else party
    return None


def _find_told_of(cast: Cast, token: int) -> list[Party]:
    """Return the persons named in the statement whose source a pronoun is: "he said Dahl had lied" was not said by Dahl."""
    words = cast.words
    own = words.by_source.get(words.starts[token])
    if own is None:
        return []
    found = []
    for piece in words.statements[own].content:
        for i in range(words.at(piece.start), words.at(piece.end - 1) + 1):
            party = cast.by_head.get(i)
            is_name = words.tags[i] in ("NNP", "NNPS") and words.deps[i] not in _BY_THE_WAY
            if is_name and (i > token or words.quoted[i] is not None) and party is not None and party.kind == "person":
                found.append(party)
    return found


def _is_speaking(words: Words, token: int) -> bool:
    return words.deps[token] == "nsubj" and words.lowers[words.heads[token]] in _SPEAKING
