import json
import re

import pytest

from by_hand import reading
from hostile import hostile
from onrecord.errors import ExportError
from onrecord.export import export
from test_export_events import make

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture
def store(tmp_path):
    with make(tmp_path / "record.db", [reading("s1"), hostile("s2"), hostile("s'\"<b>3")]) as opened:
        yield opened


@pytest.fixture
def dossier(store, tmp_path):
    export(store, "dossier", tmp_path / "affair.html")
    return tmp_path / "affair.html"


def test_a_dossier_is_of_the_largest_affair_or_of_the_one_named(store, tmp_path):
    [line] = store.rows("SELECT * FROM storyline ORDER BY stories DESC LIMIT 1")
    assert export(store, "dossier", tmp_path / "a.html") == line["stories"]
    assert export(store, "dossier", tmp_path / "b.html", affair=line["storyline_id"]) == line["stories"]
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_affair_that_is_not_there_or_not_asked_for_is_an_error(store, tmp_path):
    with pytest.raises(ExportError, match="no affair 'x'"):
        export(store, "dossier", tmp_path / "a.html", affair="x")
    with pytest.raises(ExportError, match="--affair goes with dossier"):
        export(store, "csv", tmp_path / "a", affair="x")


def test_no_markup_of_a_story_is_markup_of_its_dossier(dossier):
    page = dossier.read_text("utf-8")
    assert page.count("<script") == 2
    assert "<img" not in page
    assert "<b>3" not in page
    assert not re.search(r"(href|src)=\"(?!#)", page)
    assert "default-src &#39;none&#39;" in page
    assert all('"' not in value for value in re.findall(r"data-exact=\"(.*?)\"><a", page))


def test_a_dossier_holds_each_text_with_its_hash(store, dossier):
    found = re.search(r'<script type="application/json" id="texts">(.*?)</script>', dossier.read_text("utf-8"), re.S)
    texts = {story["id"]: story["text"] for story in json.loads(found.group(1))}
    assert all(texts[item.story.id] == item.story.text for item in store.readings() if item.story.id in texts)


@pytest.mark.slow
def test_the_verify_button_checks_every_passage_and_sees_a_changed_one(store, dossier, tmp_path):
    from playwright.sync_api import sync_playwright

    lines = store.rows("SELECT storyline_id FROM storyline")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        faults, requests = [], []
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        for line in lines:
            export(store, "dossier", tmp_path / "one.html", affair=line["storyline_id"])
            page.goto(f"file://{tmp_path}/one.html")
            page.click("#verify")
            assert "every one reads back and every hash is right" in page.inner_text("#verdict")
            assert page.locator(".passage.right").count() > 0
        page.evaluate("document.querySelector('.passage').dataset.start = 1")
        page.click("#verify")
        assert "1 do not read back" in page.inner_text("#verdict")
        changed = dossier.read_text("utf-8").replace("shelled Halden on Monday", "shelled Halden on Sunday")
        (tmp_path / "changed.html").write_text(changed, "utf-8")
        page.goto(f"file://{tmp_path}/changed.html")
        page.click("#verify")
        assert page.locator("#verdict.wrong").count() == 1
        assert not faults
        assert all(url.startswith("file://") for url in requests)
        browser.close()
