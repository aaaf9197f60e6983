"""Every address of the desk, as page and as data, on readings made by hand."""

import re
import sqlite3
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from by_hand import TEXT, cut, reading
from hostile import hostile
from onrecord.errors import OnRecordError
from onrecord.serve.app import POLICY, make_app
from test_export_events import make

PAGES = ["/", "/storylines", "/left-out", "/events", "/search", "/search?q=shelled", "/actor/actor-voss", "/actor/actor-voss?q=hold"]


def client_of(path):
    return TestClient(make_app(path), base_url="http://127.0.0.1")


def addresses(store):
    """Return the address of every thing in a record."""
    one = [f"/affair/{row[0]}" for row in store.rows("SELECT storyline_id FROM storyline")]
    events = [f"/event/{row[0]}" for row in store.rows("SELECT event_id FROM event")]
    stories = [f"/story/{row[0]}" for row in store.rows("SELECT story_id FROM story WHERE current = 1")]
    return [*PAGES, *one, *events, *stories]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "record.db"
    with make(path, [reading("s1"), reading("s2", outlet="The Gazette"), reading("folder/s3", title=None, outlet=None)]) as store:
        yield client_of(path), addresses(store)


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "record.db"
    with make(path, [hostile("s1"), hostile("s2"), hostile("</script>\"'&#?%/..\u202e")]) as store:
        yield client_of(path), addresses(store)[:-1]


class Elements(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(page):
    parser = Elements()
    parser.feed(page)
    return parser.found


def as_data(address):
    path, _, query = address.partition("?")
    return ("/index" if path == "/" else path) + ".json" + ("?" + query if query else "")


def test_every_page_has_its_data_at_the_same_address(desk):
    client, found = desk
    for address in found:
        page = client.get(address)
        assert page.status_code == 200, address
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        data = client.get(as_data(address))
        assert data.status_code == 200, address
        assert isinstance(data.json(), dict)
        assert f'href="{as_data(address)}"'.replace("&", "&amp;") in page.text


def test_every_link_of_every_page_leads_somewhere(desk):
    client, found = desk
    seen = set()
    for address in found:
        for tag, attributes in elements(client.get(address).text):
            link = attributes.get("href") if tag in {"a", "link"} else attributes.get("src")
            if link and not link.startswith("#"):
                link = link.replace("http://127.0.0.1", "").partition("#")[0]
                seen.add(link if link.startswith("/") else address.partition("?")[0] + link)
    for link in sorted(seen):
        assert client.get(link).status_code == 200, link


def test_a_sentence_is_one_link_from_its_event(desk):
    client, found = desk
    event = next(address for address in found if address.startswith("/event/"))
    links = set(re.findall(r'href="(/story/[^"#]+)#c(\d+)"', client.get(event).text))
    assert links
    for story, start in links:
        assert f'id="c{start}"' in client.get(story).text


def test_every_answer_carries_the_headers_that_bind_a_page(desk):
    client, found = desk
    for address in [*found, "/nothing", "/static/desk.css", "/index.json"]:
        headers = client.get(address).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


@pytest.mark.parametrize("host", ["onrecord.example", "127.0.0.1.example", "10.0.0.1", "localhost.example:8765", ""])
def test_a_page_of_another_host_is_not_answered(desk, host):
    assert desk[0].get("/", headers={"Host": host}).status_code == 400
    assert desk[0].get("/index.json", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "localhost"])
def test_this_machine_is_answered(desk, host):
    assert desk[0].get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(desk, method):
    client, found = desk
    for address in [*found, as_data("/"), "/static/desk.css"]:
        assert client.request(method, address).status_code == 405, address


@pytest.mark.parametrize(
    "address", ["/event/x", "/affair/x", "/actor/x", "/story/x", "/story/a/b/c", "/nothing", "/static/../app.py", "/static/x"]
)
def test_what_is_not_there_is_not_found(desk, address):
    assert desk[0].get(address).status_code == 404
    assert desk[0].get(address + ".json").status_code == 404


def test_no_markup_of_a_story_is_markup_of_a_page(hostile_desk):
    client, found = hostile_desk
    for address in found:
        page = client.get(address)
        assert page.status_code == 200, address
        for tag, attributes in elements(page.text):
            assert tag not in {"img", "iframe", "object", "embed", "style", "base"}, address
            assert tag != "svg" or attributes.get("class") in {"spark", "over-time", "dots"}, address
            assert tag != "script" or attributes.get("src", "").startswith("/static/") or attributes.get("type") == "application/json", (
                address
            )
            assert not any(name.startswith("on") or name == "style" for name in attributes), address
            assert not re.match(r"\s*(javascript|data|https?://(?!127\.0\.0\.1))", attributes.get("href") or "", re.I), address
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page.text), address


def test_the_data_of_hostile_stories_is_data(hostile_desk):
    client, found = hostile_desk
    for address in found:
        answer = client.get(as_data(address))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        answer.json()


@pytest.mark.parametrize(
    "query",
    ['"', "a AND", "NEAR(", "*", "-", "a:b", "'; DROP TABLE story; --", "\x00", "%", "x" * 5000, "(((", "\ud7ff", "<script>", "col : x"],
)
def test_any_words_can_be_searched(desk, query):
    client, _ = desk
    for address in ("/search", "/actor/actor-voss"):
        assert client.get(address, params={"q": query}).status_code == 200


@pytest.mark.parametrize("name", ["since", "until", "type", "actor", "place", "status", "outlet", "agreement", "page", "speaker", "other"])
@pytest.mark.parametrize("value", ["", "'", "-1", "99999999999999999999", "<b>", "%00", "²"])
def test_any_filter_can_be_set(desk, name, value):
    client, found = desk
    affair = next(address for address in found if address.startswith("/affair/"))
    for address in (affair, "/events", "/search?q=a", "/storylines", "/left-out"):
        assert client.get(address, params={name: value}).status_code == 200


def test_filters_narrow_an_affair_and_stand_in_its_address(desk):
    client, found = desk
    affair = next(address for address in found if address.startswith("/affair/"))
    every = client.get(f"{affair}.json").json()["events"]
    assert every
    for query, n in (
        ("since=2031-05-05&until=2031-05-05", len(every)), ("since=2031-05-06", 0), ("until=2031-05", len(every)), ("type=AID", 0),
        ("type=ASSAULT", len(every)), ("actor=actor-rebels", len(every)), ("actor=actor-nobody", 0), ("place=Halden", len(every)),
        ("place=Oslo", 0), ("status=negated", 0), ("status=occurred", len(every)), ("outlet=The+Gazette", 1),
    ):  # fmt: skip
        assert len(client.get(f"{affair}.json?{query}").json()["events"]) == n, query


def test_two_tolls_of_one_event_stand_side_by_side(tmp_path):
    path = tmp_path / "record.db"
    found = [reading("s1", outlet="The Courier"), reading("s2", outlet="The Gazette")]
    [event] = found[1].events
    [number] = event.numbers
    words = cut(TEXT, "12")
    other = replace(event, numbers=(replace(number, low=12, high=12, passage=words),))
    with make(path, [found[0], replace(found[1], events=(other,))]) as store:
        events = [row[0] for row in store.rows("SELECT event_id FROM event")]
    rows = [row for event in events for row in client_of(path).get(f"/event/{event}.json").json()["fields"] if row["field"] == "killed"]
    cells = [cell for row in rows for some in row["cells"].values() for cell in some]
    told = [one for cell in cells for one in (cell, *cell["again"])]  # who says the same again stands under the first
    assert sorted((cell["story"], "12" in cell["exact"]) for cell in told) == [("s1", True), ("s2", True)]
    assert all(cell["name"] == "Ada Voss" for cell in cells)


def test_an_empty_record_is_a_good_page(tmp_path):
    path = tmp_path / "record.db"
    make(path, []).__exit__(None, None, None)
    client = client_of(path)
    assert "This record is empty" in client.get("/").text
    for address in PAGES[1:6]:
        assert client.get(address).status_code == 200
        assert client.get(as_data(address)).status_code == 200


def test_one_story_is_a_good_record(tmp_path):
    path = tmp_path / "record.db"
    with make(path, [reading("only")]) as store:
        client, found = client_of(path), addresses(store)
    for address in found:
        assert client.get(address).status_code == 200


def test_a_story_in_which_nothing_was_found_is_a_good_page(tmp_path):
    path = tmp_path / "record.db"
    bare = reading("bare")
    bare = replace(bare, actors=(), places=(), times=(), statements=(), events=(), main_event=None,
                   story=replace(bare.story, dateline=None, outlet=None, published=None, title=None))  # fmt: skip
    with make(path, [bare]) as store:
        client, found = client_of(path), [address for address in addresses(store) if "actor" not in address]
    for address in found:
        assert client.get(address).status_code == 200, address


def test_the_desk_reads_while_a_record_is_written(tmp_path):
    path = tmp_path / "record.db"
    with make(path, [reading("s1")]):
        client = client_of(path)
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE story SET title = 'half written'")
        assert "half written" not in client.get("/story/s1").text
        writer.execute("COMMIT")
        writer.close()
        assert "half written" in client.get("/story/s1").text


def test_a_file_that_is_no_record_is_told_before_the_desk_opens(tmp_path):
    (tmp_path / "x.db").write_text("no record")
    with pytest.raises(OnRecordError):
        make_app(tmp_path / "x.db")
