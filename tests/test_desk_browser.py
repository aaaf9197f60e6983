"""The desk in a browser: five jobs of an analyst, keys, accessibility, and that nothing leaves this machine."""

import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desk_record import TOLL, make_record

pytestmark = pytest.mark.slow

CHROMIUM = "/usr/bin/chromium"
AXE = (Path(__file__).parent / "vendor" / "axe.js").read_text("utf-8")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "record.db"
    with make_record(path) as store:
        line = store.rows("SELECT storyline_id FROM storyline WHERE title = 'Shells on Halden'")[0][0]
    return path, f"/affair/{line}"


@pytest.fixture(scope="module")
def affair(record):
    return record[1]


@pytest.fixture(scope="module")
def desk(record):
    """Serve the record; give its address."""
    import uvicorn

    from onrecord.serve.app import make_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(record[0]), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Watch:
    """What a page asked for and complained of."""

    def __init__(self, page):
        self.faults, self.asked = [], []
        page.on("console", lambda message: self.faults.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def page(browser, desk):
    """Open a page that may neither complain nor ask anybody but the desk."""
    context = browser.new_context(base_url=desk, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    opened = context.new_page()
    watch = Watch(opened)
    yield opened
    context.close()
    assert not watch.faults
    assert watch.asked
    assert {urlsplit(url).hostname for url in watch.asked if not url.startswith(("data:", "blob:"))} <= {"127.0.0.1"}


def drawn(page):
    page.wait_for_selector("#map[data-drawn]")
    return page.get_attribute("#map", "data-drawn")


def targeted(page):
    """Return the words that the address points at, and the line that they stand in."""
    spot = page.locator(":target")
    spot.wait_for()
    assert spot.is_visible()
    return spot.inner_text(), page.locator("p:has(:target)").inner_text()


# ── five jobs ────────────────────────────────────────────────────────────────────────────────────


def test_an_analyst_finds_a_disputed_toll_and_reads_both_sentences(page):
    page.goto("/")
    page.click("nav >> text=Disputed")
    page.click("table.events .open")
    killed = page.locator(".accounts tr", has=page.locator("th", has_text="killed"))
    assert "contradiction" in killed.locator("th").inner_text()
    assert "≠" in killed.locator("th").inner_text()
    pair = page.locator("article.contradiction")
    assert "killing at least 12 people" in pair.inner_text()
    assert TOLL in pair.inner_text()
    event = page.url
    pair.locator("blockquote a").first.click()
    assert targeted(page)[0] == "at least 12"
    assert "killing at least 12 people" in targeted(page)[1]
    page.goto(event)
    killed.locator("a", has_text="31").first.click()
    assert targeted(page) == ("31", TOLL)


def test_an_analyst_follows_one_speaker_through_the_weeks(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("Voss")
    page.keyboard.press("Enter")
    page.click(".chips >> text=Ada Voss")
    weeks = page.locator("tr.week").all_inner_texts()
    assert weeks == ["2031-05-05 – 2031-05-11, week 19", "2031-05-12 – 2031-05-18, week 20", "2031-05-19 – 2031-05-25, week 21"]
    page.fill("#said input[name=q]", "hold")
    page.click("#said button")
    page.wait_for_url("**q=hold*")
    assert set(page.locator(".quotes .open").all_inner_texts()) == {'"We hold,"'}
    page.fill("#said input[name=since]", "2031-05-19")
    page.click("#said button")
    page.wait_for_url("**since=2031-05-19*")
    assert page.locator("tr.week").count() == 1
    assert "until=" not in page.url
    page.click(".quotes .open")
    assert targeted(page)[0] == '"We hold,"'


def test_an_analyst_finds_the_outlets_that_only_reprint(page):
    page.goto("/")
    page.click("nav >> text=Outlets")
    page.click("text=Only those that print nothing of their own")
    rows = page.locator("tbody tr")
    assert rows.count() == 1
    assert "only reprints" in rows.inner_text()
    rows.locator("a", has_text="The Echo").click()
    page.click("table .open")
    assert "reprint after another story" in page.inner_text(".facts")
    page.click("text=what differs")
    assert page.locator(".diff").is_visible()


def test_an_analyst_filters_the_map_to_one_week_and_shares_the_link(page, affair, browser, desk):
    page.goto(affair)
    assert drawn(page) == "2"
    page.fill("input[name=since]", "2031-05-12")
    page.press("input[name=since]", "Tab")
    page.wait_for_url("**since=2031-05-12")
    page.fill("input[name=until]", "2031-05-18")
    page.press("input[name=until]", "Tab")
    page.wait_for_url("**until=2031-05-18")
    assert page.url.partition("?")[2] == "since=2031-05-12&until=2031-05-18"
    assert drawn(page) == "1"
    here = (page.inner_text("#main"), page.locator("#map path.leaflet-interactive").count())
    other = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    other.goto(page.url)
    drawn(other)
    assert (other.inner_text("#main"), other.locator("#map path.leaflet-interactive").count()) == here
    assert [other.input_value(f"input[name={name}]") for name in ("since", "until")] == ["2031-05-12", "2031-05-18"]
    other.context.close()
    page.click("text=the days after")
    page.wait_for_url("**since=2031-05-19&until=2031-05-25")
    page.go_back()
    page.wait_for_url("**until=2031-05-18")
    assert drawn(page) == "1"


def test_an_analyst_opens_a_story_and_switches_layers(page):
    page.goto("/story/gazette-1")
    background = "element => getComputedStyle(element).backgroundColor"
    statement = page.locator(".statements").first
    marked = statement.evaluate(background)
    assert page.locator(".notes .statement").first.is_visible()
    page.uncheck("input[value=statements]")
    assert statement.evaluate(background) != marked
    assert not page.locator(".notes .statement").first.is_visible()
    page.check("input[value=actors]")
    assert page.url.endswith("?show=events,actors,furniture")
    page.reload()
    assert page.is_checked("input[value=actors]")
    assert not page.is_checked("input[value=statements]")
    page.click(".notes .event a")
    page.wait_for_url("**/event/ev-shelling")


# ── the views of an affair filter each other ─────────────────────────────────────────────────────


def test_dragging_over_days_narrows_the_map_and_the_network(page, affair):
    page.goto(affair)
    drawn(page)
    first, last = (page.locator(f".days li[data-since='{day}'] .num") for day in ("2031-05-13", "2031-05-19"))
    first.hover()
    page.mouse.down()
    last.hover()
    page.mouse.up()
    page.wait_for_url("**since=2031-05-13&until=2031-05-19")
    assert drawn(page) == "1"
    assert page.locator("table.events tbody tr").count() == 2


def test_a_place_on_the_map_narrows_the_timeline(page, affair):
    page.goto(affair)
    drawn(page)
    for place in page.locator("#map path.leaflet-interactive").all():
        assert place.is_visible()
    page.locator("#map path.leaflet-interactive").last.click(force=True)
    page.wait_for_url("**place=*")
    assert page.locator(".days li").count() < 3
    assert drawn(page) == "1"
    assert page.locator("select[name=place] option").count() == 3  # the others can still be chosen


def test_an_actor_of_the_table_of_pairs_narrows_the_page(page, affair):
    page.goto(affair)
    drawn(page)
    page.wait_for_selector("#network[data-drawn]")
    page.click("text=The pairs as a table")
    page.click("details a >> text=The council")
    page.wait_for_url("**actor=actor-council")
    assert page.locator("table.events tbody tr").count() == 2


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────


def test_rows_are_walked_and_opened_by_keys(page):
    page.goto("/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    row = page.locator(".row.here")
    assert row.get_attribute("data-event") == page.locator(".row").nth(1).get_attribute("data-event")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/*")


def test_help_opens_and_closes_by_keys(page):
    page.goto("/")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.input_value("#q") == "j?"


# ── every page ───────────────────────────────────────────────────────────────────────────────────

PAGES = [
    "/", "/storylines", "/stories", "/stories?order=after+another", "/outlets", "/events", "/events?type=ASSAULT", "/left-out", "/search",
    "/search?q=hold", "/event/ev-shelling", "/event/ev-courier-2", "/story/gazette-1", "/story/echo-1?with=courier-1", "/story/hostile",
    "/actor/actor-voss", "/nothing",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_serious_fault_and_no_page_is_wider_than_the_screen(browser, desk, affair, scheme, width):
    context = browser.new_context(base_url=desk, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    watch = Watch(page)
    for address in [*PAGES, affair, f"{affair}?type=ASSAULT"]:
        page.goto(address)
        if address.startswith("/affair"):
            drawn(page)
        if address == "/story/gazette-1":
            for box in page.locator(".layers input").all():
                box.check()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        page.evaluate(AXE)  # as the debugger would: the page's own policy stays as it is
        found = page.evaluate("axe.run().then(found => found.violations.filter(one => ['serious', 'critical'].includes(one.impact)))")
        assert not [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found], address
    assert not [fault for fault in watch.faults if "404" not in fault]
    context.close()
