/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file How fast models trained on this machine, and where each trial was trained. */

export const addMeasurements = `
  CREATE TABLE measurements (
    key          TEXT PRIMARY KEY,
    study_id     TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    measured_at  INTEGER NOT NULL,
    body         TEXT NOT NULL
  ) STRICT;
  CREATE INDEX measurements_by_time ON measurements (measured_at);

  ALTER TABLE trials ADD COLUMN placement TEXT;
`
