-- The record, version 2: indexes from which lists, their filters and their counts are answered without the wide rows.

-- The order of every list: newest day first, reports without a day last.
CREATE INDEX current_order ON current(coalesce(published, '') DESC, report_id, reading_id, published);

-- What a filter by name, type, status or issue looks through, and what it needs of the rows that match.
CREATE INDEX attributions_source ON attributions(
  source_name, source, speaks_for, speaks_for_actor_id, reading_id, label);
CREATE INDEX attributions_type ON attributions(source_kind, act);
CREATE INDEX attribution_actors_actor ON attribution_actors(actor_id, reading_id, attribution);
CREATE INDEX claims_type ON claims(event_type, mode, status, negated, reading_id);
CREATE INDEX claims_attribution ON claims(reading_id, attribution);
CREATE INDEX claim_parties_name ON claim_parties(name, actor_id, reading_id, claim);
CREATE INDEX positions_party ON positions(party, speaks_for, actor_id, speaks_for_actor_id, reading_id);
CREATE INDEX positions_act ON positions(act);
CREATE INDEX positions_attribution ON positions(reading_id, attribution);
DROP INDEX positions_issue;
CREATE INDEX positions_issue ON positions(issue, reading_id, attribution, claim);
CREATE INDEX citations_outlet ON citations(outlet, sighting_id);
CREATE INDEX sightings_outlet ON sightings(outlet, report_id);
CREATE INDEX topics_topic ON topics(topic, sighting_id);
CREATE INDEX actors_name ON actors(name, actor_id, kind);
CREATE INDEX judgements_kind ON judgements(kind, subject);
