"""What the event encoder makes of a sentence: which PLOVER type it reports, and which words are triggers.

The weights are ours (`models/card.md`). Each sentence is run by itself: int8 activations are scaled over a whole batch,
so in company its scores would depend on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError

MODELS = Path(__file__).resolve().parents[1] / "models"
NONE = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSpan:
    """Characters [start, end) of a sentence that the encoder takes for a trigger of this type."""

    start: int
    end: int
    event_type: str
    score: float


@dataclass(frozen=True, kw_only=True)
class SentenceReading:
    """The encoder's view of one sentence: a distribution over types for the whole, and one for each word piece."""

    sentence: str
    types: Mapping[str, float]  # the 16 types and NONE; sums to 1
    pieces: Sequence[tuple[int, int]]  # characters of each piece; empty ones are the tokenizer's own
    piece_scores: Any  # numpy array, pieces by labels
    labels: Sequence[str]

    @property
    def event_type(self) -> str:
        """The likeliest type of the sentence, NONE among them."""
        return max(self.labels, key=lambda label: self.types[label])

    @cached_property
    def triggers(self) -> Sequence[TriggerSpan]:
        """The runs of pieces whose likeliest label is one type, in their order; no two overlap."""
        found: list[TriggerSpan] = []
        best = self.piece_scores.argmax(axis=-1)
        run: list[int] = []
        for place in range(len(self.pieces) + 1):
            inside = place < len(self.pieces) and self.pieces[place][1] > self.pieces[place][0] and best[place] > 0
            if run and not (inside and best[place] == best[run[0]]):
                found.append(self._span(run, int(best[run[0]])))
                run = []
            if inside:
                run.append(place)
        return tuple(found)

    def score_at(self, start: int, end: int) -> Mapping[str, float]:
        """Return the distribution at the characters [start, end): that of the piece there that looks most like a trigger."""
        inside = [place for place, (a, b) in enumerate(self.pieces) if a < end and start < b]
        if not inside:  # cut off, or only white space
            return {label: float(label == NONE) for label in self.labels}
        place = min(inside, key=lambda at: self.piece_scores[at, 0])
        return dict(zip(self.labels, self.piece_scores[place].tolist(), strict=True))

    def _span(self, run: Sequence[int], label: int) -> TriggerSpan:
        score = float(self.piece_scores[list(run), label].mean())
        return TriggerSpan(start=self.pieces[run[0]][0], end=self._word_end(run[-1]), event_type=self.labels[label], score=score)

    def _word_end(self, place: int) -> int:
        """Return where the word of a piece ends: pieces of one word touch."""
        while place + 1 < len(self.pieces) and self.pieces[place + 1][0] == self.pieces[place][1] > 0 and self._goes_on(place):
            place += 1
        return self.pieces[place][1]

    def _goes_on(self, place: int) -> bool:
        at = self.pieces[place][1]
        return self.sentence[at - 1].isalpha() and self.sentence[at : at + 1].isalpha()


def read_sentences(sentences: Sequence[str]) -> Sequence[SentenceReading]:
    """Return the encoder's reading of each sentence, in their order. A ModelError says if the model is not the one shipped."""
    return [] if not sentences else load_encoder(MODELS).read(sentences)


@cache
def load_encoder(folder: Path) -> Encoder:
    """Load the encoder of a folder once, after checking every file against the manifest."""
    return Encoder(folder)


class Encoder:
    """An open ONNX session with its tokenizer."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        manifest = check_files(folder)
        self.labels: Sequence[str] = tuple(manifest["labels"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "events.onnx"), options, providers=["CPUExecutionProvider"])

    def read(self, sentences: Sequence[str]) -> Sequence[SentenceReading]:
        """Return the reading of each sentence."""
        return [self.read_one(sentence) for sentence in sentences]

    def read_one(self, sentence: str) -> SentenceReading:
        """Return the reading of one sentence, whatever else is read."""
        import numpy as np  # noqa: PLC0415

        encoded = self.tokenizer.encode(sentence.encode("utf-8", "replace").decode("utf-8"))
        ids = np.array([encoded.ids], dtype=np.int64)
        whole, pieces = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return SentenceReading(
            sentence=sentence,
            types=dict(zip(self.labels, _softmax(whole[0]).tolist(), strict=True)),
            pieces=tuple(encoded.offsets),
            piece_scores=_softmax(pieces[0]),
            labels=self.labels,
        )


def check_files(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder; a ModelError if a file of it is missing or not the one that was shipped."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name, expected in manifest["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{folder / name} is not the file that was shipped: install onrecord again")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the event encoder in {folder} cannot be read: install onrecord again") from error
    return manifest


def _softmax(logits: Any) -> Any:
    import numpy as np  # noqa: PLC0415

    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
