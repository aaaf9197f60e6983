"""The training sentences: read their markup, check them.

    python training/events/corpus.py          checks every file of training/sentences and prints its figures

One sentence a line. `[words]` is a trigger of the file's own type (`accuse-1.txt`: ACCUSE), `[words|TYPE]` of another;
`[words|TYPE:status]` says that it did not simply occur. The first trigger of the file's type is what the sentence reports.
Files called `none-*.txt` hold sentences that report no event and have no markup. `#` starts a comment line.
`starter.jsonl` holds short sentences of which only the type is known.
"""

from __future__ import annotations

import hashlib
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENTENCES = Path(__file__).resolve().parents[1] / "sentences"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
LABELS = ("NONE", *TYPES)  # the model's outputs, in this order
STATUSES = ("ongoing", "future", "hypothetical", "negated", "historical")
_MARK = re.compile(r"\[([^\[\]|]+)(?:\|([A-Z]+)?(?::([a-z]+))?)?\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A trigger in a training sentence."""

    start: int
    end: int
    type: str
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A training sentence with every trigger in it; `label` is what it reports."""

    text: str
    label: str
    triggers: tuple[Trigger, ...]
    place: str  # file and line
    marked: bool = True  # False: its triggers are not marked


def parse(line: str, own_type: str, place: str) -> Sentence:
    """Return the sentence that a marked-up line stands for. A ValueError says what is wrong with it."""
    text, triggers, end = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        kind, status = mark[2] or own_type, mark[3]
        if kind not in TYPES or (status and status not in STATUSES):
            raise ValueError(f"{place}: unknown mark {mark[0]}")
        triggers.append(Trigger(start=len(text), end=len(text) + len(mark[1]), type=kind, status=status))
        text += mark[1]
        end = mark.end()
    text += line[end:]
    if "[" in text or "]" in text or "|" in text:
        raise ValueError(f"{place}: a mark that does not close")
    if own_type != "NONE" and not any(t.type == own_type for t in triggers):
        raise ValueError(f"{place}: no trigger of its own type")
    if own_type == "NONE" and triggers:
        raise ValueError(f"{place}: a trigger in a sentence of none")
    return Sentence(text=text, label=own_type, triggers=tuple(triggers), place=place)


def read_corpus(folder: Path = SENTENCES) -> Iterator[Sentence | ValueError]:
    """Yield every sentence of a folder in a fixed order; a ValueError in place of a bad line."""
    for path in sorted(folder.glob("*.txt")):
        own_type = path.stem.split("-")[0].upper()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                try:
                    yield parse(line.strip(), own_type, f"{path.name}:{number}")
                except ValueError as error:
                    yield error
    for number, line in enumerate((folder / "starter.jsonl").read_text(encoding="utf-8").splitlines(), start=1):
        given = json.loads(line)
        yield Sentence(
            text=given["text"], label=given["type"], triggers=(), place=f"starter.jsonl:{number}", marked=given["type"] == "NONE"
        )


def good_sentences(folder: Path = SENTENCES) -> list[Sentence]:
    """Return the sentences of a folder, each once; bad lines are an error."""
    seen: dict[str, Sentence] = {}
    for sentence in read_corpus(folder):
        if isinstance(sentence, ValueError):
            raise sentence
        seen.setdefault(sentence.text, sentence)
    return list(seen.values())


def is_held_out(sentence: Sentence) -> bool:
    """Tell whether a sentence is kept for validation: one in ten, by the hash of its text."""
    return int(hashlib.sha256(sentence.text.encode()).hexdigest(), 16) % 10 == 0


def main() -> int:
    """Check all files and print counts, lengths and bad lines."""
    found = list(read_corpus())
    bad = [item for item in found if isinstance(item, ValueError)]
    good = [item for item in found if isinstance(item, Sentence)]
    texts = Counter(s.text.casefold() for s in good)
    bad += [ValueError(f"{s.place}: stands twice") for s in good if texts[s.text.casefold()] > 1]
    for error in bad:
        print(error, file=sys.stderr)
    words = [len(s.text.split()) for s in good]
    print(f"{len(good)} sentences, {sum(len(s.triggers) for s in good)} triggers, words: median {statistics.median(words)},", end=" ")
    print(f"10th percentile {sorted(words)[len(words) // 10]}, 90th {sorted(words)[len(words) * 9 // 10]}")
    for label in LABELS:
        of_type = [s for s in good if s.label == label]
        forms = {s.text[t.start : t.end].casefold() for s in good for t in s.triggers if t.type == label}
        lengths = [len(s.text.split()) for s in of_type] or [0]
        print(f"{label:10} {len(of_type):5} sentences, {len(forms):5} trigger forms, median {statistics.median(lengths)} words")
    print(f"{sum(not s.marked for s in good)} of them without marked triggers")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
