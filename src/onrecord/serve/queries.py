"""The SQL behind the pages."""

TYPES = "SELECT event_type, count(*) AS events, sum(agreement = 'disputed') AS disputed FROM event GROUP BY event_type ORDER BY events DESC"

OUTLETS = """
SELECT coalesce(outlet, '(no outlet given)') AS outlet, count(*) AS stories, sum(origin_story.position = 0) AS first,
       sum(origin_story.position > 0) AS reprints
FROM story LEFT JOIN origin_story USING (story_key) WHERE current = 1 GROUP BY 1 ORDER BY stories DESC, outlet LIMIT 40
"""

DROPPED = "SELECT reason, count(*) AS stories, min(location) AS example FROM dropped GROUP BY reason ORDER BY stories DESC, reason LIMIT 40"

STORIES = """
SELECT story.story_key, story_id, title, outlet, published, origin.kind, origin_story.origin_id, origin_story.position AS origin_position
FROM story JOIN storyline_story USING (story_key) JOIN origin_story USING (story_key) JOIN origin USING (origin_id)
"""

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
FROM event_role JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
LEFT JOIN event_link USING (story_key, mention_id)
WHERE event_role.actor_id = ? AND role = ? AND current = 1 GROUP BY 1 ORDER BY events DESC, 1
"""

ACCUSED = """
SELECT other.actor_id, actor.name, count(*) AS times
FROM event_role AS mine JOIN event_mention USING (story_key, mention_id) JOIN story USING (story_key)
JOIN event_role AS other ON other.story_key = mine.story_key AND other.mention_id = mine.mention_id
JOIN actor ON actor.actor_id = other.actor_id
WHERE mine.actor_id = ? AND mine.role = ? AND other.role = ? AND event_type = 'ACCUSE' AND current = 1
GROUP BY other.actor_id ORDER BY times DESC, actor.name LIMIT 25
"""

ACTOR_DAYS = """
SELECT published AS day, count(*) AS mentions FROM story_actor JOIN story USING (story_key)
WHERE actor_id = ? AND current = 1 AND published IS NOT NULL GROUP BY published ORDER BY published
"""

FOUND_STORIES = """
SELECT story.story_id AS story, story.title, story.outlet, story.published,
       snippet(story_search, 1, '\ue000', '\ue001', ' … ', 30) AS snippet
FROM story_search JOIN story ON story.story_key = story_search.rowid
WHERE story_search MATCH ? AND story.current = 1 {where} ORDER BY rank LIMIT ? OFFSET ?
"""

FOUND_STATEMENTS = """
SELECT story.story_id AS story, story.title, story.outlet, story.published, statement.statement_id, statement.kind, actor.name AS speaker,
       actor.actor_id, snippet(statement_search, 0, '\ue000', '\ue001', ' … ', 40) AS snippet,
       (SELECT min(start_char) FROM statement_content AS c
        WHERE c.story_key = statement.story_key AND c.statement_id = statement.statement_id) AS start
FROM statement_search JOIN statement ON statement.statement_key = statement_search.rowid JOIN story ON story.story_key = statement.story_key
LEFT JOIN actor ON actor.actor_id = statement.speaker
WHERE statement_search MATCH ? AND story.current = 1 {where} ORDER BY rank LIMIT ? OFFSET ?
"""

FOUND_ACTORS = "SELECT actor_id, name, country, stories FROM actor WHERE name LIKE ? ORDER BY stories DESC, name LIMIT 12"

POINTS = """
SELECT start_char, end_char FROM event_number WHERE story_key = ?1
UNION SELECT place_start, place_end FROM event_mention WHERE story_key = ?1 AND place_start IS NOT NULL
UNION SELECT time_start, time_end FROM event_mention WHERE story_key = ?1 AND time_start IS NOT NULL
UNION SELECT a_start, a_end FROM comparison WHERE a_story_key = ?1
UNION SELECT b_start, b_end FROM comparison WHERE b_story_key = ?1
"""
