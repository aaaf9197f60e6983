"""Print the tables of docs/accuracy.md, "Event encoder": lexicon, encoder and both; types, confusions, the score.

    .venv/bin/python training/events/report.py [--bench ../shared/bench]

Raw text in, nothing given. The development sets are for measuring only.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from calibrate import calibration_error
from evaluate import macro_f1, merged, read_jsonl

from onrecord.annotate import annotate, load_model
from onrecord.clean import clean
from onrecord.extract import extract
from onrecord.extract.encoder import NONE, SentenceReading, read_sentences
from onrecord.extract.events import decide
from onrecord.records import EventMention, RawStory, Story

SETS = ("plv-dev", "cameo5-dev", "natural-a", "awwiki-dev")
THRESHOLDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9)

Coded = dict[str, Sequence[EventMention]]


def say_nothing(sentences: Sequence[str]) -> Sequence[SentenceReading]:
    """Return readings of an encoder that has no opinion: what is left is the lexicon alone."""
    labels = read_sentences(["."])[0].labels
    types = {label: 1 / len(labels) for label in labels}
    return [SentenceReading(sentence=text, types=types, pieces=(), piece_scores=_Empty(), labels=labels) for text in sentences]


class _Empty:
    def argmax(self, axis: int) -> Sequence[int]:
        return ()


def code(gold: Sequence[dict], docs: Callable[[], Iterator], read: Callable) -> Coded:
    """Return the events of each record, the likeliest first, as one reader of sentences makes the pipeline code them."""
    shipped, decide.read_sentences = decide.read_sentences, read
    try:
        found = {story.id: extract(story, doc).events for story, doc in docs()}
    finally:
        decide.read_sentences = shipped
    return {item["id"]: sorted(found.get(item["id"], ()), key=lambda event: -event.score) for item in gold}


def parsed(gold: Sequence[dict], nlp) -> Callable[[], Iterator]:  # noqa: ANN001
    """Return what yields the stories with their docs, as often as it is asked."""
    stories = [clean(RawStory(id=item["id"], text=item["text"], location=item["id"], bytes_sha256="")) for item in gold]
    pairs = list(annotate([story for story in stories if isinstance(story, Story)], nlp))
    return lambda: iter(pairs)


def by_encoder(gold: Sequence[dict]) -> dict[str, list[dict]]:
    """Return the sentence's likeliest type as its only event."""
    return {
        item["id"]: [{"type": reading.event_type, "source": None, "target": None}] * (reading.event_type != NONE)
        for item, reading in zip(gold, read_sentences([item["text"] for item in gold]), strict=True)
    }


def as_predicted(coded: Coded, gold: Sequence[dict]) -> dict[str, list[dict]]:
    """Return the events as score_events.py wants them."""
    return {
        item["id"]: [
            {"type": event.event_type, "source": actor, "target": recipient}
            for event in coded[item["id"]]
            for actor in [role.passage.exact for role in event.actors] or [None]
            for recipient in [role.passage.exact for role in event.recipients] or [None]
        ]
        for item in gold
    }


def is_right(item: dict, event_type: str) -> bool:
    """Tell whether a type is the record's."""
    accepted = item["gold_types"] if "gold_types" in item else [item["event_type"], *item["accept_types"]]
    return event_type in accepted or merged(event_type) in accepted


def print_types(gold: Sequence[dict], coded: Coded) -> None:
    """Print precision and recall of the first event by type, and what is taken for what."""
    wanted = [item["event_type"] for item in gold]
    got = []
    for item in gold:
        first = merged(coded[item["id"]][0].event_type) if coded[item["id"]] else "none"
        got.append(item["event_type"] if is_right(item, first) else first)
    columns = [*sorted(set(wanted)), "none"]
    print(f"macro F1 {100 * macro_f1(wanted, got):.1f}\n")
    print("| type | n | precision | recall | taken for |\n| --- | --- | --- | --- | --- |")
    for kind in sorted(set(wanted)):
        both = sum(a == kind == b for a, b in zip(wanted, got, strict=True))
        others = Counter(b for a, b in zip(wanted, got, strict=True) if a == kind != b).most_common(4)
        said = ", ".join(f"{other} {number}" for other, number in others)
        precision, recall = 100 * both / max(1, got.count(kind)), 100 * both / wanted.count(kind)
        print(f"| {kind} | {wanted.count(kind)} | {precision:.1f} | {recall:.1f} | {said} |")
    print("\n| | " + " | ".join(name[:4] for name in columns) + " |\n|" + " --- |" * (len(columns) + 1))
    for kind in sorted(set(wanted)):
        cells = [sum(a == kind and b == other for a, b in zip(wanted, got, strict=True)) for other in columns]
        print(f"| {kind} | " + " | ".join(str(cell or "") for cell in cells) + " |")


def print_score(name: str, gold: Sequence[dict], coded: Coded) -> None:
    """Print how well the score is calibrated on a set, and precision and recall of types at some thresholds."""
    cases = [(event.score, is_right(item, event.event_type)) for item in gold for event in coded[item["id"]]]
    print(f"\n{name}: {len(cases)} events, {100 * sum(right for _, right in cases) / max(1, len(cases)):.1f} % of a right type,", end=" ")
    print(f"calibration error {100 * calibration_error(cases):.1f}")
    for threshold in THRESHOLDS:
        kept = {item["id"]: {merged(e.event_type) for e in coded[item["id"]] if e.score >= threshold} for item in gold}
        hits = sum(any(is_right(item, kind) for kind in kept[item["id"]]) for item in gold)
        number = sum(map(len, kept.values()))
        print(f"    score {threshold:.1f} and more: precision {100 * hits / max(1, number):.1f}, recall {100 * hits / len(gold):.1f}")


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    given = parser.parse_args()
    sys.path.insert(0, str(given.bench / "events"))
    import score_events

    nlp = load_model()
    both: dict[str, Coded] = {}
    golds = {name: read_jsonl(given.bench / "events" / f"{name}.jsonl") for name in SETS}
    for name, gold in golds.items():
        docs = parsed(gold, nlp)
        both[name] = code(gold, docs, read_sentences)
        ways = {
            "lexicon": as_predicted(code(gold, docs, say_nothing), gold),
            "encoder": by_encoder(gold),
            "both": as_predicted(both[name], gold),
        }
        for way, predicted in ways.items():
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
                file.writelines(json.dumps({"id": key, "events": events}) + "\n" for key, events in predicted.items())
                file.flush()
                print(name, way, json.dumps(score_events.run(given.bench / "events" / f"{name}.jsonl", file.name)))
    print("\nplv-dev by type, both:", end=" ")
    print_types(golds["plv-dev"], both["plv-dev"])
    for name in ("plv-dev", "awwiki-dev"):
        print_score(name, golds[name], both[name])


if __name__ == "__main__":
    main()
