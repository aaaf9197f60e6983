"""Read stories in several processes, in order; a worker that dies costs a retry, not a hang and not a story."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from onrecord.annotate import annotate, load_model
from onrecord.errors import ModelError, OnRecordError
from onrecord.extract import extract
from onrecord.records import Dropped, RawStory, Reading, Stage, Story

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from spacy.language import Language

Batch = Sequence[Story | Dropped]
Result = Sequence[Reading | Dropped]

_BATCH_STORIES = 32
_BATCH_CHARACTERS = 80_000
_TRIES = 2  # of a batch as a whole, then of each of its stories alone
_PATIENCE, _SLOWEST = 120, 400  # seconds for any batch, and characters that the slowest model reads in one more
_STARTS = 3  # of a worker that ends before its model is loaded
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
    start = list(islice(waiting, 2))
    if workers > 1 and len(start) > 1:
        with _Team(model, workers) as team:
            yield from team.read(chain(start, waiting))
        return
    nlp = None
    for batch in chain(start, waiting):
        if not any(isinstance(item, Story) for item in batch):
            yield [item for item in batch if isinstance(item, Dropped)]
            continue
        nlp = nlp or load_model(model)
        yield _read(batch, nlp)


# ── one batch ────────────────────────────────────────────────────────────────────────────────────


def _read(batch: Batch, nlp: Language) -> Result:
    """Return what a batch says; a story on which the code fails is left out alone."""
    stories = [item for item in batch if isinstance(item, Story)]
    try:
        readings: Iterator[Reading | Dropped] = iter([extract(story, doc) for story, doc in annotate(stories, nlp)])
    except OnRecordError:
        raise
    except Exception:  # noqa: BLE001 - a fault that one story brings to light must not cost the others
        readings = (_read_alone(story, nlp) for story in stories)
    return [item if isinstance(item, Dropped) else next(readings) for item in batch]


def _read_alone(story: Story, nlp: Language) -> Reading | Dropped:
    try:
        [(_, doc)] = annotate([story], nlp)
        return extract(story, doc)
    except OnRecordError:
        raise
    except Exception as error:  # noqa: BLE001 - told with its place, kept on record, and the run goes on
        return fault_on(story, error, "annotate")


def fault_on(story: RawStory | Story, error: Exception, stage: Stage) -> Dropped:
    """Return what is put on record for a story on which the code failed: where, and how."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    words = " ".join(str(error).split())[:200]
    reason = f"a fault of onrecord ({type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: {words})"
    return _left_out(story, reason, "report it with the story", stage)


def _left_out(story: RawStory | Story, reason: str, remedy: str, stage: Stage = "annotate") -> Dropped:
    return Dropped(location=story.location, stage=stage, reason=reason, remedy=remedy, id=story.id, bytes_sha256=story.bytes_sha256)


# ── several processes ────────────────────────────────────────────────────────────────────────────


class _Team:
    """Processes that read, each led by a thread of this one that gives it a batch and waits for what it says."""

    def __init__(self, model: str, workers: int) -> None:
        self._model = model
        self._workers = workers
        self._threads = ThreadPoolExecutor(workers, "onrecord")
        self._mine = threading.local()  # `worker`: the process that a thread leads
        self._all: list[_Worker] = []
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes; the threads end with them."""
        self._is_closed = True
        for worker in self._all:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def read(self, batches: Iterator[Batch]) -> Iterator[Result]:
        """Yield what each batch says, in their order, with as many in hand and in waiting as there are workers."""
        tasks: deque[Future[Result]] = deque()
        for batch in batches:
            tasks.append(self._threads.submit(self._read, batch))
            if len(tasks) >= 2 * self._workers:
                yield tasks.popleft().result()
        while tasks:
            yield tasks.popleft().result()

    def _read(self, batch: Batch) -> Result:
        """Return what a batch says; one that ends its worker twice is read story by story, to leave out the one that does it.

        So is one that takes far longer than it can, at once.
        """
        limit = _PATIENCE + sum(len(item.text) for item in batch if isinstance(item, Story)) // _SLOWEST
        reason = "the process that read it was ended twice, for want of memory or by a fault of the model"
        for _ in range(_TRIES):
            worker = self._worker()
            try:
                return worker.read(batch, limit)
            except TimeoutError:
                worker.end()
                reason = f"it was not read in {limit} seconds"
                break
            except (EOFError, OSError):  # it was killed, or fell
                worker.end()
        if len(batch) > 1:
            return [found for item in batch for found in self._read([item])]
        [item] = batch
        return [item if isinstance(item, Dropped) else _left_out(item, reason, "add it alone, or cut it into parts")]

    def _worker(self) -> _Worker:
        """Return this thread's worker, started anew if the last one has gone."""
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None or worker.is_ended:
            worker = self._mine.worker = self._start()
        return worker

    def _start(self) -> _Worker:
        for _ in range(_STARTS):
            if self._is_closed:
                break
            worker = _Worker(self._model)
            self._all.append(worker)
            if worker.is_ready() and not self._is_closed:
                return worker
            worker.end()
        raise ModelError("the processes that read end while they load the model, for want of memory: take fewer with --workers")


class _Worker:
    """A process with the model loaded, over a pipe whose other end nobody else holds: if it dies, the pipe says so."""

    def __init__(self, model: str) -> None:
        for name in _ONE_THREAD:
            os.environ.setdefault(name, "1")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, model, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()
        self.is_ended = False

    def is_ready(self) -> bool:
        """Wait until the model is loaded; tell whether it is. A model that is missing is a ModelError."""
        try:
            problem: OnRecordError | None = self._pipe.recv()
        except (EOFError, OSError):
            return False
        if problem:
            raise problem
        return True

    def read(self, batch: Batch, limit: float) -> Result:
        """Return what a batch says; an EOFError or OSError means that the process has died, a TimeoutError that seconds ran out."""
        self._pipe.send(batch)
        if not self._pipe.poll(limit):
            raise TimeoutError
        result: Result | OnRecordError = self._pipe.recv()
        if isinstance(result, OnRecordError):
            raise result
        return result

    def end(self) -> None:
        """End the process."""
        if not self.is_ended:
            self.is_ended = True
            self._process.kill()
            self._process.join()


def _work(pipe: Connection, model: str, parent: int) -> None:
    """Read batches for as long as the process that started this one lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started it
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        nlp = load_model(model)
    except OnRecordError as error:
        pipe.send(error)
        return
    pipe.send(None)
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        try:
            result: Result | OnRecordError = _read(batch, nlp)
        except OnRecordError as error:
            result = error
        pipe.send(result)


def _end_with(parent: int) -> None:
    """End this worker when the process that started it has gone, also by SIGKILL."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
