"""Make a record of 1,000,000 events and time the desk on it: first pages and filters.

usage: .venv/bin/python bench/desk.py [--record /tmp/million.db] [--events 1000000]

The record is made of rows written by chance (always the same ones) and kept under the name given, so that it is made
once. Prints a table for docs/desk.md: milliseconds of the first request of a fresh server, then median and worst of five.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.store import _SUM_UP_STORYLINE, Run, Store

PORT = 8799
TYPES = ("ASSAULT", "COERCE", "PROTEST", "ACCUSE", "CONSULT", "SUPPORT", "AID", "MOBILIZE", "REJECT", "REQUEST", "AGREE", "RETREAT")
STATUSES = ("occurred", "ongoing", "future", "hypothetical", "negated", "historical")
STEMS, ENDS = ("lor", "mel", "tan", "vek", "sur", "hal", "dim", "pro"), ("den", "ta", "ven", "sa", "rik", "mo", "bel", "no")
WORDS = [a + b + c for c in ("", *ENDS) for a in STEMS for b in ENDS]
WEIGHTS = [1 / (5 + n) for n in range(len(WORDS))]
ACTORS, PLACES, OUTLETS, DAYS = 20_000, 3_000, 200, 3_650


def main() -> None:
    """Make the record unless it is there; print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, default=Path("/tmp/million.db"))
    parser.add_argument("--events", type=int, default=1_000_000)
    args = parser.parse_args()
    if not args.record.exists():
        began = time.monotonic()
        make_record(args.record, args.events)
        print(f"made {args.record} in {time.monotonic() - began:.0f} s", file=sys.stderr)
    print("| page | first, ms | median, ms | worst, ms | kB |\n| --- | --- | --- | --- | --- |")
    for name, address in addresses(args.record).items():
        cold, *warm, size = measure(args.record, address)
        print(f"| {name} | {cold:.0f} | {statistics.median(warm):.0f} | {max(warm):.0f} | {size / 1000:.0f} |", flush=True)


def addresses(record: Path) -> dict[str, str]:
    """Return what is timed: the first page of each kind, and filters that let much, little and nothing through."""
    with Store(record, read_only=True) as store:
        line = store.rows("SELECT storyline_id FROM storyline ORDER BY stories DESC LIMIT 1")[0][0]
        event = store.rows("SELECT event_id FROM comparison GROUP BY event_id ORDER BY count(*) DESC LIMIT 1")[0][0]
    events = {
        "all": {}, "a type": {"type": "ASSAULT"}, "a rare type": {"type": "RETREAT"}, "disputed": {"agreement": "disputed"},
        "a type, disputed": {"type": "AID", "agreement": "disputed"}, "the busiest actor": {"actor": "actor-0"},
        "a rare actor": {"actor": f"actor-{ACTORS - 1}"}, "the commonest place": {"place": "Place 0"},
        "a rare place": {"place": f"Place {PLACES - 1}"},
        "a common status": {"status": "occurred"}, "a rare status": {"status": "historical"}, "an outlet": {"outlet": "Outlet 0"},
        "a small outlet": {"outlet": f"Outlet {OUTLETS - 1}"}, "a week": {"since": "2012-03-01", "until": "2012-03-07"},
        "a year, a type, a status": {"since": "2011", "until": "2011", "type": "PROTEST", "status": "future"},
        "everything at once": {"since": "2012", "type": "ASSAULT", "actor": "actor-0", "place": "Place 0", "status": "negated",
                               "outlet": "Outlet 1", "agreement": "disputed"},
        "two that seldom meet": {"outlet": f"Outlet {OUTLETS - 1}", "status": "historical"},
        "no such actor": {"actor": "nobody"},
    }  # fmt: skip
    pages = {
        "overview": "/", "storylines": "/storylines", "left out": "/left-out", "largest affair": f"/affair/{line}",
        "largest affair, a type": f"/affair/{line}?type=AID", "largest affair, an actor": f"/affair/{line}?actor=actor-3",
        "event": f"/event/{event}", "story": "/story/story-7", "busiest actor": "/actor/actor-0",
        "busiest actor, words": "/actor/actor-0?q=lorden",
        "search, a common word": "/search?q=lorden", "search, two words": "/search?q=lorden+melta",
        "search, an outlet": "/search?q=lorden&outlet=Outlet+3", "search, nothing": "/search?q=zzzz",
    }  # fmt: skip
    return pages | {f"events: {name}": "/events?" + urllib.parse.urlencode(query) for name, query in events.items()}


def measure(record: Path, address: str) -> list[float]:
    """Return milliseconds of the first answer of a fresh server, of five more, and the bytes of the page."""
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for_server()
            times = []
            for _ in range(7):
                began = time.perf_counter()
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{address}", timeout=120) as answer:
                    size = len(answer.read())
                times.append((time.perf_counter() - began) * 1000)
        finally:
            server.terminate()
    return [times[0], *times[2:], size]


def wait_for_server() -> None:
    """Return when the server answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/static/desk.css", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("the desk did not start")


# ── the record ───────────────────────────────────────────────────────────────────────────────────

Row = dict[str, Any]


def make_record(path: Path, events: int) -> None:
    """Write a record of so many events, in a tenth as many stories."""
    chance = random.Random(7)
    stories = events // 10
    run = Run(command="add", version="0", model="made up", settings={}, arguments=())
    with Store(path) as store:
        store.db.execute("PRAGMA synchronous = OFF")
        run_id = store.start_run(run)
        linked: dict[str, list[Row]] = {}
        for start in range(1, stories + 1, 5000):
            keys = range(start, min(start + 5000, stories + 1))
            rows: dict[str, list[Row]] = defaultdict(list)
            for key in keys:
                make_story(chance, key, run_id, rows)
            for event in rows.pop("event"):
                linked.setdefault(event["storyline_id"], []).append(event)
            with store.writing():
                for table, some in rows.items():
                    store._insert(table, some)
                store._index(keys)
                store._count_actors(keys, 1)
        with store.writing():
            store._insert("storyline", [{"storyline_id": line, "title": f"Affair {line}"} for line in linked])
            store._insert("event", [event for some in linked.values() for event in some])
            store.db.executemany(_SUM_UP_STORYLINE, [(line,) for line in linked])


def make_story(chance: random.Random, key: int, run_id: int, rows: dict[str, list[Row]]) -> None:
    """Add the rows of one story with ten events."""
    lines = max(1, key % 5000)
    line = f"line-{int(lines * chance.random() ** 3)}"
    day = date(2008, 1, 1) + timedelta(days=int(chance.random() * DAYS))
    text = " ".join(chance.choices(WORDS, WEIGHTS, k=200)) + "."
    outlet = f"Outlet {few(chance, OUTLETS)}"
    rows["story"].append({
        "story_key": key, "story_id": f"story-{key}", "version": 1, "current": 1,
        "text": text, "text_sha256": "", "input_sha256": "",
        "given_sha256": "", "title": text[:60], "outlet": outlet,
        "published": day.isoformat(), "published_from": "given", "dates_found": "[]",
        "language": "en",
        "location": f"made.jsonl, line {key}", "extra": "{}", "credits": "[]", "sentences": f"[[0,{len(text)}]]",
        "run_id": run_id,
    })  # fmt: skip
    rows["origin"].append({"origin_id": f"origin-{key}", "kind": "own"})
    rows["origin_story"].append({"story_key": key, "origin_id": f"origin-{key}", "position": 0})
    rows["storyline_story"].append({"story_key": key, "storyline_id": line, "position": key})
    actors = sorted({few(chance, ACTORS) for _ in range(5)})
    words = [m.span() for m in re.finditer("[a-z]+", text)]
    for n, actor in enumerate(actors):
        start, end = words[n]
        who: Row = {"story_key": key, "actor_id": f"actor-{actor}", "position": n}
        about = {"name": f"Actor {actor}", "kind": "person", "country": "NOR", "sectors": '["GOV"]', "method": "made"}
        rows["story_actor"].append(who | about)
        at = {"start_char": start, "end_char": end, "exact": text[start:end]}
        rows["actor_mention"].append(who | {"position": 0, "form": "name"} | at)
    places = sorted({few(chance, PLACES) for _ in range(3)})
    for n, place in enumerate(places):
        rows["story_place"].append({
            "story_key": key, "position": n, "place_id": f"place-{place}", "name": f"Place {place}", "country": "NOR",
            "lat": place % 120 - 50.0, "lon": place % 300 - 150.0, "precision": "city", "method": "made",
        })  # fmt: skip
    for n in range(2):
        start, end = words[n * 20][0], words[n * 20 + 15][1]
        said = {"story_key": key, "statement_id": f"s{n}", "position": n}
        rows["statement"].append(
            said | {"kind": "direct", "words": text[start:end], "speaker": f"actor-{actors[n % len(actors)]}", "method": "made"}
        )
        rows["statement_content"].append(said | {"position": 0, "start_char": start, "end_char": end, "exact": text[start:end]})
    for n in range(10):
        make_event(chance, (key, n), (line, day, len(text), words[n * 8]), (actors, places), rows)


Told = tuple[str, date, int, tuple[int, int]]
Who = tuple[list[int], list[int]]


def make_event(chance: random.Random, number: tuple[int, int], told: Told, who: Who, rows: dict[str, list[Row]]) -> None:
    """Add one event with its mention, roles, numbers and, for some, a dispute."""
    (key, n), (line, day, length, (start, end)) = number, told
    kind = TYPES[few(chance, len(TYPES))]
    when = None if chance.random() < 0.05 else (day - timedelta(days=chance.randrange(4))).isoformat()
    where = f"place-{chance.choice(who[1])}" if chance.random() < 0.7 else None
    disputed = chance.random() < 0.02
    event, mention = f"event-{key}-{n}", {"story_key": key, "mention_id": f"e{n}"}
    at = {"start_char": start, "end_char": end, "exact": "made"}
    rows["event_mention"].append(mention | {
        "position": n, "event_type": kind, "contexts": "[]", "trigger_start": start, "trigger_end": end, "trigger_exact": "made",
        "trigger_lemma": "make", "sentence_start": 0, "sentence_end": length, "place_id": where, "time_value": when,
        "status": STATUSES[few(chance, len(STATUSES))], "score": 0.5, "method": "made",
    })  # fmt: skip
    for position, role in enumerate(("actor", "recipient")):
        rows["event_role"].append(mention | {"position": position, "role": role, "actor_id": f"actor-{chance.choice(who[0])}"} | at)
    numbers = "[]"
    if kind == "ASSAULT" and n == 0:
        rows["event_number"].append(mention | {"position": 0, "of": "killed", "low": n + 3, "high": n + 3} | at)
        numbers = '[{"of":"killed","low":3,"best":3,"high":9,"rule":"made"}]'
    rows["event_link"].append(mention | {"event_id": event, "position": 0})
    rows["event"].append({
        "event_id": event, "event_type": kind, "storyline_id": line, "origins": 1, "place_id": where, "time": when, "numbers": numbers,
        "agreement": "disputed" if disputed else "single origin",
    })  # fmt: skip
    if disputed:
        side = {"story_key": key, "start": start, "end": end, "exact": "made", "value": "3", "account": "{}"}
        rows["comparison"].append(
            {"storyline_id": line, "event_id": event, "field": "killed", "relation": "contradiction", "why": "made", "method": "made"}
            | {f"{name}_{column}": value for name in "ab" for column, value in side.items()}
        )


def few(chance: random.Random, n: int) -> int:
    """Return a number below n, small ones far more often: as names in the news."""
    return min(n - 1, int((n + 1) ** chance.random()) - 1)


if __name__ == "__main__":
    main()
