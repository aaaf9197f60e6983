-- The record: one SQLite file. Two layers: what each story says (never rewritten by the second),
-- and what the stories say together (can be computed again at any time).
-- Offsets (…_start, …_end, start_char, end_char) are code points of story.text, end exclusive.
-- Lists of codes are JSON arrays. Unknown is NULL. docs/schema.md is made from these comments.

-- One execution of a command that wrote to the record; one that was stopped goes on as the same run.
CREATE TABLE run (
    run_id INTEGER PRIMARY KEY,    -- number of the run
    command TEXT NOT NULL,         -- the command: add
    version TEXT NOT NULL,         -- version of onrecord
    model TEXT NOT NULL,           -- spaCy pipeline and its version
    settings TEXT NOT NULL,        -- JSON: options and hashes of weights and tables that bear on the rows
    arguments TEXT NOT NULL,       -- JSON: the inputs as given
    started TEXT NOT NULL,         -- UTC time of the first start
    finished TEXT                  -- UTC time of the end; NULL while it runs or after it was stopped
) STRICT;

-- One published version of a story, with its text as given.
CREATE TABLE story (
    story_key INTEGER PRIMARY KEY, -- number in the order in which stories came in
    story_id TEXT NOT NULL,        -- id of the story, the same for all its versions
    version INTEGER NOT NULL,      -- 1 for the first text seen under this id, then 2, ...
    current INTEGER NOT NULL,      -- 1 for the newest version; earlier ones are kept with 0
    text TEXT NOT NULL,            -- the text, unaltered
    text_sha256 TEXT NOT NULL,     -- SHA-256 of the text's UTF-8 bytes
    input_sha256 TEXT NOT NULL,    -- SHA-256 of the bytes it was read from (the file, the line, the page)
    given_sha256 TEXT NOT NULL,    -- SHA-256 of text and metadata as read: tells a changed story from a seen one
    title TEXT,                    -- headline
    outlet TEXT,                   -- who published it
    published TEXT,                -- day of publication, YYYY-MM-DD
    published_from TEXT,           -- given, dateline or html
    dates_found TEXT NOT NULL,     -- JSON: every publication date found, with where it stood
    url TEXT,                      -- address it was published at
    byline TEXT,                   -- who wrote it
    language TEXT,                 -- ISO 639-1 code
    location TEXT NOT NULL,        -- file and place in it where the story was read
    extra TEXT NOT NULL,           -- JSON: other keys of the input, as they were
    dateline_start INTEGER,        -- the dateline: where the story was filed
    dateline_end INTEGER,          -- its end
    dateline TEXT,                 -- its words: "PARIS (Reuters) - "
    dateline_toponym_start INTEGER, -- the place name in it
    dateline_toponym_end INTEGER,  -- its end
    dateline_agency TEXT,          -- agency in the dateline
    dateline_date TEXT,            -- date in the dateline, YYYY-MM-DD
    dateline_place TEXT,           -- place_id of the dateline's place
    credits TEXT NOT NULL,         -- JSON: agencies credited anywhere in the story
    sentences TEXT NOT NULL,       -- JSON: [start, end] of every sentence
    main_event TEXT,               -- mention_id of the event that the story is about
    run_id INTEGER NOT NULL REFERENCES run -- the run that read it
) STRICT;
CREATE UNIQUE INDEX story_version ON story (story_id, version);
CREATE INDEX story_published ON story (published);
CREATE INDEX story_outlet ON story (outlet);
CREATE INDEX story_current ON story (current, published, outlet);

-- What was left out, and why.
CREATE TABLE dropped (
    dropped_key INTEGER PRIMARY KEY, -- number
    location TEXT NOT NULL,        -- file and place in it
    story_id TEXT,                 -- id of the story, where it had one
    stage TEXT NOT NULL,           -- where in the flow it fell: ingest, clean, annotate
    reason TEXT NOT NULL,          -- why
    remedy TEXT,                   -- what would do
    input_sha256 TEXT,             -- SHA-256 of its bytes, where they could be read
    run_id INTEGER NOT NULL REFERENCES run -- the run that left it out
) STRICT;
CREATE UNIQUE INDEX dropped_once ON dropped (location, reason, coalesce(input_sha256, ''));

-- Lines of the page that are not the story: marked, never removed.
CREATE TABLE furniture (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    position INTEGER NOT NULL,     -- order in the story
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words
    PRIMARY KEY (story_key, position)
) STRICT, WITHOUT ROWID;

-- An actor as one story knows it.
CREATE TABLE story_actor (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    position INTEGER NOT NULL,     -- order in the story
    actor_id TEXT NOT NULL,        -- the actor, the same across stories
    name TEXT NOT NULL,            -- fullest name in the story, or canonical name
    kind TEXT NOT NULL,            -- person, organization, country, group, unnamed
    country TEXT,                  -- ISO 3166 alpha-3, or IGO, NGO, MNC, IMG, UNO, EUR
    sectors TEXT NOT NULL,         -- JSON: PLOVER sectors, primary first
    wikidata TEXT,                 -- Wikidata id
    title TEXT,                    -- role given to the actor in the story
    method TEXT NOT NULL,          -- what found it
    PRIMARY KEY (story_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_actor_actor ON story_actor (actor_id);

-- One occurrence of an actor in one story.
CREATE TABLE actor_mention (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    actor_id TEXT NOT NULL,        -- the actor
    position INTEGER NOT NULL,     -- order among the actor's mentions
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words
    form TEXT NOT NULL,            -- name, nominal, pronoun, associative
    PRIMARY KEY (story_key, actor_id, position)
) STRICT, WITHOUT ROWID;

-- A place as one story names it.
CREATE TABLE story_place (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    position INTEGER NOT NULL,     -- order in the story
    place_id TEXT NOT NULL,        -- the place, the same across stories
    name TEXT NOT NULL,            -- its name
    country TEXT,                  -- ISO 3166 alpha-3
    admin1 TEXT,                   -- first-level division
    lat REAL,                      -- latitude in degrees
    lon REAL,                      -- longitude in degrees
    precision TEXT NOT NULL,       -- site, city, admin1, country, region
    feature TEXT,                  -- GeoNames feature code
    geonames_id INTEGER,           -- GeoNames id
    method TEXT NOT NULL,          -- what found it
    PRIMARY KEY (story_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_place_name ON story_place (name, place_id);
CREATE INDEX story_place_place ON story_place (place_id);

-- One occurrence of a place name in one story.
CREATE TABLE place_mention (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    place_id TEXT NOT NULL,        -- the place
    position INTEGER NOT NULL,     -- order among the place's mentions
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words
    use TEXT NOT NULL,             -- literal, or associative ("Syrian", "Moscow said")
    PRIMARY KEY (story_key, place_id, position)
) STRICT, WITHOUT ROWID;

-- A time expression in one story, as TIMEX3.
CREATE TABLE time_mention (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    position INTEGER NOT NULL,     -- order in the story
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words
    type TEXT NOT NULL,            -- DATE, TIME, DURATION, SET
    value TEXT,                    -- TIMEX3 value; NULL if it cannot be dated
    mod TEXT,                      -- TIMEX3 mod: APPROX, BEFORE, ...
    unresolved TEXT,               -- why it has no value
    PRIMARY KEY (story_key, position)
) STRICT, WITHOUT ROWID;

-- What somebody is reported to say, in one story.
CREATE TABLE statement (
    statement_key INTEGER PRIMARY KEY, -- number
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    statement_id TEXT NOT NULL,    -- id, unique within the story
    position INTEGER NOT NULL,     -- order in the story
    kind TEXT NOT NULL,            -- direct, indirect, mixed
    words TEXT NOT NULL,           -- the content as one text, pieces joined by " … "
    cue_start INTEGER,             -- the reporting words
    cue_end INTEGER,               -- their end
    cue TEXT,                      -- "said"
    cue_lemma TEXT,                -- "say"
    force TEXT,                    -- assert, deny, accuse, demand, promise, threaten, ask, praise
    source_start INTEGER,          -- the words that name who says it
    source_end INTEGER,            -- their end
    source TEXT,                   -- "the Turkish military"
    speaker TEXT,                  -- actor_id behind the source
    addressee TEXT,                -- actor_id spoken to
    addressee_start INTEGER,       -- the words that name the addressee
    addressee_end INTEGER,         -- their end
    inside TEXT,                   -- statement_id of the statement it is told in
    continues TEXT,                -- statement_id of the statement whose speaker goes on
    method TEXT NOT NULL           -- what found it
) STRICT;
CREATE UNIQUE INDEX statement_once ON statement (story_key, statement_id);
CREATE INDEX statement_speaker ON statement (speaker);

-- The pieces of a statement's content.
CREATE TABLE statement_content (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    statement_id TEXT NOT NULL,    -- the statement
    position INTEGER NOT NULL,     -- order of the piece
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words, with their quotation marks
    PRIMARY KEY (story_key, statement_id, position)
) STRICT, WITHOUT ROWID;

-- One PLOVER event as one story tells it.
CREATE TABLE event_mention (
    mention_key INTEGER PRIMARY KEY, -- number
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    mention_id TEXT NOT NULL,      -- id, unique within the story
    position INTEGER NOT NULL,     -- order in the story
    event_type TEXT NOT NULL,      -- PLOVER type
    mode TEXT,                     -- PLOVER mode
    contexts TEXT NOT NULL,        -- JSON: PLOVER contexts
    trigger_start INTEGER NOT NULL, -- the words that tell it
    trigger_end INTEGER NOT NULL,  -- their end
    trigger_exact TEXT NOT NULL,   -- "shelled" ("trigger" alone is a word of SQL)
    trigger_lemma TEXT NOT NULL,   -- "shell"
    sentence_start INTEGER NOT NULL, -- the sentence it is told in
    sentence_end INTEGER NOT NULL, -- its end
    place_id TEXT,                 -- where it happened
    place_start INTEGER,           -- the words that name the place
    place_end INTEGER,             -- their end
    time_value TEXT,               -- when it happened: TIMEX3 value, or interval with "/"
    time_start INTEGER,            -- the words that date it
    time_end INTEGER,              -- their end
    status TEXT NOT NULL,          -- occurred, ongoing, future, hypothetical, negated, historical
    attributed_to TEXT,            -- statement_id: who the story has it from
    score REAL NOT NULL,           -- 0 to 1
    same_as TEXT,                  -- mention_id of the first mention of the same event in the story
    method TEXT NOT NULL           -- what found it
) STRICT;
CREATE UNIQUE INDEX event_mention_once ON event_mention (story_key, mention_id);
CREATE INDEX event_mention_type ON event_mention (event_type, time_value);

-- The actors and recipients of an event mention.
CREATE TABLE event_role (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    mention_id TEXT NOT NULL,      -- the event mention
    position INTEGER NOT NULL,     -- order
    role TEXT NOT NULL,            -- actor or recipient
    actor_id TEXT NOT NULL,        -- who
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words
    PRIMARY KEY (story_key, mention_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_role_actor ON event_role (actor_id, role);

-- The counts of an event mention, with their bounds.
CREATE TABLE event_number (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    mention_id TEXT NOT NULL,      -- the event mention
    position INTEGER NOT NULL,     -- order
    "of" TEXT NOT NULL,            -- killed, injured, arrested, displaced, participants, other
    low INTEGER,                   -- lowest count that the words allow
    high INTEGER,                  -- highest count that the words allow
    scope TEXT,                    -- whom it counts, in the text's words
    start_char INTEGER NOT NULL,   -- first character
    end_char INTEGER NOT NULL,     -- end
    exact TEXT NOT NULL,           -- the words
    PRIMARY KEY (story_key, mention_id, position)
) STRICT, WITHOUT ROWID;

-- ── second layer ────────────────────────────────────────────────────────────────────────────────

-- An actor across stories (current versions).
CREATE TABLE actor (
    actor_id TEXT PRIMARY KEY,     -- the actor
    name TEXT NOT NULL,            -- the name that the first story gave it
    kind TEXT NOT NULL,            -- person, organization, country, group, unnamed
    country TEXT,                  -- ISO 3166 alpha-3, or IGO, NGO, MNC, IMG, UNO, EUR
    sectors TEXT NOT NULL,         -- JSON: PLOVER sectors, primary first
    wikidata TEXT,                 -- Wikidata id
    stories INTEGER NOT NULL       -- number of stories it is in
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name ON actor (name COLLATE NOCASE);

-- The names that stories use for an actor.
CREATE TABLE actor_alias (
    actor_id TEXT NOT NULL,        -- the actor
    alias TEXT NOT NULL,           -- words of a mention in name form
    mentions INTEGER NOT NULL,     -- how often
    PRIMARY KEY (actor_id, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_alias_alias ON actor_alias (alias COLLATE NOCASE);

-- Stories that are one independent source of information.
CREATE TABLE origin (
    origin_id TEXT PRIMARY KEY,    -- the origin
    kind TEXT NOT NULL             -- wire, reprint, rewrite, own
) STRICT, WITHOUT ROWID;

-- Which stories an origin has, likely first one first; every current story in exactly one.
CREATE TABLE origin_story (
    story_key INTEGER PRIMARY KEY REFERENCES story, -- the story
    origin_id TEXT NOT NULL REFERENCES origin, -- its origin
    position INTEGER NOT NULL      -- order in the origin
) STRICT;
CREATE INDEX origin_story_origin ON origin_story (origin_id);

-- Stories of one affair.
CREATE TABLE storyline (
    storyline_id TEXT PRIMARY KEY, -- the storyline
    title TEXT NOT NULL,           -- its title
    stories INTEGER NOT NULL DEFAULT 0, -- number of stories
    origins INTEGER NOT NULL DEFAULT 0, -- number of independent origins
    events INTEGER NOT NULL DEFAULT 0, -- number of events
    disputed INTEGER NOT NULL DEFAULT 0, -- number of disputed events
    first_day TEXT,                -- earliest day of publication
    last_day TEXT,                 -- latest day of publication
    stale INTEGER NOT NULL DEFAULT 1 -- 1 while stories came or went since its accounts were compared
) STRICT, WITHOUT ROWID;
CREATE INDEX storyline_stories ON storyline (stories);
CREATE INDEX storyline_stale ON storyline (stale) WHERE stale = 1;

-- Which stories a storyline has; every current story in exactly one.
CREATE TABLE storyline_story (
    story_key INTEGER PRIMARY KEY REFERENCES story, -- the story
    storyline_id TEXT NOT NULL REFERENCES storyline, -- its storyline
    position INTEGER NOT NULL      -- order in the storyline
) STRICT;
CREATE INDEX storyline_story_storyline ON storyline_story (storyline_id);

-- One event across stories.
CREATE TABLE event (
    event_id TEXT PRIMARY KEY,     -- the event
    event_type TEXT NOT NULL,      -- PLOVER type
    storyline_id TEXT NOT NULL REFERENCES storyline, -- its affair
    origins INTEGER NOT NULL,      -- number of independent origins
    agreement TEXT NOT NULL,       -- corroborated, single origin, disputed
    place_id TEXT,                 -- where, as the accounts have it
    "time" TEXT,                   -- when, as the accounts have it
    numbers TEXT NOT NULL          -- JSON: low, best, high per count, with the rule for best
) STRICT, WITHOUT ROWID;
CREATE INDEX event_storyline ON event (storyline_id, "time", event_type, agreement);
CREATE INDEX event_time ON event ("time");
CREATE INDEX event_of_type ON event (event_type, "time");
CREATE INDEX event_agreement ON event (agreement, "time", event_type);
CREATE INDEX event_place ON event (place_id, "time");

-- How many events there are of each type and agreement; kept by the two triggers behind it.
CREATE TABLE event_tally (
    event_type TEXT NOT NULL,      -- PLOVER type
    agreement TEXT NOT NULL,       -- corroborated, single origin, disputed
    events INTEGER NOT NULL,       -- number of events
    PRIMARY KEY (event_type, agreement)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_counted AFTER INSERT ON event BEGIN
INSERT INTO event_tally VALUES (new.event_type, new.agreement, 1) ON CONFLICT DO UPDATE SET events = events + 1; END;
CREATE TRIGGER event_uncounted AFTER DELETE ON event BEGIN
UPDATE event_tally SET events = events - 1 WHERE event_type = old.event_type AND agreement = old.agreement; END;

-- Which event mentions are one event; every mention of a current story in exactly one.
CREATE TABLE event_link (
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    mention_id TEXT NOT NULL,      -- the event mention
    event_id TEXT NOT NULL REFERENCES event, -- its event
    position INTEGER NOT NULL,     -- order in the event
    PRIMARY KEY (story_key, mention_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_link_event ON event_link (event_id);

-- How two accounts of one field bear on each other. Never which is true.
CREATE TABLE comparison (
    comparison_key INTEGER PRIMARY KEY, -- number
    storyline_id TEXT NOT NULL,    -- the affair it was found in
    event_id TEXT,                 -- the event, if it is about one
    field TEXT NOT NULL,           -- killed, injured, ..., culprit, date, place, occurrence, weapon
    relation TEXT NOT NULL,        -- agree, compatible, update, contradiction, denial
    a_story_key INTEGER NOT NULL REFERENCES story, -- story of the one account
    a_start INTEGER NOT NULL,      -- its passage
    a_end INTEGER NOT NULL,        -- end
    a_exact TEXT NOT NULL,         -- its words
    a_value TEXT NOT NULL,         -- value
    a_said_by TEXT,                -- actor_id of the claimant
    a_account TEXT NOT NULL,       -- JSON: bounds, scope, as-of time
    b_story_key INTEGER NOT NULL REFERENCES story, -- story of the other account
    b_start INTEGER NOT NULL,      -- its passage
    b_end INTEGER NOT NULL,        -- end
    b_exact TEXT NOT NULL,         -- its words
    b_value TEXT NOT NULL,         -- value
    b_said_by TEXT,                -- actor_id of the claimant
    b_account TEXT NOT NULL,       -- JSON: bounds, scope, as-of time
    why TEXT NOT NULL,             -- the reason, in words
    method TEXT NOT NULL           -- what found it
) STRICT;
CREATE INDEX comparison_event ON comparison (event_id);
CREATE INDEX comparison_storyline ON comparison (storyline_id);
CREATE INDEX comparison_a ON comparison (a_story_key);
CREATE INDEX comparison_b ON comparison (b_story_key);

-- What is needed to find the stories that another one touches; every compared current story has one.
CREATE TABLE placed (
    story_key INTEGER PRIMARY KEY REFERENCES story, -- the story
    signature BLOB NOT NULL,       -- its signature, as MessagePack
    likeness REAL NOT NULL         -- how much of its text it shares with the nearest story of its origin; 1 for the first
) STRICT;

-- What a story claims, tells and denies, so that it is not read again when its storyline goes on; every compared current story has one.
CREATE TABLE digest (
    story_key INTEGER PRIMARY KEY REFERENCES story, -- the story
    digest BLOB NOT NULL           -- as MessagePack, compressed with zlib
) STRICT;

-- Where to look up copies: stories by the bands of their text's MinHash.
CREATE TABLE band (
    band INTEGER NOT NULL,         -- number and hash of the band
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    PRIMARY KEY (band, story_key)
) STRICT, WITHOUT ROWID;

-- Where to look up news of one affair: stories by telling term. Weeks come first, so that new rows lie together however large the record is.
CREATE TABLE posting (
    week INTEGER NOT NULL,         -- week of publication, -1 if undated
    term TEXT NOT NULL,            -- the term
    story_key INTEGER NOT NULL REFERENCES story, -- the story
    PRIMARY KEY (week, term, story_key)
) STRICT, WITHOUT ROWID;

-- In how many compared stories a term stands.
CREATE TABLE spread (
    term INTEGER PRIMARY KEY,      -- the term, as the CRC-32 of its UTF-8 bytes: a small table stays in memory
    stories INTEGER NOT NULL       -- number of stories
) STRICT;

-- ── search and views ────────────────────────────────────────────────────────────────────────────

-- Full-text index over stories; rowid is story_key.
CREATE VIRTUAL TABLE story_search USING fts5 (title, text, content = 'story', content_rowid = 'story_key', tokenize = 'unicode61 remove_diacritics 2');

-- Full-text index over statements; rowid is statement_key.
CREATE VIRTUAL TABLE statement_search USING fts5 (words, content = 'statement', content_rowid = 'statement_key', tokenize = 'unicode61 remove_diacritics 2');

-- Every statement of a current story with its speaker's name: the view to start from.
CREATE VIEW statements AS
SELECT story.published, story.outlet, actor.name AS speaker, statement.kind, statement.words, statement.source, statement.cue,
       statement.force, story.story_id, story.title, statement.statement_id, statement.speaker AS speaker_id, statement.story_key,
       (SELECT min(start_char) FROM statement_content AS piece
        WHERE piece.story_key = statement.story_key AND piece.statement_id = statement.statement_id) AS start_char,
       (SELECT max(end_char) FROM statement_content AS piece
        WHERE piece.story_key = statement.story_key AND piece.statement_id = statement.statement_id) AS end_char, story.run_id
FROM statement
JOIN story ON story.story_key = statement.story_key AND story.current = 1
LEFT JOIN actor ON actor.actor_id = statement.speaker;

-- Every event mention of a current story in words: who did what to whom, where and when, according to whom.
CREATE VIEW events AS
SELECT story.published, story.outlet, event_mention.event_type, event_mention.mode, event_mention.status, event_mention.trigger_exact,
       (SELECT group_concat(DISTINCT actor.name) FROM event_role JOIN actor USING (actor_id)
        WHERE event_role.story_key = event_mention.story_key AND event_role.mention_id = event_mention.mention_id AND role = 'actor') AS actors,
       (SELECT group_concat(DISTINCT actor.name) FROM event_role JOIN actor USING (actor_id)
        WHERE event_role.story_key = event_mention.story_key AND event_role.mention_id = event_mention.mention_id AND role = 'recipient') AS recipients,
       (SELECT name FROM story_place WHERE story_place.story_key = event_mention.story_key AND story_place.place_id = event_mention.place_id) AS place,
       event_mention.time_value, (SELECT name FROM statement JOIN actor ON actor_id = speaker
        WHERE statement.story_key = event_mention.story_key AND statement_id = attributed_to) AS said_by,
       event_link.event_id, story.story_id, story.title, event_mention.mention_id, event_mention.story_key,
       event_mention.trigger_start, event_mention.trigger_end, story.run_id
FROM event_mention
JOIN story ON story.story_key = event_mention.story_key AND story.current = 1
LEFT JOIN event_link ON event_link.story_key = event_mention.story_key AND event_link.mention_id = event_mention.mention_id;
