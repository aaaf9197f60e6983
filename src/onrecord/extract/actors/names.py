"""Names in a story: what the tables know, then what the model finds; the tables outvote the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.extract.actors.lexicon import FIRST_WORD, Entry, lexicon
from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.modelled import find_modelled
from onrecord.extract.actors.words import NOUN_TAGS, Words, root_of
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.countries import country_by_demonym, country_by_name
from onrecord.ontology.place_cues import place_cues
from onrecord.ontology.roles import affiliations, role_nouns
from onrecord.records import Place

_LOCATIVE = load_actor_words("names", "locative")
_TOWARDS = load_actor_words("names", "towards")
_LONGEST_TITLE = 7


def find_names(words: Words, places: Sequence[Place]) -> list[Mention]:
    """Return the names of a story in text order; none overlaps another."""
    uses = {mention.passage.start: (mention.use, place) for place in places for mention in place.mentions}
    inside = {
        offset: place
        for place in places
        for mention in place.mentions
        if mention.use == "literal" or place.precision != "country"
        for offset in range(mention.passage.start, mention.passage.end)
    }
    known = [mention for mention in _find_known(words) if not _is_inside_place(mention, inside)]
    modelled = list(find_modelled(words, known))
    known = _with_short_names(words, _without_given_names(known, modelled))
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
        elif mention.label == "seat" and words.deps[mention.head] == "pobj" and words.lowers[words.heads[mention.head]] not in _TOWARDS:
            continue  # "he came to the White House"
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


def _is_inside_place(mention: Mention, spans: Mapping[int, Place]) -> bool:
    """Tell whether the name of a country is part of the name of a place in another: "New Mexico"."""
    place = spans.get(mention.start)
    return mention.label in ("country", "adjective", "people") and place is not None and place.country != mention.country


def _with_short_names(words: Words, known: Sequence[Mention]) -> list[Mention]:
    """Return the names of the tables with the short ones of actors that the story names in full: "RSF" of two bodies is that one."""
    named = {mention.known.key: mention for mention in known if mention.known is not None}
    short = {word: mention for mention in named.values() if mention.known for word in mention.known.short}
    if not short:
        return list(known)
    at = {mention.first: mention for mention in known}
    counts = Counter(mention.known.key for mention in known if mention.known)
    for i, text in enumerate(words.texts):
        full = short.get(text)
        taken = at.get(i)
        if (
            full is None
            or full.known is None
            or (taken is not None and (taken.last > i + 1 or (taken.known and counts[taken.known.key] > words.texts.count(text))))
        ):
            continue
        at[i] = replace(
            full,
            first=i,
            last=i + 1,
            head=i,
            start=words.starts[i],
            end=words.ends[i],
            form="associative" if words.deps[i] == "poss" else "name",
        )
    return [at[i] for i in sorted(at)]


def _without_given_names(known: Sequence[Mention], modelled: Sequence[Mention]) -> list[Mention]:
    """Return the names of the tables but for countries that are the given name of somebody: "Chad Dahl ... Chad"."""
    given = {mention.name.split()[0] for mention in modelled if mention.kind == "person" and mention.name and " " in mention.name}
    real = {mention.country for mention in known if mention.label in ("adjective", "people", "capital")}
    return [m for m in known if not (m.label == "country" and m.name in given and m.country not in real)]


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
    word = FIRST_WORD.match(words.texts[i])
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
    before = first - (2 if first and words.texts[first - 1] == "-" else 1)
    if entry.sort in ("people", "adjective") and before >= 0 and words.lowers[before] in place_cues().compounds:
        return None  # "Pan-American", "African Americans"
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
        head=root_of(words, first, last),
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


def _is_told_of(longer: Mention) -> bool:
    """Tell whether the words of a name before its last only say whose or what sort of body it is."""
    before = (longer.name or "").split()[:-1]
    told = (
        country_by_demonym(word) or country_by_name(word) or word.lower() in role_nouns() or word.lower() in affiliations()
        for word in before
    )
    return all(told)


def _outvotes(longer: Mention, mention: Mention) -> bool:
    """Tell whether a name of the model that holds one of the tables is the name to keep."""
    if longer.last - longer.first <= mention.last - mention.first or longer.first > mention.first or longer.last < mention.last:
        return False
    if mention.label == "actor":  # "the Harbour Congress" is another; "the Norwegian Congress" may not be
        is_sort = mention.last - mention.first == 1 and (mention.name or "").split()[-1].lower() in role_nouns()
        return is_sort and longer.last == mention.last and longer.kind == "organization" and not _is_told_of(longer)
    if longer.kind == "person":
        return mention.form == "name" or mention.label == "capital"
    rest = (longer.name or "").split()[-1:]
    return longer.kind == "organization" and bool(rest) and rest[0].lower() not in role_nouns()
