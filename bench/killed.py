"""Prove that `onrecord add`, killed and resumed, makes the record that an undisturbed run makes, row for row.

usage: .venv/bin/python bench/killed.py ../shared/bench [--seed 1] [--keep FOLDER]
       .venv/bin/python bench/killed.py STORIES.jsonl

Three records of the same stories: read by two processes without a disturbance; read by two, with the command killed
(SIGKILL) at two random moments and once more while it compares, and one of its workers at a random moment; read by one
process. Every table is compared row by row (but for the clock times of runs), the full-text indexes are checked, and
`onrecord verify` is run on each record. Ends with 1 if anything differs. A folder of annotated sets is read for its
texts only ({id, text, published, outlet, title} of every line that has a text, a file a set; ids may clash between sets).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ADD = [sys.executable, "-m", "onrecord", "add"]
VIRTUAL = ("story_search", "statement_search")


def main() -> None:
    """Make the three records and print how they compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    folder = args.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    stories = write_stories(args.stories, folder / "stories") if args.stories.is_dir() else args.stories
    whole, broken, alone = (folder / f"{name}.db" for name in ("whole", "broken", "alone"))
    seconds = finish(start(stories, whole, 2))
    print(f"undisturbed, 2 processes: {seconds:.0f} s; {told(whole)}", flush=True)
    add_with_kills(stories, broken, seconds, random.Random(args.seed))
    print(f"killed and resumed: {told(broken)}", flush=True)
    print(f"undisturbed, 1 process: {finish(start(stories, alone, 1)):.0f} s; {told(alone)}", flush=True)
    same = [compare(whole, other) for other in (broken, alone)]
    sys.exit(0 if all(same) and all(map(verify, (whole, broken, alone))) else 1)


def write_stories(sets: Path, folder: Path) -> Path:
    """Write the bare stories of a folder of annotated sets; return the folder."""
    folder.mkdir(exist_ok=True)
    for source in sorted(sets.rglob("*.jsonl")):
        rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
        stories = [bare(row) for row in rows if row.get("text") and row.get("id")]
        if stories:
            (folder / source.name).write_text("".join(json.dumps(story) + "\n" for story in stories), "utf-8")
    return folder


def bare(row: dict) -> dict:
    """Return what an annotated story has without its annotation."""
    story = {key: row[key] for key in ("id", "text", "outlet", "title") if row.get(key)}
    day = re.match(r"\d{4}-\d\d-\d\d", str(row.get("published") or row.get("dct") or row.get("date") or ""))
    return story | ({"published": day[0]} if day else {})


def add_with_kills(stories: Path, record: Path, seconds: float, chance: random.Random) -> None:
    """Add the stories, killing the command at two random moments and while it compares, and one worker at a random moment."""
    for kill in ("the command", "a worker", "the command", "the command while it compares"):
        process = start(stories, record, 2)
        moment = chance.uniform(0.05, 0.35) * seconds
        if kill.endswith("compares"):
            wait_for(lambda: count(record, "storyline", "stale = 0") >= 3, process)
        else:
            wait(moment, process)
        if process.poll() is not None:
            raise SystemExit("the run had ended before it could be killed: give it more stories")
        at = f"after {count(record, 'story')} stories read, {count(record, 'placed')} placed"
        os.kill(chance.choice(workers(process.pid)) if kill == "a worker" else process.pid, signal.SIGKILL)
        print(f"    killed {kill} {at}", flush=True)
        if kill == "a worker":  # the run goes on without it; it is ended later, by the next kill
            wait(chance.uniform(0.05, 0.15) * seconds, process)
            os.kill(process.pid, signal.SIGKILL)
            print(f"    killed the command after {count(record, 'story')} stories read", flush=True)
        process.wait()
    finish(start(stories, record, 2))


def start(stories: Path, record: Path, processes: int) -> subprocess.Popen:
    """Start the command."""
    return subprocess.Popen([*ADD, str(stories), "--record", str(record), "--workers", str(processes)], stderr=subprocess.DEVNULL)


def finish(process: subprocess.Popen) -> float:
    """Wait for the command's end; return how long that took."""
    began = time.monotonic()
    if process.wait() not in (0, 1):
        raise SystemExit(f"the command ended with {process.returncode}")
    return time.monotonic() - began


def wait(seconds: float, process: subprocess.Popen) -> None:
    """Wait some time, or until the command ends."""
    end = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() >= end, process)


def wait_for(done: Callable[[], bool], process: subprocess.Popen) -> None:
    """Wait until something is so, or the command ends."""
    while not done() and process.poll() is None:
        time.sleep(0.02)


def workers(pid: int) -> list[int]:
    """Return the processes below one that read: those that were started last, once there are two."""
    while True:
        below = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        for thread in Path(f"/proc/{pid}/task").iterdir():
            below += [int(child) for child in (thread / "children").read_text().split() if int(child) not in below]
        readers = [child for child in below if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        if len(readers) >= 2:
            return readers
        time.sleep(0.05)


def count(record: Path, table: str, where: str = "1") -> int:
    """Return how many rows a table has; 0 if it is not there yet."""
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as db:
            return db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def told(record: Path) -> str:
    """Return the size of a record in words."""
    names = ("story", "dropped", "statement", "event_mention", "storyline", "event", "comparison")
    return ", ".join(f"{count(record, name):,} {name}" for name in names)


def tables(record: Path) -> dict[str, list[tuple]]:
    """Return every row of a record but the run's clock times."""
    with closing(sqlite3.connect(record)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")]
        found = {name: list(db.execute(f"SELECT * FROM {name}")) for name in names if not name.startswith((*VIRTUAL, "sqlite_", "run"))}
        found["run"] = list(db.execute("SELECT run_id, command, version, model, settings, arguments FROM run"))
        for index in VIRTUAL:
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        return found


def compare(whole: Path, other: Path) -> bool:
    """Print every table that differs; tell whether none does."""
    one, two = tables(whole), tables(other)
    differing = [name for name in one if one[name] != two.get(name)]
    print(f"{other.name}: {len(one)} tables, {sum(map(len, one.values())):,} rows; {len(differing)} tables differ", flush=True)
    for name in differing:
        odd = [pair for pair in zip(one[name], two[name], strict=False) if pair[0] != pair[1]]
        print(f"    {name}: {len(one[name])} and {len(two[name])} rows; first difference: {odd[:1]}"[:1500])
    return not differing and one.keys() == two.keys()


def verify(record: Path) -> bool:
    """Run `onrecord verify`; tell whether it found nothing wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "verify", "--record", str(record)], check=False, capture_output=True, text=True
    )
    print(f"verify {record.name}: {done.stderr.strip()}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
