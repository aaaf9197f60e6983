"""Write the trained encoder as int8 ONNX, with its tokenizer and manifest, to src/onrecord/models.

    python training/events/export.py --weights training/.cache/events.pt

Weights are quantised per channel, activations when it runs. The manifest holds the sha256 that is checked at load.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from corpus import LABELS, good_sentences
from model import MAX_PIECES, EventEncoder, load_tokenizer, load_weights
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

# 7 bits a weight: processors without VNNI add two products in 16 bits, which 8 bits overflow
QUANTISED = {"per_channel": True, "weight_type": QuantType.QInt8, "reduce_range": True}
MODELS = Path(__file__).resolve().parents[2] / "src" / "onrecord" / "models"


def to_onnx(model: EventEncoder, path: Path) -> None:
    """Write the network with free batch and length."""
    ids = torch.tensor([[101, 2003, 2023, 102], [101, 2023, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        model,
        (ids, mask),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence", "trigger"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "sentence": {0: "batch"}, "trigger": axes},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export, quantise, write the manifest."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=MODELS)
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    model = load_weights(given.weights)
    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder) / "whole.onnx", Path(folder) / "ready.onnx"
        to_onnx(model, whole)
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(given.to / "events.onnx"), **QUANTISED)
    load_tokenizer().save(str(given.to / "tokenizer.json"), pretty=False)
    files = {name: hashlib.sha256((given.to / name).read_bytes()).hexdigest() for name in ("events.onnx", "tokenizer.json")}
    manifest = {"labels": LABELS, "max_pieces": MAX_PIECES, "sentences": len(good_sentences()), "sha256": files}
    (given.to / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{(given.to / 'events.onnx').stat().st_size / 1e6:.1f} MB", json.dumps(files, indent=2))


if __name__ == "__main__":
    main()
