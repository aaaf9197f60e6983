"""Who is who in a story: coreference, countries and sectors, the actor tables."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ontology import load_toml
from onrecord.ontology.actors import (
    find_by_name,
    find_by_surname,
    find_office_holder,
    known_actors,
    named_state_bodies,
    state_bodies,
    to_state_body,
)
from onrecord.ontology.countries import countries
from onrecord.ontology.given_names import gender_of, is_same_given_name
from onrecord.ontology.roles import role_nouns

INTERNATIONAL = {"IGO", "NGO", "MNC", "IMG", "UNO", "EUR"}
SECTORS = {
    *("GOV", "MIL", "PAR", "OPP", "REB", "JUD", "LEG", "COP", "SPY", "CVL", "BUS", "LAB", "MED"),
    *("EDU", "REL", "HLH", "REF", "CRM", "UAF", "IGO", "NGO", "MNC", "ELI", "SOC", "AGR"),
}


def named(reading, words, nth=0):
    """Return the name of the actor whose nth mention of exactly these words it is; None if nobody has it."""
    found = sorted(
        (mention.passage.start, actor.name) for actor in reading.actors for mention in actor.mentions if mention.passage.exact == words
    )
    return found[nth][1] if len(found) > nth else None


def the_actor(reading, name):
    [actor] = [actor for actor in reading.actors if actor.name == name]
    return actor


# (text, words of a mention, which occurrence among the mentions with these words, name of its actor; None: left open)
COREFERENCE = [
    # shortened names
    ("Maria Lindqvist arrived on Monday. Lindqvist met the mayor.", "Lindqvist", 0, "Maria Lindqvist"),
    ("Tomasz Wolny spoke first. Wolny then left.", "Wolny", 0, "Tomasz Wolny"),
    ("Mr Okafor said no. Later Chidi Okafor apologised.", "Okafor", 0, "Chidi Okafor"),
    ("Samir al-Khatib denied it. Khatib said the claim was false.", "Khatib", 0, "Samir al-Khatib"),
    ("The Danish Refugee Council sent tents. The Council said more would follow.", "The Council", 0, "Danish Refugee Council"),
    ("The Harbour Workers Federation (HWF) met on Friday. HWF said it would strike.", "HWF", 1, "Harbour Workers Federation"),
    ("Anna Berg and Paul Berg were there. Berg said nothing.", "Berg", 0, "Berg"),
    ("The Islamic State group claimed the attack. Daesh gave no proof.", "Daesh", 0, "Islamic State"),
    ("ISIS lost the town. Later Isil took it back.", "Isil", 0, "Islamic State"),
    ("The U.N. sent a convoy. The United Nations said it was stopped.", "U.N.", 0, "United Nations"),
    ("President Emmanuel Macron flew to Berlin. Macron will stay two days.", "Macron", 0, "Emmanuel Macron"),
    ("The Popular Front of Moravia met on Friday. They agreed to disarm.", "They", 0, "Popular Front of Moravia"),
    ("Professor Ines Duarte wrote the paper. Professor Duarte works in Porto.", "Duarte", 0, "Ines Duarte"),
    # a country without its name
    ("Qatar rejected the demands on Monday. The Gulf state said it would not close the station.", "The Gulf state", 0, "Qatar"),
    ("Ada Voss arrived in Saudi Arabia on Monday. The kingdom welcomed her.", "The kingdom", 0, "Saudi Arabia"),
    ("Norway accused Chad of theft. The African country denied it.", "The African country", 0, "Chad"),
    ("Norway and Sweden met. The kingdom is rich.", "The kingdom", 0, None),
    ("Norway met Chad. They spoke in the African country.", "the African country", 0, None),
    # whose
    (
        "Karl Dahl leads the Harbour Party. Its supporters clashed, while his supporters cheered.",
        "Its supporters",
        0,
        "Harbour Party's supporters",
    ),
    (
        "Karl Dahl leads the Harbour Party. Its supporters clashed, while his supporters cheered.",
        "his supporters",
        0,
        "Karl Dahl's supporters",
    ),
    ("The rebels met the mayor. Their supporters cheered, but his supporters jeered.", "his supporters", 0, "the mayor's supporters"),
    ("Harbour Oil accused the firm of fraud.", "the firm", 0, "the firm of fraud"),
    # several together
    ("Peru and Chile met on Monday. They agreed to share the river.", "They", 0, "Chile"),
    ("Peru and Chile met on Monday. They agreed to share the river.", "They", 1, "Peru"),
    ("Peru and Chile met on Monday. The rebels were angry. They left.", "They", 0, "The rebels"),
    ("The rebels attacked Peru and Chile. They fled.", "They", 0, "The rebels"),
    # he and she
    ('Maria Lindqvist arrived in Oslo on Monday. "We are ready to talk," she said.', "she", 0, "Maria Lindqvist"),
    ('Tomasz Wolny met Maria Lindqvist. "It was useful," she said.', "she", 0, "Maria Lindqvist"),
    ('Tomasz Wolny met Maria Lindqvist. "It was useful," he said.', "he", 0, "Tomasz Wolny"),
    ("Tomasz Wolny praised his brother.", "his", 0, "Tomasz Wolny"),
    ("Minister Anna Berg resigned after she lost the vote.", "she", 0, "Anna Berg"),
    ("Peter Lund said he would not resign.", "he", 0, "Peter Lund"),
    ("The spokeswoman refused to comment. She left by a side door.", "She", 0, "The spokeswoman"),
    ("A policeman was hurt. He was taken to hospital.", "He", 0, "A policeman"),
    ('"We lost everything," said Rosa Delgado. Her house burned down.', "Her", 0, "Rosa Delgado"),
    ('Peter Lund said: "John Adler is wrong. He never asked."', "He", 0, "John Adler"),
    ('"He lied to us," said Peter Lund.', "He", 0, None),
    ("In her speech, Anna Berg called for calm.", "her", 0, "Anna Berg"),
    ('Peter Lund spoke to reporters. "The talks failed," he said. "They were doomed," he added.', "he", 1, "Peter Lund"),
    ("Anna Berg defended the plan. Peter Lund rejected it. He said it would fail.", "He", 0, "Peter Lund"),
    # I and we
    ('"I will not sign," said Peter Lund.', "I", 0, "Peter Lund"),
    ('Anna Berg said: "We have to wait."', "We", 0, "Anna Berg"),
    ('"My family is safe," Rosa Delgado said.', "My", 0, "Rosa Delgado"),
    ('"This is bad. I am afraid," said a resident of the town.', "I", 0, "a resident of the town"),
    # they and it
    ("Rebels attacked the base and then they fled.", "they", 0, "Rebels"),
    ("Protesters filled the square. They demanded new elections.", "They", 0, "Protesters"),
    ("Russia denied the charge. It said the report was false.", "It", 0, "Russia"),
    ("The foreign ministry of Poland said it would protest.", "it", 0, "Polish Ministry of Foreign Affairs"),
    ("The United Nations suspended its mission.", "its", 0, "United Nations"),
    ("Hezbollah buried its fighters on Sunday.", "its", 0, "Hezbollah"),
    ("Villagers said they had heard shots.", "they", 0, "Villagers"),
    ("The plan was long. It was dropped.", "It", 0, None),
    # appositions and titles
    ("Riad Salim, the mayor of Tripoli, resigned. The mayor gave no reason.", "The mayor", 0, "Riad Salim"),
    ("The mayor, Riad Salim, resigned.", "The mayor", 0, "Riad Salim"),
    ("Anna Berg is the president of the union. The president spoke for an hour.", "The president", 0, "Anna Berg"),
    ("The Norwegian foreign minister, Kari Dahl, arrived. The minister met the press.", "The minister", 0, "Kari Dahl"),
    ("Foreign Minister Kari Dahl arrived. The foreign minister met the press.", "The foreign minister", 0, "Kari Dahl"),
    ("Peter Lund, once a general in Chad, wrote a book.", "once a general", 0, "Peter Lund"),
    ("The envoy for Sudan Karim Osman landed in Juba.", "The envoy", 0, "Karim Osman"),
    # definite nouns
    ("The Fisheries Ministry of Ghana closed the port. The ministry gave no date.", "The ministry", 0, "Fisheries Ministry"),
    ("A Syrian general spoke to Reuters. The general asked not to be named.", "The general", 0, "A Syrian general"),
    ("Syrian rebels took the hill. The rebels lost ten men.", "The rebels", 0, "Syrian rebels"),
    ("A witness heard two blasts. The witness then ran.", "The witness", 0, "A witness"),
    ("A research team from Lund measured the ice. The scientists found it thinner.", "The scientists", 0, "A research team from Lund"),
    ("Police in Kenya arrested two men. The suspects deny the charges.", "The suspects", 0, "The suspects"),
    # countries by other names
    ("Moscow said the talks had failed. Russia will not attend.", "Moscow", 0, "Russia"),
    ("The Kremlin denied it.", "Kremlin", 0, "Russia"),
    ("Ankara accused Damascus of lying.", "Damascus", 0, "Syria"),
    ("The Russians vetoed the resolution.", "Russians", 0, "Russia"),
    ("The Syrian government rejected the offer.", "The Syrian government", 0, "Syria"),
    ("Iraq closed the border. The government gave no reason.", "The government", 0, "Iraq"),
    ("Downing Street declined to comment.", "Downing Street", 0, "United Kingdom"),
    ("He moved to Moscow in May.", "Moscow", 0, None),
    # bodies of states
    ("Russia's defence ministry denied it.", "Russia's defence ministry", 0, "Russian Ministry of Defence"),
    ("The Pentagon confirmed the strike.", "Pentagon", 0, "U.S. Department of Defense"),
    ("The Turkish military said it had hit ten targets.", "it", 0, "Turkish Armed Forces"),
    ("Israeli troops entered the camp. The army said it was searching for weapons.", "The army", 0, "Israel Defense Forces"),
    ("Russian warplanes struck the town.", "Russian warplanes", 0, "Russia"),
    ("Syrian regime forces advanced.", "Syrian regime forces", 0, "Syrian Arab Army"),
    # papers that stand for who made them
    (
        'The Danish Refugee Council called it a crime. "We saw no soldiers," the statement said.',
        "the statement",
        0,
        "Danish Refugee Council",
    ),
    ("A new study says that 400 people died. The report says that most of them drowned.", "The report", 0, "A new study"),
    # descriptions of somebody named before
    ("Marek Dvorsky won the vote on Sunday. The Prague businessman thanked his voters.", "The Prague businessman", 0, "Marek Dvorsky"),
    (
        "Elin Sandvik opened her tour in Bergen. The former harbour minister said she would cut taxes.",
        "The former harbour minister",
        0,
        "Elin Sandvik",
    ),
    ("Ana Lopez, mother of three, filed the suit. The 34-year-old mother wept.", "The 34-year-old mother", 0, "Ana Lopez"),
    ("Senator Lucia Ferrer met General Ivo Tamm. The senator said the general had lied.", "the general", 0, "Ivo Tamm"),
    ("Deputy Governor Ana Reis spoke. The governor did not come.", "The governor", 0, "The governor"),
    ("Mayor Ulla Berg and Mayor Tor Lie met. The mayor said little.", "The mayor", 0, "The mayor"),
    ("Police detained a suspect. The suspect, Luc Morel, said he was innocent.", "a suspect", 0, "Luc Morel"),
    (
        "A farmer blocks the road over water\n\nHans Keller, a farmer from Chur, parked his tractor on the road.",
        "A farmer",
        0,
        "Hans Keller",
    ),
    # who said it
    ("Peter Lund and Karl Dahl argued. He said Dahl had lied.", "He", 0, "Peter Lund"),
    ("Insiders told the paper that the firm was broke. They said the owners had fled.", "They", 0, "Insiders"),
    # families and short names
    ('Mr. Okafor and his wife, Grace Okafor, flew home. "We are tired," Mrs. Okafor said.', "Okafor", 0, "Okafor"),
    ("William Strand ran for office. Bill Strand lost.", "Bill Strand", 0, "William Strand"),
    ("Reporters Without Borders condemned the arrest. RSF said the reporter was innocent.", "RSF", 0, "Reporters Without Borders"),
    ("The RSF seized the airport.", "RSF", 0, "Rapid Support Forces"),
    ("The F.B.I. searched the house.", "F.B.I.", 0, "Federal Bureau of Investigation"),
    # bodies by their sort, their owner, their country
    ("The Boko Haram insurgent group gave no statement.", "The Boko Haram insurgent group", 0, "Boko Haram"),
    ("A rescue group known as the Coral Guard searched the bay.", "A rescue group", 0, "Coral Guard"),
    ("The Sudanese army fought the RSF. The paramilitary group took the airport.", "The paramilitary group", 0, "Rapid Support Forces"),
    ("The Houthis fired a missile. The Yemeni rebels warned of more.", "The Yemeni rebels", 0, "Houthis"),
    ("Peter Lund dismissed the report. His campaign called it a smear.", "His campaign", 0, "Peter Lund's campaign"),
    (
        "Peter Lund's campaign raised two million. Anna Berg's campaign raised less. The Berg campaign is content.",
        "The Berg campaign",
        0,
        "Anna Berg's campaign",
    ),
    ("Kenyan police fired on students in Nairobi. In Mombasa the navy closed the port.", "the navy", 0, "Kenyan Navy"),
    ("The White House said it would wait.", "it", 0, "United States"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "words", "nth", "name"), COREFERENCE)
def test_a_mention_stands_for(read, text, words, nth, name):
    assert named(read(text), words, nth) == name


DESCRIBED = [
    ("Syrian rebels took the hill.", "Syrian rebels", "group", "SYR", ("REB",)),
    ("The Taliban attacked a convoy.", "Taliban", "organization", "AFG", ("REB", "GOV")),
    ("Colombian farmers blocked the road.", "Colombian farmers", "group", "COL", ("AGR",)),
    ("An Iranian general was seen in the town.", "An Iranian general", "unnamed", "IRN", ("MIL",)),
    ("Gunmen killed two guards.", "Gunmen", "group", None, ("UAF",)),
    ("Egyptian police dispersed the crowd.", "Egyptian police", "organization", "EGY", ("COP",)),
    ("Human Rights Watch criticised the ruling.", "Human Rights Watch", "organization", "NGO", ("NGO",)),
    ("The International Monetary Fund lent the money.", "International Monetary Fund", "organization", "IGO", ("IGO",)),
    ("Residents of Kenya protested.", "Residents of Kenya", "group", "KEN", ("CVL",)),
    ("French President Lucie Arnaud resigned.", "Lucie Arnaud", "person", "FRA", ("GOV",)),
    ("Boko Haram burned the village.", "Boko Haram", "organization", "NGA", ("REB",)),
    ("Nurses in the ward went on strike.", "Nurses in the ward", "group", None, ("HLH",)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "name", "kind", "country", "sectors"), DESCRIBED)
def test_an_actor_is_described_by_its_own_words(read, text, name, kind, country, sectors):
    actor = the_actor(read(text), name)
    assert (actor.kind, actor.country, tuple(actor.sectors)) == (kind, country, sectors)


@pytest.mark.slow
def test_a_role_alone_is_who_held_it_on_the_day_of_the_story(read):
    text = "The French president flew to Mali."
    assert named(read(text, published="2016-03-01"), "The French president") == "François Hollande"
    assert named(read(text, published="2019-03-01"), "The French president") == "Emmanuel Macron"
    assert named(read(text), "The French president") == "The French president"


@pytest.mark.slow
def test_an_unknown_actor_has_one_id_in_all_stories(read):
    first, second = read("Syrian rebels took the hill."), read("In the north, Syrian rebels fled.")
    assert the_actor(first, "Syrian rebels").id == the_actor(second, "Syrian rebels").id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other", "name", "is_same"),
    [
        ("Tomasz Wolny spoke in Lodz.", "The singer Tomasz A. Wolny, 40, left.", None, True),
        ("John Smith, a baker in Leeds, won.", "John Smith, a farmer in Toronto, lost.", "John Smith", False),
        ("Wolny spoke first.", "Wolny left.", "Wolny", False),
        ("The hospital was hit.", "The hospital was full.", "The hospital", False),
        ("Police arrested a man.", "Police closed the road.", "Police", False),
        ("Syrian rebels took the hill.", "The Syrian rebels fled.", None, True),
        ("The ministry gave no date.", "The ministry denied it.", "The ministry", False),
        ("The Harbour Workers Federation met.", "The Harbour Workers Federation struck.", "Harbour Workers Federation", True),
    ],
)
def test_a_party_is_the_same_across_stories_only_when_its_name_can_tell(nlp, one, other, name, is_same):
    first, second = (read_alone(nlp, text, f"story-{n}").actors for n, text in enumerate((one, other)))
    shared = {actor.id for actor in first} & {actor.id for actor in second}
    named = {actor.id for actor in (*first, *second) if name is None or actor.name == name}
    assert bool(shared & named) == is_same


def read_alone(nlp, text, key):
    from onrecord.annotate import annotate
    from onrecord.clean import clean
    from onrecord.extract import extract
    from onrecord.records import RawStory

    [(story, doc)] = annotate([clean(RawStory(id=key, text=text, location="a test", bytes_sha256=""))], nlp)
    return extract(story, doc)


@pytest.mark.slow
def test_a_country_is_not_in_the_name_of_another_place(read):
    reading = read("New Mexico and New Jersey sued. Georgia Lund, a skater, watched. Georgia cheered.")
    assert {actor.country for actor in reading.actors if actor.kind == "country"} == set()


@pytest.mark.slow
def test_a_country_goes_on_record_with_its_wikidata_id(read):
    assert the_actor(read("Russia denied it."), "Russia").wikidata == "Q159"


@pytest.mark.slow
def test_an_unnamed_speaker_is_an_actor_with_the_source_among_its_mentions(read):
    reading = read('"It is over," said an aide to the governor.')
    [statement] = reading.statements
    [speaker] = [actor for actor in reading.actors if actor.id == statement.speaker]
    assert speaker.kind == "unnamed"
    assert statement.source in [mention.passage for mention in speaker.mentions]


@pytest.mark.slow
def test_an_actor_added_to_a_table_is_found_in_a_story(read, monkeypatch):
    from onrecord.extract.actors import names
    from onrecord.ontology import actors

    row = {"name": "Blue Harbour Front", "country": "NZL", "sectors": ["REB"], "aliases": ["BHF"]}
    load = actors.load_toml
    monkeypatch.setattr(actors, "load_toml", lambda name: load(name) | ({"blue-harbour": row} if name == "actors_armed.toml" else {}))
    caches = (actors.known_actors, actors.named_state_bodies, names.lexicon)
    for table in caches:
        table.cache_clear()
    try:
        actor = the_actor(read("BHF seized the pier."), "Blue Harbour Front")
    finally:
        monkeypatch.undo()
        for table in caches:
            table.cache_clear()
    assert (actor.id, actor.country) == ("actor-blue-harbour", "NZL")


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.lists(
        st.sampled_from(
            [
                "he",
                "said",
                '"',
                "“",
                "the",
                "Russian",
                "army",
                "General",
                "Smith",
                "'s",
                ",",
                "\n\n",
                "we",
                "of",
                "é",
                "🙂",
                "\u202e",
                "UN",
                "(",
                "Mr.",
                ".",
                "and",
                "-",
                "al-",
            ]
        )
    )
)
def test_no_text_makes_it_fail(read, text):
    story = "The minister said on Monday that the talks in the capital would go on for two more days. " * 3 + " ".join(text)
    for actor in read(story).actors:
        for mention in actor.mentions:
            assert story[mention.passage.start : mention.passage.end] == mention.passage.exact


def test_the_tables_hold_what_they_promise():
    actors = known_actors().values()
    tables = {
        name: load_toml(name) for name in ("actors_armed.toml", "actors_international.toml", "actors_media.toml", "actors_people.toml")
    }
    international = [row for row in tables["actors_international.toml"].values() if row["country"] in INTERNATIONAL]
    armed = [row for row in tables["actors_armed.toml"].values() if {"REB", "MIL", "CRM", "UAF"} & set(row["sectors"])]
    ministers = {
        actor.key
        for actor in actors
        for office in actor.offices
        if office.role in ("foreign minister", "foreign secretary", "secretary of state")
    }
    heads = {
        actor.key for actor in actors for office in actor.offices if office.role in ("president", "prime minister", "chancellor", "king")
    }
    assert sum(country.kind == "state" for country in countries().values()) >= 193
    assert all(country.wikidata for country in countries().values())
    assert len(international) >= 150
    assert len(armed) >= 300
    assert len(tables["actors_media.toml"]) >= 100
    assert len(heads) >= 150
    assert len(ministers) >= 80


def test_no_wikidata_id_stands_for_two():
    ids = [actor.wikidata for actor in (*known_actors().values(), *countries().values()) if actor.wikidata]
    assert len(ids) == len(set(ids))


def test_an_office_ends_no_earlier_than_it_begins():
    for actor in known_actors().values():
        assert all(not office.until or office.since <= office.until for office in actor.offices), actor


def test_who_is_foreign_minister_is_known_to_the_end_of_2025():
    assert find_office_holder("foreign minister", "UKR", "2025-11-01").name == "Andrii Sybiha"
    assert find_office_holder("secretary of state", "USA", "2025-12-01").name == "Marco Rubio"
    assert find_office_holder("prime minister", "JPN", "2025-12-01").name == "Sanae Takaichi"
    assert find_office_holder("prime minister", "JPN", "2026-02-01") is None


def test_a_name_is_found_however_it_is_written():
    assert find_by_name("HUGO CHAVEZ").name == "Hugo Chávez"
    assert find_by_name("chavez") is None


def test_short_and_full_given_names_are_one():
    assert is_same_given_name("Bob", "Robert")
    assert not is_same_given_name("Bob", "Rupert")


def test_every_known_actor_has_a_country_and_sectors_that_exist():
    for actor in known_actors().values():
        assert actor.country in INTERNATIONAL or actor.country in countries(), actor
        assert actor.sectors, actor
        assert set(actor.sectors) <= SECTORS, actor


def test_no_name_stands_for_two_known_actors():
    seen = {}
    for actor in known_actors().values():
        for name in {actor.name, *actor.aliases}:
            assert seen.setdefault(name, actor.key) == actor.key


def test_every_role_noun_has_sectors_of_plover():
    assert all(set(role.sectors) <= SECTORS for role in role_nouns().values())


def test_nobody_holds_an_office_after_its_last_day():
    assert find_office_holder("president", "USA", "2010-01-01").name == "Barack Obama"
    assert find_office_holder("president", "USA", "2018-01-01").name == "Donald Trump"
    assert find_office_holder("president", "USA", "1700-01-01") is None


def test_a_surname_that_many_bear_names_nobody():
    assert find_by_surname("putin").name == "Vladimir Putin"
    assert find_by_surname("brown") is None


def test_each_state_has_its_bodies_by_rule():
    ministry = to_state_body(state_bodies()["interior ministry"], "FRA")
    assert (ministry.name, ministry.sectors) == ("French Ministry of the Interior", ("GOV", "COP"))
    assert to_state_body(state_bodies()["interior ministry"], "UNO") is None
    assert named_state_bodies()["Knesset"].country == "ISR"


def test_a_name_of_both_genders_tells_none():
    assert (gender_of("Angela"), gender_of("Boris"), gender_of("Jordan"), gender_of("Xqz")) == ("f", "m", "m", None)


def test_a_line_in_the_table_adds_an_actor_found_under_its_alias(monkeypatch):
    import onrecord.ontology.actors as tables
    from onrecord.extract.actors import names

    line = {"name": "Tarn Liberation Front", "country": "JOR", "sectors": ["REB"], "aliases": ["Tarn Front", "TLF"]}
    load = tables.load_toml
    monkeypatch.setattr(tables, "load_toml", lambda name: {**load(name), "tarn-front": line} if name == "actors_armed.toml" else load(name))
    known_actors.cache_clear()
    names.lexicon.cache_clear()
    try:
        found = {name: entry.actor for name, entry in names.lexicon()["Tarn"]}
        assert found["Tarn Front"] == found["Tarn Liberation Front"] == known_actors()["tarn-front"]
        assert found["Tarn Front"].sectors == ("REB",)
        assert dict(names.lexicon()["TLF"])["TLF"].actor.name == "Tarn Liberation Front"
    finally:
        known_actors.cache_clear()
        names.lexicon.cache_clear()


def home_of(reading, words):
    """Return the country of the actor with these words among its mentions."""
    return next(actor.country for actor in reading.actors if any(mention.passage.exact == words for mention in actor.mentions))


@pytest.mark.slow
def test_byline_dateline_and_credit_name_no_parties(read):
    reading = read("By Anna Lindholm\n\nMANILA, June 3, 2021 (Reuters) - A ferry caught fire, police said on Thursday.")
    assert {actor.name for actor in reading.actors} == {"police"}


@pytest.mark.slow
@pytest.mark.parametrize("words", ["The government", "Interior Minister Jose Abad", "police"])
def test_who_governs_is_of_the_country_that_the_story_is_told_from(read, words):
    reading = read(
        "MANILA, June 3, 2021 (Reuters) - Nine people died on a ferry with Japanese engines, police said. The government declared two days "
        "mourning. Interior Minister Jose Abad said divers were at work."
    )
    assert home_of(reading, words) == "PHL"


@pytest.mark.slow
def test_the_government_is_left_open_between_two_countries(read):
    reading = read("Norway and Sweden share the river. The government wants a dam.")
    assert home_of(reading, "The government") is None


@pytest.mark.slow
def test_his_government_is_the_country_of_whom_it_is_his(read):
    reading = read("QUITO (AP) - President Raul Mora spoke on Monday. His government raised the price of fuel.")
    assert home_of(reading, "His government") == "ECU"


@pytest.mark.slow
def test_a_country_that_is_shot_at_is_an_actor_of_the_story(read):
    reading = read("Gunners fired rockets at Norway on Monday.")
    assert [actor.id for actor in reading.actors if actor.country == "NOR"] == ["actor-NOR"]


@pytest.mark.slow
def test_the_leader_of_a_union_is_no_politician(read):
    reading = read("The dockers' union ended its strike on Friday. Its leader, Pavel Novak, said the port would open.")
    assert the_actor(reading, "Pavel Novak").sectors[0] == "LAB"


@pytest.mark.slow
def test_a_movement_with_a_backer_takes_up_the_armed_group_named_before(read):
    reading = read("Hezbollah lost two men on Monday. The Iran-backed movement vowed to go on.")
    assert named(reading, "The Iran-backed movement") == "Hezbollah"


@pytest.mark.slow
def test_a_body_whose_name_ends_like_a_known_one_is_another(read):
    reading = read("The Pan Baltic Congress said on Monday that it would meet in Riga.")
    assert "U.S. Congress" not in {actor.name for actor in reading.actors}


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Farmers blocked the Pan-American highway.", "African American voters stayed at home."])
def test_an_adjective_in_another_word_names_no_country(read, text):
    assert "United States" not in {actor.name for actor in read(text).actors}
