"""A folder with thirty-odd kinds of bad input among good stories, for the tests of ingest, the store and the commands."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

GOOD = (
    "The harbour council voted on Tuesday to reopen the northern pier after a month of repairs, officials said.\n"
    "“We have waited long enough for this day,” the council's chair told residents in the crowded hall.\n"
)
PAGE = (
    "<html><head><title>Pier reopens</title><meta property='og:site_name' content='Harbour Post'>"
    "<meta property='article:published_time' content='2019-03-03T10:00:00Z'></head><body><article><h1>Pier reopens</h1>"
    "<p>The harbour council voted on Tuesday to reopen the northern pier after a month of repairs, officials said.</p>"
    "<blockquote>We have waited long enough for this day, the council's chair told residents in the crowded hall.</blockquote>"
    "<p>Fishing crews had complained that the closure cost them a third of their catch since the winter storms.</p>"
    "</article></body></html>"
)
LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><rss version='2.0'><channel><title>&a9;</title><item><guid>laughs</guid><description>&a9;</description></item></channel></rss>"
)
ARABIC = "صوت مجلس الميناء يوم الثلاثاء على إعادة فتح الرصيف الشمالي بعد شهر من أعمال الإصلاح حسبما قال مسؤولون في المدينة.\n"


def line(story_id: object, text: object = GOOD, **more: object) -> str:
    """Return a story as a line of JSON."""
    return json.dumps({"id": story_id, "text": text, **more}, ensure_ascii=False) + "\n"


def warc_record(url: str, body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    """Return a response record of a web archive."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-03-03T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{sum(url.encode()):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def build_bad_folder(folder: Path, *, big: int = 50 * 1024 * 1024) -> tuple[set[str], set[str]]:
    """Fill a folder; return the ids of its good stories and the names of what must each give one line and one row."""
    good: set[str] = set()
    bad: set[str] = set()

    def put(name: str, content: bytes | str, *, is_bad: bool = True) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if is_bad:
            bad.add(name)
        else:
            good.add(path.stem)

    # good stories in odd dress
    put("good.txt", GOOD, is_bad=False)
    put("cp1252.txt", GOOD.encode("cp1252"), is_bad=False)
    put("utf16.txt", GOOD.encode("utf-16"), is_bad=False)
    put("utf16-without-mark.txt", GOOD.encode("utf-16-le"), is_bad=False)
    put("utf8-with-mark.txt", GOOD.encode("utf-8-sig"), is_bad=False)
    put("nul.txt", GOOD.replace("Tuesday", "Tues\0day"), is_bad=False)
    put("marks-and-emoji.txt", "\u202b" + GOOD.replace("pier", "pier 🚢\u200f"), is_bad=False)
    put("broken-bytes.txt", GOOD.encode().replace(b"pier", b"pi\xff\xfeer"), is_bad=False)
    put("crlf.txt", GOOD.replace("\n", "\r\n"), is_bad=False)
    put("page.html", PAGE, is_bad=False)
    put(".DS_Store", b"\0\0\0\1Bud1", is_bad=False)
    good.discard(".DS_Store")
    # bad input, one kind each
    put("empty.txt", b"")
    put("blank.txt", " \n\t\n")
    put("binary.txt", bytes(range(256)) * 40)
    put("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500))
    put("arabic.txt", ARABIC * 5)
    put("too-long.txt", GOOD * 6000)
    put("empty.html", b"")
    put("no-text.html", "<html><head><title>Nothing</title></head><body><script>var a = 1;</script></body></html>")
    put("empty.jsonl", b"")
    put("nan.jsonl", line("before-nan") + '{"id": "nan", "text": "x", "score": NaN}\n' + line("after-nan", GOOD + "Two."))
    good.update({"before-nan", "after-nan"})
    put("not-json.jsonl", line("before-junk") + "this is not JSON\n")
    good.add("before-junk")
    put("no-id.jsonl", json.dumps({"text": GOOD}) + "\n")
    put("no-text.jsonl", json.dumps({"id": "no-text"}) + "\n")
    put("empty-text.jsonl", line("empty-text", ""))
    put("text-is-a-number.jsonl", line("number", 42))
    put("text-is-a-list.jsonl", line("list", ["a", "b"]))
    put("not-an-object.jsonl", '"a string"\n')
    put("twice.jsonl", line("twice") * 2)
    good.add("twice")
    put("two-versions.jsonl", line("versions") + line("versions", GOOD + "A later version."), is_bad=False)
    good.discard("two-versions")
    good.update({"versions"})
    put("long-line.jsonl", b"")
    with (folder / "long-line.jsonl").open("w") as file:
        file.write(line("before-long-line"))
        file.write('{"id": "long", "text": "')
        for _ in range(big // 2**16):
            file.write("words " * (2**16 // 6))
        file.write('"}\n' + line("after-long-line"))
    good.update({"before-long-line", "after-long-line"})
    put("cut.json", '[{"id": "cut", "text": "The harbour')
    put("object.json", json.dumps({"id": "object", "text": GOOD}), is_bad=False)
    put("no-text-column.csv", "when,where\n2019-03-03,Oslo\n")
    put("empty.csv", b"")
    put("good.csv", 'id,body,date\ncsv-1,"The harbour council voted to reopen the pier, officials said.",3 March 2019\n', is_bad=False)
    good.discard("good")
    good.update({"good", "csv-1"})
    put("not-parquet.parquet", b"PAR1 this is not Parquet")
    noise = "".join(line(f"lost-{n}", random.Random(n).randbytes(2000).hex()) for n in range(50))
    put(
        "cut.jsonl.gz",
        gzip.compress((line("in-cut-gzip") + noise).encode())[:-30_000],
    )
    good.add("in-cut-gzip")
    whole = warc_record("https://example.org/1", PAGE.encode())
    put("cut.warc", whole + warc_record("https://example.org/2", PAGE.encode())[:-300])
    good.add("https://example.org/1")
    put(
        "cut.warc.gz",
        gzip.compress(whole.replace(b"example.org/1", b"example.org/3"))
        + gzip.compress(warc_record("https://example.org/4", PAGE.encode()))[:-60],
    )
    good.add("https://example.org/3")
    put("not-warc.warc", "nothing here\n" * 20)
    put("not-a-feed.xml", "<?xml version='1.0'?><catalogue><item>1</item></catalogue>")
    put(
        "feed.xml",
        "<rss version='2.0'><channel><title>Harbour Post</title><item><guid>feed-1</guid>"
        f"<description>{GOOD}</description></item></channel></rss>",
        is_bad=False,
    )
    good.discard("feed")
    good.add("feed-1")
    put(
        "feed-with-half-characters.xml",
        "<rss version='2.0'><channel><title>Harbour &#xD800; Post</title><item><guid>feed-2</guid><title>A &#55357; pier</title>"
        f"<description>{GOOD} Twice.</description></item></channel></rss>",
        is_bad=False,
    )
    put(
        "half-characters.json",
        '[{"id": "half", "title": "a \\udfff", "tags": ["\\ud800"], "text": ' + json.dumps(GOOD + "Half.") + "}]",
        is_bad=False,
    )
    good.difference_update({"feed-with-half-characters", "half-characters"})
    good.update({"feed-2", "half"})
    put("laughs.xml", LAUGHS)
    put("deep.jsonl", '{"id": "deep", "text": "x", "extra": ' + "[" * 50_000 + "]" * 50_000 + "}\n")
    put("nan.json", '[{"id": "nan-1", "text": "x", "score": NaN}]')
    put("broken-list.json", json.dumps([{"id": "before-break", "text": GOOD + "Before."}])[:-1] + ', {"id": ')
    good.add("before-break")
    ours = {
        "dateline": 1,
        "credits": 1,
        "furniture": 1,
        "actors": 1,
        "places": 1,
        "times": 1,
        "statements": 1,
        "events": 1,
        "main_event": 1,
    }
    put("nearly-ours.jsonl", line("ours", GOOD + "Ours.", **ours, dates_found=[1, {"value": 2}], published_from="x"), is_bad=False)
    put("end-of-time.jsonl", line("end", "OSLO, Dec 30 - " + GOOD, published="9999-12-31"), is_bad=False)
    good.difference_update({"nearly-ours", "end-of-time"})
    good.update({"ours", "end"})
    put("two-columns-of-one-name.csv", f'id,text,text\ntwo-names,"{GOOD}Two names.",other\n', is_bad=False)
    good.discard("two-columns-of-one-name")
    good.add("two-names")
    (folder / os.fsdecode(b"no-text-\xff.txt")).write_text(GOOD + "A name that is no text.")
    good.add("no-text-\ufffd")
    os.mkfifo(folder / "pipe.txt")
    bad.add("pipe.txt")
    (folder / "a-folder.txt").mkdir()
    put("a-folder.txt/inside.txt", GOOD + "Inside.", is_bad=False)
    put("stories.zip", b"PK\x03\x04" + bytes(100))
    put("notes.docx", b"PK\x03\x04" + bytes(100))
    (folder / "inner").mkdir()
    (folder / "inner" / "loop").symlink_to(folder, target_is_directory=True)
    bad.add("inner/loop")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    bad.add("nowhere.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    bad.add("self.txt")
    return good, bad
