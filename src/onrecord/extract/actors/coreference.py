"""Which mentions are one party. No candidate or two equal ones: left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract.actors.appositions import find_appositions
from onrecord.extract.actors.cast import Cast
from onrecord.extract.actors.definites import settle_nominal
from onrecord.extract.actors.headline import join_headline
from onrecord.extract.actors.kinds import find_country_nouns, settle_country
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.party import Party, group_names, roles_in
from onrecord.extract.actors.pronouns import find_asked, settle_pronoun
from onrecord.extract.actors.salience import Trail
from onrecord.extract.actors.scene import Scene
from onrecord.extract.actors.words import NOUN_TAGS, Words


def gather(words: Words, names: Sequence[Mention], others: Sequence[Mention], published: str | None, scene: Scene) -> Cast:
    """Return the parties of a story with their mentions: names first, then nominals and pronouns in text order."""
    parties = group_names(names)
    cast = Cast(words=words, published=published, parties=parties, trail=Trail(words=words), scene=scene)
    for party in parties:
        for mention in party.mentions:
            cast.place(mention, party)
            if party.kind == "person" and mention.modifiers:
                cast.describe(mention, party)
        for title in roles_in(party.titles):
            cast.index(title, party)
        if party.known is not None:
            cast.by_key[party.known.key] = party
        elif party.kind == "country" and party.country and not party.is_plural:
            cast.by_key[party.country] = party
    cast.asked = find_asked(cast)
    for token in _find_things(words, cast.by_head, others):
        cast.trail.add(token, None, None)
    for mention in find_country_nouns(words):
        settle_country(cast, mention)
    nominals = sorted((mention for mention in others if mention.form != "pronoun"), key=lambda mention: mention.head)
    linked = dict(find_appositions(words, nominals, cast.by_head))
    pronouns = sorted((mention for mention in others if mention.form == "pronoun"), key=lambda mention: mention.head)
    for mention in sorted((*nominals, *(p for p in pronouns if words.quoted[p.head] is None)), key=lambda mention: mention.head):
        if mention.form == "pronoun":
            settle_pronoun(cast, mention)
        else:
            settle_nominal(cast, mention, linked.get(mention.head))
    for mention in pronouns:
        if words.quoted[mention.head] is not None:
            settle_pronoun(cast, mention)
    join_headline(cast)
    return cast


def _find_things(words: Words, by_head: Mapping[int, Party], others: Sequence[Mention]) -> Iterator[int]:
    """Yield the subjects that are no party, which "it" and "they" can stand for as well."""
    heads = {mention.head for mention in others}
    for i, dep in enumerate(words.deps):
        if dep in ("nsubj", "nsubjpass", "dobj") and words.tags[i] in NOUN_TAGS and i not in by_head and i not in heads:
            yield i
