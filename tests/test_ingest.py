"""Every form of input, read to stories."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
from pathlib import Path

import duckdb
import pytest

from bad_input import GOOD, PAGE, line, warc_record
from onrecord.errors import InputError
from onrecord.ingest import Options, read_stories
from onrecord.records import Dropped, RawStory


def read(*paths: Path | str, **options: object) -> list[RawStory]:
    found = list(read_stories([str(path) for path in paths], Options(**options)))
    assert all(isinstance(item, RawStory) for item in found), found
    return [item for item in found if isinstance(item, RawStory)]


def dropped(*paths: Path | str, **options: object) -> list[Dropped]:
    return [item for item in read_stories([str(path) for path in paths], Options(**options)) if isinstance(item, Dropped)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (GOOD.encode(), GOOD),
        (GOOD.encode("utf-8-sig"), GOOD),
        (GOOD.encode("utf-16"), GOOD),
        (GOOD.encode("utf-16-be"), GOOD),
        (GOOD.encode("utf-32"), GOOD),
        (GOOD.encode("cp1252"), GOOD),
        (b"Stra\xdfe in M\xfcnchen was closed", "Straße in München was closed"),
        (GOOD.encode() + b"a \xff broken byte", GOOD + "a � broken byte"),
        (b"a\0b c\r\nd", "a\0b c\r\nd"),
        ("\u202bmarks\u202c 🚢".encode(), "\u202bmarks\u202c 🚢"),
    ],
)
def test_a_text_is_read_as_it_is_given(tmp_path, raw, text):
    [story] = read(write(tmp_path / "pier.txt", raw))
    assert (story.id, story.text) == ("pier", text)


def test_files_with_one_name_get_ids_from_their_folders(tmp_path):
    for name in ("a/pier.txt", "b/pier.txt", "b/quay.txt", "c/a/pier.html"):
        write(tmp_path / name, PAGE if name.endswith("html") else GOOD + name)
    ids = {story.id for story in read(tmp_path)}
    assert {"b/pier", "quay", "c/a/pier"} <= ids
    assert len(ids) == 4


def test_a_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "pier.txt", GOOD)
    assert len(read(tmp_path, path, path)) == 1


def test_a_folder_is_read_in_order_and_hidden_files_are_not(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, GOOD + name)
    assert [story.id for story in read(tmp_path)] == ["a", "b", "c"]


def test_a_json_line_keeps_its_other_keys(tmp_path):
    [story] = read(
        write(
            tmp_path / "s.jsonl",
            line("1", title="T", outlet="O", published="2019-03-03T10:00:00Z", url="u", byline="B", tags=["x"], source="s"),
        )
    )
    assert (story.id, story.title, story.outlet, story.published, story.published_from) == ("1", "T", "O", "2019-03-03", "given")
    assert story.extra == {"tags": ["x"], "source": "s"}
    assert story.dates_found[0].value == "2019-03-03T10:00:00Z"


def test_a_number_is_an_id(tmp_path):
    assert read(write(tmp_path / "s.jsonl", line(7)))[0].id == "7"


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"id": "1", "text": GOOD}, {"id": "2", "text": "Two."}]),
        json.dumps([{"id": "1", "text": GOOD}, {"id": "2", "text": "Two."}], indent=2),
        json.dumps({"stories": [{"id": "1", "text": GOOD}, {"id": "2", "text": "Two."}]}, indent=1),
        line("1") + line("2", "Two."),
        "\ufeff" + line("1") + "\n" + line("2", "Two."),
    ],
)
@pytest.mark.parametrize("ending", [".json", ".jsonl"])
def test_json_is_a_list_or_lines(tmp_path, content, ending):
    if ending == ".jsonl" and content.startswith(("{\n", '{"stories"')):
        pytest.skip("an object over several lines is no JSON lines")
    assert [story.id for story in read(write(tmp_path / f"s{ending}", content))] == ["1", "2"]


def test_half_a_character_is_made_visible(tmp_path):
    assert read(write(tmp_path / "s.jsonl", '{"id": "1", "text": "a \\ud83d b"}\n'))[0].text == "a \ufffd b"


def test_keys_can_be_named(tmp_path):
    [story] = read(write(tmp_path / "s.jsonl", json.dumps({"key": "k", "words": GOOD}) + "\n"), columns={"id": "key", "text": "words"})
    assert (story.id, story.text, story.extra) == ("k", GOOD, {})


def test_an_id_with_another_text_is_made_unique_and_the_same_text_is_left_out(tmp_path):
    path = write(tmp_path / "s.jsonl", line("1") + line("1", "Another text.") + line("1"))
    first, second, third = read_stories([str(path)])
    assert first.id == "1"
    assert second.id.startswith("1~")
    assert "before" in third.reason


def test_whole_numbers_with_a_point_are_ids(tmp_path):
    assert read(write(tmp_path / "s.jsonl", '{"id": 17.0, "text": "A text of a story."}\n'))[0].id == "17"


def test_a_list_that_is_cut_keeps_what_stands_before(tmp_path):
    first, second = read_stories([str(write(tmp_path / "s.json", json.dumps([{"id": "1", "text": GOOD}, {"id": "2"}])[:-9]))])
    assert first.id == "1"
    assert "item 2" in second.reason


def test_a_library_that_fails_on_one_file_does_not_cost_the_next(tmp_path, monkeypatch):
    import feedparser

    def fail(*given: object, **options: object) -> None:
        raise UnicodeError("half a\ncharacter")

    monkeypatch.setattr(feedparser, "parse", fail)
    write(tmp_path / "a.xml", "<rss/>")
    write(tmp_path / "b.txt", GOOD)
    failed, story = read_stories([str(tmp_path)])
    assert failed.reason == "reading it failed (UnicodeError: half a character)"
    assert story.id == "b"


def test_a_folder_without_files_is_told(tmp_path):
    (tmp_path / "inner").mkdir()
    [nothing] = dropped(tmp_path / "inner")
    assert nothing.reason == "there is no file in the folder"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_usual_columns_are_found(tmp_path, mark):
    rows = [["uid", "Headline", "Body", "Pub_Date", "Publisher", "note"], ["7", "T", "A text", "3 March 2019", "O", "n"]]
    path = write(tmp_path / ("s.tsv" if mark == "\t" else "s.csv"), "\n".join(mark.join(row) for row in rows))
    [story] = read(path)
    assert (story.id, story.title, story.text, story.published, story.outlet, story.extra) == (
        "7",
        "T",
        "A text",
        "2019-03-03",
        "O",
        {"note": "n"},
    )


def test_a_quoted_cell_keeps_its_lines(tmp_path):
    assert read(write(tmp_path / "s.csv", 'id,text\n1,"One.\nTwo, ""three"".\n"\n'))[0].text == 'One.\nTwo, "three".\n'


@pytest.mark.parametrize(
    ("rows", "good", "bad"),
    [
        ('1,"One, which never closes.\n2,Two.\n3,Three.\n', ["2", "3"], ["row 2"]),  # to the end of the file
        ('1,"One.\n2,"Two."\n3,Three.\n', ["2", "3"], ["row 2"]),  # to the next mark
        ('1,"One.\nOn."\n2,Two.\n', ["1", "2"], []),  # closes: a text of two lines
        ('1,One is 5" long.\n2,Two.\n', ["1", "2"], []),
    ],
)
def test_a_quotation_mark_that_does_not_close_costs_its_own_row_only(tmp_path, rows, good, bad):
    found = list(read_stories([str(write(tmp_path / "s.csv", "id,text\n" + rows))], Options()))
    assert [one.id for one in found if isinstance(one, RawStory)] == good
    assert [one.location.split(", ")[-1] for one in found if isinstance(one, Dropped)] == bad


def test_columns_can_be_named(tmp_path):
    path = write(tmp_path / "s.csv", "a,b\n1,A text\n")
    assert read(path, columns={"text": "b"})[0].text == "A text"
    assert "no column 'c'" in dropped(path, columns={"text": "c"})[0].reason
    assert "text" in dropped(path)[0].reason


def test_a_row_without_id_is_numbered(tmp_path):
    assert [story.id for story in read(write(tmp_path / "s.csv", "text,n\nOne.,1\nTwo.,2\n"))] == ["s-2", "s-3"]


def test_parquet_is_read(tmp_path):
    import duckdb

    path = tmp_path / "s.parquet"
    duckdb.sql(f"COPY (SELECT 'p' AS id, 'A text' AS content, DATE '2019-03-03' AS date, 1.5 AS score) TO '{path}' (FORMAT parquet)")
    [story] = read(path)
    assert (story.id, story.text, story.published, story.extra) == ("p", "A text", "2019-03-03", {"score": 1.5} | story.extra)


def test_a_page_gives_its_story_and_what_it_says_of_it(tmp_path):
    page = PAGE.replace(
        "</head>",
        '<link rel="canonical" href="https://example.org/2019/03/02/pier"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2019-03-04T08:00:00+01:00"}]}</script></head>',
    ).replace("<h1>", '<time datetime="2019-03-05">5 March</time><h1>')
    [story] = read(write(tmp_path / "page.html", page))
    assert "We have waited long enough" in story.text
    assert len(story.text.splitlines()) >= 3
    assert (story.title, story.outlet, story.published, story.published_from) == ("Pier reopens", "Harbour Post", "2019-03-04", "html")
    assert [(d.where, d.value[:10]) for d in story.dates_found] == [
        ("json-ld datePublished", "2019-03-04"),
        ("meta article:published_time", "2019-03-03"),
        ("time element", "2019-03-05"),
        ("url", "2019-03-02"),
    ]


def test_a_page_is_decoded_as_it_says(tmp_path):
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("harbour", "harbour in Malmö")
    assert "Malmö" in read(write(tmp_path / "page.html", page.encode("cp1252")))[0].text


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_a_web_archive_gives_its_pages(tmp_path, ending):
    records = [
        warc_record("https://example.org/1", PAGE.encode()),
        warc_record("https://example.org/2", PAGE.replace("Tuesday", "Friday").encode()),
    ]
    raw = b"".join(gzip.compress(record) if ending.endswith("gz") else record for record in records)
    found = read(write(tmp_path / f"s{ending}", raw))
    assert [story.id for story in found] == ["https://example.org/1", "https://example.org/2"]
    assert found[0].published == "2019-03-03"


def test_records_that_are_no_pages_are_counted_in_one_line(tmp_path):
    raw = warc_record("https://example.org/1", PAGE.encode()) + warc_record("https://example.org/p", b"x", "image/png") * 2
    found = list(read_stories([str(write(tmp_path / "s.warc", raw))]))
    assert len(found) == 2
    assert "2 image/png" in found[1].reason


WORDS = f"&lt;p&gt;{GOOD.splitlines()[0]}&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;"
FEEDS = {
    "rss": "<rss version='2.0'><channel><title>Harbour Post</title><item><title>Pier</title><guid>1</guid><link>https://example.org/1</link>"
    f"<pubDate>Sun, 03 Mar 2019 10:00:00 GMT</pubDate><description>{WORDS}</description></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour Post</title><entry><title>Pier</title><id>1</id>"
    "<link href='https://example.org/1'/><published>2019-03-03T10:00:00Z</published>"
    f"<content type='html'>{WORDS}</content></entry></feed>",
}


@pytest.mark.parametrize("form", FEEDS)
def test_a_feed_gives_its_entries(tmp_path, form):
    [story] = read(write(tmp_path / f"{form}.xml", FEEDS[form]))
    assert (story.id, story.title, story.outlet, story.published, story.url) == (
        "1",
        "Pier",
        "Harbour Post",
        "2019-03-03",
        "https://example.org/1",
    )
    assert story.text == GOOD.splitlines()[0] + "\nTwo."


@pytest.mark.parametrize(
    ("raw", "story_id"),
    [
        (line("1").encode(), "1"),
        (GOOD.encode(), "stdin"),
        (PAGE.encode(), "stdin"),
        (FEEDS["rss"].encode(), "1"),
        (b"id,text\n1,A text\n", "1"),
        (warc_record("https://example.org/1", PAGE.encode()), "https://example.org/1"),
        (gzip.compress(warc_record("https://example.org/1", PAGE.encode())), "https://example.org/1"),
        (gzip.compress(line("1").encode()), "1"),
        (line("1").encode("utf-16"), "1"),
        (json.dumps([{"id": "1", "text": GOOD}], indent=1).encode(), "1"),
        (json.dumps({"id": "1", "text": GOOD}, indent=1).encode(), "1"),
        (FEEDS["atom"].encode(), "1"),
        (b"id\ttext\n1\tA text\n", "1"),
        (b"id|body\r\n1|A text\r\n", "1"),
        (GOOD.encode("utf-16"), "stdin"),
    ],
)
def test_stdin_is_read_in_the_form_that_it_has(monkeypatch, raw, story_id):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert [story.id for story in read("-")] == [story_id]


def test_stdin_may_be_parquet(tmp_path, monkeypatch):
    duckdb.sql(f"COPY (SELECT 1 AS id, 'A text' AS text) TO '{tmp_path}/s.parquet'")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((tmp_path / "s.parquet").read_bytes())))
    assert [story.id for story in read("-")] == ["1"]


def test_the_column_of_the_text_tells_a_table_on_stdin(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"nr,words\n1,A text\n")))
    [story] = read("-", columns={"id": "nr", "text": "words"})
    assert (story.id, story.text) == ("1", "A text")


def test_a_page_keeps_its_quotation_marks_and_reads_loose_json(tmp_path):
    page = PAGE.replace("<head>", '<head><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-03-04",'
                        ' "description": "two\nlines", "author": [{"name": "Ada Lind"}, {"name": "Bo Ek"}]}</script>')  # fmt: skip
    [story] = read(write(tmp_path / "page.html", page.replace("Fishing crews had", "<q>Open it</q>, they said. Fishing crews had")))
    assert "“Open it”, they said." in story.text
    assert (story.published, story.byline) == ("2019-03-04", "Ada Lind; Bo Ek")


def test_options_give_what_the_file_cannot_say(tmp_path):
    [story] = read(write(tmp_path / "pier.txt", GOOD), outlet="Harbour Post", published="2019-03-03")
    assert (story.outlet, story.published, story.published_from) == ("Harbour Post", "2019-03-03", "given")


def test_a_published_option_that_is_no_date_is_refused():
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        list(read_stories(["x"], Options(published="soon")))


def test_a_missing_file_is_left_out_with_its_reason(tmp_path):
    assert "no such file" in dropped(tmp_path / "gone.txt")[0].reason


def test_what_onrecord_wrote_reads_back_as_the_story_it_was(tmp_path):
    from onrecord.clean import clean
    from onrecord.contract import reading_to_json
    from onrecord.records import Reading, Story

    def annotated(path: Path) -> str:
        [raw] = read(path)
        story = clean(raw)
        assert isinstance(story, Story)
        reading = Reading(story=story, sentences=(), actors=(), places=(), times=(), statements=(), events=(), main_event=None)
        return json.dumps(reading_to_json(reading), ensure_ascii=False) + "\n"

    text = "OSLO, March 3, 2019 (AP) — " + GOOD + "Read more\nBy Anna Berg"
    first = annotated(write(tmp_path / "1.jsonl", line("1", text, title="T", tags=["x"], published=None)))
    assert annotated(write(tmp_path / "2.jsonl", first)) == first
    assert read(tmp_path / "2.jsonl")[0].extra == {"tags": ["x"]}
    dated = annotated(write(tmp_path / "3.jsonl", line("1", text, published="2019-03-03T10:00:00Z")))
    assert annotated(write(tmp_path / "4.jsonl", dated)) == dated


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ["s.html", "s.warc", "s.warc.gz", "s.jsonl", "s.json", "s.csv", "s.xml", "s.txt"])
def test_a_damaged_file_gives_stories_or_reasons_and_never_nothing(tmp_path, name, seed):
    whole = {
        "s.html": PAGE.encode(),
        "s.warc": warc_record("https://example.org/1", PAGE.encode()),
        "s.warc.gz": gzip.compress(warc_record("https://example.org/1", PAGE.encode())),
        "s.xml": FEEDS["rss"].encode(),
        "s.txt": GOOD.encode(),
    }.get(name, (line("1") + line("2", "Two.")).encode())
    chance = random.Random(seed)
    damaged = bytearray(whole)
    for _ in range(chance.randrange(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    assert list(read_stories([str(write(tmp_path / name, bytes(damaged)))]))


def test_a_table_without_rows_is_left_out_with_its_reason(tmp_path):
    assert "no rows" in dropped(write(tmp_path / "s.csv", "id,text\n"))[0].reason


def test_a_feed_reads_no_file_that_it_names(tmp_path):
    secret = write(tmp_path / "secret.txt", "the secret")
    feed = FEEDS["rss"].replace("<rss", f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><rss').replace("Two.", "&x;")
    assert not any(
        "the secret" in story.text for story in read_stories([str(write(tmp_path / "s.xml", feed))]) if isinstance(story, RawStory)
    )
