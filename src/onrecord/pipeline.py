"""The whole flow. Read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import __version__
from onrecord.annotate import DEFAULT_MODEL, describe_model
from onrecord.clean import clean
from onrecord.compare import compare as compare_readings
from onrecord.comparing import compare_new
from onrecord.ingest import Options, read_stories
from onrecord.pool import fault_on, in_batches, read_batches
from onrecord.records import Compared, Dropped, RawStory, Reading, Story
from onrecord.store import Run, Store

OnBatch = Callable[[Sequence[Reading | Dropped]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read: which spaCy pipeline, in how many processes, and what the files cannot say themselves.

    More than one process is for programs whose start is guarded by `if __name__ == "__main__":`, as Python's
    `multiprocessing` asks; the command line uses as many as there are cores.
    """

    model: str = DEFAULT_MODEL
    workers: int = 1
    options: Options = field(default_factory=Options)


def add(inputs: Sequence[str], record: Path, *, how: How | None = None, on_batch: OnBatch | None = None) -> None:
    """Read stories and put on record what they say and how they compare; what is on record already is passed over."""
    how = how or How()
    with Store(record) as store:
        run_id = store.start_run(_describe_run(inputs, how))
        stories = clean_all(store.unseen(read_stories(inputs, how.options)))
        for batch in read_batches(in_batches(stories), model=how.model, workers=how.workers):
            store.add(batch, run_id)
            if on_batch:
                on_batch(batch)
        compare_new(store)
        store.finish_run(run_id)


def annotate(inputs: Sequence[str], *, how: How | None = None) -> Iterator[Reading | Dropped]:
    """Yield a Reading for every story of the inputs, in their order, and a Dropped for all that is left out."""
    how = how or How()
    stories = clean_all(read_stories(inputs, how.options))
    for batch in read_batches(in_batches(stories), model=how.model, workers=how.workers):
        yield from batch


def compare(readings: Sequence[Reading]) -> Compared:
    """Return how a set of readings compare."""
    return compare_readings(readings)


def clean_all(found: Iterable[RawStory | Dropped]) -> Iterator[Story | Dropped]:
    """Yield each story marked up, and what is left out with its reason."""
    for raw in found:
        if isinstance(raw, Dropped):
            yield raw
            continue
        try:
            yield clean(raw)
        except Exception as error:  # noqa: BLE001 - a fault that one story brings to light must not cost the others
            yield fault_on(raw, error, "clean")


def _describe_run(inputs: Sequence[str], how: How) -> Run:
    settings = {"outlet": how.options.outlet, "published": how.options.published, "columns": dict(how.options.columns)}
    return Run(command="add", version=__version__, model=describe_model(how.model), settings=settings, arguments=inputs)
