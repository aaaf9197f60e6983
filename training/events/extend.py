"""Lengthen short training sentences with neutral clauses, so that datelines, attributions and asides tell the model nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path

from corpus import Sentence, Trigger

_LINES = [
    line
    for line in (Path(__file__).parent / "extensions.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
STARTS = [line.removesuffix("|") for line in _LINES if line.endswith("|")]
ENDS = [line for line in _LINES if not line.endswith("|")]
_LONG = 24  # words; longer sentences stay as they are
_ARTICLE = re.compile(r"^(The|A|An|In|At|On|Some|Two|Three|Many|Four|Hundreds|Thousands|Residents|Police|Soldiers|Workers|Students)\b")


def extend(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return the sentence, two times in three longer by a clause at its start or its end."""
    text, shift = sentence.text, 0
    if len(text.split()) >= _LONG or text[0] in '"“':
        return sentence
    if chance.random() < 1 / 3:
        start = chance.choice(STARTS)
        if start.endswith(", ") and _ARTICLE.match(text):
            text = text[0].lower() + text[1:]
        text, shift = start + text, len(start)
    if chance.random() < 1 / 2 and text.endswith(".") and not text.endswith('".'):
        text = text[:-1] + chance.choice(ENDS) + "."
    triggers = tuple(Trigger(start=t.start + shift, end=t.end + shift, type=t.type, status=t.status) for t in sentence.triggers)
    return Sentence(text=text, label=sentence.label, triggers=triggers, place=sentence.place, marked=sentence.marked)
