"""Who acts and who is acted on, from syntax: noun phrases, not yet actors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.ontology.countries import country_by_name, country_by_seat
from onrecord.ontology.place_cues import place_cues
from onrecord.ontology.plover import load_event_words
from onrecord.ontology.roles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.events.triggers import Found

_SUBJECT = ("nsubj", "csubj", "expl")
_CONTROL = ("xcomp", "advcl", "conj", "pcomp", "acl")


def agents_of(found: Found) -> list[Token]:
    """Return the heads of who does what a trigger tells."""
    token = found.token
    if is_duty(found):
        return subjects_of(token.head) if token.dep_ == "ccomp" else []
    if token.pos_ == "ADJ" and found.light is not None:
        return subjects_of(found.light)
    if token.pos_ in ("NOUN", "PROPN"):
        if (carrier := suffered_by(token)) is not None:
            return [head for one in (token, carrier) for by in ("from", "by") for head in pobjs(one, by)]
        agents = [side for head in owners_of(token, found.light) for side in (sides_of(head) or [head])]
        return agents or (_clause_subject(token) if found.event_type in ("CONSULT", "SUPPORT") else [])
    if token.lemma_.lower() in _UNDERGO:
        return pobjs(token, "from")
    if is_receiving(found):
        guests = objects_of(token) if not is_passive(token) else [child for child in token.children if child.dep_ == "nsubjpass"]
        return (
            guests
            if guests and all(map(_is_somebody, guests))
            else [head for carrier in (token, *guests) for head in pobjs(carrier, "from")]
        )
    if found.event_type == "ASSAULT" and token.dep_ == "relcl" and (deed := _deed_at(token.head)) is not None:
        return [deed]
    heads = [hand for head in subjects_of(token) for hand in (_hands_behind(head) or [head])]
    return [side for head in heads for side in (sides_of(head) or [head])] or pobjs(token, "between")


def is_duty(found: Found) -> bool:
    """Tell whether a demand is told by what somebody must do: "Kenya said that Chad must withdraw"; who says so asks."""
    obliges = any(child.dep_ == "aux" and child.lemma_.lower() in _OBLIGE for child in found.token.children)
    return found.event_type == "REQUEST" and found.method == "encoder" and obliges


def _hands_behind(deed: Token) -> list[Token]:
    """Return whose strike or blast a subject is: "air strikes by a coalition killed four"."""
    return owners_of(deed, None) if deed.pos_ == "NOUN" and deed.lemma_.lower() in _INSTRUMENTS else []


def _deed_at(place: Token) -> Token | None:
    """Return the blast or strike behind a place that only seems to do harm: "the bombing of a school that killed ten"."""
    if not is_place_noun(place) and place.ent_type_ not in ("GPE", "LOC", "FAC"):
        return None
    up = [noun for noun in place.ancestors if noun.pos_ in ("NOUN", "VERB")]
    chain = []
    for noun in up:
        if noun.pos_ == "VERB":
            break
        chain.append(noun)
    return next((noun for noun in chain if noun.lemma_.lower() in _INSTRUMENTS), None)


_INSTRUMENTS = load_event_words("roles", "instruments")
_NAMES = load_event_words("roles", "names")
_OBLIGE = load_event_words("roles", "oblige")


def is_place_noun(head: Token) -> bool:
    """Tell whether a phrase is of a place or building: "the town", "an army camp"."""
    cues = place_cues()
    return head.pos_ == "NOUN" and head.lemma_.lower() in cues.before | cues.physical


_UNDERGO = load_event_words("roles", "undergo")
_SUFFER = load_event_words("roles", "suffer")
_RECEIVES = load_event_words("roles", "receives")
_CARRIES = load_event_words("roles", "carries")


def suffered_by(noun: Token) -> Token | None:
    """Return the verb that makes its subject the one acted on: "faces criticism", "drew fire"."""
    verb = noun.head
    return verb if noun.dep_ == "dobj" and verb.lemma_.lower() in _SUFFER and not is_passive(verb) else None


def is_receiving(found: Found) -> bool:
    """Tell whether a verb is told of who receives a visitor or a word: then who comes or sends acts."""
    token = found.token
    if found.event_type != "CONSULT" or token.lemma_.lower() not in _RECEIVES or token.pos_ != "VERB":
        return False
    things = [child for child in token.children if child.dep_ in ("dobj", "nsubjpass")]
    return any(_is_somebody(thing) or pobjs(thing, "from") for thing in things) or bool(pobjs(token, "from"))


def sides_of(head: Token) -> list[Token]:
    """Return the parties that one plural phrase names: "Kenyan and Sudanese envoys", "the armies of Chad and Niger"."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return []
    if between := pobjs(head, "between"):
        return between
    if head.tag_ not in ("NNS", "NNPS"):
        return []
    named = [
        child
        for child in head.children
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.ent_type_ in _NATIONS and child.conjuncts
    ]
    named = [one for child in named for one in (child, *child.conjuncts) if one.ent_type_ in _NATIONS]
    named = named if len(named) > 1 else [one for one in pobjs(head, "of") if one.ent_type_ in _NATIONS]
    return list(dict.fromkeys(named)) if len(named) > 1 else []


_NATIONS = ("GPE", "NORP", "ORG")


def _clause_subject(noun: Token) -> list[Token]:
    """Return the subject of the clause that a noun stands in as a circumstance: "he said at the start of a visit"."""
    verb = next((up for up in noun.ancestors if up.pos_ in ("VERB", "AUX")), None)
    found = subjects_of(verb) if verb is not None and noun.dep_ == "pobj" else []
    return [head for head in found if head != noun]


TIES = ("prep", "dative", "agent")


def pobjs(carrier: Token, preposition: str) -> list[Token]:
    """Return the heads that a preposition ties to a word; not dates and figures."""
    return [
        head
        for child in carrier.children
        if child.dep_ in TIES and child.lower_ == preposition
        for pobj in child.children
        if pobj.dep_ == "pobj"
        for head in with_conjuncts(pobj)
        if head.ent_type_ not in _COUNTED
    ]


_COUNTED = ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY")


def subjects_of(token: Token) -> list[Token]:
    """Return the heads of who does what a verb tells: its subject, its passive agent, or the subject that controls it."""
    if any(child.dep_ == "nsubjpass" for child in token.children) or is_passive(token):
        return _agents(token)
    helpers = [child for child in token.children if child.dep_ == "aux"]  # "demanded that they help rebuild"
    direct = [child for verb in (token, *helpers) for child in verb.children if child.dep_ in _SUBJECT and child.tag_ != "EX"]
    if direct:
        before = [child for child in direct if child.dep_ == "nsubj" and child.i < token.i]  # the parser may break a list up
        listed = [child for child in before if child == before[0] or not is_aside(child)] or direct[:1]
        return list(dict.fromkeys(head for child in listed for head in with_conjuncts(with_antecedent(child))))
    if token.dep_ in ("acl", "relcl") and token.tag_ in ("VB", "VBG") and token.head.dep_ in ("dobj", "attr"):
        verb = token.head.head  # "staged a sit-in demanding", "took a vote to expel"
        infinitive = any(child.tag_ == "TO" for child in token.children)
        if infinitive or not _is_somebody(token.head):
            return subjects_of(verb) if verb.pos_ == "VERB" else []
    if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBG"):
        return with_conjuncts(token.head)
    if token.dep_ in _CONTROL and token.head.pos_ == "ADJ" and token.head.head.pos_ in ("VERB", "AUX"):
        return subjects_of(token.head.head)  # "is willing to withdraw"
    if token.dep_ in _CONTROL and token.head.pos_ in ("VERB", "AUX"):
        governor = _joined_to(token)
        if token.tag_ == "VBG" and token.dep_ in ("xcomp", "ccomp") and governor.lemma_ in _PERCEIVE:
            return []  # "residents reported shelling"
        if (
            token.dep_ == "xcomp"
            and any(child.dep_ in ("dobj", "dative") for child in governor.children)
            and governor.lemma_ in _OBJECT_CONTROL
        ):
            return with_conjuncts(next(child for child in governor.children if child.dep_ in ("dobj", "dative")))
        return objects_of(governor) if is_passive(governor) and token.dep_ == "xcomp" else subjects_of(governor)
    if token.dep_ == "pcomp" and token.head.head != token.head:
        governor = next((up for up in token.head.ancestors if up.pos_ in ("VERB", "AUX")), token.head.head)
        if governor.lemma_ in ("accuse", "blame", "suspect", "condemn", "criticize", "criticise"):
            return objects_of(governor)
        return subjects_of(governor) if governor.pos_ in ("VERB", "AUX") else []
    return []


def is_aside(head: Token) -> bool:
    """Tell whether a phrase is set off by commas, and no end of a list: "Dahl, once a mayor of Salem, accused"."""
    phrase = list(head.subtree)
    before, after = phrase[0].i - 1, phrase[-1].i + 1
    doc = head.doc
    return before >= 0 and after < len(doc) and {doc[before].text, doc[after].text} == {","}


def _joined_to(token: Token) -> Token:
    """Return the verb that "and" ties a verb to; the parser may hang it further up: "rebels who hold the port and took the town"."""
    if token.dep_ != "conj":
        return token.head
    joint = next((one for one in reversed(token.doc[token.head.i + 1 : token.i]) if one.dep_ == "cc"), None)
    if joint is None or joint.head == token.head or joint.head.pos_ not in ("VERB", "AUX") or joint.head.i < token.head.i:
        return token.head
    is_taken = any(child.dep_ == "conj" and child.i > joint.i for child in joint.head.children)
    return token.head if is_taken else joint.head


_PERCEIVE = load_event_words("roles", "perceive")
_OBJECT_CONTROL = load_event_words("roles", "object_control")


def _is_armed(word: Token) -> bool:
    """Tell whether a noun before a deed says who did it: "rebel shelling", "police raid"."""
    role = role_nouns().get(word.lemma_.lower())
    return word.dep_ == "compound" and role is not None and bool(role.sectors) and role.sectors[0] in ("MIL", "REB", "COP", "GOV", "UAF")


def names_scene(word: Token) -> bool:
    """Tell whether a name before a deed says where it was done: "the Nairobi bombing"; a country there is who did it."""
    if word.ent_type_ == "FAC":
        return True
    if word.dep_ not in ("compound", "nmod") or word.ent_type_ not in ("GPE", "LOC"):
        return False
    name = " ".join(token.text for token in word.doc[word.left_edge.i : word.i + 1] if token.ent_type_ == word.ent_type_)
    return country_by_name(name) is None and country_by_seat(name) is None


def _is_somebody(head: Token) -> bool:
    return head.ent_type_ == "PERSON" or head.pos_ == "PRON" or head.lemma_.lower() in role_nouns()


def owners_of(noun: Token, light: Token | None) -> list[Token]:
    """Return the heads of who does what an event noun tells: a possessor, an adjective of nation, "by", or the light verb's subject."""
    if light is not None and not is_passive(light) and not (light.lemma_.lower() in _NAMES and noun.dep_ != "dobj"):
        found = subjects_of(light)  # who calls a deed a massacre has not done it
        if found and found != [noun]:
            return found
    if light is not None and is_passive(light) and (agents := _agents(light)):
        return agents
    found = [child for child in noun.children if child.dep_ == "poss"]
    before = (child for child in noun.children if child.dep_ in ("amod", "compound", "nmod"))
    found += [child for child in before if (child.ent_type_ in _NATIONS or _is_armed(child)) and not names_scene(child)]
    for preposition in ("by", "between"):
        found += [
            head for child in noun.children if child.lower_ == preposition for pobj in child.children for head in with_conjuncts(pobj)
        ]
    if not found and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _CARRIES:
        found = subjects_of(noun.head)
    return list(dict.fromkeys(found))


def phrase_of(head: Token) -> tuple[int, int]:
    """Return the token span of a noun phrase without its trailing clauses: positions, end exclusive."""
    side = _side_phrase(head)
    if side is not None:
        return side
    if head.dep_ == "poss" or head.dep_ in ("amod", "nmod"):
        start = min((token.i for token in head.subtree), default=head.i)
        return start, head.i + 1
    start, end = head.i, head.i + 1
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "ccomp", "preconj"):
            if child.dep_ == "appos" and (child.i == head.i + 1 or _is_called(child, head)):
                end = max(end, child.i + 1)
            elif head.lower_ == "those" and child.dep_ in ("acl", "relcl"):  # "those affected"
                end = max(end, child.right_edge.i + 1)
            continue
        if child.dep_ == "prep" and (child.lower_ not in ("of", "for", "in", "from") or _names_charge(child)):
            continue
        if (
            child.dep_ == "prep"
            and child.lower_ in ("in", "for", "from")
            and any(token.ent_type_ in ("DATE", "TIME") for token in child.subtree)
        ):
            continue
        inside = [token.i for token in _without_asides(child) if not token.is_space]
        if not inside:
            continue
        start, end = min(start, *inside), max(end, max(inside) + 1)
    return start, end


def _is_called(name: Token, head: Token) -> bool:
    """Tell whether a name right behind a noun says who it is: "the president, Ada Voss"."""
    between = [token for token in name.doc[head.i + 1 : name.i] if token.ent_type_ != name.ent_type_]
    return name.ent_type_ == "PERSON" and head.ent_type_ != "PERSON" and [token.text for token in between] in ([], [","])


def _names_charge(preposition: Token) -> bool:
    """Tell whether "of" after who is accused opens the charge: "accused the firm of lying"; not whose they are: "the army of Chad"."""
    if any(child.dep_ == "pcomp" for child in preposition.children):
        return True
    accused = preposition.head
    return (
        preposition.lower_ == "of"
        and accused.dep_ in ("dobj", "nsubjpass")
        and accused.head.lemma_ in _ACCUSED_OF
        and not any(child.ent_type_ in (*_NATIONS, "LOC") for child in preposition.children)
    )


_ACCUSED_OF = load_event_words("roles", "accused_of")


def _without_asides(token: Token) -> Iterator[Token]:
    """Yield the tokens below a word, but for clauses set off by a comma."""
    yield token
    for child in token.children:
        aside = child.dep_ in ("relcl", "acl", "advcl", "appos") and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
        if not aside and not (child.text == "," and child.i > token.i):
            yield from _without_asides(child)


def _side_phrase(head: Token) -> tuple[int, int] | None:
    """Return the span of one of several parties before one noun: "Kenyan", "Sudanese envoys"."""
    first = head.head if head.dep_ == "conj" else head
    if first.dep_ not in ("amod", "compound", "nmod") or head.ent_type_ not in _NATIONS or not first.conjuncts:
        return None
    left = min((token.i for token in head.subtree if token.ent_type_ and token.i <= head.i), default=head.i)
    last = max(one.i for one in (first, *first.conjuncts))
    return left, (first.head.i + 1 if head.i == last else head.i + 1)


def is_passive(token: Token) -> bool:
    """Tell whether a verb is passive, or a participle after its noun."""
    if token.tag_ != "VBN":
        return False
    return token.dep_ == "acl" or any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children) or shares_passive(token)


def shares_passive(token: Token) -> bool:
    """Tell whether a verb goes on with the passive of the one before it: "were captured and executed"."""
    own = any(child.dep_ in (*_SUBJECT, "nsubjpass", "aux", "dobj") for child in token.children)
    return token.dep_ == "conj" and token.tag_ == "VBN" and not own and is_passive(token.head)


def _agents(token: Token) -> list[Token]:
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [head for pobj in child.children if pobj.dep_ == "pobj" for head in with_conjuncts(pobj)]
    # "were captured and executed by the rebels"
    rest = list(token.rights)
    last = next((child for child in rest if shares_passive(child)), None)
    return _agents(last) if last is not None and all(child.dep_ in ("cc", "conj", "punct") for child in rest) else []


def objects_of(token: Token) -> list[Token]:
    """Return the heads of a verb's direct object."""
    found = [child for child in token.children if child.dep_ in ("dobj", "obj", "dative", "nsubjpass") and child.pos_ != "ADP"]
    return [head for child in found[:1] for head in with_conjuncts(with_antecedent(child))]


def with_antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for, else the token."""
    if token.tag_ in ("WDT", "WP") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def with_conjuncts(token: Token) -> list[Token]:
    """Return a head and those coordinated with it."""
    return list(_conjuncts(token))


def _conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield from _conjuncts(child)
