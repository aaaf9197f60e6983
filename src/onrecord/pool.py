"""Read stories in several processes, in order; a worker that dies costs a retry, not a hang and not a story."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.annotate import annotate, load_model
from onrecord.extract import extract
from onrecord.records import Dropped, Reading, Story

if TYPE_CHECKING:
    from spacy.language import Language

Batch = Sequence[Story | Dropped]
Result = Sequence[Reading | Dropped]

_BATCH_STORIES = 32
_BATCH_CHARACTERS = 80_000
_TRIES = 2  # of a batch as a whole, then of each of its stories alone
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # one core a worker


def in_batches(found: Iterable[Story | Dropped]) -> Iterator[Batch]:
    """Cut a stream into batches that depend on its content only, not on the number of workers."""
    batch: list[Story | Dropped] = []
    characters = 0
    for item in found:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Story) else 0
        if len(batch) >= _BATCH_STORIES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def read_batches(batches: Iterable[Batch], *, model: str, workers: int) -> Iterator[Result]:
    """Yield what each batch says, in the order of the batches. One worker reads in this process."""
    waiting = iter(batches)
    first, second = next(waiting, None), next(waiting, None)
    start = [batch for batch in (first, second) if batch is not None]
    if workers <= 1 or second is None:
        if start:
            nlp = load_model(model)
            yield from (_read(batch, nlp) for batch in _chain(start, waiting))
        return
    load_model(model)  # a model that is missing is told here, in one line, and not by every worker
    yield from _read_in_processes(_chain(start, waiting), model, workers)


def _chain(start: Sequence[Batch], rest: Iterator[Batch]) -> Iterator[Batch]:
    yield from start
    yield from rest


def _read(batch: Batch, nlp: Language) -> Result:
    stories = [item for item in batch if isinstance(item, Story)]
    readings = (extract(story, doc) for story, doc in annotate(stories, nlp))
    return [item if isinstance(item, Dropped) else next(readings) for item in batch]


@dataclass(slots=True, kw_only=True)
class _Task:
    batch: Batch
    future: Future[Result] | None = None
    broke: int = 0  # how often a worker died while it was in hand


def _read_in_processes(batches: Iterator[Batch], model: str, workers: int) -> Iterator[Result]:
    tasks: deque[_Task] = deque()
    pool = _start_pool(model, workers)
    try:
        while True:
            while len(tasks) < 2 * workers and (batch := next(batches, None)) is not None:
                tasks.append(_Task(batch=batch))
            if not tasks:
                return
            try:
                for task in tasks:
                    task.future = task.future or pool.submit(_read_in_worker, task.batch)
                head = tasks[0]
                assert head.future is not None  # noqa: S101 - submitted just above
                result = head.future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _restart(tasks, model, workers)
                continue
            tasks.popleft()
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _restart(tasks: deque[_Task], model: str, workers: int) -> ProcessPoolExecutor:
    """Put back what was in hand when a worker died; read the first batch apart if it was in hand too often."""
    for task in tasks:
        if task.future and not _is_read(task.future):
            task.future = None
    tasks[0].broke += 1
    pool = _start_pool(model, workers)
    if tasks[0].broke >= _TRIES:
        done: Future[Result] = Future()
        done.set_result(_read_one_by_one(tasks[0].batch, model))
        tasks[0].future = done
    return pool


def _is_read(future: Future[Result]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _read_one_by_one(batch: Batch, model: str) -> Result:
    """Read each story of a batch in a process of its own choosing to die; the story that ends it is left out with its reason."""
    results: list[Reading | Dropped] = []
    pool = _start_pool(model, 1)
    for item in batch:
        for last in (False, True):
            try:
                results += pool.submit(_read_in_worker, [item]).result()
                break
            except BrokenProcessPool:
                pool = _start_pool(model, 1)
                if last and isinstance(item, Story):
                    reason = "the process that read it was ended twice, for want of memory or by a fault of the model"
                    results.append(
                        Dropped(
                            location=item.location,
                            stage="annotate",
                            reason=reason,
                            remedy="add it alone, or cut it into parts",
                            id=item.id,
                            bytes_sha256=item.bytes_sha256,
                        )
                    )
    pool.shutdown(wait=False)
    return results


def _start_pool(model: str, workers: int) -> ProcessPoolExecutor:
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(model, os.getpid()))


_nlp: Language | None = None  # the worker's model, loaded once


def _start_worker(model: str, parent: int) -> None:
    global _nlp  # noqa: PLW0603 - a pool's initializer has no other place to leave what it made
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _nlp = load_model(model)


def _end_with(parent: int) -> None:
    """End this worker when the process that started it has gone, also by SIGKILL."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _read_in_worker(batch: Batch) -> Result:
    assert _nlp is not None  # noqa: S101 - set by the initializer
    return _read(batch, _nlp)
