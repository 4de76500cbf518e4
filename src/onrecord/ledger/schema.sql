-- The record, version 1. docs/record.md says what each column holds.
-- Rows are only ever added, never changed; the exceptions are `current` and the word indexes, which are computed from them.
-- `hash` is over all columns of the row that are not null, but for n, run, bytes and itself (ledger/ids.py).

CREATE TABLE migrations (
  version INTEGER PRIMARY KEY, title TEXT NOT NULL, applied TEXT NOT NULL, onrecord TEXT NOT NULL, backup TEXT
) STRICT;

CREATE TABLE runs (
  n INTEGER PRIMARY KEY, started TEXT NOT NULL, onrecord TEXT NOT NULL, reader TEXT NOT NULL, knowledge TEXT NOT NULL,
  paths TEXT NOT NULL
) STRICT;

CREATE TABLE run_ends (
  run INTEGER PRIMARY KEY REFERENCES runs(n), ended TEXT NOT NULL, outcome TEXT NOT NULL,
  inputs INTEGER NOT NULL, accepted INTEGER NOT NULL, duplicates INTEGER NOT NULL, rejected INTEGER NOT NULL,
  sightings INTEGER NOT NULL, readings INTEGER NOT NULL,
  CHECK (inputs = accepted + duplicates + rejected)
) STRICT;

CREATE TABLE raws (
  n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, n_bytes INTEGER NOT NULL, compression TEXT NOT NULL,
  bytes BLOB NOT NULL, hash TEXT NOT NULL
) STRICT;

CREATE TABLE reports (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, n_characters INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs(n), hash TEXT NOT NULL
) STRICT;

CREATE TABLE sightings (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report_id TEXT NOT NULL REFERENCES reports(id),
  raw_sha256 TEXT REFERENCES raws(sha256), form TEXT NOT NULL, item TEXT NOT NULL,
  title TEXT, url TEXT, outlet TEXT, published TEXT, retrieved TEXT, language TEXT, byline TEXT, dateline TEXT,
  basis TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(n), hash TEXT NOT NULL
) STRICT;
CREATE INDEX sightings_report ON sightings(report_id);
CREATE INDEX sightings_raw ON sightings(raw_sha256);
CREATE INDEX sightings_published ON sightings(published);

CREATE TABLE citations (
  n INTEGER PRIMARY KEY, sighting_id TEXT NOT NULL REFERENCES sightings(id), ordinal INTEGER NOT NULL,
  outlet TEXT NOT NULL, url TEXT, hash TEXT NOT NULL, UNIQUE (sighting_id, ordinal)
) STRICT;

CREATE TABLE topics (
  n INTEGER PRIMARY KEY, sighting_id TEXT NOT NULL REFERENCES sightings(id), ordinal INTEGER NOT NULL,
  topic TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (sighting_id, ordinal)
) STRICT;

CREATE TABLE rejected (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, stage TEXT NOT NULL, error TEXT NOT NULL,
  reason TEXT NOT NULL, raw_sha256 TEXT, n_bytes INTEGER, run INTEGER NOT NULL REFERENCES runs(n), hash TEXT NOT NULL
) STRICT;

CREATE TABLE readings (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report_id TEXT NOT NULL REFERENCES reports(id),
  sighting_id TEXT NOT NULL REFERENCES sightings(id), basis TEXT NOT NULL, reader TEXT NOT NULL,
  knowledge TEXT NOT NULL, layers TEXT NOT NULL, sentences TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(n),
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX readings_report ON readings(report_id, basis);

CREATE TABLE attributions (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id TEXT NOT NULL REFERENCES readings(id), label TEXT NOT NULL,
  source_start INTEGER, source_end INTEGER, source TEXT, source_kind TEXT NOT NULL, source_name TEXT,
  speaks_for TEXT, speaks_for_actor_id TEXT, act TEXT, addressee TEXT,
  cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, cue TEXT NOT NULL,
  content_start INTEGER NOT NULL, content_end INTEGER NOT NULL, content TEXT NOT NULL, content_spans TEXT NOT NULL,
  quotation TEXT NOT NULL, inside TEXT, chain TEXT NOT NULL, score REAL NOT NULL, hash TEXT NOT NULL,
  UNIQUE (reading_id, label),
  FOREIGN KEY (reading_id, inside) REFERENCES attributions(reading_id, label) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX attributions_id ON attributions(id);

CREATE TABLE attribution_actors (
  n INTEGER PRIMARY KEY, reading_id TEXT NOT NULL, attribution TEXT NOT NULL, ordinal INTEGER NOT NULL,
  actor_id TEXT NOT NULL, hash TEXT NOT NULL,
  UNIQUE (reading_id, attribution, ordinal),
  FOREIGN KEY (reading_id, attribution) REFERENCES attributions(reading_id, label) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE claims (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id TEXT NOT NULL REFERENCES readings(id), label TEXT NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, "trigger" TEXT NOT NULL,
  event_type TEXT NOT NULL, mode TEXT, contexts TEXT NOT NULL, cameo TEXT, status TEXT NOT NULL,
  negated INTEGER NOT NULL,
  time_start INTEGER, time_end INTEGER, time TEXT, time_earliest TEXT, time_latest TEXT, time_precision TEXT,
  time_carried INTEGER, time_reason TEXT,
  place_start INTEGER, place_end INTEGER, place TEXT, place_name TEXT, place_country TEXT, place_region TEXT,
  place_lat REAL, place_lon REAL, place_id TEXT, place_carried INTEGER, place_reason TEXT,
  hedge_start INTEGER, hedge_end INTEGER, hedge TEXT, about TEXT, attribution TEXT, chain TEXT NOT NULL,
  why TEXT NOT NULL, score REAL NOT NULL, sentence TEXT, hash TEXT NOT NULL,
  UNIQUE (reading_id, label),
  FOREIGN KEY (reading_id, about) REFERENCES claims(reading_id, label) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (reading_id, attribution) REFERENCES attributions(reading_id, label) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX claims_id ON claims(id);

CREATE TABLE claim_parties (
  n INTEGER PRIMARY KEY, reading_id TEXT NOT NULL, claim TEXT NOT NULL, role TEXT NOT NULL, ordinal INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, name TEXT NOT NULL, actor_id TEXT,
  hash TEXT NOT NULL,
  UNIQUE (reading_id, claim, role, ordinal),
  FOREIGN KEY (reading_id, claim) REFERENCES claims(reading_id, label) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE positions (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id TEXT NOT NULL REFERENCES readings(id), label TEXT NOT NULL,
  party TEXT NOT NULL, actor_id TEXT, speaks_for TEXT, speaks_for_actor_id TEXT, act TEXT NOT NULL, issue TEXT,
  issue_start INTEGER, issue_end INTEGER, issue_words TEXT,
  content_start INTEGER NOT NULL, content_end INTEGER NOT NULL, content TEXT NOT NULL, addressee TEXT,
  attribution TEXT, claim TEXT, chain TEXT NOT NULL, why TEXT NOT NULL, score REAL NOT NULL, hash TEXT NOT NULL,
  UNIQUE (reading_id, label),
  FOREIGN KEY (reading_id, attribution) REFERENCES attributions(reading_id, label) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (reading_id, claim) REFERENCES claims(reading_id, label) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX positions_id ON positions(id);
CREATE INDEX positions_issue ON positions(issue);

CREATE TABLE chains (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id TEXT NOT NULL REFERENCES readings(id), label TEXT NOT NULL,
  kind TEXT NOT NULL, name TEXT, actor_id TEXT, country TEXT, sectors TEXT NOT NULL, link TEXT, hash TEXT NOT NULL,
  UNIQUE (reading_id, label)
) STRICT;
CREATE INDEX chains_id ON chains(id);
CREATE INDEX chains_actor ON chains(actor_id, reading_id) WHERE actor_id IS NOT NULL;

CREATE TABLE mentions (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id TEXT NOT NULL REFERENCES readings(id), ordinal INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, kind TEXT NOT NULL, chain TEXT NOT NULL,
  score REAL NOT NULL, hash TEXT NOT NULL,
  UNIQUE (reading_id, ordinal)
) STRICT;
CREATE INDEX mentions_id ON mentions(id);

CREATE TABLE flags (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, reading_id TEXT NOT NULL REFERENCES readings(id), ordinal INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, term TEXT NOT NULL, actor_id TEXT,
  neutral TEXT NOT NULL, flag TEXT NOT NULL, reason TEXT NOT NULL, attribution TEXT, hash TEXT NOT NULL,
  UNIQUE (reading_id, ordinal)
) STRICT;
CREATE INDEX flags_id ON flags(id);

CREATE TABLE own_voice (
  n INTEGER PRIMARY KEY, reading_id TEXT NOT NULL REFERENCES readings(id), ordinal INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, hash TEXT NOT NULL,
  UNIQUE (reading_id, ordinal)
) STRICT;

CREATE TABLE actors (
  n INTEGER PRIMARY KEY, actor_id TEXT NOT NULL, knowledge TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  country TEXT, sectors TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX actors_actor ON actors(actor_id);

CREATE TABLE judgements (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL, object TEXT,
  note TEXT NOT NULL, author TEXT NOT NULL, made TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX judgements_subject ON judgements(subject);

-- Computed: which sighting and which reading of a report its views show. `onrecord verify` computes it anew.
CREATE TABLE current (
  report_id TEXT PRIMARY KEY REFERENCES reports(id), sighting_id TEXT NOT NULL REFERENCES sightings(id),
  reading_id TEXT NOT NULL REFERENCES readings(id), published TEXT
) STRICT;
CREATE INDEX current_reading ON current(reading_id);
CREATE INDEX current_published ON current(published);

-- Word indexes, over columns that stay where they are.
CREATE VIEW sighting_texts AS
  SELECT sightings.n AS n, sightings.title AS title, reports.text AS text
  FROM sightings JOIN reports ON reports.id = sightings.report_id;
CREATE VIRTUAL TABLE report_words USING fts5(
  title, text, content='sighting_texts', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE attribution_words USING fts5(
  source, source_name, cue, content, content='attributions', content_rowid='n',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5(
  sentence, content='claims', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE position_words USING fts5(
  party, issue, content, content='positions', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');

-- Views: what stands now.
CREATE VIEW standing_judgements AS
  SELECT * FROM judgements AS j
  WHERE j.kind <> 'withdraw'
    AND NOT EXISTS (SELECT 1 FROM judgements AS w WHERE w.kind = 'withdraw' AND w.subject = j.id);

-- The last word on a mark counts, whoever's it is.
CREATE VIEW wrong_marks AS
  SELECT subject AS id FROM standing_judgements AS j
  WHERE kind = 'wrong'
    AND NOT EXISTS (SELECT 1 FROM standing_judgements AS later
                    WHERE later.subject = j.subject AND later.kind = 'right' AND later.n > j.n);

-- Every id that was judged the same as another, with the one id that stands for all of them (the first in order).
CREATE VIEW identities AS
  WITH RECURSIVE
    edges(a, b) AS (
      SELECT subject, object FROM standing_judgements WHERE kind = 'same'
      UNION SELECT object, subject FROM standing_judgements WHERE kind = 'same'),
    reach(id, other) AS (
      SELECT a, a FROM edges
      UNION SELECT reach.id, edges.b FROM reach JOIN edges ON edges.a = reach.other)
  SELECT id, min(other) AS stands_for FROM reach GROUP BY id;

CREATE VIEW current_reports AS
  SELECT r.id, c.published, s.outlet, s.title, s.url, s.byline, s.language, s.retrieved, r.n_characters,
    (SELECT topic FROM topics AS t WHERE t.sighting_id = s.id ORDER BY t.ordinal DESC LIMIT 1) AS topic,
    (SELECT group_concat(outlet, '; ') FROM citations AS ci WHERE ci.sighting_id = s.id) AS cites,
    (SELECT count(*) FROM sightings AS o WHERE o.report_id = r.id) AS n_sightings,
    (SELECT count(*) FROM attributions AS a WHERE a.reading_id = c.reading_id) AS n_attributions,
    (SELECT count(*) FROM claims AS a WHERE a.reading_id = c.reading_id) AS n_claims,
    (SELECT count(*) FROM positions AS a WHERE a.reading_id = c.reading_id) AS n_positions,
    c.sighting_id, c.reading_id, g.reader, g.knowledge, r.text
  FROM current AS c
  JOIN reports AS r ON r.id = c.report_id
  JOIN sightings AS s ON s.id = c.sighting_id
  JOIN readings AS g ON g.id = c.reading_id;

CREATE VIEW current_attributions AS
  SELECT a.id, c.report_id, c.published, s.outlet, a.source, a.source_kind, a.source_name, a.speaks_for, a.act,
    a.addressee, a.cue, a.content, a.quotation, a.chain, a.score,
    (SELECT json_group_array(actor_id) FROM attribution_actors AS x
     WHERE x.reading_id = a.reading_id AND x.attribution = a.label) AS actor_ids,
    a.speaks_for_actor_id, a.source_start, a.source_end, a.cue_start, a.cue_end, a.content_start, a.content_end,
    a.content_spans, a.label, a.inside, a.reading_id, a.n,
    a.id IN (SELECT id FROM wrong_marks) AS wrong
  FROM attributions AS a
  JOIN current AS c ON c.reading_id = a.reading_id
  JOIN sightings AS s ON s.id = c.sighting_id;

CREATE VIEW current_claims AS
  SELECT a.id, c.report_id, c.published, s.outlet, a.event_type, a.mode, a.contexts, a.cameo, a.status, a.negated,
    (SELECT group_concat(name, '; ') FROM claim_parties AS p
     WHERE p.reading_id = a.reading_id AND p.claim = a.label AND p.role = 'actor') AS actors,
    (SELECT group_concat(name, '; ') FROM claim_parties AS p
     WHERE p.reading_id = a.reading_id AND p.claim = a.label AND p.role = 'recipient') AS recipients,
    a."trigger", a.sentence, a.time, a.time_earliest, a.time_latest, a.time_precision, a.place, a.place_name,
    a.place_country, a.place_region, a.place_lat, a.place_lon, a.hedge, a.about, a.attribution, a.chain, a.score,
    a.trigger_start, a.trigger_end, a.label, a.reading_id, a.n,
    a.id IN (SELECT id FROM wrong_marks) AS wrong
  FROM claims AS a
  JOIN current AS c ON c.reading_id = a.reading_id
  JOIN sightings AS s ON s.id = c.sighting_id;

CREATE VIEW current_positions AS
  SELECT a.id, c.report_id, c.published, s.outlet, a.party, a.actor_id, a.speaks_for, a.act, a.issue, a.issue_words,
    a.content, a.addressee, a.chain, a.score, a.attribution, a.claim, a.content_start, a.content_end, a.label,
    a.reading_id, a.n,
    a.id IN (SELECT id FROM wrong_marks) AS wrong
  FROM positions AS a
  JOIN current AS c ON c.reading_id = a.reading_id
  JOIN sightings AS s ON s.id = c.sighting_id;

CREATE VIEW current_actors AS
  WITH seen AS (
    SELECT coalesce(i.stands_for, h.actor_id) AS id, h.actor_id AS own_id, c.report_id, c.published
    FROM chains AS h
    JOIN current AS c ON c.reading_id = h.reading_id
    LEFT JOIN identities AS i ON i.id = h.actor_id
    WHERE h.actor_id IS NOT NULL)
  SELECT seen.id,
    (SELECT name FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS name,
    (SELECT kind FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS kind,
    (SELECT country FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS country,
    (SELECT sectors FROM actors AS a WHERE a.actor_id = seen.id ORDER BY a.n DESC LIMIT 1) AS sectors,
    count(DISTINCT report_id) AS n_reports, min(published) AS first_seen, max(published) AS last_seen,
    json_group_array(DISTINCT own_id) AS ids
  FROM seen GROUP BY seen.id;
