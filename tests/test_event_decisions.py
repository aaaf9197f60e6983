"""The decisions that a coder of PLOVER events must get right, and where onrecord decides otherwise; sentences of 12 May 2016."""

from __future__ import annotations

from typing import NamedTuple

import pytest

ANY = "any"


class Told(NamedTuple):
    """An event that a sentence tells: words of its actors and recipients, `()` for none, `None` for whoever."""

    type: str
    mode: str | None = ANY
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    status: str = ANY


class Case(NamedTuple):
    text: str
    told: tuple[Told, ...]
    never: tuple[str, ...] = ()  # types that no event has
    once: bool = False  # the first is told by one event only


def case(text: str, *told: Told, never: tuple[str, ...] = (), once: bool = False) -> Case:
    return Case(text, told, never, once)


CASES = {
    "1. announced is CONCEDE, carried out RETREAT": [
        case("Kenya announced that it will withdraw its troops from the border town.", Told("CONCEDE"), never=("RETREAT",)),
        case("The army withdrew its troops from the valley on Friday.", Told("RETREAT", "withdraw"), never=("CONCEDE",)),
        case("The rebels have withdrawn from the port.", Told("RETREAT", "withdraw"), never=("CONCEDE",)),
        case("The rebels declared a ceasefire.", Told("CONCEDE"), never=("RETREAT",)),
        case("The government declared a truce in the mountains.", Told("CONCEDE"), never=("RETREAT",)),
        case("Both armies observed the ceasefire over the feast.", Told("RETREAT", "ceasefire"), never=("CONCEDE",)),
    ],
    "2. help to come is AGREE": [
        case("Norway will send food aid to the flooded valley.", Told("AGREE"), never=("AID",)),
        case("Japan promised to send medicine to Nepal.", Told("AGREE"), never=("AID",)),
        case("Germany pledged 50 million euros for refugees in Jordan.", Told("AGREE"), never=("AID",)),
        case("India and Nepal agreed to hold joint exercises next year.", Told("AGREE"), never=("COOPERATE", "MOBILIZE")),
        case("Canada has sent blankets to the refugees in Jordan.", Told("AID", status="occurred"), never=("AGREE",)),
        case("The Red Cross delivered food to the besieged town.", Told("AID", status="occurred"), never=("AGREE",)),
    ],
    "3. an ambassador summoned is ACCUSE": [
        case("Sweden summoned the Russian ambassador over the spying case.", Told("ACCUSE", actors=("Sweden",)), never=("CONSULT",)),
        case("The Polish ambassador was summoned to the foreign ministry in Minsk.", Told("ACCUSE"), never=("CONSULT",)),
        case("Brazil called in the Spanish ambassador.", Told("ACCUSE", actors=("Brazil",)), never=("CONSULT",)),
        case("Egypt's foreign ministry has summoned Denmark's envoy.", Told("ACCUSE"), never=("CONSULT",)),
        case("The Russian ambassador met the Swedish foreign minister.", Told("CONSULT"), never=("ACCUSE",)),
    ],
    "a pact is welcomed, a guest received": [
        case("The Kenyan minister welcomed the pact.", Told("SUPPORT", None), never=("CONSULT",)),
        case("President Ada Voss welcomed President Otto Hale at the palace.", Told("CONSULT", "visit"), never=("SUPPORT",)),
    ],
    "the dead pulled out are no withdrawal, survivors are rescued": [
        case("Soldiers pulled out of the valley.", Told("RETREAT", "withdraw")),
        case("Firefighters pulled a family out of the wreckage.", Told("AID", ANY), never=("RETREAT",)),
    ],
    "help to come is promised, whatever it is counted in": [
        case("Norway said it would send 5 million crowns in medical aid.", Told("AGREE", None, ("Norway",))),
    ],
    "a raid and whom it killed are one event": [
        case("A strike by the air force killed six herders.", Told("ASSAULT", ANY, ("air force",), ("herders",)), once=True),
    ],
    "4. a captured fighter is ASSAULT, an arrested civilian COERCE": [
        case("Rebels captured two soldiers near the bridge.", Told("ASSAULT", "abduct", ("Rebels",), ("soldiers",)), never=("COERCE",)),
        case("Militants kidnapped a Turkish engineer.", Told("ASSAULT", "abduct", ("Militants",), ("engineer",)), never=("COERCE",)),
        case("Government troops took 15 fighters prisoner.", Told("ASSAULT", "abduct"), never=("COERCE",)),
        case("Police arrested a journalist in Cairo.", Told("COERCE", "arrest", ("Police",), ("journalist",)), never=("ASSAULT",)),
        case(
            "Security forces detained three opposition activists.",
            Told("COERCE", "arrest", recipients=("activists",)), never=("ASSAULT",),
        ),
    ],
    "5. one country's exercise is MOBILIZE, a joint one COOPERATE": [
        case("North Korea held a military exercise near the border.", Told("MOBILIZE", actors=("North Korea",)), never=("COOPERATE",)),
        case("The Iranian navy carried out drills in the gulf.", Told("MOBILIZE"), never=("COOPERATE",)),
        case(
            "South Korea and Japan held joint military exercises.",
            Told("COOPERATE", actors=("South Korea", "Japan")), never=("MOBILIZE",),
        ),
        case("Russia and China began joint naval drills.", Told("COOPERATE", actors=("Russia", "China")), never=("MOBILIZE",)),
        case("The army deployed tanks and shelled the town.", Told("ASSAULT"), never=("MOBILIZE",)),
        case("Ethiopia massed troops on the border.", Told("MOBILIZE", actors=("Ethiopia",)), never=("ASSAULT",)),
    ],
    "6. what protesters demand is no REQUEST besides": [
        case("Thousands of students marched through Dhaka, demanding new elections.", Told("PROTEST"), never=("REQUEST",)),
        case("Nurses went on strike to demand higher pay.", Told("PROTEST", "strike"), never=("REQUEST",)),
        case("Demonstrators rallied in Minsk and demanded that the minister resign.", Told("PROTEST"), never=("REQUEST",)),
        case("Farmers blocked the motorway and called for lower taxes.", Told("PROTEST", "obstruct"), never=("REQUEST",)),
        case("The United Nations demanded access to the camp.", Told("REQUEST"), never=("PROTEST",)),
    ],
    "7. prison is SANCTION and COERCE, a warrant THREATEN": [
        case("A court in Cairo sentenced an activist to five years in prison.", Told("SANCTION", "convict"), Told("COERCE", "arrest")),
        case("The court jailed the former minister for ten years.", Told("SANCTION", "convict"), Told("COERCE", "arrest")),
        case("The general was convicted of murder and jailed for life.", Told("SANCTION", "convict"), Told("COERCE", "arrest")),
        case("A judge fined the newspaper.", Told("SANCTION", "convict"), never=("COERCE",)),
        case("The tribunal issued an arrest warrant for the president.", Told("THREATEN", "arrest"), never=("COERCE", "SANCTION")),
        case("A judge issued a warrant for the arrest of the singer.", Told("THREATEN", "arrest"), never=("COERCE", "SANCTION")),
    ],
    "8. people who flee are expelled by whoever drives them out": [
        case("Thousands of villagers fled from the militia.", Told("SANCTION", "expel", ("militia",), ("villagers",))),
        case("Residents have fled the fighting in the north.", Told("SANCTION", "expel", (), ("Residents",))),
        case("The army drove the herders out of the valley.", Told("SANCTION", "expel", ("army",), ("herders",))),
        case("Islamic State expelled Christian families from the town.", Told("SANCTION", "expel", ("Islamic State",), ("families",))),
        case("Hundreds of families fled their homes as rebels shelled the town.", Told("SANCTION", "expel"), Told("ASSAULT")),
    ],
    "9. both sides act; the visitor acts, the host receives": [
        case("Rebels and soldiers clashed near the bridge.", Told("ASSAULT", actors=("Rebels", "soldiers"), recipients=())),
        case("India and Pakistan held talks in Lahore.", Told("CONSULT", actors=("India", "Pakistan"), recipients=())),
        case("Fighting between the army and the rebels resumed in the hills.", Told("ASSAULT", actors=("army", "rebels"), recipients=())),
        case("Angela Merkel visited Turkey on Monday.", Told("CONSULT", "visit", ("Merkel",), ("Turkey",))),
        case("King Abdullah received the Iraqi prime minister in Amman.", Told("CONSULT", "visit", ("prime minister",), ("Abdullah",))),
        case("Serbia and Kosovo signed a border deal.", Told("SUPPORT", actors=("Serbia", "Kosovo"), recipients=("Serbia", "Kosovo"))),
    ],
    "10. killed by an unknown hand": [
        case("A teacher was killed in Karachi on Monday.", Told("ASSAULT", actors=(), recipients=("teacher",))),
        case("Two aid workers were shot dead near the Kenyan border.", Told("ASSAULT", actors=(), recipients=("workers",))),
        case("A bomb killed nine people outside the Afghan parliament.", Told("ASSAULT", actors=(), recipients=("people",))),
        case(
            "The mayor of Tripoli was assassinated, days after he met Turkish officials.",
            Told("ASSAULT", actors=(), recipients=("mayor",)),
        ),
        case("A blast at an army base left four soldiers dead, the Iraqi government said.", Told("ASSAULT", actors=())),
    ],
    "11. several actors are one event": [
        case("France, Germany and Poland held a summit in Weimar.", Told("CONSULT", actors=("France", "Germany", "Poland")), once=True),
        case("Turkey, Iran and Russia signed a deal on Syria.", Told("SUPPORT", actors=("Turkey", "Iran", "Russia")), once=True),
        case(
            "Britain, France and Israel attacked Egypt.",
            Told("ASSAULT", actors=("Britain", "France", "Israel"), recipients=("Egypt",)), once=True,
        ),
        case("Police and soldiers arrested two monks.", Told("COERCE", actors=("Police", "soldiers"), recipients=("monks",)), once=True),
    ],
    "12. a refusal is REJECT also as a statement": [
        case('"We will not give up the city," the rebel commander said.', Told("REJECT"), never=("CONCEDE", "RETREAT")),
        case("Iran will not withdraw its forces from Syria, its foreign minister said.", Told("REJECT"), never=("RETREAT",)),
        case("Serbia said it will never recognise Kosovo.", Told("REJECT"), never=("SUPPORT",)),
        case("The president refused to meet the envoy.", Told("REJECT"), never=("CONSULT",)),
        case("Hungary rejected the plan to share refugees.", Told("REJECT", actors=("Hungary",))),
        case('"We won\'t sign this treaty," the premier said.', Told("REJECT"), never=("SUPPORT",)),
    ],
    "13. who denies a deed has not undone it": [
        case("Moscow denied shelling the city.", Told("REJECT", None, ("Moscow",)), never=("ASSAULT",)),
        case("The army denied that it bombed the hospital.", Told("REJECT", None, ("army",)), never=("ASSAULT",)),
        case("Iran has denied attacking the tankers.", Told("REJECT", None, ("Iran",)), never=("ASSAULT",)),
        case("Sudan denied any involvement in the attack.", Told("REJECT", None, ("Sudan",))),
        case(
            "Rebels shelled the camp on Monday, officials said. The rebels denied shelling the camp.",
            Told("ASSAULT", status="occurred"), Told("REJECT", None), once=True,
        ),
    ],
    "ours: an appeal, or an answer to an accusation, is a statement": [
        case("The European Union urged both sides to show restraint.", never=("REQUEST",)),
        case("The pope called on Syria to end the siege.", never=("REQUEST", "RETREAT", "COERCE")),
        case("The minister denied the allegations.", never=("REJECT", "ACCUSE")),
        case("The bank rejected the accusation.", never=("REJECT", "ACCUSE")),
        case("The union asked the company for higher wages.", Told("REQUEST")),
        case("The general ordered the rebels to surrender.", Told("REQUEST")),
    ],
}  # fmt: skip

# 14. Failed, planned, feared, conditional, demanded, long past: never "occurred".
NOT_OCCURRED = [
    ("Police foiled an attack on a church.", "attack"),
    ("The rebels tried to take the airport but failed.", "take"),
    ("An attack planned for Friday was called off.", "attack"),
    ("Residents fear an attack by the militia.", "attack"),
    ("The opposition demanded that the army withdraw from the town.", "withdraw"),
    ("If the army attacks the port, the rebels will leave the talks.", "attacks"),
    ("In 1915 the army deported the villagers.", "deported"),
    ("Turkey threatened to bomb the camps.", "bomb"),
    ("The EU urged Libya to release the fishermen.", "release"),
    ("The two presidents are to meet in June.", "meet"),
    ("A plan to arrest the bishop was dropped.", "arrest"),
    ("Parliament voted to send troops to Mali.", "send"),
]

WRONG: dict[str, str] = {}


def _marks(text: str) -> tuple:
    return (pytest.mark.xfail(strict=True, reason=WRONG[text]),) if text in WRONG else ()


EVERY = [pytest.param(one, id=f"{name}: {one.text}", marks=_marks(one.text)) for name, some in CASES.items() for one in some]


def is_told(event, told: Told) -> bool:
    return (
        event.event_type == told.type
        and told.mode in (ANY, event.mode)
        and told.status in (ANY, event.status)
        and names(event.actors, told.actors)
        and names(event.recipients, told.recipients)
    )


def names(roles, words: tuple[str, ...] | None) -> bool:
    return words is None or (len(roles) == len(words) and all(any(word in role.passage.exact for role in roles) for word in words))


def show(events) -> list[tuple]:
    return [
        (e.event_type, e.mode, e.trigger.exact, [r.passage.exact for r in e.actors], [r.passage.exact for r in e.recipients], e.status)
        for e in events
    ]


@pytest.mark.slow
@pytest.mark.parametrize("one", EVERY)
def test_a_decision_is_kept(read, one):
    events = read(one.text, published="2016-05-12").events
    assert all(any(is_told(event, told) for event in events) for told in one.told), show(events)
    assert not {event.event_type for event in events} & set(one.never), show(events)
    assert not one.once or sum(event.event_type == one.told[0].type for event in events) == 1, show(events)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "word"), [pytest.param(*one, marks=_marks(one[0])) for one in NOT_OCCURRED])
def test_14_what_did_not_happen_never_occurred(read, text, word):
    events = read(text, published="2016-05-12").events
    # What is to come and turns a deed into a promise, refusal or threat has occurred as such.
    told = [event for event in events if word in event.trigger.exact and event.event_type not in ("AGREE", "REJECT", "THREATEN")]
    assert all(event.status not in ("occurred", "ongoing") for event in told), show(events)
