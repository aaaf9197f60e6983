"""Teach a smaller encoder what larger ones make of the training sentences, so that reading costs a fraction.

    OMP_NUM_THREADS=2 python training/events/distil.py --teacher training/.cache/events.pt --layers 0,2,4 --to training/.cache/small.pt
    ... --go-on-from training/.cache/small.pt --rate 1.5e-4 --unlabelled STORIES.jsonl --to training/.cache/smaller.pt

Several teachers count as their mean. A teacher from another base has its own ids for the same word pieces; its hidden states are too wide
to be learnt.

The student starts from the named layers of the teacher and learns, on sentences varied anew each epoch, the teacher's distributions, its
last hidden states and the marked types (after DistilBERT: Sanh et al. 2019, https://arxiv.org/abs/1910.01108). Of openly licensed
stories it learns only what the teacher makes of their sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import torch
from corpus import SENTENCES, Sentence, good_sentences, is_held_out
from extend import extend
from model import EventEncoder, load_tokenizer, load_weights
from swaps import swap_places
from templates import filled
from torch.nn import functional
from train import SEED, UNKNOWN, Batch, pad, padding_of, to_batches, validate

HEAT = 2.0  # flattens both distributions, so that what the teacher finds second likeliest counts
SOFT, HIDDEN, HARD = 1.0, 1.0, 0.3  # weights of the three losses
LEAST, MOST = 6, 60  # words of a sentence without a label
_SENTENCE_END = re.compile(r"(?<=[.!?\u201d\"])\s+(?=[A-Z\u201c\"])|\n+")


def soft_loss(student: torch.Tensor, teacher: torch.Tensor) -> torch.Tensor:
    """Return the divergence of two sets of logits (rows by labels)."""
    return functional.kl_div(functional.log_softmax(student / HEAT, -1), functional.softmax(teacher / HEAT, -1), reduction="batchmean") * (
        HEAT * HEAT
    )


def unlabelled(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of stories, roughly parted, with a label that stands for none known."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for part in _SENTENCE_END.split(json.loads(line)["text"]):
            if LEAST <= len(part.split()) <= MOST:
                yield Sentence(text=" ".join(part.split()), label=UNKNOWN, triggers=(), place=path.name, marked=False)


class Teacher:
    """A larger encoder, asked in batches that were made for the student."""

    def __init__(self, path: Path, device: str) -> None:
        self.model: EventEncoder = load_weights(path).to(device).eval()
        self.device = device
        self.tokenizer = load_tokenizer(self.model.base) if self.model.base else None

    def read(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return sentence logits, piece logits and hidden states."""
        ids = batch.ids
        if self.tokenizer is not None:
            rows = [self.tokenizer.encode(text).ids for text in batch.texts]
            if [len(row) for row in rows] != batch.mask.sum(-1).tolist():
                raise ValueError("the teacher parts these sentences into other word pieces than the student")
            ids = pad(rows, padding_of(self.tokenizer)).to(self.device)
        with torch.no_grad():
            return self.model.read(ids, batch.mask)


def main() -> None:
    """Train the student and write its weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--teacher", type=Path, action="append", required=True, help="weights of train.py, or a shipped .onnx")
    parser.add_argument("--layers", default="0,2,4")
    parser.add_argument("--go-on-from", type=Path, help="weights of this script to start from, in place of the teacher's layers")
    parser.add_argument("--unlabelled", type=Path, action="append", default=[], help="stories ({text} a line) without labels")
    parser.add_argument("--to", required=True)
    parser.add_argument("--all", action="store_true", help="hold nothing out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()

    torch.manual_seed(given.seed)
    torch.set_float32_matmul_precision("high")
    chance = random.Random(given.seed)
    sentences = good_sentences(SENTENCES)
    train = [*(one for one in sentences if given.all or not is_held_out(one)), *filled(SEED)]
    held_out = [one for one in sentences if is_held_out(one)]
    teachers = [Teacher(path, given.device) for path in given.teacher]
    for path, teacher in zip(given.teacher, teachers, strict=True):
        print(f"teacher {path.name}: {validate(teacher.model, held_out, given.device)}", flush=True)
    layers = [int(one) for one in given.layers.split(",")]
    student = (load_weights(given.go_on_from) if given.go_on_from else teachers[0].model.with_layers(layers)).to(given.device)
    tokenizer = load_tokenizer()
    bare = [one for path in given.unlabelled for one in unlabelled(path)]
    print(f"{len(train)} sentences, {len(bare)} without labels", flush=True)
    student.body.embeddings.word_embeddings.weight.requires_grad = False
    parameters = [one for one in student.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=given.rate, weight_decay=0.01, fused=True)
    steps = given.epochs * -(-(len(train) + len(bare)) // given.batch)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm))))
    for epoch in range(given.epochs):
        student.train()
        total = 0.0
        seen = [extend(swap_places(one, chance) if epoch else one, chance) for one in train] + bare
        for batch in to_batches(seen, given.batch, chance, tokenizer):
            here = batch.to(given.device)
            told = [teacher.read(here) for teacher in teachers]
            wanted = torch.stack([logits for logits, _, _ in told]).mean(0)
            wanted_pieces = torch.stack([pieces for _, pieces, _ in told]).mean(0)
            logits, piece_logits, hidden = student.read(here.ids, here.mask)
            inside = here.mask.bool()
            loss = SOFT * (soft_loss(logits, wanted) + soft_loss(piece_logits[inside], wanted_pieces[inside]))
            if len(told) == 1 and told[0][2].shape == hidden.shape:
                loss = loss + HIDDEN * functional.mse_loss(hidden[inside], told[0][2][inside])
            if (known := here.share.sum(-1) > 0).any():
                hard = functional.cross_entropy(logits[known], here.share[known])
                if (here.pieces >= 0).any():
                    hard = hard + functional.cross_entropy(piece_logits.flatten(0, 1), here.pieces.flatten(), ignore_index=-100)
                loss = loss + HARD * hard
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        torch.save(student.saved(), given.to)
        print(f"epoch {epoch + 1}: loss {total * given.epochs / steps:.3f}; {validate(student, held_out, given.device)}", flush=True)


if __name__ == "__main__":
    main()
