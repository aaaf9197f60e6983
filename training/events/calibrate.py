"""Fit the score of an event on the held-out training sentences: how probable it is that the event is told and of its type.

    .venv/bin/python training/events/calibrate.py

Prints the two numbers of `extract/events/decide.py`, and the expected calibration error before and after.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import Sentence, good_sentences, is_held_out

from onrecord.annotate import annotate, load_model
from onrecord.clean import clean
from onrecord.extract import extract
from onrecord.extract.events.decide import Signs, find_signs
from onrecord.records import RawStory, Story

STEPS = 6000
RATE = 2.0

Case = tuple[Signs, bool]


def told(sentence: Sentence, event_type: str) -> bool:
    """Tell whether a sentence of ours tells an event of a type."""
    return event_type == sentence.label or any(trigger.type == event_type for trigger in sentence.triggers)


def read_cases(sentences: Sequence[Sentence]) -> list[Case]:
    """Return the events that the pipeline finds in the sentences, with what speaks for each, and whether they are told."""
    stories = [
        clean(RawStory(id=str(number), text=sentence.text, location=sentence.place, bytes_sha256=""))
        for number, sentence in enumerate(sentences)
    ]
    cases: list[Case] = []
    for story, doc in annotate([story for story in stories if isinstance(story, Story)], load_model()):
        so_far = replace(extract(story, doc), events=(), main_event=None)
        cases += [(signs, told(sentences[int(story.id)], one.event_type)) for one, signs in find_signs(doc, so_far)]
    return cases


def fit(cases: Sequence[Case]) -> tuple[float, float]:
    """Return bias and slope of a logistic curve from weight to share of right ones, by plain gradient descent."""
    bias = slope = 0.0
    for _ in range(STEPS):
        gaps = [(to_score(bias, slope, signs) - right, signs.weight) for signs, right in cases]
        bias -= RATE * sum(gap for gap, _ in gaps) / len(gaps)
        slope -= RATE * sum(gap * weight for gap, weight in gaps) / len(gaps)
    return bias, slope


def to_score(bias: float, slope: float, signs: Signs) -> float:
    """Return the score that a curve gives."""
    return 1 / (1 + math.exp(-(bias + slope * signs.weight)))


def calibration_error(scored: Sequence[tuple[float, bool]], *, bins: int = 10) -> float:
    """Return the expected calibration error: how far score and share of right ones are apart, by tenths of the score."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for score, right in scored:
        held.setdefault(min(bins - 1, int(score * bins)), []).append((score, right))
    gaps = (abs(sum(score for score, _ in one) - sum(right for _, right in one)) for one in held.values())
    return sum(gaps) / max(1, len(scored))


def main() -> None:
    """Print curve and errors."""
    held_out = [sentence for sentence in good_sentences(Path(__file__).resolve().parents[1] / "sentences") if is_held_out(sentence)]
    cases = read_cases(held_out)
    bias, slope = fit(cases)
    after = [(to_score(bias, slope, signs), right) for signs, right in cases]
    print(f"{len(cases)} events in {len(held_out)} sentences, {100 * sum(right for _, right in cases) / len(cases):.1f} % told")
    print(f"bias {bias:.2f}, slope {slope:.2f}")
    before = calibration_error([(signs.frame, right) for signs, right in cases])
    shipped = calibration_error([(signs.score, right) for signs, right in cases])
    print(f"calibration error: frame alone {100 * before:.1f}, shipped {100 * shipped:.1f}, fitted {100 * calibration_error(after):.1f}")


if __name__ == "__main__":
    main()
