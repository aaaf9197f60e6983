"""One story with everything that was read in it, and the other stories of its origin."""

from __future__ import annotations

from onrecord.serve import queries
from onrecord.serve.cards import Data, to_dicts
from onrecord.store import Store


def ask_story(store: Store, story_id: str, compared_with: str | None = None) -> Data | None:
    """Return one story with everything marked in it, and the other stories of its origin."""
    from onrecord.contract import reading_to_json  # noqa: PLC0415

    story = store.one("SELECT * FROM story WHERE story_id = ? AND current = 1", (story_id,))
    if story is None:
        return None
    key = (story["story_key"],)
    [reading] = store.readings(key)
    same = store.rows(queries.SAME_ORIGIN, key)
    line = store.one("SELECT storyline.* FROM storyline JOIN storyline_story USING (storyline_id) WHERE story_key = ?", key)
    other = next((row for row in same if row["story_id"] == compared_with), None)
    other_text = store.one("SELECT text FROM story WHERE story_key = ?", (other["story_key"],)) if other else None
    mine = next((row for row in same if row["story_id"] == story_id), None)
    return {
        "story": reading_to_json(reading),
        "location": story["location"],
        "version": story["version"],
        "text_sha256": story["text_sha256"],
        "run": story["run_id"],
        "links": {row["mention_id"]: row["event_id"] for row in store.rows(queries.STORY_LINKS, key)},
        "points": sorted({point for row in store.rows(queries.POINTS, key) for point in row}),
        "storyline": dict(line) if line else None,
        "origin": {"kind": mine["kind"], "position": mine["origin_position"]} if mine else None,
        "same_origin": [row for row in to_dicts(same) if row["story_id"] != story_id],
        "compared_with": dict(other) if other else None,
        "other_text": other_text["text"] if other_text else None,
    }
