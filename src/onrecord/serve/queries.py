"""The SQL behind the pages."""

from __future__ import annotations

TYPES = """
SELECT event_type, sum(events) AS events, sum(iif(agreement = 'disputed', events, 0)) AS disputed
FROM event_tally WHERE events > 0 GROUP BY event_type ORDER BY 2 DESC, 1
"""

DAYS = "SELECT published AS day, count(*) AS stories FROM story WHERE current = 1 AND published IS NOT NULL GROUP BY published ORDER BY 1"

EVENTS = "SELECT * FROM event WHERE event_id IN ({marks})"

# One step of an index a value, not a row a value.
EVENT_TYPES = """
WITH RECURSIVE one (name) AS (
    SELECT min(event_type) FROM event UNION ALL
    SELECT (SELECT min(event_type) FROM event WHERE event_type > name) FROM one WHERE name IS NOT NULL
) SELECT name FROM one WHERE name IS NOT NULL
"""
OUTLET_NAMES = """
WITH RECURSIVE one (name) AS (
    SELECT min(outlet) FROM story UNION ALL
    SELECT (SELECT min(outlet) FROM story WHERE outlet > name) FROM one WHERE name IS NOT NULL LIMIT 500
) SELECT name FROM one WHERE name IS NOT NULL
"""

PLACE_IDS = "SELECT DISTINCT place_id FROM story_place WHERE name = ? LIMIT 50"

TIES = """
SELECT DISTINCT event_link.event_id, one.actor_id AS a, other.actor_id AS b
FROM event_link JOIN event_role AS one USING (story_key, mention_id)
JOIN event_role AS other ON other.story_key = one.story_key AND other.mention_id = one.mention_id
WHERE event_link.event_id IN ({marks}) AND one.role = 'actor' AND other.role = 'recipient'
"""

# All versions are counted along one index, earlier ones taken off again: they are few.
OUTLETS = """
SELECT outlet, stories, stories - reprints AS first, reprints
FROM (SELECT name AS outlet, versions - coalesce(earlier, 0) AS stories, coalesce(reprints, 0) AS reprints
      FROM (SELECT outlet AS name, count(*) AS versions FROM story GROUP BY outlet)
      LEFT JOIN (SELECT outlet AS old, count(*) AS earlier FROM story WHERE current = 0 GROUP BY 1) ON old IS name
      LEFT JOIN (SELECT outlet AS other, count(*) AS reprints FROM origin_story CROSS JOIN story USING (story_key)
                 WHERE position > 0 GROUP BY 1) ON other IS name)
WHERE stories > 0 {having} ORDER BY stories DESC, outlet LIMIT ? OFFSET ?
"""

ENDS = """
SELECT min(published) AS day FROM story WHERE current = 1 AND published IS NOT NULL
UNION ALL SELECT max(published) FROM story WHERE current = 1 AND published IS NOT NULL
"""

# Of a large storyline each so-manieth story, so that a page of storylines reads no more than a few thousand.
LINE_DAYS = """
SELECT published AS day, count(*) AS stories FROM storyline_story CROSS JOIN story USING (story_key)
WHERE storyline_id = ? AND storyline_story.story_key % ? = 0 AND published IS NOT NULL GROUP BY 1
"""

# Of the filters of an affair: what its first events have.
MOST_LOOKED = 2_000
LINE_TYPES = f"SELECT DISTINCT event_type FROM (SELECT event_type FROM event WHERE storyline_id = ? LIMIT {MOST_LOOKED}) ORDER BY 1"
LINE_PLACES = f"""
SELECT DISTINCT (SELECT name FROM story_place WHERE story_place.place_id = event.place_id LIMIT 1)
FROM (SELECT place_id FROM event WHERE storyline_id = ? LIMIT {MOST_LOOKED}) AS event
"""
LINE_ACTORS = f"""
SELECT actor_id, actor.name, count(*) AS events
FROM (SELECT event_id FROM event WHERE storyline_id = ? LIMIT {MOST_LOOKED}) CROSS JOIN event_link USING (event_id)
CROSS JOIN event_role USING (story_key, mention_id) JOIN actor USING (actor_id)
GROUP BY actor_id ORDER BY events DESC, actor.name LIMIT 200
"""

COPIES = {"first": "AND position = 0", "after another": "AND position > 0"}
STORY_LIST = """
SELECT story.story_id AS story, story.title, outlet, published, origin.kind, origin_story.position AS origin_position, storyline_id,
       storyline.title AS storyline
FROM (SELECT story_key FROM story LEFT JOIN origin_story USING (story_key)
      WHERE current = 1 {where} {copies} ORDER BY published DESC, story_key DESC LIMIT ? OFFSET ?)
JOIN story USING (story_key) LEFT JOIN origin_story USING (story_key) LEFT JOIN origin USING (origin_id)
LEFT JOIN storyline_story USING (story_key) LEFT JOIN storyline USING (storyline_id)
ORDER BY published DESC, story_key DESC
"""

DROPPED = "SELECT reason, count(*) AS stories, min(location) AS example FROM dropped GROUP BY reason ORDER BY stories DESC, reason LIMIT 40"

_STORIES = """
SELECT story.story_key, story_id, title, outlet, published, origin.kind, origin_story.origin_id, origin_story.position AS origin_position
FROM story JOIN storyline_story USING (story_key) JOIN origin_story USING (story_key) JOIN origin USING (origin_id)
"""
LINE_STORIES = (
    f"{_STORIES} WHERE story_key IN (SELECT story_key FROM storyline_story WHERE storyline_id = ?1 ORDER BY story_key LIMIT ?2) "
    "ORDER BY published, storyline_story.position"
)
SAME_ORIGIN = f"{_STORIES} WHERE origin_id = (SELECT origin_id FROM origin_story WHERE story_key = ?) ORDER BY origin_story.position"
STORY_LINKS = "SELECT mention_id, event_id FROM event_link WHERE story_key = ?"
ALIASES = "SELECT alias, mentions FROM actor_alias WHERE actor_id = ? ORDER BY mentions DESC, alias"

CARD_MENTIONS = """
SELECT event_link.event_id, event_link.story_key, trigger_exact, status, outlet
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
WHERE event_link.event_id IN ({marks}) ORDER BY event_link.event_id, event_link.position
"""

CARD_ROLES = """
SELECT event_link.event_id, role, event_role.actor_id, coalesce(actor.name, event_role.exact) AS name
FROM event_link JOIN event_role USING (story_key, mention_id) LEFT JOIN actor USING (actor_id)
WHERE event_link.event_id IN ({marks}) ORDER BY event_link.event_id, event_link.position, event_role.position
"""

PLACE = "SELECT name, lat, lon, precision FROM story_place WHERE place_id = ? LIMIT 1"

MENTIONS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, origin_id, origin.kind, event_mention.mention_id,
       event_mention.status,
       trigger_exact AS exact, trigger_start AS start, trigger_end AS end, time_value, time_start, time_end, place_start, place_end,
       (SELECT name FROM story_place
        WHERE story_place.story_key = story.story_key AND story_place.place_id = event_mention.place_id) AS place,
       substr(story.text, sentence_start + 1, sentence_end - sentence_start) AS sentence, actor.name AS said_by
FROM event_link JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN origin_story USING (story_key) LEFT JOIN origin USING (origin_id)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position
"""

NUMBERS = """
SELECT story.story_id AS story, story.outlet, story.published, origin_id, event_number."of", low, high, scope, start_char AS start,
       end_char AS end, exact, actor.name
FROM event_link JOIN event_number USING (story_key, mention_id) JOIN event_mention USING (story_key, mention_id)
JOIN story USING (story_key) LEFT JOIN origin_story USING (story_key)
LEFT JOIN statement ON statement.story_key = event_mention.story_key AND statement.statement_id = attributed_to
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE event_link.event_id = ? ORDER BY published, event_link.position, event_number.position
"""

COMPARISONS = """
SELECT comparison.*, a.story_id AS a_story, b.story_id AS b_story, a.outlet AS a_outlet, b.outlet AS b_outlet,
       a.published AS a_published, b.published AS b_published, a_origin.origin_id AS a_origin, b_origin.origin_id AS b_origin,
       a_actor.name AS a_name, b_actor.name AS b_name
FROM comparison JOIN story AS a ON a.story_key = a_story_key JOIN story AS b ON b.story_key = b_story_key
LEFT JOIN origin_story AS a_origin ON a_origin.story_key = a_story_key
LEFT JOIN origin_story AS b_origin ON b_origin.story_key = b_story_key
LEFT JOIN actor AS a_actor ON a_actor.actor_id = a_said_by LEFT JOIN actor AS b_actor ON b_actor.actor_id = b_said_by
WHERE event_id = ? ORDER BY instr('contradiction denial update compatible agree', relation), field, comparison_key
"""

SAID = """
SELECT story.published, story.outlet, story.story_id AS story, story.title, statement.kind, statement.words, statement.force,
       statement.statement_id, (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement JOIN story ON story.story_key = statement.story_key AND story.current = 1
"""

DEEDS = """
SELECT event_mention.event_type, count(DISTINCT coalesce(event_link.event_id, event_mention.mention_id)) AS events
FROM (SELECT story_key, mention_id FROM event_role WHERE actor_id = ? AND role = ? LIMIT 3000)
JOIN event_mention USING (story_key, mention_id) JOIN event_link USING (story_key, mention_id)
GROUP BY 1 ORDER BY events DESC, 1
"""

ACCUSED = """
SELECT other.actor_id, actor.name, count(*) AS times
FROM (SELECT story_key, mention_id FROM event_role WHERE actor_id = ? AND role = ? LIMIT 3000) AS mine
JOIN event_mention USING (story_key, mention_id) JOIN event_link USING (story_key, mention_id)
JOIN event_role AS other ON other.story_key = mine.story_key AND other.mention_id = mine.mention_id
JOIN actor ON actor.actor_id = other.actor_id
WHERE other.role = ? AND event_type = 'ACCUSE'
GROUP BY other.actor_id ORDER BY times DESC, actor.name LIMIT 25
"""

ACTOR_DAYS = """
SELECT published AS day, count(*) AS mentions FROM story
WHERE current = 1 AND published IS NOT NULL AND +story_key IN (SELECT story_key FROM story_actor WHERE actor_id = ?)
GROUP BY published ORDER BY published
"""

FOUND_STORIES = """
SELECT story.story_id AS story, story.title, story.outlet, story.published,
       snippet(story_search, 1, '\ue000', '\ue001', ' … ', 30) AS snippet
FROM story_search JOIN story ON story.story_key = story_search.rowid
WHERE story_search MATCH ? AND story.current = 1 {where} ORDER BY story_search.{order} LIMIT ? OFFSET ?
"""

FOUND_STATEMENTS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, statement.statement_id, statement.kind,
       coalesce(actor.name, statement.source) AS speaker,
       actor.actor_id, snippet(statement_search, 0, '\ue000', '\ue001', ' … ', 40) AS snippet,
       (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement_search JOIN statement ON statement.statement_key = statement_search.rowid JOIN story ON story.story_key = statement.story_key
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE statement_search MATCH ? AND story.current = 1 {where} ORDER BY statement_search.{order} LIMIT ? OFFSET ?
"""

MOST_RANKED = 3_000  # stories or statements found that are put in the order of how well they fit
MANY_STORIES = f"SELECT count(*) FROM (SELECT 1 FROM story_search WHERE story_search MATCH ? LIMIT {MOST_RANKED + 1})"
MANY_STATEMENTS = f"SELECT count(*) FROM (SELECT 1 FROM statement_search WHERE statement_search MATCH ? LIMIT {MOST_RANKED + 1})"
MANY_SAID = f"SELECT count(*) FROM (SELECT 1 FROM statement WHERE speaker = ? LIMIT {MOST_RANKED + 1})"

FOUND_ACTORS = "SELECT actor_id, name, country, stories FROM actor WHERE name LIKE ? ORDER BY stories DESC, name LIMIT 12"

POINTS = """
SELECT start_char, end_char FROM event_number WHERE story_key = ?1
UNION SELECT place_start, place_end FROM event_mention WHERE story_key = ?1 AND place_start IS NOT NULL
UNION SELECT time_start, time_end FROM event_mention WHERE story_key = ?1 AND time_start IS NOT NULL
UNION SELECT a_start, a_end FROM comparison WHERE a_story_key = ?1
UNION SELECT b_start, b_end FROM comparison WHERE b_story_key = ?1
"""
