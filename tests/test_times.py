"""Times: each expression counted from three days of publication, with what is no time at all beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.times import find_times
from onrecord.records import Passage, Story, TimeMention

# A Friday after 29 February; a Sunday that opens a year and lies in the last week of another; a Monday that ends a year and lies in the
# first week of the next.
ANCHORS = ("2024-03-01", "2023-01-01", "2018-12-31")


class Case(NamedTuple):
    text: str
    exact: str
    type: str
    values: tuple[str, str, str]  # one for each anchor
    mod: str | None = None


def case(text: str, exact: str, *values: str, type: str = "DATE", mod: str | None = None) -> Case:
    """Return a case; one value stands for all three anchors."""
    assert text.count(exact) >= 1
    first, second, third = values * 3 if len(values) == 1 else values
    return Case(text, exact, type, (first, second, third), mod)


def hour(text: str, exact: str, at: str, *days: str) -> Case:
    """Return a case of a time of day, on one day for each anchor."""
    return case(text, exact, *(f"{day}T{at}" for day in days), type="TIME")


CASES = {
    "weekdays to come": [
        case("The strike was put off until Tuesday.", "Tuesday", "2024-03-05", "2023-01-03", "2019-01-01"),
        case("Rescuers could reach the village as early as Saturday.", "Saturday", "2024-03-02", "2023-01-07", "2019-01-05"),
        case("The envoy said he would fly to Tunis on Wednesday.", "Wednesday", "2024-03-06", "2023-01-04", "2019-01-02"),
        case("Growers are planning to block the port on Thursday.", "Thursday", "2024-03-07", "2023-01-05", "2019-01-03"),
        hour("The squatters have until noon Wednesday to go.", "noon Wednesday", "12:00", "2024-03-06", "2023-01-04", "2019-01-02"),
        case("The union plans another march on Sunday.", "Sunday", "2024-03-03", "2023-01-01", "2019-01-06"),
        case("The queen would have turned 90 when she died on Saturday.", "Saturday", "2024-02-24", "2022-12-31", "2018-12-29"),
    ],
    "second ends": [
        case("The fair runs on April 24 and 25.", "25", "2024-04-25", "2022-04-25", "2018-04-25"),
        case("Talks were held in Oslo on May 3-5, 2011.", "5", "2011-05-05"),
        case("Repairs take between 40 and 60 days.", "40", "P40D", type="DURATION"),
        case("They were held for two or three weeks.", "two", "P2W", type="DURATION"),
        case("Rain is due in three to five days.", "three", "P3D", type="DURATION"),
    ],
    "hours in words": [
        hour("The train left at four in the morning.", "four in the morning", "04:00", "2024-03-01", "2023-01-01", "2018-12-31"),
        hour("Shelling began at 9 o'clock in the evening.", "9 o'clock in the evening", "21:00", "2024-03-01", "2023-01-01", "2018-12-31"),
        hour("The quake struck at 6:12 p.m. on 14 February.", "6:12 p.m.", "18:12", "2024-02-14", "2022-02-14", "2018-02-14"),
        hour("Polls opened at 07:30 GMT, October 2.", "07:30 GMT", "07:30Z", "2023-10-02", "2022-10-02", "2018-10-02"),
    ],
    "a year before": [
        case("Imports fell in January against the same month last year.", "the same month last year", "2023-01", "2022-01", "2017-01"),
        case("The 1974 marches were far larger.", "The 1974", "1974"),
    ],
    "weekdays": [
        case("Police arrested four men on Monday.", "Monday", "2024-02-26", "2022-12-26", "2018-12-31"),
        case("The bridge collapsed on Friday.", "Friday", "2024-03-01", "2022-12-30", "2018-12-28"),
        case("The minister flew home on Sunday.", "Sunday", "2024-02-25", "2023-01-01", "2018-12-30"),
        case("The talks will resume on Thursday.", "Thursday", "2024-03-07", "2023-01-05", "2019-01-03"),
        case("The pilots plan to strike on Sunday.", "Sunday", "2024-03-03", "2023-01-01", "2019-01-06"),
        case("A shell hit the market last Tuesday.", "last Tuesday", "2024-02-27", "2022-12-27", "2018-12-25"),
        case("The court meets again next Wednesday.", "next Wednesday", "2024-03-06", "2023-01-04", "2019-01-02"),
        case("The report comes out this coming Friday.", "this coming Friday", "2024-03-08", "2023-01-06", "2019-01-04"),
        case("Turnout in Sunday's vote was low.", "Sunday's", "2024-02-25", "2023-01-01", "2018-12-30"),
        case("Turnout was low. Voters will go back on Saturday.", "Saturday", "2024-03-02", "2023-01-07", "2019-01-05"),
    ],
    "days": [
        case("The dam burst yesterday.", "yesterday", "2024-02-29", "2022-12-31", "2018-12-30"),
        case("The queen arrives tomorrow.", "tomorrow", "2024-03-02", "2023-01-02", "2019-01-01"),
        case("The ferry sank the day before yesterday.", "the day before yesterday", "2024-02-28", "2022-12-30", "2018-12-29"),
        case("Judges will rule the day after tomorrow.", "the day after tomorrow", "2024-03-03", "2023-01-03", "2019-01-02"),
        case("A soldier was killed on 3 May.", "3 May", "2023-05-03", "2022-05-03", "2018-05-03"),
        case("The summit will be held on May 3.", "May 3", "2024-05-03", "2023-05-03", "2019-05-03"),
        case("The hearing will be held on 30 September.", "30 September", "2024-09-30", "2023-09-30", "2019-09-30"),
        case("The tanker sank on 29 February.", "29 February", "2024-02-29", "2020-02-29", "2016-02-29"),
        case("Gunmen fired on the bus on Dec. 31.", "Dec. 31", "2023-12-31", "2022-12-31", "2018-12-31"),
        case("He was born on the 4th of July, 1976.", "the 4th of July, 1976", "1976-07-04"),
        case("The file was opened on 2016-12-12 in Bern.", "2016-12-12", "2016-12-12"),
        case("She resigned five days ago.", "five days ago", "2024-02-25", "2022-12-27", "2018-12-26"),
        case("The mandate ends 10 days from now.", "10 days from now", "2024-03-11", "2023-01-11", "2019-01-10"),
    ],
    "months": [
        case("The pact was signed in November.", "November", "2023-11", "2022-11", "2018-11"),
        case("The pact was signed in February.", "February", "2024-02", "2022-02", "2018-02"),
        case("A second line will open in March.", "March", "2024-03", "2023-03", "2019-03"),
        case("The union was founded last March.", "last March", "2023-03", "2022-03", "2018-03"),
        case("The lease runs out next January.", "next January", "2025-01", "2024-01", "2019-01"),
        case("Thousands fled in early May.", "early May", "2023-05", "2022-05", "2018-05", mod="START"),
        case("The offensive began in mid-June.", "mid-June", "2023-06", "2022-06", "2018-06", mod="MID"),
        case("The truce will last until the end of January.", "the end of January", "2025-01", "2023-01", "2019-01", mod="END"),
        case("War broke out in late August 2008.", "late August 2008", "2008-08", mod="END"),
        case("He left six months ago.", "six months ago", "2023-09", "2022-07", "2018-06"),
        case("Prices fell last month.", "last month", "2024-02", "2022-12", "2018-11"),
        case("A vote is set for the end of next month.", "the end of next month", "2024-04", "2023-02", "2019-01", mod="END"),
    ],
    "weeks": [
        case("Two envoys met last week.", "last week", "2024-W08", "2022-W51", "2018-W52"),
        case("Schools stay closed this week.", "this week", "2024-W09", "2022-W52", "2019-W01"),
        case("The panel will report next week.", "next week", "2024-W10", "2023-W01", "2019-W02"),
        case("Rents peaked in week 12 of 2019.", "week 12 of 2019", "2019-W12"),
        case("The fleet sailed in the week of 5 March 2007.", "the week of 5 March 2007", "2007-W10"),
        case("Heavy snow fell last weekend.", "last weekend", "2024-W08-WE", "2022-W51-WE", "2018-W52-WE"),
        case("Three people drowned over the weekend.", "the weekend", "2024-W08-WE", "2022-W52-WE", "2018-W52-WE"),
        case("The embassy was attacked two weeks ago.", "two weeks ago", "2024-W07", "2022-W50", "2018-W51"),
    ],
    "seasons, quarters and halves": [
        case("The lake dried up last summer.", "last summer", "2023-SU", "2022-SU", "2018-SU"),
        case("He was elected in the spring of 1989.", "the spring of 1989", "1989-SP"),
        case("The bridge will be finished next autumn.", "next autumn", "2024-FA", "2023-FA", "2019-FA"),
        case("Exports fell in the third quarter.", "the third quarter", "2023-Q3", "2022-Q3", "2018-Q3"),
        case("The bank expects growth in the first quarter of next year.", "the first quarter of next year",
             "2025-Q1", "2024-Q1", "2019-Q1"),
        case("Sales fell last quarter.", "last quarter", "2023-Q4", "2022-Q4", "2018-Q3"),
        case("The army bought no tanks in the first half of 2011.", "the first half of 2011", "2011-H1"),
        case("Rents rose in the second half of last year.", "the second half of last year", "2023-H2", "2022-H2", "2017-H2"),
    ],
    "years and decades": [
        case("The plant was closed last year.", "last year", "2023", "2022", "2017"),
        case("The coast will be under water by 2060.", "2060", "2060"),
        case("The party split a year ago.", "a year ago", "2023", "2022", "2017"),
        case("The party split three years ago.", "three years ago", "2021", "2020", "2015"),
        case("The law was passed late last year.", "late last year", "2023", "2022", "2017", mod="END"),
        case("The treaty will expire at the end of the year.", "the end of the year", "2024", "2023", "2018", mod="END"),
        case("The mines were laid in the 1990s.", "the 1990s", "199"),
        case("The junta fell in the early 1980s.", "the early 1980s", "198", mod="START"),
        case("The song was banned in the '60s.", "the '60s", "196"),
        case("The fort dates from the 19th century.", "the 19th century", "18"),
        case("Nothing has changed since 2009.", "2009", "2009"),
    ],
    "ranges and bounds": [
        case("The fair was held between 3 and 5 May.", "3", "2023-05-03", "2022-05-03", "2018-05-03"),
        case("The fair was held between 3 and 5 May.", "5 May", "2023-05-05", "2022-05-05", "2018-05-05"),
        case("The army shelled the port from 30 June to 2 July 2014.", "30 June", "2014-06-30"),
        case("The army shelled the port from 30 June to 2 July 2014.", "2 July 2014", "2014-07-02"),
        case("He ruled between 1962 and 1967.", "1962", "1962"),
        case("The road was shut on May 3-5.", "May 3", "2023-05-03", "2022-05-03", "2018-05-03"),
        case("Nobody has slept since Wednesday.", "Wednesday", "2024-02-28", "2022-12-28", "2018-12-26"),
        case("The rebels must leave the city by Tuesday.", "Tuesday", "2024-03-05", "2023-01-03", "2019-01-01"),
        case("Both sides have until Saturday to reply.", "Saturday", "2024-03-02", "2023-01-07", "2019-01-05"),
    ],
    "anchored in the story": [
        case("The bridge was bombed on 28 February 2020. The next day the army left.", "The next day", "2020-02-29"),
        case("Peace was signed on 1 January 2000. The king had died the day before.", "the day before", "1999-12-31"),
        case("Shots rang out on 12 May 1968. Two weeks later the strike ended.", "Two weeks later", "1968-W21"),
        case("The wall fell on 28 February 2023. Three days later it was rebuilt.", "Three days later", "2023-03-03"),
        case("They met on 30 June 2015. That night the banks closed.", "That night", "2015-06-30TNI", type="TIME"),
        case("The envoy came on 30 December 2019. The following week he was expelled.", "The following week", "2020-W02"),
        case("He was jailed in 2009. The following year he fled.", "The following year", "2010"),
        case("The dam broke in December 2012. A month later the mayor resigned.", "A month later", "2013-01"),
    ],
    "feasts and election days": [
        case("The church was burned on Christmas Day.", "Christmas Day", "2023-12-25", "2022-12-25", "2018-12-25"),
        case("Two men were arrested on Good Friday.", "Good Friday", "2023-04-07", "2022-04-15", "2018-03-30"),
        case("The pope will speak at Easter.", "Easter", "2024-03-31", "2023-04-09", "2019-04-21"),
        case("Long queues were seen on Election Day.", "Election Day", "2023-11-07", "2022-11-08", "2018-11-06"),
        case("The shrine was attacked on Assumption Day.", "Assumption Day", "2023-08-15", "2022-08-15", "2018-08-15"),
        case("The curfew was lifted on New Year's Eve.", "New Year's Eve", "2023-12-31", "2022-12-31", "2018-12-31"),
        case("The procession will be held on Ascension Day.", "Ascension Day", "2024-05-09", "2023-05-18", "2019-05-30"),
        case("The choir will sing on Epiphany.", "Epiphany", "2025-01-06", "2023-01-06", "2019-01-06"),
    ],
    "durations": [
        case("The siege lasted three weeks.", "three weeks", "P3W", type="DURATION"),
        case("He was held for more than two years.", "more than two years", "P2Y", type="DURATION", mod="MORE_THAN"),
        case("The fire burned for at least 36 hours.", "at least 36 hours", "PT36H", type="DURATION", mod="EQUAL_OR_MORE"),
        case("The pause held for less than a month.", "less than a month", "P1M", type="DURATION", mod="LESS_THAN"),
        case("The shooting went on for about ten minutes.", "about ten minutes", "PT10M", type="DURATION", mod="APPROX"),
        case("Repairs take up to six months.", "up to six months", "P6M", type="DURATION", mod="EQUAL_OR_LESS"),
        case("The trial took two and a half years.", "two and a half years", "P2.5Y", type="DURATION"),
        case("The village was cut off for half an hour.", "half an hour", "PT30M", type="DURATION"),
        case("They waited for several days.", "several days", "PXD", type="DURATION"),
        case("Crime has doubled over the past two months.", "the past two months", "P2M", type="DURATION"),
        case("The next 48 hours will decide.", "The next 48 hours", "PT48H", type="DURATION"),
        case("The envoy gave a 90-minute speech.", "90-minute", "PT90M", type="DURATION"),
    ],
    "sets": [
        case("Families gather every Sunday at the gate.", "every Sunday", "XXXX-WXX-7", type="SET"),
        case("The market opens on Mondays.", "Mondays", "XXXX-WXX-1", type="SET"),
        case("Guards change twice a week.", "twice a week", "P1W", type="SET"),
        case("The census is taken every ten years.", "every ten years", "P10Y", type="SET"),
        case("The camp gets water every other day.", "every other day", "P2D", type="SET"),
        case("The bells ring every morning.", "every morning", "XXXX-XX-XXTMO", type="SET"),
        case("The daily flights were cut.", "daily", "P1D", type="SET"),
    ],
    "times of day": [
        case("A blast was heard at 3 p.m. on Tuesday.", "3 p.m. on Tuesday",
             "2024-02-27T15:00", "2022-12-27T15:00", "2018-12-25T15:00", type="TIME"),
        case("The polls opened at 10:35 a.m. in the south.", "10:35 a.m.",
             "2024-03-01T10:35", "2023-01-01T10:35", "2018-12-31T10:35", type="TIME"),
        case("The plane took off at 18:00 GMT.", "18:00 GMT", "2024-03-01T18:00Z", "2023-01-01T18:00Z", "2018-12-31T18:00Z", type="TIME"),
        case("The truce began at noon on Friday.", "noon on Friday",
             "2024-03-01T12:00", "2022-12-30T12:00", "2018-12-28T12:00", type="TIME"),
        case("The convoy was ambushed last night.", "last night", "2024-02-29TNI", "2022-12-31TNI", "2018-12-30TNI", type="TIME"),
        case("The king will speak tonight.", "tonight", "2024-03-01TNI", "2023-01-01TNI", "2018-12-31TNI", type="TIME"),
        case("The mayor was shot late Saturday night.", "late Saturday night",
             "2024-02-24TNI", "2022-12-31TNI", "2018-12-29TNI", type="TIME", mod="END"),
        case("Troops moved in yesterday morning.", "yesterday morning", "2024-02-29TMO", "2022-12-31TMO", "2018-12-30TMO", type="TIME"),
    ],
    "no day in particular": [
        case("The army has recently lost ground.", "recently", "PAST_REF"),
        case("The road is now open.", "now", "PRESENT_REF"),
        case("A vote is likely in the near future.", "the near future", "FUTURE_REF"),
        case("The town was a port long ago.", "long ago", "PAST_REF"),
    ],
}  # fmt: skip

EVERY = [pytest.param(one, id=f"{group}: {one.text}") for group, some in CASES.items() for one in some]

NO_TIMES = [
    "You may call the minister.",
    "They march to the capital.",
    "A second man was hurt.",
    "The sun rose over the hills.",
    "The fall of the government was sudden.",
    "He won by 2,000 votes.",
    "A force of 2000 soldiers held the line.",
    "April Harris won the seat.",
    "The rate rose to 3.5 percent.",
    "Flight 1999 was late to leave.",
    "They demanded their day in court.",
    "The second-in-command fled.",
]


def times_in(text: str, published: str | None = None, furniture: tuple[Passage, ...] = ()) -> list[TimeMention]:
    return list(find_times(Story(id="s", text=text, location="a test", bytes_sha256="", published=published, furniture=furniture)))


def the_one(found: list[TimeMention], exact: str) -> TimeMention:
    hits = [time for time in found if time.passage.exact == exact]
    assert len(hits) == 1, [time.passage.exact for time in found]
    return hits[0]


@pytest.mark.parametrize("n", range(3), ids=ANCHORS)
@pytest.mark.parametrize("one", EVERY)
def test_an_expression_has_its_value_on_each_day_of_publication(one, n):
    found = the_one(times_in(one.text, ANCHORS[n]), one.exact)
    assert (found.type, found.value, found.mod) == (one.type, one.values[n], one.mod)
    assert found.unresolved is None


@pytest.mark.parametrize("one", EVERY)
def test_without_a_publication_date_nothing_relative_is_resolved(one):
    found = the_one(times_in(one.text), one.exact)
    same = len(set(one.values)) == 1
    assert (found.type, found.value, found.mod) == (one.type, one.values[0] if same else None, one.mod)
    assert bool(found.unresolved) is not same


@pytest.mark.parametrize("text", NO_TIMES)
def test_a_word_that_only_looks_like_a_time_is_none(text):
    assert [time.passage.exact for time in times_in(text, "2024-03-01")] == []


def test_a_time_in_the_furniture_of_a_page_is_left_out():
    text = "Updated 3 May 2011\nThe mayor resigned yesterday."
    line = Passage(start=0, end=18, exact="Updated 3 May 2011")
    assert [time.passage.exact for time in times_in(text, "2011-05-04", (line,))] == ["yesterday"]


@pytest.mark.parametrize("published", ["2023-02-29", "soon", "", "03/05/2011"])
def test_a_publication_date_that_is_none_anchors_nothing(published):
    assert times_in("The mayor resigned yesterday.", published)[0].value is None


def test_the_last_day_of_a_month_has_no_day_after_it_in_that_month():
    assert the_one(times_in("They will meet tomorrow.", "2023-02-28"), "tomorrow").value == "2023-03-01"
    assert the_one(times_in("They met a month ago.", "2024-03-31"), "a month ago").value == "2024-02"
    assert the_one(times_in("They met a year ago.", "2024-02-29"), "a year ago").value == "2023"


VALUE = re.compile(
    r"\d\d(\d\d?)?|\d{4}-(\d\d(-\d\d)?|W\d\d(-WE)?|Q\d|H\d|SP|SU|FA|WI)|\d{4}-\d\d-\d\dT(\d\d:\d\dZ?|MO|MI|AF|EV|NI)"
    r"|P(T?[\dX.]+[A-Z])+|XXXX-WXX-\d|XXXX-XX-XXT[A-Z]{2}|(PAST|PRESENT|FUTURE)_REF"
)
PIECES = [word for some in CASES.values() for one in some for word in (one.exact, *one.text.split())] + NO_TIMES
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=14).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(texts, st.sampled_from([*ANCHORS, None]))
def test_every_passage_reads_back_in_order_with_a_value_of_timex3(text, published):
    last = 0
    for time in times_in(text, published):
        assert time.passage.exact == text[time.passage.start : time.passage.end]
        assert last <= time.passage.start < time.passage.end
        assert time.value is None or VALUE.fullmatch(time.value), time.value
        last = time.passage.end


def test_a_letter_whose_small_form_is_two_letters_moves_nothing():
    text = "İstanbul was quiet. The port of İzmit was shelled on 3 May 2016."
    [time] = find_times(Story(id="s", text=text, location="a test", bytes_sha256=""))
    assert (time.passage.exact, time.value) == ("3 May 2016", "2016-05-03")


def test_a_date_in_dots_is_a_date_and_the_hour_before_it_no_year():
    text = "HARBOUR NEWS 1620 23.10.2009, changed 2045 23.10.2009: the ferry is afloat again."
    found = [(time.passage.exact, time.value) for time in find_times(Story(id="s", text=text, location="a test", bytes_sha256=""))]
    assert found == [("23.10.2009", "2009-10-23")] * 2
