"""Watch a run from the terminal: what is left out, a progress bar, the closing line. All on stderr."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord.records import Dropped, Reading


class Watch:
    """Counts batches as they come; shows a bar only on a terminal."""

    def __init__(self, inputs: Sequence[str]) -> None:
        """Start counting; the sizes of the inputs tell how long it will take."""
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.stories = 0
        self.words = 0
        self.left_out: Counter[str] = Counter()
        self._started = time.monotonic()
        self._sizes = {str(file): file.stat().st_size for name in inputs for file in _files(Path(name))}
        self._current: str | None = None
        self._read_before = 0  # bytes of files that are done
        self._read_here = 0  # of the current one, counted by the text that came out of it
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn(),
            console=self.console, transient=True, disable=not self.console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("reading", total=sum(self._sizes.values()) or None)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.stop()

    def see(self, batch: Sequence[Reading | Dropped]) -> None:
        """Count a batch; report what was left out of it, once, with what would do."""
        for item in batch:
            if isinstance(item, Dropped):
                self.left_out[item.reason] += 1
                remedy = f"; {item.remedy}" if item.remedy else ""
                self.console.print(f"left out: {item.location}: {item.reason}{remedy}", markup=False)
            else:
                self.stories += 1
                self.words += item.story.text.count(" ") + 1
                self._move_on(item.story.location, len(item.story.text))
        seconds = max(time.monotonic() - self._started, 0.001)
        done = min(self._read_before + self._read_here, sum(self._sizes.values()))
        self._bar.update(
            self._task,
            completed=done,
            description=f"{self.stories} stories, {self.stories / seconds:.0f} a second, {self.words / seconds:,.0f} words",
        )

    def pass_on(self, found: Iterable[Reading | Dropped]) -> Iterator[Reading | Dropped]:
        """Count a stream one by one as it passes."""
        for item in found:
            self.see([item])
            yield item

    def _move_on(self, location: str, characters: int) -> None:
        file = location.rsplit(", ", 1)[0] if location not in self._sizes else location
        if file != self._current:
            self._read_before += self._sizes.get(self._current or "", 0)
            self._current, self._read_here = file, 0
        self._read_here = min(self._read_here + characters, self._sizes.get(file, 0))

    def close(self, what: str) -> int:
        """Print the closing line; return the exit code: 1 if anything was left out."""
        seconds = time.monotonic() - self._started
        dropped = sum(self.left_out.values())
        reasons = "; ".join(f"{count} × {reason}" for reason, count in self.left_out.most_common(3))
        more = f" ({reasons}{'; ...' if len(self.left_out) > 3 else ''})" if dropped else ""
        self.console.print(f"{what}: {self.stories} stories in, {dropped} left out{more}, {seconds:.1f} s", markup=False)
        return 1 if dropped else 0


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in path.rglob("*") if file.is_file()]
    return [path] if path.is_file() else []
