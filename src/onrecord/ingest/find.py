"""Find the files of the inputs: files as named, folders with all below them, sorted, each file once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.ingest.encoding import without_lone_surrogates
from onrecord.ingest.source import Source
from onrecord.records import Dropped

FORMS = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".warc", ".xml", ".rss", ".atom")
_PACKABLE = frozenset(FORMS) - {".parquet"}
_KNOWN = ".txt, .html, .jsonl, .json, .csv, .tsv, .parquet, .warc, .xml (RSS, Atom), most of them also with .gz"
_ARCHIVES = frozenset({".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar", ".zst"})
_ONE_STORY = frozenset({".txt", ".html", ".htm"})


def find_sources(inputs: Iterable[str]) -> Iterator[Source | Dropped]:
    """Yield the files to read in order, each once; ids of files of one story that clash get their folder before them."""
    seen: set[tuple[int, int]] = set()
    found = [item for name in inputs for item in _find(name, seen)]
    ids = _make_ids([item for item in found if isinstance(item, Path)])
    for item in found:
        if isinstance(item, Path):
            form, is_gzip = _form(item)
            yield Source(name=_shown(item), path=item, form=form, id=ids[item], is_gzip=is_gzip)
        else:
            yield item


def _find(name: str, seen: set[tuple[int, int]]) -> Iterator[Path | Source | Dropped]:
    if name == "-":
        yield Source(name="stdin", path=None, form="", id="stdin")
        return
    path = Path(name)
    if not os.path.isdir(path):
        yield from _take(path, seen)
        return
    before = len(seen)
    yield from _walk(path, seen, ())
    if len(seen) == before + 1:  # itself
        yield _dropped(path, "there is no file in the folder", "check the name")


def _walk(folder: Path, seen: set[tuple[int, int]], above: tuple[tuple[int, int], ...]) -> Iterator[Path | Dropped]:
    """Yield the files below a folder, sorted; real ones before links, so that a linked file keeps its own name."""
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: (entry.is_symlink(), entry.name))
    except OSError as error:
        yield _dropped(folder, f"the folder cannot be read: {error.strerror}", "check its permissions")
        return
    key = (here.st_dev, here.st_ino)
    if key in above:
        yield _dropped(folder, "the link leads back to a folder above it", "remove the link")
        return
    if key in seen:
        return
    seen.add(key)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_dir(entry):
            yield from _walk(Path(entry.path), seen, (*above, key))
        else:
            yield from _take(Path(entry.path), seen)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _take(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Dropped]:
    """Yield a file that can be read, or why it cannot."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        yield _dropped(path, "the link leads nowhere" if path.is_symlink() else "there is no such file", "check the name")
        return
    except OSError as error:
        yield _dropped(path, f"it cannot be opened: {error.strerror}", "check the name and its permissions")
        return
    if (stat.st_dev, stat.st_ino) in seen:
        return
    seen.add((stat.st_dev, stat.st_ino))
    form, _ = _form(path)
    if not path.is_file():
        yield _dropped(path, "it is not a file", None)
    elif form not in FORMS:
        packed = path.suffix.lower() in _ARCHIVES
        yield _dropped(
            path,
            "it is an archive" if packed else f"its form {path.suffix or path.name!r} is not known",
            "unpack it" if packed else f"known forms: {_KNOWN}",
        )
    elif not os.access(path, os.R_OK):
        yield _dropped(path, "it cannot be opened: permission denied", "check its permissions")
    else:
        yield path


def _form(path: Path) -> tuple[str, bool]:
    """Return the form of a file by its ending, and whether it is packed."""
    form = path.suffix.lower()
    if form == ".gz":
        inner = Path(path.stem).suffix.lower()
        return (inner, True) if inner in _PACKABLE else (form, False)
    return form, False


def _make_ids(paths: list[Path]) -> dict[Path, str]:
    """Return an id for each file: its name without ending, with as many folders before it as make it the only one."""
    ids = {path: _stem(path) for path in paths}
    clashing = _clashes(ids)
    depth = 1
    while clashing and depth <= max(len(path.parts) for path in clashing):
        ids |= {path: "/".join((*map(without_lone_surrogates, path.parent.parts[-depth:]), _stem(path))) for path in clashing}
        clashing = _clashes(ids)
        depth += 1
    return ids | {path: _shown(path) for path in clashing}


def _clashes(ids: dict[Path, str]) -> list[Path]:
    count = Counter(name for path, name in ids.items() if _form(path)[0] in _ONE_STORY)
    return [path for path, name in ids.items() if count[name] > 1 and _form(path)[0] in _ONE_STORY]


def _stem(path: Path) -> str:
    return without_lone_surrogates(Path(path.stem).stem if _form(path)[1] else path.stem)


def _shown(path: Path) -> str:
    """Return a file's name as text; bytes of it that are no text stand as U+FFFD."""
    return without_lone_surrogates(str(path))


def _dropped(path: Path, reason: str, remedy: str | None) -> Dropped:
    return Dropped(location=_shown(path), stage="ingest", reason=reason, remedy=remedy)
