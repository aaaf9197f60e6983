"""Denials that meet what another story tells: "Kiev denied that the town had fallen"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.compare.claims.parties import Sides
from onrecord.compare.said import FAMILIAR, SHARE, SHARED, STEM, WORD, find_stems, is_negated, is_turned_round, side_of, to_account, weigh
from onrecord.compare.signature import from_day, to_day
from onrecord.ontology.accounts import load_account_words
from onrecord.records import Account, Comparison, Reading

_MOST_TOLD = 200  # sentences with one word that a denial is held against, the first ones
_WHY = "one side denies what the other account tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """What one story has somebody deny."""

    account: Account
    side: str | None
    stems: frozenset[str]
    rare: frozenset[str]  # of these: one at least must be shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """A sentence that tells an event as having happened, with what a denial is held against it by."""

    account: Account
    side: str | None
    stems: frozenset[str]


def find_denials(reading: Reading, sides: Sides) -> Iterator[Denial]:
    """Yield what a story has somebody deny in words of its own, not only "the accusation"."""
    undated = {word[:STEM] for word in load_account_words().denial["undated"]}
    for place, statement in enumerate(reading.statements):
        if statement.force != "deny" or not statement.content:
            continue
        denial = weigh(reading, place, statement, sides)
        if denial.refers:
            continue
        words = [word for piece in statement.content for word in WORD.findall(piece.exact)]
        stems = find_stems(words, FAMILIAR) - undated
        yield Denial(account=to_account(reading, denial), side=denial.side, stems=stems, rare=denial.stems & stems)


def find_tales(reading: Reading, sides: Sides) -> Iterator[Tale]:
    """Yield the sentences of a story that tell an event as having happened, once each."""
    day = to_day(reading.story.published)
    seen = {mention.sentence.start for mention in reading.events if mention.status == "negated"}
    for mention in reading.events:
        start, end = mention.sentence.start, mention.sentence.end
        if start in seen or mention.status in ("hypothetical", "historical") or mention.event_type in ("REJECT", "ACCUSE"):
            continue
        seen.add(start)
        around = [each for each in reading.statements if each.content and each.content[0].start < end and start < each.content[-1].end]
        if any(is_negated(reading, each) for each in around):
            continue
        speaker = around[0] if around else None
        account = Account(
            story=reading.story.id,
            passage=mention.sentence,
            value=mention.sentence.exact,
            said_by=speaker.speaker if speaker else None,
            as_of=from_day(day),
        )
        side = side_of(reading, speaker, sides) if speaker else None
        yield Tale(account=account, side=side, stems=find_stems(WORD.findall(mention.sentence.exact), FAMILIAR))


def meet_denials(denials: Sequence[Denial], tales: Sequence[Tale], known: Iterable[Comparison]) -> list[Comparison]:
    """Return the denials of stories that meet what others tell.

    The words of the denial must be those in which the other story tells an event; a denial that is already on record between
    two stories is not given again.
    """
    if not denials:
        return []
    met = {(one.story, other.story) for comparison in known if comparison.relation == "denial"
           for one, other in ((comparison.a, comparison.b), (comparison.b, comparison.a))}  # fmt: skip
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, tale in enumerate(tales):
        for stem in tale.stems:
            by_stem[stem].append(number)
    found: list[Comparison] = []
    for denial in denials:
        story = denial.account.story
        shared = Counter(number for stem in denial.stems for number in by_stem.get(stem, ())[:_MOST_TOLD])
        best: dict[str, Tale] = {}
        for tale, count in sorted(((tales[number], count) for number, count in shared.items()), key=_most_shared_first):
            enough = count >= SHARED and count >= SHARE * len(denial.stems) and not denial.rare.isdisjoint(tale.stems)
            if enough and tale.account.story != story and not is_turned_round(denial.stems, tale.stems) and not _is_own(denial, tale):
                best.setdefault(tale.account.story, tale)
        found.extend(_compare(tale, denial) for other, tale in best.items() if (other, story) not in met)
    return found


def _most_shared_first(shared: tuple[Tale, int]) -> tuple[int, int, str]:
    tale, count = shared
    return -count, tale.account.passage.start, tale.account.story


def _is_own(denial: Denial, tale: Tale) -> bool:
    """Tell whether who denies is who tells; one side's own people may be at odds."""
    speaker, teller = denial.account.said_by, tale.account.said_by
    return speaker == teller if speaker and teller else bool(denial.side and denial.side == tale.side)


def _compare(tale: Tale, denial: Denial) -> Comparison:
    return Comparison(event=None, field="occurrence", relation="denial", a=tale.account, b=denial.account, why=_WHY)
