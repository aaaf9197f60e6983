"""The commands: parse, call, print."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.group()
def main() -> None:
    """Put on record who said and did what, according to whom, and how the accounts compare."""


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--to", "target", required=True)
def annotate(inputs: tuple[str, ...], target: str) -> None:
    """Read stories, write one annotated story a line."""
    from onrecord.contract import reading_to_json  # noqa: PLC0415
    from onrecord.pipeline import annotate as annotated  # noqa: PLC0415
    from onrecord.records import Reading  # noqa: PLC0415

    with Path(target).open("w", encoding="utf-8") as out:
        for reading in annotated(inputs):
            if isinstance(reading, Reading):
                out.write(json.dumps(reading_to_json(reading), ensure_ascii=False) + "\n")


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--to", "target", required=True)
def compare(inputs: tuple[str, ...], target: str) -> None:
    """Read stories and compare them with each other."""
    from onrecord.contract import compared_to_json  # noqa: PLC0415
    from onrecord.pipeline import compare as compared  # noqa: PLC0415

    Path(target).write_text(json.dumps(compared_to_json(*compared(inputs)), ensure_ascii=False), encoding="utf-8")
