"""The whole flow. Read this first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.annotate import DEFAULT_MODEL, load_model
from onrecord.annotate import annotate as let_read
from onrecord.clean import clean
from onrecord.compare import compare as compare_readings
from onrecord.extract import extract
from onrecord.ingest import read_stories
from onrecord.records import Compared, Dropped, Reading


def annotate(inputs: Iterable[str], *, model: str = DEFAULT_MODEL) -> Iterator[Reading | Dropped]:
    """Yield a Reading for every story of the inputs, in their order, and a Dropped for all that is left out."""
    nlp = load_model(model)
    for raw in read_stories(inputs):
        story = raw if isinstance(raw, Dropped) else clean(raw)
        if isinstance(story, Dropped):
            yield story
        else:
            yield from (extract(read, doc) for read, doc in let_read([story], nlp))


def compare(inputs: Iterable[str], *, model: str = DEFAULT_MODEL) -> tuple[Compared, list[Reading]]:
    """Annotate stories and compare them with each other."""
    readings = [reading for reading in annotate(inputs, model=model) if isinstance(reading, Reading)]
    return compare_readings(readings), readings
