"""A story's text cut into pieces, so that marks that nest and overlap can all be shown."""

from __future__ import annotations

import difflib
import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.when import to_when

Json = Mapping[str, Any]
Step = tuple[str, int, int, int, int]  # as difflib gives it

LAYERS = ("statements", "events", "actors", "places", "times", "furniture")
_FEWEST_SHARED = 2
_CONTROL = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {0x7F: 0x2421}
_DIRECTION = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), 65533)


def to_shown(text: str | None) -> str:
    """Return a text as a page can show it: control characters as signs, none that turns the direction of what follows.

    >>> to_shown("a\\x00b")
    'a␀b'
    """
    return (text or "").translate(_CONTROL | _DIRECTION)


def cut_paragraphs(story: Json, links: Mapping[str, str], points: Sequence[int] = ()) -> list[Json]:
    """Return the lines of a story, each with its pieces and the notes that belong beside it; at points, links lead in."""
    text = story["text"]
    marks = sorted(_find_marks(story, links), key=lambda mark: (mark["start"], -mark["end"]))
    paragraphs: list[Json] = []
    for line in re.finditer(r"[^\n]+", text):
        here = [mark for mark in marks if mark["start"] < line.end() and mark["end"] > line.start()]
        inside = points[bisect_left(points, line.start()) : bisect_left(points, line.end())]
        pieces = list(_cut_pieces(text, (line.start(), line.end()), here, inside))
        notes = [mark for mark in here if mark["note"] and mark["start"] >= line.start()]
        paragraphs.append({"start": line.start(), "pieces": pieces, "notes": notes})
    return paragraphs


def _find_marks(story: Json, links: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    names = {actor["id"]: actor["name"] for actor in story["actors"]}
    for passage in story["furniture"]:
        yield _mark("furniture", passage, "page furniture")
    for actor in story["actors"]:
        codes = " ".join(part for part in (actor["country"], *actor["sectors"]) if part)
        for mention in actor["mentions"]:
            yield _mark("actors", mention, f"{actor['name']} {codes}".strip(), href=f"/actor/{actor['id']}")
    for place in story["places"]:
        for mention in place["mentions"]:
            yield _mark(
                "places", mention, f"{place['name']}, {place['country'] or 'country open'} ({place['precision']}, {mention['use']})"
            )
    for time in story["times"]:
        yield _mark(
            "times", time, f"{to_shown(to_when(time['value']))} ({time['type'].lower()}{', ' + time['mod'].lower() if time['mod'] else ''})"
        )
    for statement in story["statements"]:
        who = names.get(statement["speaker"]) or (statement["source"] or {}).get("exact") or "nobody named"
        for n, piece in enumerate(statement["content"]):
            note = {"kind": "statement", "who": who, "what": statement["kind"], "actor": statement["speaker"]} if n == 0 else None
            told = f"said by {who} ({statement['kind']})"
            anchor = statement["id"] if n == 0 else None
            yield _mark("statements", piece, told, note=note, anchor=anchor, of=statement["id"])
    for event in story["events"]:
        actors = ", ".join(dict.fromkeys(names.get(role["actor"], "?") for role in event["actors"])) or "unknown"
        recipients = ", ".join(dict.fromkeys(names.get(role["actor"], "?") for role in event["recipients"]))
        what = " ".join(part for part in (event["type"], event["mode"]) if part)
        told = f"{what}, {event['status']}: {actors}" + (f" → {recipients}" if recipients else "")
        told += f" ({', '.join(event['contexts'])})" if event["contexts"] else ""
        href = f"/event/{links[event['id']]}" if event["id"] in links else None
        note = {"kind": "event", "who": actors, "whom": recipients, "what": event["type"], "status": event["status"], "href": href}
        yield _mark("events", event["trigger"], told, href=href, note=note, anchor=event["id"], of=event["id"])


def _mark(layer: str, passage: Json, title: str, **more: Any) -> dict[str, Any]:
    return {
        "layer": layer,
        "start": passage["start"],
        "end": passage["end"],
        "title": title,
        "href": None,
        "note": None,
        "anchor": None,
        "of": None,
    } | more


def _cut_pieces(text: str, line: tuple[int, int], marks: Sequence[Json], points: Sequence[int]) -> Iterator[Json]:
    opens: dict[int, list[Json]] = defaultdict(list)
    start, end = line
    edges = {start, end, *points}
    for mark in marks:
        edges |= {max(mark["start"], start), min(mark["end"], end)}
        opens[max(mark["start"], start)].append(mark)
    active: list[Json] = []
    ordered = sorted(edges)
    for here, there in itertools.pairwise(ordered):
        active = [mark for mark in active if mark["end"] > here] + opens[here]
        yield {
            "text": to_shown(text[here:there]),
            "start": here,
            "layers": [layer for layer in LAYERS if any(mark["layer"] == layer for mark in active)],
            "titles": [mark["title"] for mark in active],
            "href": next((mark["href"] for mark in reversed(active) if mark["href"]), None),
            "nested": sum(mark["layer"] == "statements" for mark in active) > 1,
            "of": [mark["of"] for mark in active if mark["of"]],
            "anchors": [mark["anchor"] for mark in active if mark["anchor"] and mark["start"] == here],
        }


def diff_words(old: str, new: str) -> list[Json]:
    """Return a text in pieces of words: same, only in the new one, only in the old one."""
    a, b = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    pieces: list[Json] = []
    for how, i, j, k, m in _smooth(a, difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()):
        if how == "equal":
            pieces.append({"how": "same", "text": to_shown("".join(b[k:m]))})
            continue
        if i < j:
            pieces.append({"how": "gone", "text": to_shown("".join(a[i:j]))})
        if k < m:
            pieces.append({"how": "new", "text": to_shown("".join(b[k:m]))})
    return pieces


def _smooth(a: Sequence[str], steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps of a diff with a word or two in common between two changes counted as changed: it reads as two passages."""
    held: Step | None = None
    for n, (how, i, j, k, m) in enumerate(steps):
        words = sum(not token.isspace() for token in a[i:j])
        if how == "equal" and (words > _FEWEST_SHARED or n in (0, len(steps) - 1)):
            if held:
                yield held
            held = None
            yield how, i, j, k, m
        else:
            held = ("replace", held[1], j, held[3], m) if held else ("replace", i, j, k, m)
    if held:
        yield held
