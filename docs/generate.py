"""Write the pages of docs/ that are made from the code: cli.md, schema.md. Run by hand; tests/test_docs.py checks them.

usage: .venv/bin/python docs/generate.py
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import click

HERE = Path(__file__).parent


def main() -> None:
    """Write every generated page."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    return {"cli.md": cli_page(), "schema.md": schema_page()}


def cli_page() -> str:
    """Return every command with its help, as the terminal shows it."""
    from onrecord.cli import main as commands

    top = click.Context(commands, info_name="onrecord", terminal_width=100, **commands.context_settings)
    parts = ["# Commands", "Made from the commands' own help by `docs/generate.py`."]
    for name, command in commands.commands.items():
        context = click.Context(command, info_name=name, parent=top)
        parts.append(f"## onrecord {name}\n\n```text\n{command.get_help(context)}\n```")
    parts.append(
        "Exit code 0: all went in. 1: something was left out, or could not be done (one line on stderr says what). 2: wrong usage."
    )
    return "\n\n".join(parts) + "\n"


def schema_page() -> str:
    """Return every table and view of the record with its comments."""
    schema = files("onrecord").joinpath("store", "schema.sql").read_text("utf-8")
    parts = ["# The record's tables", "Made from the comments of `schema.sql` by `docs/generate.py`. " + opening(schema)]
    pattern = re.compile(
        r"^-- (?P<what>[^\n]*(?:\n-- [^\n]*)*)\nCREATE (?P<kind>TABLE|VIEW|VIRTUAL TABLE) (?P<name>\w+)(?P<body>.*?);$", re.M | re.S
    )
    for found in pattern.finditer(schema):
        text = found["what"].replace("\n-- ", " ")
        parts.append(f"## {found['name']}\n\n{text}")
        columns = re.findall(r"^    \"?(\w+)\"? (INTEGER|TEXT|REAL)[^\n]*?--\s*(.*)$", found["body"], re.M)
        if found["kind"] == "TABLE" and columns:
            parts.append("\n".join(["| column | type | what |", "| --- | --- | --- |", *(f"| `{c}` | {t} | {w} |" for c, t, w in columns)]))
    return "\n\n".join(parts) + "\n"


def opening(schema: str) -> str:
    """Return the comment that the schema opens with."""
    return schema.split("\n\n", 1)[0].replace("-- ", "").replace("\n", " ")


if __name__ == "__main__":
    main()
