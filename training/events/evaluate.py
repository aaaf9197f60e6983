"""Score the shipped encoder on the held-out training sentences, on the development sets, and time it.

    .venv/bin/python training/events/evaluate.py [--bench ../shared/bench] [--errors]

The development sets are for measuring only.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus import LABELS, TYPES, Sentence, good_sentences, is_held_out

from onrecord.extract.encoder import SentenceReading, read_sentences

QUAD = dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1) | dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2)
QUAD |= dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3)
QUAD |= dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4) | {"NONE": 0}


def macro_f1(gold: Sequence[object], guess: Sequence[object]) -> float:
    """Return the mean F1 over the labels of gold."""
    scores = []
    for label in set(gold):
        both = sum(a == label == b for a, b in zip(gold, guess, strict=True))
        scores.append(2 * both / max(1, gold.count(label) + guess.count(label)))
    return sum(scores) / len(scores)


def merged(kind: str) -> str:
    """Return the type as the development sets have it: CONCEDE and RETREAT are one."""
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def of_types(reading: SentenceReading) -> str:
    """Return the likeliest type, NONE left out."""
    totals: Counter[str] = Counter()
    for kind in TYPES:
        totals[merged(kind)] += reading.types[kind]
    return totals.most_common(1)[0][0]


def read_jsonl(path: Path) -> list[dict]:
    """Return the records of a development set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def calibration_error(readings: Sequence[SentenceReading], gold: Sequence[str], *, bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest label."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for reading, label in zip(readings, gold, strict=True):
        best = reading.event_type
        held.setdefault(min(bins - 1, int(reading.types[best] * bins)), []).append((reading.types[best], best == label))
    gaps = (abs(sum(score for score, _ in one) - sum(ok for _, ok in one)) for one in held.values())
    return sum(gaps) / len(gold)


def trigger_scores(readings: Sequence[SentenceReading], sentences: Sequence[Sentence]) -> str:
    """Return precision and recall of trigger spans: overlap with the right type."""
    hits = guessed = gold = 0
    for reading, sentence in zip(readings, sentences, strict=True):
        guessed += len(reading.triggers)
        gold += len(sentence.triggers)
        hits += sum(
            any(t.start < g.end and g.start < t.end and t.type == g.event_type for g in reading.triggers) for t in sentence.triggers
        )
    return f"precision {100 * hits / max(1, guessed):.1f}, recall {100 * hits / max(1, gold):.1f}"


def main() -> None:
    """Print the figures of the model card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--errors", action="store_true", help="also print confusions and every error on plv-dev")
    given = parser.parse_args()

    held_out = [s for s in good_sentences() if is_held_out(s)]
    readings = read_sentences([s.text for s in held_out])
    gold = [s.label for s in held_out]
    guess = [r.event_type for r in readings]
    print(f"own held-out: {len(gold)} sentences, accuracy {100 * accuracy(gold, guess):.1f},", end=" ")
    print(f"macro F1 {100 * macro_f1(gold, guess):.1f}, calibration error {100 * calibration_error(readings, gold):.1f}")
    marked = [(r, s) for r, s in zip(readings, held_out, strict=True) if s.marked]
    print("own held-out triggers:", trigger_scores([r for r, _ in marked], [s for _, s in marked]))
    by_type(gold, guess, LABELS)

    plv = read_jsonl(given.bench / "events" / "plv-dev.jsonl")
    start = time.process_time()
    readings = read_sentences([x["text"] for x in plv])
    seconds = time.process_time() - start
    gold = [x["event_type"] for x in plv]
    guess = [of_types(r) for r in readings]
    with_none = [merged(r.event_type) for r in readings]
    print(
        f"plv-dev, event given: macro F1 {100 * macro_f1(gold, guess):.1f}, accuracy {100 * accuracy(gold, guess):.1f};",
        end=" ",
    )
    print(f"NONE allowed: macro F1 {100 * macro_f1(gold, with_none):.1f}, called NONE {100 * with_none.count('NONE') / len(gold):.1f} %")
    by_type(gold, guess, sorted(set(gold)))
    print(f"speed: {len(plv) / seconds:.0f} sentences of {sum(len(x['text'].split()) for x in plv) / len(plv):.0f} words a CPU second")

    cameo = read_jsonl(given.bench / "events" / "cameo5-dev.jsonl")
    quads = [x["quad"] for x in cameo]
    readings5 = read_sentences([x["text"] for x in cameo])
    guess5 = [QUAD[r.event_type] for r in readings5]
    false = [r.event_type for r, q in zip(readings5, quads, strict=True) if q == 0 and r.event_type != "NONE"]
    print(f"cameo5-dev: macro F1 {100 * macro_f1(quads, guess5):.1f}, false alarms {100 * len(false) / quads.count(0):.1f} %", end=" ")
    print(f"({100 * (len(false) - false.count('REQUEST')) / quads.count(0):.1f} % without REQUEST), events called NONE", end=" ")
    print(f"{100 * sum(g == 0 < q for q, g in zip(quads, guess5, strict=True)) / sum(q > 0 for q in quads):.1f} %")
    if given.errors:
        confusions = Counter((a, b) for a, b in zip(gold, with_none, strict=True) if a != b)
        print(*(f"{n:4} {a} as {b}" for (a, b), n in confusions.most_common(40)), Counter(false), sep="\n", file=sys.stderr)
        for x, one, wrong in zip(plv, readings, with_none, strict=True):
            if x["event_type"] != wrong:
                print(x["event_type"], wrong, [one.sentence[t.start : t.end] for t in one.triggers], x["text"], sep=" | ", file=sys.stderr)


def by_type(gold: Sequence[str], guess: Sequence[str], labels: Iterable[str]) -> None:
    """Print precision and recall of each label."""
    for label in labels:
        both = sum(a == label == b for a, b in zip(gold, guess, strict=True))
        precision, recall = 100 * both / max(1, guess.count(label)), 100 * both / max(1, gold.count(label))
        print(f"    {label:10} precision {precision:5.1f}  recall {recall:5.1f}  n {gold.count(label)}")


def accuracy(gold: Sequence[object], guess: Sequence[object]) -> float:
    """Return the share of labels that are right."""
    return sum(a == b for a, b in zip(gold, guess, strict=True)) / max(1, len(gold))


if __name__ == "__main__":
    main()
