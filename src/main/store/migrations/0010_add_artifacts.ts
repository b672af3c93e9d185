/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file What is made of a trained model: smaller ones, with what they weigh, cost and reach. */

export const addArtifacts = `
CREATE TABLE artifacts (
  id TEXT PRIMARY KEY,
  trial_id TEXT NOT NULL REFERENCES trials(id) ON DELETE CASCADE,
  -- How it was made, what it was and what it became; its files lie beside the weights.
  body TEXT NOT NULL CHECK (json_valid(body)),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX artifacts_by_trial ON artifacts (trial_id, created_at);
`
