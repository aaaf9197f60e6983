"""One affair as one HTML file: opens offline, holds its stories' texts with their hashes, and checks its own passages."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import ExportError
from onrecord.export.record import Record

_SIGNS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {0x7F: 0x2421}
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)  # would change the direction of what follows


def export_dossier(record: Record, target: Path, affair: str | None = None) -> int:
    """Write the dossier of a storyline, the largest if none is named; return the number of its stories."""
    line = next(iter(record.rows(_NAMED if affair else _LARGEST, (affair,) if affair else ())), None)
    if line is None:
        raise ExportError(f"there is no affair {affair!r}: `onrecord show` lists them" if affair else "the record has no story yet")
    key = (line["storyline_id"],)
    stories = [dict(row) for row in record.rows(_STORIES, key)]
    texts = [{"id": story["story_id"], "text": story["text"], "sha256": story["text_sha256"]} for story in stories]
    events = [_event(record, row) for row in record.rows(_EVENTS, key)]
    style, script = (files("onrecord.export").joinpath(f"dossier.{kind}").read_text("utf-8") for kind in ("css", "js"))
    page = _load_page().render(
        line=dict(line), stories=stories, events=events, texts=_to_data(texts), style=style, script=script,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'",
    )  # fmt: skip
    target.write_text(page, encoding="utf-8", errors="replace")
    return len(stories)


def _event(record: Record, row: sqlite3.Row) -> Mapping[str, Any]:
    key = (row["event_id"],)
    return {
        **dict(row),
        "numbers": json.loads(row["numbers"]),
        "roles": [dict(role) for role in record.rows(_ROLES, key)],
        "mentions": [dict(mention) for mention in record.rows(_MENTIONS, key)],
        "comparisons": [dict(comparison) for comparison in record.rows(_COMPARISONS, key)],
    }


def _load_page() -> Any:
    import jinja2  # noqa: PLC0415

    pages = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters["shown"] = lambda text: str("" if text is None else text).translate(_SIGNS | _TURNS)
    return pages.from_string(files("onrecord.export").joinpath("dossier.html").read_text("utf-8"))


def _to_data(value: Sequence[Any]) -> Any:
    """Return JSON that nothing in it can end the <script> element around."""
    from markupsafe import Markup  # noqa: PLC0415

    text = json.dumps(value, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704 - every character that HTML knows is escaped above


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


_NAMED = "SELECT * FROM storyline WHERE storyline_id = ?"
_LARGEST = "SELECT * FROM storyline ORDER BY stories DESC, storyline_id LIMIT 1"

_STORIES = """
SELECT story_id, title, outlet, published, url, byline, text, text_sha256, run_id, origin.kind, origin_story.origin_id
FROM storyline_story JOIN story USING (story_key) LEFT JOIN origin_story USING (story_key) LEFT JOIN origin USING (origin_id)
WHERE storyline_id = ? ORDER BY published, storyline_story.position
"""

_EVENTS = """
SELECT event.*, (SELECT name FROM story_place WHERE story_place.place_id = event.place_id LIMIT 1) AS place
FROM event WHERE storyline_id = ? ORDER BY "time" IS NULL, "time", event_id
"""

_ROLES = """
SELECT DISTINCT role, coalesce(actor.name, event_role.exact) AS name
FROM event_link JOIN event_role USING (story_key, mention_id) LEFT JOIN actor USING (actor_id)
WHERE event_link.event_id = ? ORDER BY event_link.position, event_role.position
"""

_MENTIONS = """
SELECT story.story_id, story.outlet, story.published, event_mention.status, trigger_exact, sentence_start, sentence_end,
       substr(story.text, sentence_start + 1, sentence_end - sentence_start) AS sentence, coalesce(actor.name, statement.source) AS said_by
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position
"""

_COMPARISONS = """
SELECT field, relation, why, a.story_id AS a_story, a.outlet AS a_outlet, a_start, a_end, a_exact, a_value, a_actor.name AS a_name,
       b.story_id AS b_story, b.outlet AS b_outlet, b_start, b_end, b_exact, b_value, b_actor.name AS b_name
FROM comparison JOIN story AS a ON a.story_key = a_story_key JOIN story AS b ON b.story_key = b_story_key
LEFT JOIN actor AS a_actor ON a_actor.actor_id = a_said_by LEFT JOIN actor AS b_actor ON b_actor.actor_id = b_said_by
WHERE event_id = ? ORDER BY instr('contradiction denial update compatible agree', relation), field, comparison_key
"""
