"""Show every page of the desk, light and dark, in docs/screenshots/. Run by hand after a change to the desk's looks.

usage: .venv/bin/python docs/screenshots.py [--record FILE] [--to FOLDER] [--form webp] [--phone] [--only PAGE ...]

Without a record it makes the one of `onrecord demo`. It needs Debian's chromium.
"""

from __future__ import annotations

import argparse
import base64
import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
PORT = 8798
TALLEST = 1500  # pixels; what is longer is cut


def main() -> None:
    """Write the screenshots."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--to", type=Path, default=HERE / "screenshots")
    parser.add_argument("--form", choices=["webp", "png", "jpeg"], default="webp")
    parser.add_argument("--only", nargs="*", help="names of pages")
    parser.add_argument("--phone", action="store_true", help="as wide as a phone")
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = args.record or make_demo(Path(folder))
        with serving(record) as desk:
            shoot_all(desk, addresses(desk), args)


def make_demo(folder: Path) -> Path:
    """Return the record of the sample stories, read from where they lie, so that no path of this machine is seen."""
    from importlib.resources import as_file, files

    record = folder / "demo.db"
    with as_file(files("onrecord").joinpath("stories")) as stories:
        command = [sys.executable, "-m", "onrecord", "add", *sorted(path.name for path in stories.iterdir()), "--record", str(record)]
        subprocess.run(command, check=True, cwd=stories, stdout=subprocess.DEVNULL)
    return record


def addresses(desk: str) -> dict[str, str]:
    """Return one address for each kind of page: the most telling thing of its kind, as the desk's own data has it."""

    def ask(path: str) -> dict[str, Any]:
        with urllib.request.urlopen(desk + path, timeout=60) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    pages = {"overview": "/", "storylines": "/storylines", "stories": "/stories", "outlets": "/outlets", "events": "/events"}
    pages |= {"left-out": "/left-out", "help": "/"}
    lines = sorted(ask("/storylines.json")["storylines"], key=lambda line: (-line["disputed"], -line["events"]))
    if not lines:
        return pages
    affair = ask(f"/affair/{lines[0]['storyline_id']}.json")
    pages["affair"] = f"/affair/{lines[0]['storyline_id']}"
    events = sorted(affair["events"], key=lambda event: (-len(event["numbers"]), event["agreement"] != "disputed", -event["origins"]))
    if events:
        pages["event"] = f"/event/{events[0]['event_id']}"
    pages["story"] = f"/story/{affair['stories'][0]['story_id']}"
    ties = Counter(edge[side] for edge in affair["network"]["edges"] for side in ("source", "target"))
    for actor, _ in ties.most_common(1):
        pages["actor"] = f"/actor/{actor}"
        pages["search"] = "/search?q=" + quote(ask(f"/actor/{actor}.json")["actor"]["name"])
    copy = next((story for story in affair["stories"] if story["origin_position"]), None)
    if copy:
        story = f"/story/{copy['story_id']}"
        pages["diff"] = f"{story}?with={ask(f'{story}.json')['same_origin'][0]['story_id']}"
    return pages


@contextmanager
def serving(record: Path) -> Iterator[str]:
    """Serve a record while the block runs; give the desk's address."""
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{PORT}"
        for _ in range(200):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        try:
            yield address
        finally:
            server.terminate()


def shoot_all(address: str, pages: dict[str, str], args: argparse.Namespace) -> None:
    """Open each page in both schemes and keep what is seen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            size = {"width": 390, "height": 800} if args.phone else {"width": 1280, "height": 800}
            page = browser.new_page(viewport=size, color_scheme=scheme)
            for name, path in pages.items():
                if args.only and name not in args.only:
                    continue
                page.goto(address + path, wait_until="networkidle")
                page.evaluate("document.fonts.ready")
                if page.locator("#map").count():
                    page.wait_for_selector("#map[data-drawn]")
                if name == "help":
                    page.keyboard.press("?")
                shoot(page, args.to / f"{name}{'-phone' if args.phone else ''}-{scheme}.{args.form}")
        browser.close()


def shoot(page: Page, target: Path) -> None:
    """Write what a page shows, cut where it is too tall."""
    width = page.viewport_size["width"] if page.viewport_size else 1280
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    form = target.suffix[1:]
    options = {"format": form, "clip": clip, "captureBeyondViewport": True} | ({"quality": 70} if form != "png" else {})
    shown = page.context.new_cdp_session(page).send("Page.captureScreenshot", options)
    target.write_bytes(base64.b64decode(shown["data"]))


if __name__ == "__main__":
    main()
