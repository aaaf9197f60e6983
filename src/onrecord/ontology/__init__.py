"""The only reader of `data/`: one file here a table there."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load_toml(name: str) -> dict[str, Any]:
    """Return a table of `data/` by file name."""
    return tomllib.loads(files("onrecord").joinpath("data", name).read_text("utf-8"))
