"""Fine-tune the encoder on the training sentences.

    OMP_NUM_THREADS=1 python training/events/train.py --to training/.cache/events.pt [--all] [--epochs 4] [--go-on-from MODEL.onnx]
    python training/events/train.py --base MPNET_FOLDER --layers 12 --rate 3e-5 --device cuda --seed 1 --to training/.cache/teacher-1.pt

Without --all, every tenth sentence of each type is held out and scored after each epoch. With --go-on-from, training starts from weights
that were shipped before instead of MiniLM's own, and half as many epochs do. With --base it starts from another pretrained encoder with
word pieces: a teacher for distil.py, too large to ship.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from corpus import LABELS, SENTENCES, Sentence, good_sentences, is_held_out
from extend import extend
from model import EventEncoder, load_shipped, load_tokenizer
from swaps import swap_places
from templates import filled
from tokenizers import Tokenizer
from torch.nn import functional

SEED = 20261124
UNKNOWN = "?"  # the label of a sentence whose type nobody has marked
MAIN_SHARE = 0.85  # of the sentence target when other types are in the sentence too


def to_targets(sentence: Sentence, offsets: Sequence[tuple[int, int]]) -> tuple[list[float], list[int]]:
    """Return the sentence distribution and the label of each piece (-100: counts for nothing)."""
    others = sorted({t.type for t in sentence.triggers} - {sentence.label})
    share = [0.0] * len(LABELS)
    if sentence.label == UNKNOWN:
        return share, [-100] * len(offsets)
    share[LABELS.index(sentence.label)] = MAIN_SHARE if others else 1.0
    for kind in others:
        share[LABELS.index(kind)] = (1 - MAIN_SHARE) / len(others)
    pieces = []
    for start, end in offsets:
        kind = next((t.type for t in sentence.triggers if start < t.end and t.start < end), "NONE")
        pieces.append(LABELS.index(kind) if sentence.marked and end > start else -100)
    return share, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sentences as tensors: ids, mask and piece targets are (sentences, pieces), shares (sentences, labels)."""

    texts: list[str]
    ids: torch.Tensor
    mask: torch.Tensor
    share: torch.Tensor  # the sentence distribution wanted
    pieces: torch.Tensor  # the label wanted of each piece, -100 where it counts for nothing

    def to(self, device: str) -> Batch:
        """Return the batch on a device."""
        moved = {name: getattr(self, name).to(device) for name in ("ids", "mask", "share", "pieces")}
        return Batch(texts=self.texts, **moved)


def pad(rows: Sequence[Sequence[int]], filler: int) -> torch.Tensor:
    """Return rows of ids as one tensor, filled up to the longest."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])


def padding_of(tokenizer: Tokenizer) -> int:
    """Return the id that stands for no piece: MPNet counts positions without it."""
    return tokenizer.token_to_id("<pad>") or tokenizer.token_to_id("[PAD]") or 0


def to_batches(sentences: Sequence[Sentence], size: int, chance: random.Random | None, tokenizer: Tokenizer) -> Iterator[Batch]:
    """Yield batches, sentences of like length together."""
    rows = []
    for sentence in sentences:
        encoded = tokenizer.encode(sentence.text)
        rows.append((encoded.ids, *to_targets(sentence, encoded.offsets), sentence.text))
    rows.sort(key=lambda row: len(row[0]) + (chance.random() * 6 if chance else 0))
    batches = [rows[i : i + size] for i in range(0, len(rows), size)]
    if chance:
        chance.shuffle(batches)
    filler = padding_of(tokenizer)
    for batch in batches:
        yield Batch(
            texts=[text for *_, text in batch],
            ids=pad([ids for ids, *_ in batch], filler),
            mask=pad([[1] * len(ids) for ids, *_ in batch], 0),
            share=torch.tensor([share for _, share, *_ in batch]),
            pieces=pad([pieces for _, _, pieces, _ in batch], -100),
        )


def validate(model: EventEncoder, sentences: Sequence[Sentence], device: str) -> str:
    """Return sentence accuracy, macro F1 and trigger F1 (by piece) in one line."""
    model.eval()
    right, hits = Counter(), Counter()
    with torch.no_grad():
        for batch in to_batches(sentences, 64, None, load_tokenizer(model.base)):
            here = batch.to(device)
            logits, piece_logits = model(here.ids, here.mask)
            for gold, guess in zip(here.share.argmax(-1).tolist(), logits.argmax(-1).tolist(), strict=True):
                right["n"] += 1
                right["ok"] += gold == guess
                right["gold", gold] += 1
                right["guess", guess] += 1
                right["both", gold] += gold == guess
            keep = here.pieces >= 0
            gold_pieces, guess_pieces = here.pieces[keep], piece_logits.argmax(-1)[keep]
            hits["tp"] += int(((gold_pieces == guess_pieces) & (gold_pieces > 0)).sum())
            hits["guess"] += int((guess_pieces > 0).sum())
            hits["gold"] += int((gold_pieces > 0).sum())
    scores = [2 * right["both", k] / max(1, right["gold", k] + right["guess", k]) for k in range(len(LABELS))]
    trigger = 2 * hits["tp"] / max(1, hits["guess"] + hits["gold"])
    accuracy, macro = right["ok"] / right["n"], sum(scores) / len(scores)
    return f"accuracy {accuracy:.3f}, macro F1 {macro:.3f}, NONE F1 {scores[0]:.3f}, trigger F1 {trigger:.3f}"


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", required=True)
    parser.add_argument("--all", action="store_true", help="hold nothing out")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--trigger-weight", type=float, default=1.0)
    parser.add_argument("--plain", action="store_true", help="neither swap places nor lengthen sentences")
    parser.add_argument("--go-on-from", type=Path)
    parser.add_argument("--base", help="folder of other pretrained weights, with a tokenizer of word pieces")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()

    torch.manual_seed(given.seed)
    torch.set_float32_matmul_precision("high")
    chance = random.Random(given.seed)
    sentences = good_sentences(SENTENCES)
    train = [s for s in sentences if given.all or not is_held_out(s)]
    held_out = [s for s in sentences if is_held_out(s)]
    train += filled(SEED)
    print(f"{len(train)} to train on, {len(held_out)} held out", flush=True)

    model = EventEncoder(given.dropout, given.layers, given.base)
    if given.go_on_from:
        load_shipped(model, given.go_on_from)
    model.to(given.device)
    tokenizer = load_tokenizer(given.base)
    model.body.embeddings.word_embeddings.weight.requires_grad = False  # most of them are never seen
    heads = [p for name, p in model.named_parameters() if not name.startswith("body.")]
    body = [p for p in model.body.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": given.rate}, {"params": heads, "lr": given.rate * (2 if given.go_on_from else 10)}],
        weight_decay=0.01,
        fused=True,
    )
    steps = given.epochs * -(-len(train) // given.batch)
    warm = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm))))
    for epoch in range(given.epochs):
        model.train()
        total = 0.0
        seen = train if given.plain else [extend(swap_places(s, chance) if epoch else s, chance) for s in train]
        for batch in to_batches(seen, given.batch, chance, tokenizer):
            here = batch.to(given.device)
            logits, piece_logits = model(here.ids, here.mask)
            loss = functional.cross_entropy(logits, here.share, label_smoothing=given.smoothing)
            wanted = here.pieces.flatten()
            loss = loss + given.trigger_weight * functional.cross_entropy(piece_logits.flatten(0, 1), wanted, ignore_index=-100)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        torch.save(model.saved(), given.to)
        print(f"epoch {epoch + 1}: loss {total * given.epochs / steps:.3f}; {validate(model, held_out, given.device)}", flush=True)


if __name__ == "__main__":
    main()
