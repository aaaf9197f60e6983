"""The sample stories that the package ships, as inputs."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path


def sample_stories() -> list[str]:
    """Return the files of the sample stories."""
    with as_file(files("onrecord").joinpath("stories")) as folder:
        return sorted(str(path) for path in Path(folder).iterdir() if path.suffix in {".jsonl", ".html"})
