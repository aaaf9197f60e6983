"""Events in whole stories: one event once, what the story is about, where, when, and who the story has it from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.extract.events.linking import link_mentions

# (story, trigger of the event that the story is about)
MAIN = [
    (
        "Gunmen kill eight miners in Kasai\n\nGunmen killed eight miners in Kasai on Monday, police said. "
        "The governor condemned the attack. In 2011 the army bombed a camp there.",
        "kill",
    ),
    (
        "KAMPALA, May 12 - Uganda expelled the Belgian ambassador on Thursday after he met opposition leaders. "
        "Belgium summoned the Ugandan envoy. The two countries signed a trade deal in 2009.",
        "expelled",
    ),
    (
        "Thousands of nurses marched through Lusaka on Wednesday over unpaid wages. "
        "The minister promised to pay them by June. Police arrested two marchers.",
        "marched",
    ),
    (
        "Peru and Ecuador signed a border treaty in Quito on Tuesday. The presidents had met three times since March. "
        "Soldiers of the two sides clashed in 1995.",
        "signed",
    ),
    (
        "A court in Dakar sentenced a former minister to nine years in prison for theft. His lawyers rejected the ruling. "
        "Police had arrested him in January.",
        "sentenced",
    ),
    (
        "The government of Chad has released 40 rebels, the justice minister said on Sunday. "
        "The rebels attacked a barracks last year, killing six soldiers.",
        "released",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "trigger"), MAIN)
def test_the_main_event_is_what_the_lead_reports(read, text, trigger):
    reading = read(text, published="2016-05-12")
    assert [event.trigger.exact for event in reading.events if event.id == reading.main_event] == [trigger]


# (story, triggers that tell one event, in text order)
ONE_EVENT = [
    ("Rebels shelled the port of Kismayo on Monday. The shelling of Kismayo killed four sailors.", ["shelled", "shelling", "killed"]),
    ("Gunmen attacked a bus near Kano. The gunmen attacked the bus at dawn, the driver said.", ["attacked", "attacked"]),
    ("Kenya expelled the Somali envoy on Monday. Nairobi expelled the Somali envoy over a map.", ["expelled", "expelled"]),
    ("Two bombs exploded in Basra, killing nine people.", ["exploded", "killing"]),
    ("Dockers marched through Lomé on Friday. The dockers marched to the ministry.", ["marched", "marched to"]),
    # a headline and the lead below it, which tells of the same people as of somebody new
    ("Nurse shot in Harlow\n\nA nurse was shot in the leg in Harlow on Monday, police said.", ["shot", "shot"]),
    ("Reporter detained in Cairo\n\nThe authorities detained a reporter at Cairo airport on Tuesday.", ["detained", "detained"]),
    ("Rebels shell village\n\nRebels shelled a village near Aleppo on Monday.", ["shell", "shelled"]),
]
# (story, whether its dead or hurt are those of the deed in the sentence before)
DEED_AND_HARM = [
    ("Three shells hit the market in Kano on Monday. At least 12 people were wounded.", True),
    ("Rockets struck a school in Jos on Monday. Nine pupils were killed in the attack, the mayor said.", True),
    ("A bomb exploded near a bus stop in Basra. Four shoppers were injured.", True),
    ("Rockets struck a school in Jos on Monday. In Kano, nine people were killed.", False),
    ("Rockets struck a school in Jos on Monday. Nine people were killed on Sunday.", False),
    ("Rockets struck a school in Jos on Monday. More than 4,000 people have been killed since the revolt began.", False),
    ("Rockets struck a school in Jos on Monday. Two others were killed.", False),
    ("Rockets struck a school in Jos on Monday. Six people were killed in clashes.", False),
    ("Rockets struck a school in Jos and jets bombed a depot in Kano. Six people were killed.", False),
    ("Rockets could strike a school in Jos. Six people were killed.", False),
]
TWO_EVENTS = [
    ("Rebels attacked Kano on Monday. Rebels attacked Jos on Sunday.", "attacked"),
    ("Police arrested two bakers in Accra. Police arrested a monk in Kumasi.", "arrested"),
    ("Gunmen killed a judge on Tuesday. Gunmen killed a teacher in March.", "killed"),
    ("Rebels attacked soldiers in Niger on Monday. The rebels attacked the soldiers in Nigeria too, officers said.", "attacked"),
    ("Army nurse shot in Harlow\n\nA prison nurse was shot in Harlow on Monday.", "shot"),
    ("A bomb exploded in Kano on Monday. Another bomb exploded in Kano hours later.", "exploded"),
]


@pytest.mark.slow
def test_shootings_are_not_the_shooting(read):
    one, several = read("The shooting happened at a bakery on Monday. The baker said tourists avoid a town that has shootings.").events
    assert (one.same_as, several.same_as) == (None, None)


@pytest.mark.slow
@pytest.mark.parametrize(("later", "same"), [("The shooting lasted an hour.", True), ("Since 2011 a shooting a month was told.", False)])
def test_what_is_told_of_years_is_not_the_deed_of_a_day(read, later, same):
    [one] = read("The shooting happened on Monday, the baker said.").events
    again = replace(one, id="em-later", sentence=replace(one.sentence, exact=later), time=None)
    assert [event.same_as for event in link_mentions([one, again], (), {})] == [None, one.id if same else None]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "triggers"), ONE_EVENT)
def test_mentions_of_one_event_are_linked(read, text, triggers):
    events = read(text, published="2016-05-12").events
    roots = {event.same_as or event.id for event in events}
    assert ([event.trigger.exact for event in events], len(roots)) == (triggers, 1)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "linked"), DEED_AND_HARM)
def test_the_harm_told_in_the_next_sentence_is_of_the_deed_if_nothing_tells_it_apart(read, text, linked):
    harm = next(event for event in read(text, published="2016-05-12").events if event.trigger.exact in ("killed", "wounded", "injured"))
    assert (harm.same_as is not None) == linked


@pytest.mark.slow
@pytest.mark.parametrize(("text", "trigger"), TWO_EVENTS)
def test_another_place_or_day_or_victim_is_another_event(read, text, trigger):
    told = [event for event in read(text, published="2016-05-12").events if event.trigger.exact == trigger]
    assert len({event.same_as or event.id for event in told}) == 2


# (sentence, trigger, words of its place or None, value of its time or None)
WHERE_AND_WHEN = [
    ("Gunmen killed two guards in Kano on Monday.", "killed", "Kano", "2016-05-09"),
    ("Two bombs exploded in Basra on Tuesday, killing nine people.", "killing", "Basra", "2016-05-10"),
    ("The attack in Basra on Tuesday killed nine people.", "killed", "Basra", "2016-05-10"),
    ("The minister, speaking in Geneva, accused Chad of shelling villages in Darfur.", "shelling", "Darfur", None),
    ("Rebels attacked a bus near Kano, the army said on Monday.", "attacked", "Kano", None),
    ("Soldiers shot a trader, a lawyer said in London.", "shot", None, None),
    ("In Lagos, the president met union leaders on 3 May.", "met", "Lagos", "2016-05-03"),
    ("The envoy left Cairo on Monday and visited Khartoum on Tuesday.", "visited", "Khartoum", "2016-05-10"),
    ("Police arrested a banker in Lima after prosecutors in Quito accused him.", "arrested", "Lima", None),
    ("The minister flew to Basra, where gunmen killed two guards on Sunday.", "killed", "Basra", "2016-05-08"),
    ("Two people were killed at Kano, near Lagos, where soldiers attacked a crowd.", "attacked", "Kano", None),
    # who acts or is spoken to is not where it happens
    ("The United States praised the new government.", "praised", None, None),
    ("Ghana accused Lagos of lying.", "accused", None, None),
    ("Planes bombed the town of Sirte on Monday.", "bombed", "Sirte", "2016-05-09"),
    # when a thing was is not when it is acted on
    ("The minister refused to reopen last year's inquiry.", "refused", None, None),
    ("The envoy condemned Monday's raid in Kano.", "condemned", "Kano", None),
    ("Nine people were killed in Monday's raid in Kano.", "killed", "Kano", "2016-05-09"),
    ("Lawmakers met on Monday after the raid near Kano.", "met", None, "2016-05-09"),
    ("The shooting in Kano on Monday shocked the country.", "shooting", "Kano", "2016-05-09"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "trigger", "place", "time"), WHERE_AND_WHEN)
def test_place_and_time_come_from_the_clause_of_the_event(read, text, trigger, place, time):
    [event] = [event for event in read(text, published="2016-05-12").events if event.trigger.exact == trigger]
    got = (event.place_passage and event.place_passage.exact, event.time and event.time.value)
    assert got == (place, time)


# (sentence, trigger, sources from the innermost statement outwards)
TOLD_BY = [
    ("Rebels attacked a bus near Kano on Sunday.", "attacked", []),
    ("Rebels attacked a bus near Kano, the army said.", "attacked", ["the army"]),
    ("According to the mayor, soldiers shelled the market.", "shelled", ["the mayor"]),
    ("The envoy said the army had told him that rebels attacked the bus.", "attacked", ["the army", "The envoy"]),
    ('"They shot my brother," the widow said.', "shot", ["the widow"]),
    ("The judge, who freed the monk, said the law was clear.", "freed", []),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "trigger", "sources"), TOLD_BY)
def test_an_event_is_attributed_to_its_statement_with_all_levels(read, text, trigger, sources):
    reading = read(text, published="2016-05-12")
    statements = {one.id: one for one in reading.statements}
    [event] = [event for event in reading.events if event.trigger.exact == trigger]
    got, step = [], event.attributed_to
    while step is not None:
        got.append(statements[step].source and statements[step].source.exact)
        step = statements[step].inside
    assert got == sources


@pytest.mark.slow
def test_a_crowd_in_another_town_is_another_crowd(read):
    events = read("Police fired on a crowd at Kano. In Lagos soldiers shot at a crowd.", published="2016-05-12").events
    crowds = [role.actor for event in events for role in event.recipients if role.passage.exact == "a crowd"]
    assert len(set(crowds)) == len(crowds) == 2
