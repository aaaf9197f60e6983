"""Furniture, datelines, credits and language: what clean() marks and what it leaves alone."""

from __future__ import annotations

import itertools
import random
import time

import pytest

from furniture_lines import PAGE_LINES, STORY_LINES
from onrecord.clean import clean
from onrecord.records import Dropped, RawStory, Story

BODY = (
    "The harbour council voted on Tuesday to reopen the northern pier after a month of repairs, officials said.\n"
    "“We have waited long enough for this day,” the council's chair told residents in the crowded hall.\n"
    "Fishing crews had complained that the closure cost them a third of their catch since the winter storms.\n"
)


def cleaned(text: str, **given: str) -> Story:
    story = clean(RawStory(id="s", text=text, location="a test", bytes_sha256="", **given))
    assert isinstance(story, Story), story
    return story


def furniture_of(text: str) -> list[str]:
    return [passage.exact for passage in cleaned(text).furniture]


@pytest.mark.parametrize(
    "line",
    [
        "SEE ALSO: Five harbours that never sleep",
        "NOW WATCH: How to gut a herring in ten seconds",
        "READ MORE: Pier repairs run over budget",
        "Read more: Pier repairs run over budget",
        "WATCH: Waves break over the sea wall",
        "• Related: Storm damage put at two million",
        "MORE: All our harbour coverage",
        "Related Story",
        "Related Stories:",
        "Read Also",
        "Recommended for you",
        "Most Popular",
        "You may also like",
        "Join the conversation about this story »",
        "Join the conversation on Facebook >>",
        "Have your say in the comments below",
        "12 comments",
        "Leave a comment",
        "Share this article",
        "Share on Facebook",
        "Share this: Facebook",
        "Facebook Twitter WhatsApp Email",
        "Facebook | Twitter | Email | Print",
        "Sign up for our morning newsletter",
        "Subscribe to The Harbour Post",
        "Get the latest news delivered to your inbox",
        "Click here to see the tide tables",
        "For more photos of the pier, click here.",
        "To read the full report, click here",
        "Read the full story here",
        "Read more »",
        "Read more from Anna Berg",
        "Follow Anna Berg on Twitter @annaberg",
        "Follow us on Facebook and Instagram",
        "Twitter: @annaberg",
        "Email: anna.berg@example.org",
        "anna.berg@example.org",
        "https://example.org/harbour",
        "Please enable JavaScript to watch this video",
        "Advertisement",
        "Advertisement - story continues below",
        "Story continues below advertisement",
        "ADVERTISEMENT",
        "© 2019 Harbour Post",
        "Copyright 2019 Harbour Post. All rights reserved.",
        "(c) 2019 Harbour Media Ltd.",
        "All rights reserved. This material may not be published, broadcast or rewritten.",
        "We use cookies to improve your experience on our site.",
        "By continuing to use this site you agree to our use of cookies",
        "Privacy Policy",
        "(Reporting by Anna Berg; Editing by Tom Oak)",
        "Reporting by Anna Berg and Lee Moss in Oslo; editing by Tom Oak",
        "(Additional reporting by Anna Berg in Oslo; Writing by Lee Moss; Editing by Tom Oak)",
        "-- Additional reporting by Anna Berg",
        "(With inputs from agencies)",
        "Anna Berg contributed reporting.",
        "Associated Press writers Anna Berg in Oslo and Lee Moss in Riga contributed to this report.",
        "The Associated Press contributed to this report.",
        "Contributing: Anna Berg",
        "Photo: Anna Berg/Harbour Post",
        "Photograph by Anna Berg",
        "Image: Anna Berg / AFP",
        "Photo credit: Harbour Council",
        "Image courtesy of the Harbour Council",
        "The northern pier after the storm. (Photo: Anna Berg)",
        "The northern pier in March. (AP Photo/Anna Berg, File)",
        "Crews at work on the pier. Image: Anna Berg.",
        "FILE PHOTO: Crews at work on the pier",
        "Source: Harbour Council",
        "Updated: 4:15 PM ET, March 3, 2019",
        "Posted on 3 March 2019 by Anna Berg",
        "Published March 3, 2019",
        "Last updated 2 hours ago",
        "3 min read",
        "Tags: harbour, pier, storm",
        "Filed under: News",
        "This article was originally published on the Harbour Post website.",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "Back to top",
    ],
)
def test_a_line_of_the_page_is_marked(line):
    assert furniture_of(BODY + line + "\n" + BODY.replace("\n", " ")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "See also the council's statement of last week, which said the opposite.",
        "Watch committees were set up in every village along the coast.",
        "Watch: that was the word the pilot used before the collision, the inquiry heard in May.",
        "Look: nobody here wants another closure.",
        "More: that is what the crews are asking for.",
        "Related charges against two dockers were dropped on Friday.",
        "Join the conversation, the mayor urged, or lose your right to complain later.",
        "Share prices of the two shipping lines fell by four percent.",
        "Share this burden, the bishop told the congregation, and it will weigh less.",
        "Facebook removed the page on Monday after a complaint by the council.",
        "Facebook.",
        "Twitter said on Monday that it had suspended the account.",
        "Follow him on foot and you will learn the coast, the fishermen say.",
        "Follow the money, prosecutors were told.",
        "Copyright law protects the photographs, the court found.",
        "Copyright holders sued the port in 2019.",
        "Reporting by The Harbour Post found that the piers were never inspected.",
        "Reporting by this newspaper led to the inquiry.",
        "Editing by hand took the archive three years.",
        "Photographs by local artists hang in the customs house.",
        "Photo shops along the quay have closed.",
        "By Monday the water had fallen.",
        "By Friday evening, Anna Berg had left the island.",
        "By land and sea they came.",
        "By The Numbers",
        "Published reports had said the pier was safe.",
        "Posted guards kept the crowd away from the gates on Tuesday.",
        "Updated figures showed that nine people had died by March 3, 2019, and twelve a week later.",
        "Source close to the council said the vote was never in doubt.",
        "Sources: the river, the sea and the rain.",
        "Comment from the ministry was not available.",
        "Comments by the minister angered the crews.",
        "Subscribe to a theory like that and you will believe anything, the judge said.",
        "Sign up to the treaty or face sanctions, ministers told the islanders.",
        "Click here and there, the old lock gave way at last, the guard told the court.",
        "The Associated Press contributed a third of the cost of the new tide gauge.",
        "Three officers contributed to this failure, the inquiry found.",
        "Read the letter aloud, the judge told him.",
        "Tags on the nets showed where the boats had come from.",
        "Email traffic between the two offices stopped on Friday.",
        "Cookies and tea were served to the crews after the vote.",
        "This article of the constitution was first published in 1922 by the assembly and never used.",
        "Related party deals made up half of the port's sales, auditors said.",
        "Video of the collapse shows two men running.",
        "Video: that is all the crews have to prove their claim, and the court has yet to see it.",
        "Recommended doses were exceeded in nine of ten cases.",
    ],
)
def test_a_line_of_the_story_is_never_marked(line):
    assert furniture_of(BODY + line + "\n" + BODY) == []


@pytest.mark.parametrize("line", PAGE_LINES)
def test_a_line_of_a_page_between_paragraphs_is_marked_alone(line):
    assert furniture_of(BODY + line + "\n" + BODY) == [line]


@pytest.mark.parametrize("line", STORY_LINES)
def test_a_line_of_a_story_between_paragraphs_is_never_marked(line):
    assert furniture_of(BODY + line + "\n" + BODY) == []


def test_a_line_near_the_end_that_introduces_the_writer_is_marked():
    about = "Ada Lind is a staff reporter covering ports for the Harbour Post."
    assert [p.exact for p in cleaned(BODY * 3 + about, byline="Bo Ek; Ada Lind").furniture] == [about]
    assert cleaned(BODY * 3 + about, byline="Bo Ek").furniture == ()
    assert cleaned(about + "\n" + BODY * 3, byline="Ada Lind").furniture == ()


def test_a_name_of_a_network_counts_only_beside_other_furniture():
    assert furniture_of(BODY + "Twitter\n" + BODY) == []
    assert furniture_of(BODY + "Facebook\nTwitter\nEmail\n" + BODY) == ["Facebook", "Twitter", "Email"]


def test_reporters_glued_to_the_last_sentence_are_marked_alone():
    assert furniture_of(BODY + "The vote was final. (Reporting by Anna Berg; Editing by Tom Oak)") == [
        "(Reporting by Anna Berg; Editing by Tom Oak)"
    ]


@pytest.mark.parametrize(
    "credit", ["- REUTERS", "--Reuters", "Source Reuters", "(With Reuters and AFP)", "Source: AP and agencies", "(AFP)", "Read Also"]
)
def test_a_credit_glued_to_the_last_sentence_is_marked_alone(credit):
    assert furniture_of(BODY + "The vote was final. " + credit) == [credit]


@pytest.mark.parametrize(
    "end", ["he told Reuters", "She spoke to the AP.", "The source is Reuters.", "They had never heard of Interfax - or Reuters"]
)
def test_an_agency_in_the_last_sentence_stays_story(end):
    assert furniture_of(BODY + "The vote was final, " + end) == []


@pytest.mark.parametrize(
    "site",
    [
        "- KLMN News 9",
        "| Harlow Herald Online",
        "- harlowtoday.com | News and Weather | Harlow",
        "- The Harlow Herald",
        "- ABC News",
        ": Moss Times Online",
    ],
)
def test_the_name_of_the_site_behind_a_headline_is_marked(site):
    assert furniture_of(f"Two hurt in ferry fire {site}\n\n{BODY}") == [site]


@pytest.mark.parametrize(
    "headline",
    [
        "Two hurt in ferry fire - Reuters",
        "Two hurt in ferry fire - state TV",
        "Harlow News wins prize",
        "Depots close - Harlow.com cuts jobs",
        "Ferry burns - two hurt, police say",
    ],
)
def test_a_headline_that_ends_in_who_says_so_stays_story(headline):
    assert furniture_of(f"{headline}\n\n{BODY}") == []


def test_a_quotation_in_a_caption_stays_story():
    assert furniture_of(BODY + '"We will sail at dawn, come what may." Anna Berg. Image: Lee Moss.\n' + BODY) == ["Image: Lee Moss."]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Anna Berg", "Anna Berg"),
        ("BY ANNA BERG", "ANNA BERG"),
        ("By Anna Berg and Lee Moss", "Anna Berg and Lee Moss"),
        ("By Anna Berg, Associated Press Writer", "Anna Berg"),
        ("Anna Berg, Staff Writer", "Anna Berg"),
    ],
)
def test_a_byline_is_furniture_and_names_the_writer(line, name):
    story = cleaned(f"Pier reopens\n{line}\n{BODY}")
    assert ([p.exact for p in story.furniture], story.byline) == ([line], name)


@pytest.mark.parametrize(
    ("dateline", "toponym", "agency", "day"),
    [
        ("PARIS (Reuters) -", "PARIS", "Reuters", None),
        ("BEIRUT, Dec 3 (AP) —", "BEIRUT", "Associated Press", "2018-12-03"),
        ("GENEVA —", "GENEVA", None, None),
        ("NAIROBI, Kenya (AP) _", "NAIROBI", "Associated Press", None),
        ("Damascus, SANA -", "Damascus", "SANA", None),
        ("WASHINGTON, Jan. 2 /PRNewswire/ --", "WASHINGTON", "PR Newswire", "2019-01-02"),
        ("(CNN) --", None, "CNN", None),
        ("(CNN)", None, "CNN", None),
        ("BEIJING, Dec. 31 (Xinhua) --", "BEIJING", "Xinhua", "2018-12-31"),
        ("DAR ES SALAAM, Tanzania (AFP) –", "DAR ES SALAAM", "AFP", None),
        ("SALT LAKE CITY --", "SALT LAKE CITY", None, None),
        ("WILKES-BARRE, Pa. (AP) -", "WILKES-BARRE", "Associated Press", None),
        ("Mannheim, Germany (dpa) -", "Mannheim", "dpa", None),
        ("Mumbai, Nov 11 -", "Mumbai", None, "2018-11-11"),
        ("LONDON, 4 December 2018 (IRIN) -", "LONDON", "IRIN", "2018-12-04"),
        ("Edmonton, Ky. (November 28, 2018) –", "Edmonton", None, "2018-11-28"),
        ("KNOXVILLE (WATE) –", "KNOXVILLE", None, None),
        ("KYIV, Ukraine (AP) —", "KYIV", "Associated Press", None),
        ("McALLEN, Texas (AP) --", "McALLEN", "Associated Press", None),
        ("NEW DELHI (PTI):", "NEW DELHI", "Press Trust of India", None),
        ("NEWPORT NEWS, Va. -", "NEWPORT NEWS", None, None),
        ("OSLO:", "OSLO", None, None),
        ("Oslo —", "Oslo", None, None),
        ("Geneva, Switzerland –", "Geneva", None, None),
        ("RIO DE JANEIRO (AFP) -", "RIO DE JANEIRO", "AFP", None),
    ],
)
def test_a_dateline_is_read(dateline, toponym, agency, day):
    text = f"{dateline} {BODY}"
    found = cleaned(text, published="2019-01-03").dateline
    assert found is not None
    assert found.passage.exact == dateline
    assert ((found.toponym.exact if found.toponym else None), found.agency, found.date) == (toponym, agency, day)


def test_a_dateline_is_found_after_a_headline_in_the_same_line():
    found = cleaned("Pier reopens after storm. OSLO (AP) — " + BODY).dateline
    assert found is not None
    assert found.passage.exact == "OSLO (AP) —"


@pytest.mark.parametrize(
    "start",
    [
        "UPDATE - ",
        "HARBOUR VOTE — WHAT THE COUNCIL AND THE CREWS WANT AND WHY IT MATTERS ",
        "Bergen — ",
        "BREAKING NEWS - ",
        "VIDEO: ",
        "Anna Berg - ",
        "Police: ",
        "NATO said on Monday - ",
        "Pier - and harbour - ",
        "The AP — ",
        "“No,” ",
        "Norway (and its neighbours) — ",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(start):
    assert cleaned(start + BODY).dateline is None


def test_an_undated_story_takes_the_date_of_its_dateline_only_with_a_year():
    dated = cleaned("OSLO, March 3, 2019 (AP) — " + BODY)
    assert (dated.published, dated.published_from) == ("2019-03-03", "dateline")
    undated = cleaned("OSLO, March 3 (AP) — " + BODY)
    assert (undated.published, undated.published_from) == (None, None)
    assert undated.dateline is not None
    assert undated.dateline.date is None


@pytest.mark.parametrize(
    "opening",
    [
        "Pier reopens\n\nSunday, March 3, 2019\n\n",
        "Sun 03 Mar 2019 ",
        "Pier reopens\nMarch 3, 2019\n",
        "Posted on March 3 2019 ",
        "Updated: 3 March 2019\n",
    ],
)
def test_a_leading_date_dates_an_undated_story(opening):
    story = cleaned(opening + BODY)
    assert (story.published, story.published_from) == ("2019-03-03", "dateline")


def test_a_given_date_is_kept():
    assert cleaned("March 3, 2019\n" + BODY, published="2019-03-05", published_from="given").published == "2019-03-05"


@pytest.mark.parametrize(
    "opening",
    ["March 3, 2019 was the day the pier broke, officials said. ", "In 2019 the pier broke. ", "On 3 March 2019, the pier broke. "],
)
def test_a_date_in_the_first_sentence_is_not_the_date_of_the_story(opening):
    assert cleaned(opening + BODY).published is None


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        (BODY + "The vote was final. - REUTERS", ("Reuters",)),
        (BODY + "The vote was final. --Reuters", ("Reuters",)),
        (BODY + "The vote was final. Source Reuters", ("Reuters",)),
        (BODY + "The vote was final. (With Reuters and AFP)", ("Reuters", "AFP")),
        (BODY + "(AFP)", ("AFP",)),
        (BODY + "Copyright 2019 Associated Press", ("Associated Press",)),
        ("OSLO (Reuters) - " + BODY, ("Reuters",)),
        (BODY + "The chair told Reuters that the vote was final.", ()),
        (BODY + "Follow Reuters on Twitter", ()),
    ],
)
def test_credits_are_found_where_they_are_put(text, credits):
    assert tuple(cleaned(text).credits) == credits


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b\n"])
def test_an_empty_text_is_dropped(text):
    story = clean(RawStory(id="s", text=text, location="here", bytes_sha256=""))
    assert isinstance(story, Dropped)
    assert "empty" in story.reason


@pytest.mark.parametrize(
    "text",
    [
        "صوت مجلس الميناء يوم الثلاثاء على إعادة فتح الرصيف الشمالي بعد شهر من أعمال الإصلاح حسبما قال مسؤولون.",
        "Le conseil du port a voté mardi la réouverture de la jetée nord après un mois de travaux, et les pêcheurs s'en félicitent.",
        "Совет порта проголосовал во вторник за открытие северного причала после месяца ремонта.",
        "港务委员会周二投票决定在维修一个月后重新开放北码头，官员们说，渔民们对此表示欢迎。",
    ],
)
def test_a_text_in_another_language_is_dropped(text):
    story = clean(RawStory(id="s", text=text, location="here", bytes_sha256=""))
    assert isinstance(story, Dropped)
    assert "English" in story.reason


@pytest.mark.parametrize("text", ["Rouhani meets Erdogan in Ankara.", "Aleppo: 12 dead", "😀 🇸🇾", "42"])
def test_a_short_text_gets_the_benefit_of_the_doubt(text):
    assert isinstance(clean(RawStory(id="s", text=text, location="here", bytes_sha256="")), Story)


@pytest.mark.parametrize(
    "text",
    [
        "\0" * 50 + BODY,
        "\u202e" + BODY,
        BODY * 400,
        "A" * 100_000,
        "- " * 50_000,
        "(" * 20_000,
        "A. " * 30_000,
        "ABC " * 20_000,
        "Ab, " * 20_000,
    ],
)
def test_no_text_breaks_or_stalls_it(text):
    begun = time.process_time()
    story = clean(RawStory(id="s", text=text, location="here", bytes_sha256=""))
    assert time.process_time() - begun < 1.5
    if isinstance(story, Story):
        assert story.text == text
        assert all(text[p.start : p.end] == p.exact for p in story.furniture)


@pytest.mark.parametrize("seed", range(60))
def test_random_unicode_never_breaks_it(seed):
    chance = random.Random(seed)
    pieces = [
        "\n",
        " ",
        "— ",
        "(AP)",
        "OSLO",
        "By ",
        "Photo: ",
        "©",
        "\u2028",
        "\x0b",
        "“",
        '"',
        "\ud7ff",
        "\U0001f6a2",
        "é",
        "3 March 2019",
        "Updated: ",
        "- ",
        "Reuters",
        ":",
        "/",
    ]
    text = "".join(
        chance.choice(pieces) if chance.random() < 0.7 else chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(1, 400))
    )
    story = clean(RawStory(id="s", text=text, location="here", bytes_sha256=""))
    if isinstance(story, Story):
        found = [*story.furniture, *([story.dateline.passage] if story.dateline else [])]
        assert all(text[p.start : p.end] == p.exact and p.exact for p in found)
        assert list(story.furniture) == sorted(story.furniture)
        assert not any(a.overlaps(b) for a, b in itertools.pairwise(story.furniture))
