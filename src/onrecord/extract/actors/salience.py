"""Who a pronoun can stand for: parties by how near and how prominent their last mentions are."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party
from onrecord.extract.actors.words import Words

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_MOST_STEPS = 60
_SENTENCES_BACK = 6
_LEAST_LEAD = 0.25
_NAMED = 0.5  # a person with a name is meant more often than one without
_SPOKE_LAST = 1.5
_FAR_SPEAKER = 0.8


@dataclass(slots=True, kw_only=True)
class Trail:
    """The mentions of a story that are settled, in text order; `None` marks a thing that is no party."""

    words: Words
    steps: list[tuple[int, int]] = field(default_factory=list)  # token of the head, index in `who`
    who: list[tuple[Mention | None, Party | None]] = field(default_factory=list)

    def add(self, head: int, mention: Mention | None, party: Party | None) -> None:
        """Put a mention in its place."""
        self.who.append((mention, party))
        insort(self.steps, (head, len(self.who) - 1))

    def replace(self, party: Party, other: Party) -> None:
        """Put another party in the places of one."""
        self.who = [(mention, other if who is party else who) for mention, who in self.who]

    def before(self, token: int) -> Iterator[tuple[int, Mention | None, Party | None]]:
        """Yield the mentions before a token, the nearest first."""
        position = bisect_left(self.steps, (token, -1))
        for head, number in reversed(self.steps[max(0, position - _MOST_STEPS) : position]):
            mention, party = self.who[number]
            yield head, mention, party

    def after(self, token: int) -> Iterator[tuple[int, Mention | None, Party | None]]:
        """Yield the mentions after a token."""
        position = bisect_left(self.steps, (token + 1, -1))
        for head, number in self.steps[position : position + _MOST_STEPS]:
            mention, party = self.who[number]
            yield head, mention, party

    def latest(self, token: int, fits: Callable[[Party], bool], *, is_said: bool = False) -> Party | None:
        """Return the party that was mentioned last and fits; with `is_said` not only by an adjective."""
        return next(
            (
                party
                for _, mention, party in self.before(token)
                if party is not None and not (is_said and mention is not None and _is_adjective(self.words, mention)) and fits(party)
            ),
            None,
        )

    def best(self, token: int, fits: Callable[[Party], bool], *, favoured: Party | None, is_source: bool, things: bool) -> Party | None:
        """Return the most prominent party before a pronoun that fits; None if there is none or two are equal.

        `favoured` spoke last; with `things` a thing that is no party can be meant as well.
        """
        scores: dict[int, tuple[float, Party | None]] = {}
        words = self.words
        sentence, quoted = words.sentences[token], words.quoted[token]
        times: dict[int, int] = {}
        for head, mention, party in self.before(token):
            back = sentence - words.sentences[head]
            if back > _SENTENCES_BACK:
                break
            if party is None and not (things and back <= 1):
                continue
            if party is not None and not fits(party):
                continue
            if party is not None and _is_same_clause(words, head, token):
                continue
            key = id(party) if party is not None else -head - 1
            times[key] = times.get(key, 0) + 1
            score = self._score(head, mention, back, quoted, is_source=is_source) + min(times[key], 4) * 0.12
            if party is not None and party.kind == "person":
                score += _NAMED
            if party is not None and party is favoured:
                score += _SPOKE_LAST
            if key not in scores or score > scores[key][0]:
                scores[key] = (score, party)
        if favoured is not None and id(favoured) not in scores and fits(favoured):
            scores[id(favoured)] = (_FAR_SPEAKER, favoured)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAST_LEAD):
            return None
        return ranked[0][1]

    def _score(self, head: int, mention: Mention | None, back: int, quoted: int | None, *, is_source: bool) -> float:
        words = self.words
        score = -1.1 * back if back else 0.0
        dep = words.deps[head]
        if dep in _SUBJECTS:
            score += 1.6
        elif dep == "dobj":
            score += 0.4
        elif mention is not None and (mention.form == "associative" or dep in ("poss", "compound", "amod", "nmod")):
            score -= 0.8
        if words.quoted[head] != quoted:
            score += -3.0 if words.quoted[head] is not None else -0.3
        if mention is not None and mention.form == "pronoun":
            score += 0.2
        if is_source and dep in _SUBJECTS and words.quoted[head] is None:
            score += 0.5
        return score


def _is_adjective(words: Words, mention: Mention) -> bool:
    return mention.form == "associative" and words.deps[mention.head] != "poss"


def _is_same_clause(words: Words, head: int, token: int) -> bool:
    """Tell whether a pronoun that is an object has the mention as subject or object of its own verb."""
    verb = words.heads[token]
    if words.tags[token] == "PRP$":
        return False
    if words.lowers[token].endswith(("self", "selves")):
        return False
    if words.deps[token] in ("dobj", "dative", "nsubj", "nsubjpass"):
        return words.heads[head] == verb and words.deps[head] in ("nsubj", "nsubjpass", "dobj", "dative")
    if words.deps[token] == "pobj":
        above = words.heads[verb]
        return words.heads[head] == above and words.deps[head] in ("nsubj", "nsubjpass") and words.tags[above].startswith("V")
    return False
