"""Write the pages of docs/ that are made from the code: cli.md, schema.md, ontology.md. Run by hand; tests/test_docs.py checks them.

usage: .venv/bin/python docs/generate.py
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.ontology.plover import Trigger

HERE = Path(__file__).parent


def main() -> None:
    """Write every generated page."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    return {"cli.md": cli_page(), "schema.md": schema_page(), "ontology.md": ontology_page()}


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


def ontology_page() -> str:
    """Return every event type and mode with what tells it, its examples and counter-examples, and the contexts."""
    from onrecord.ontology.contexts import load_contexts
    from onrecord.ontology.plover import load_plover

    plover = load_plover()
    parts = [
        "# The ontology",
        "Made from `plover.toml`, `modes.toml`, `contexts.toml` and `examples/` in `src/onrecord/data/` by `docs/generate.py`. "
        "Types, quads and intensities are PLOVER's; definitions, triggers and sentences are our own. A mode has the intensity of its type.",
        "In a trigger, `>` stands before the objects that its sense asks for, `<` before the subjects; `@person` is anybody. "
        "A trigger tells the mode under which it stands; where it leaves the mode open, the words around it tell (`modes.toml`). "
        "All sentences are invented. `docs/accuracy.md` says how many are coded right; the others are not left out here.",
        "\n".join(
            ["| type | quad | intensity | what it is | modes |", "| --- | --- | --- | --- | --- |"]
            + [
                "| "
                + " | ".join(
                    (
                        f"[{name}](#{name.lower()})",
                        quad,
                        f"{plover.scales[name]:g}",
                        plover.definitions[name],
                        ", ".join(plover.modes[name]),
                    )
                )
                + " |"
                for name, quad in plover.quads.items()
            ]
        ),
        *(type_section(name) for name in plover.quads),
        "## Contexts\n\nWhat an event is about beside what is done; any number of them.\n\n"
        + "\n".join(["| context | what it is |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in load_contexts().definitions.items())]),
    ]
    return "\n\n".join(parts) + "\n"


def type_section(name: str) -> str:
    """Return one event type: definition, then each mode with its triggers and examples, then what looks like it and is not."""
    from onrecord.ontology.examples import load_examples
    from onrecord.ontology.plover import load_plover

    plover = load_plover()
    own = [one for one in load_examples() if one.event_type == name]
    adjectives = ", ".join(f"`{word}`" for word, senses in plover.adjectives.items() if any(one.event_type == name for one in senses))
    parts = [f"## {name}", f"{plover.definitions[name].capitalize()}. {plover.quads[name].capitalize()}, {plover.scales[name]:g}."]
    for mode in (None, *plover.modes[name]):
        told = [one.text for one in own if not one.is_counter and one.mode == mode]
        if mode:
            parts.append(f"### {name} {mode}\n\n{plover.modes[name][mode].capitalize()}.")
        for label, words in (("Verbs", triggers_of(name, mode, plover.verbs)), ("Nouns", triggers_of(name, mode, plover.nouns))):
            parts += [f"{label}: {words}"] if words else []
        parts += [f"Adjectives with an infinitive: {adjectives}"] if adjectives and mode is None else []
        parts += ["\n".join(f"- {text}" for text in told)] if told else []
    other = [f"- {one.instead or 'no event'}: {one.text}" for one in own if one.is_counter]
    return "\n\n".join([*parts, f"### Not {name}, but", "\n".join(other)])


def triggers_of(name: str, mode: str | None, index: Mapping[str, Sequence[Trigger]]) -> str:
    """Return the triggers of a type and mode, as the table writes them; long lists of objects are cut."""
    found = []
    for words, senses in sorted(index.items()):
        for sense in senses:
            if sense.event_type == name and sense.mode == mode:
                frame = "".join(f" {sign} {some(lemmas)}" for sign, lemmas in (("<", sense.subjects), (">", sense.objects)) if lemmas)
                found.append(f"`{words}{frame}`")
    return ", ".join(dict.fromkeys(found))


def some(lemmas: Iterable[str]) -> str:
    """Return up to four words of a list."""
    words = sorted(lemmas)
    return ", ".join(words[:4]) + (" ..." if len(words) > 4 else "")


def opening(schema: str) -> str:
    """Return the comment that the schema opens with."""
    return schema.split("\n\n", 1)[0].replace("-- ", "").replace("\n", " ")


if __name__ == "__main__":
    main()
