-- The record, version 3: how sure the act head was, from which positions are told.

ALTER TABLE attributions ADD COLUMN act_score REAL;
