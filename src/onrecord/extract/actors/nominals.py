"""Parties without a name: "the Turkish foreign minister", "rebels", "the ministry", "he"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.extract.actors.mention import Mention
from onrecord.extract.actors.words import NOUN_TAGS, Words, head_of
from onrecord.ontology.actors import StateBody, state_bodies, to_state_body
from onrecord.ontology.countries import countries, country_by_demonym, country_by_name
from onrecord.ontology.roles import Gender, RoleNoun, role_nouns
from onrecord.records import ActorKind

_INSIDE = frozenset({"compound", "amod", "nmod", "quantmod", "nummod", "npadvmod"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_NEW = frozenset(
    {
        "another",
        "other",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "many",
        "some",
        "few",
        "dozens",
        "hundreds",
        "thousands",
        "most",
        "more",
    }
)
_EMPTY = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "'s", "'", ",", "and", "of", "s"}
)
_OF = frozenset({"of", "for", "from", "in", "at", "with"})
_PERSON: Mapping[str, tuple[bool, Gender | None]] = {
    "he": (False, "m"), "him": (False, "m"), "his": (False, "m"), "himself": (False, "m"),
    "she": (False, "f"), "her": (False, "f"), "hers": (False, "f"), "herself": (False, "f"),
    "it": (False, None), "its": (False, None), "itself": (False, None),
    "they": (True, None), "them": (True, None), "their": (True, None), "theirs": (True, None), "themselves": (True, None),
    "i": (False, None), "me": (False, None), "my": (False, None), "mine": (False, None), "myself": (False, None),
    "we": (True, None), "us": (True, None), "our": (True, None), "ours": (True, None), "ourselves": (True, None),
    "you": (False, None), "your": (False, None),
}  # fmt: skip
_LONGEST_PHRASE = 14
_OF_PERSONS = ("er", "or", "ist", "ian", "man", "woman")
_OF_THINGS = (
    "number",
    "paper",
    "letter",
    "figure",
    "order",
    "chapter",
    "poster",
    "newsletter",
    "banner",
    "ion",
    "ing",
    "ment",
    "ness",
    "ity",
)


def find_pronouns(words: Words) -> Iterator[Mention]:
    """Yield the personal and possessive pronouns of a story."""
    for i, tag in enumerate(words.tags):
        if tag in ("PRP", "PRP$") and words.lowers[i] in _PERSON:
            plural, gender = _PERSON[words.lowers[i]]
            yield Mention(
                first=i, last=i + 1, head=i, start=words.starts[i], end=words.ends[i], form="pronoun", is_plural=plural, gender=gender
            )  # fmt: skip


def find_nominals(words: Words, names: Sequence[Mention], places: Mapping[int, str]) -> Iterator[Mention]:
    """Yield the noun phrases with a role noun as head. `places`: the country of each place name by its first character."""
    named = {i: mention for mention in names for i in range(mention.first, mention.last)}
    sources = _find_source_heads(words)
    for i, tag in enumerate(words.tags):
        if tag in NOUN_TAGS and i not in named and words.deps[i] not in _INSIDE:
            role = find_role(words, i) or (_to_role(words, i) if i in sources else None)
            if role is not None and not role.is_document and not _is_no_party(words, i, role):
                yield to_nominal(words, i, role, named, places)
    yield from _find_capital_bodies(words, named, places)


def _find_source_heads(words: Words) -> frozenset[int]:
    """Return the nouns at the head of the sources of statements."""
    heads = (head_of(words, s.source.start, s.source.end) for s in words.statements if s.source is not None)
    return frozenset(head for head in heads if head is not None and words.tags[head] in ("NN", "NNS"))


def _to_role(words: Words, i: int) -> RoleNoun | None:
    """Return a noun that no table has, but that speaks, as a role: people if it is a plural, somebody if it ends like "insider"."""
    lemma = _lemma(words, i)
    is_somebody = words.tags[i] == "NNS" or lemma.endswith(_OF_PERSONS)
    return RoleNoun(noun=lemma) if is_somebody and not lemma.endswith(_OF_THINGS) else None


def _is_no_party(words: Words, i: int, role: RoleNoun) -> bool:
    """Tell whether a noun of two senses is no party here: "Secretary of State", "a democratic state", "a state of emergency"."""
    if role.noun in (
        "state",
        "campaign",
        "force",
        "authority",
        "command",
        "industry",
        "chair",
        "community",
        "generation",
        "board",
        "unit",
        "cell",
    ):
        is_owned = any(words.tags[k] in ("POS", "PRP$") for k in range(words.doc[i].left_edge.i, i))
        return not is_owned and words.lowers[words.doc[i].left_edge.i] != "the" and words.tags[i] not in ("NNS", "NNPS")
    return role.noun == "band" and words.lowers[i - 1 : i] == ["of"]


def _find_capital_bodies(words: Words, named: Mapping[int, Mention], places: Mapping[int, str]) -> Iterator[Mention]:
    """Yield bodies that the model took for names: "Syrian Army", "Turkish Foreign Ministry"."""
    seen: set[int] = set()
    for i, mention in named.items():
        if i == mention.last - 1 and mention.label in ("ORG", "PERSON", "NORP") and i not in seen and words.deps[i] not in _INSIDE:
            role = find_role(words, i)
            if role is not None and role.is_body and find_body(words, i) is not None:
                nominal = to_nominal(words, i, role, named, places)
                if nominal.known is not None:
                    yield nominal


def find_role(words: Words, i: int) -> RoleNoun | None:
    """Return the role noun that ends at a token: "prime minister" before "minister"; "secretary of state" begins at it."""
    table = role_nouns()
    if words.lowers[i + 1 : i + 2] == ["of"]:
        role = table.get(" ".join(words.lowers[i : i + 3]))
        if role is not None:
            return role
    if words.lowers[i - 1 : i] == ["of"] and i >= 2 and " ".join(words.lowers[i - 2 : i + 1]) in table:
        return None
    lemma = _lemma(words, i)
    for length in (3, 2):
        if i - length + 1 >= 0:
            phrase = " ".join((*words.lowers[i - length + 1 : i], lemma))
            role = table.get(phrase) or table.get(" ".join(words.lowers[i - length + 1 : i + 1]))
            if role is not None:
                return role
    if i >= 2 and words.texts[i - 1] == "-":
        role = table.get("".join((*words.lowers[i - 2 : i], lemma)))
        if role is not None:
            return role
    return table.get(words.lowers[i]) or table.get(lemma)


def _lemma(words: Words, i: int) -> str:
    lower = words.lowers[i]
    if words.tags[i] in ("NNS", "NNPS"):
        lemma: str = words.doc[i].lemma_.lower()
        if lemma != lower:
            return lemma
        if lower.endswith("ies"):
            return lower[:-3] + "y"
        return lower.removesuffix("s")
    return lower


def find_body(words: Words, head: int) -> StateBody | None:
    """Return the body of a state that the words up to a head name: "defence ministry", "Ministry of Defence"."""
    table = state_bodies()
    for length in (4, 3, 2, 1):
        if head - length + 1 >= 0:
            body = table.get(" ".join(words.lowers[head - length + 1 : head + 1]))
            if body is not None:
                return body
    if words.lowers[head] in ("ministry", "department"):
        for last in range(head + 3, min(head + 6, len(words.lowers) + 1)):
            phrase = " ".join(word for word in words.lowers[head:last])
            if phrase in table:
                return table[phrase]
    return None


def to_nominal(words: Words, head: int, role: RoleNoun, named: Mapping[int, Mention], places: Mapping[int, str]) -> Mention:
    """Return the noun phrase of a head."""
    first = words.doc[head].left_edge.i
    if head - first > _LONGEST_PHRASE:
        first = head
    while first < head and words.lowers[first] in (",", '"', "“", "(", "-", ";", ":", "and", "but", "or", "both", "\n"):
        first += 1
    country = _country_before(words, first, head, named)
    tail = _tail(words, head)
    is_located = country is None and words.lowers[head + 1 : head + 2] not in (["of"], ["for"])
    country = country or _country_after(words, head, tail, named, places)
    body = find_body(words, head) if role.is_body else None
    plural = words.tags[head] in ("NNS", "NNPS") or words.lowers[head] in ("people", "police", "personnel", "staff")
    known = to_state_body(body, country) if body is not None and country and _is_plainly(words, first, head, body, named) else None
    start, end = words.starts[first], words.ends[head]
    determiner = words.lowers[first]
    return Mention(
        first=first,
        last=head + 1,
        head=head,
        start=start,
        end=end,
        form="associative" if words.deps[head] == "poss" else "nominal",
        kind=_kind(role, plural=plural),
        known=known,
        country=country,
        role=role,
        modifiers=frozenset(words.lowers[first:head]) - _EMPTY - frozenset(role.noun.split()),
        is_plural=plural,
        is_definite=determiner in _DEFINITE,
        is_located=is_located,
        is_numbered=any(word in _NEW or words.tags[first + k] == "CD" for k, word in enumerate(words.lowers[first:head])),
        gender=role.gender,
        phrase=words.text[start : words.ends[tail - 1]],
    )


def _kind(role: RoleNoun, *, plural: bool) -> ActorKind:
    if role.is_body:
        return "group" if plural or role.sectors[:1] in (("CVL",), ("REB",)) else "organization"
    return "group" if plural else "unnamed"


def _is_plainly(words: Words, first: int, head: int, body: StateBody, named: Mapping[int, Mention]) -> bool:
    """Tell whether a phrase is no more than country and body: not "a breakaway faction of the Syrian army"."""
    spare = {word for word in words.lowers[first:head] if word not in _EMPTY} - {part for word in body.words for part in word.split()}
    return not {word for word in spare if not any(word == words.lowers[i] for i in range(first, head) if i in named)} - {
        "government",
        "state",
        "official",
        "national",
        "federal",
        "army",
        "military",
        "own",
        "-",
    }


def _country_before(words: Words, first: int, head: int, named: Mapping[int, Mention]) -> str | None:
    """Return the country of the modifiers: "Syrian rebels", "Russia's defence ministry", "the US-led coalition" has none."""
    for i in range(head - 1, first - 1, -1):
        following = words.texts[i + 1] if i + 1 < len(words.texts) else ""
        if following == "-":
            continue
        mention = named.get(i)
        if mention is not None and mention.label in ("country", "adjective", "capital", "seat", "people"):
            return mention.country
        if mention is None and words.texts[i][:1].isupper() and words.lowers[i - 1 : i] != ["new"]:
            country = country_by_demonym(words.texts[i]) or country_by_name(words.texts[i])
            if country is not None:
                return country.iso3
        if (
            mention is not None
            and mention.country
            and mention.label == "actor"
            and mention.kind == "organization"
            and mention.known is not None
            and "MED" not in mention.known.sectors
        ):
            return mention.country if mention.country in countries() else None
    return None


def _tail(words: Words, head: int) -> int:
    """Return the end of the phrase with its "of the ministry", "for human rights"; no relative clause."""
    right = words.doc[head].right_edge.i + 1
    last = head + 1
    while last < right and last - head < _LONGEST_PHRASE:
        if words.tags[last] in ("CC", "WP", "WDT", "WRB", "VBG", "VBD", "VBZ", "VBP", "VBN", "MD", "TO", ":") or words.texts[last] in (
            ",",
            "(",
            '"',
            "“",
            "—",
            "-LRB-",
        ):
            break
        last += 1
    while last > head + 1 and words.tags[last - 1] in ("IN", "DT", "CC", "POS", ".", "_SP", "HYPH"):
        last -= 1
    return last


def _country_after(words: Words, head: int, tail: int, named: Mapping[int, Mention], places: Mapping[int, str]) -> str | None:
    """Return the country of "residents of Aleppo", "the president of France"."""
    if head + 1 >= tail or words.lowers[head + 1] not in _OF:
        return None
    for i in range(head + 2, tail):
        mention = named.get(i)
        if mention is not None and mention.label in ("country", "adjective", "capital"):
            return mention.country
        if words.starts[i] in places:
            return places[words.starts[i]]
        if words.texts[i][:1].isupper():
            country = country_by_name(words.texts[i]) or country_by_demonym(words.texts[i])
            return country.iso3 if country else None
    return None
