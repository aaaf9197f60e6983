"""The commands: parse, call, print. Results go to stdout, notes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord import __version__
from onrecord.errors import OnRecordError

_FIELDS = ("id", "text", "title", "outlet", "published", "url", "byline", "language")
Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """The commands in the order of the work, with our own errors as one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are written here."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that we foresaw is one line on stderr and exit code 1."""
        try:
            return super().invoke(ctx)
        except OnRecordError as error:
            click.echo(f"onrecord: {error}", err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Put on record who did what to whom, when and where, who said so, and how the accounts compare."""


def _columns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    if any(not (ours and theirs) for ours, _, theirs in pairs):
        raise click.BadParameter("give OURS=THEIRS, as in text=body")
    if unknown := [ours for ours, _, _ in pairs if ours not in _FIELDS]:
        raise click.BadParameter(f"a story has no {unknown[0]!r}: OURS is one of {', '.join(_FIELDS)}")
    return {ours: theirs for ours, _, theirs in pairs}


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from onrecord.dates import read_date  # noqa: PLC0415

    if value and read_date(value) is None:
        raise click.BadParameter(f"{value!r} is not a date: write it as YYYY-MM-DD")
    return value


def reading_options(command: Command) -> Command:
    """Add the options of every command that reads stories."""
    for option in reversed(
        [
            click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
            click.option("--outlet", help="Who published the stories, where the files do not say."),
            click.option("--published", metavar="YYYY-MM-DD", callback=_day, help="When, where the files do not say."),
            click.option(
                "--column", "columns", multiple=True, callback=_columns, metavar="OURS=THEIRS", help="A column's name: text=body."
            ),
            click.option("--model", help="An installed spaCy pipeline; the default needs nothing more."),
            click.option("--workers", type=click.IntRange(1), help="Processes that read; as many as there are cores by default."),
        ]
    ):
        command = option(command)
    return command


def record_option(command: Command) -> Command:
    """Add --record."""
    return click.option("--record", type=click.Path(path_type=Path), default=Path("record.db"), show_default=True, help="The record.")(
        command
    )


def _how(outlet: str | None, published: str | None, columns: dict[str, str], model: str | None, workers: int | None) -> Any:
    from onrecord.annotate import DEFAULT_MODEL  # noqa: PLC0415
    from onrecord.ingest import Options  # noqa: PLC0415
    from onrecord.pipeline import How  # noqa: PLC0415

    options = Options(outlet=outlet, published=published, columns=columns)
    return How(model=model or DEFAULT_MODEL, workers=workers or os.cpu_count() or 1, options=options)


@main.command()
@reading_options
@click.option("--to", "target", required=True, metavar="OUT.jsonl", help="Where to write; - is stdout.")
def annotate(inputs: tuple[str, ...], target: str, **how: Any) -> None:
    """Read stories and write one annotated story a line; no record is kept.

    \b
    Example: onrecord annotate stories/ --to annotated.jsonl
    """
    from onrecord.contract import write_readings  # noqa: PLC0415
    from onrecord.pipeline import annotate as annotated  # noqa: PLC0415
    from onrecord.watch import Watch  # noqa: PLC0415

    with Watch(inputs) as watch:
        write_readings(annotated(inputs, how=_how(**how)), target, watch.see)
    sys.exit(watch.close("annotate"))


@main.command()
@reading_options
@click.option("--to", "target", required=True, metavar="OUT.json", help="Where to write; - is stdout.")
def compare(inputs: tuple[str, ...], target: str, **how: Any) -> None:
    """Read stories and compare them with each other; no record is kept.

    \b
    Example: onrecord compare monday.jsonl tuesday.jsonl --to compared.json
    """
    from onrecord.contract import write_compared  # noqa: PLC0415
    from onrecord.pipeline import annotate as annotated  # noqa: PLC0415
    from onrecord.pipeline import compare as compared  # noqa: PLC0415
    from onrecord.records import Reading  # noqa: PLC0415
    from onrecord.watch import Watch  # noqa: PLC0415

    with Watch(inputs) as watch:
        readings = [item for item in watch.pass_on(annotated(inputs, how=_how(**how))) if isinstance(item, Reading)]
        write_compared(compared(readings), readings, target)
    sys.exit(watch.close("compare"))


@main.command()
@reading_options
@record_option
def add(inputs: tuple[str, ...], record: Path, **how: Any) -> None:
    """Read stories and keep what they say, and how they compare, in a record.

    Run again, it adds only what is new or changed; stopped at any moment, it goes on where it was.

    \b
    Example: onrecord add stories/ --record syria.db
    """
    from onrecord.pipeline import add as add_to  # noqa: PLC0415
    from onrecord.watch import Watch  # noqa: PLC0415

    with Watch(inputs) as watch:
        add_to(inputs, record, how=_how(**how), on_batch=watch.see)
    sys.exit(watch.close(f"add to {record}"))


@main.command()
@click.argument("what", required=False, metavar="[ID]")
@click.option("--said-by", metavar="ACTOR", help="Statements of an actor, oldest first.")
@click.option("--about", metavar="WORDS", help="Statements that have these words.")
@record_option
def show(what: str | None, said_by: str | None, about: str | None, record: Path) -> None:
    """Show the record in the terminal: an overview, or one story, event, actor or statement by id or name.

    \b
    Example: onrecord show "Islamic State"
             onrecord show --said-by Lavrov --about "exit corridors"
    """
    from onrecord.show import show_record, show_statements, show_thing  # noqa: PLC0415
    from onrecord.store import Store  # noqa: PLC0415

    with Store(record, read_only=True) as store:
        if said_by or about:
            click.echo(show_statements(store, said_by=said_by, about=about))
        else:
            click.echo(show_thing(store, what) if what else show_record(store))


@main.command()
@record_option
def verify(record: Path) -> None:
    """Prove that every passage reads back from its story's text and every text from its hash.

    \b
    Example: onrecord verify --record syria.db
    """
    from onrecord.store import Store  # noqa: PLC0415

    with Store(record, read_only=True) as store:
        faults = 0
        for fault in store.verify():
            faults += 1
            click.echo(fault)
        click.echo(f"{store.count('story')} stories, {faults} faults", err=True)
    sys.exit(1 if faults else 0)


@main.command()
@record_option
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="The port on 127.0.0.1.")
def serve(record: Path, port: int) -> None:
    """Open the desk: a local, read-only web page over the record, also while `add` writes.

    \b
    Example: onrecord serve --record syria.db
    """
    from onrecord.serve import serve as serve_record  # noqa: PLC0415

    click.echo(f"the desk: http://127.0.0.1:{port}/  (stop with Ctrl-C)", err=True)
    serve_record(record, port=port)


@main.command()
@click.option("--record", type=click.Path(path_type=Path), default=Path("demo.db"), show_default=True, help="The record to make.")
def demo(record: Path) -> None:
    """Do the main job on the sample stories, then show what was found.

    \b
    Example: onrecord demo
    """
    from onrecord.demo import sample_stories  # noqa: PLC0415
    from onrecord.pipeline import add as add_to  # noqa: PLC0415
    from onrecord.show import show_demo  # noqa: PLC0415
    from onrecord.store import Store  # noqa: PLC0415
    from onrecord.watch import Watch  # noqa: PLC0415

    inputs = sample_stories()
    with Watch(inputs) as watch:
        add_to(inputs, record, how=_how(None, None, {}, None, None), on_batch=watch.see)
    watch.close(f"add to {record}")
    with Store(record, read_only=True) as store:
        click.echo(show_demo(store, record))


@main.command()
@click.argument("form", metavar="FORMAT")
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), metavar="PATH", help="A file, or a folder for tables.")
@click.option("--affair", metavar="ID", help="The storyline of a dossier; the largest by default.")
@record_option
def export(form: str, target: Path, affair: str | None, record: Path) -> None:
    """Write the record in a form that other tools read.

    The forms: jsonl, csv, parquet, polecat, accounts, geojson, graphml, webannotation, dossier (one affair in an HTML file).

    \b
    Example: onrecord export csv --to tables/
             onrecord export dossier --to affair.html
    """
    from onrecord.export import FORMATS  # noqa: PLC0415
    from onrecord.export import export as write  # noqa: PLC0415
    from onrecord.store import Store  # noqa: PLC0415

    if form not in FORMATS:
        raise click.UsageError(f"there is no form {form!r}: choose one of {', '.join(FORMATS)}")
    with Store(record, read_only=True) as store:
        click.echo(f"{write(store, form, target, affair=affair):,} rows written to {target}", err=True)
