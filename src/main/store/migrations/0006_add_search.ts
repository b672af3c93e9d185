/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Where trials come from, their runs, results of other studies, versions of what is searched; studies without a dataset. */

/** SQLite cannot take NOT NULL from a column: the table is written anew (foreign keys are off while migrating). */
export const addSearch = `
  CREATE TABLE new_studies (
    id                   TEXT PRIMARY KEY,
    project_id           TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    dataset_version_id   TEXT AS (json_extract(plan, '$.datasetVersionId')) STORED REFERENCES dataset_versions (id),
    objective_metric     TEXT NOT NULL AS (json_extract(plan, '$.objective.metric')) STORED,
    objective_direction  TEXT NOT NULL AS (json_extract(plan, '$.objective.direction')) STORED,
    name                 TEXT NOT NULL,
    plan                 TEXT NOT NULL,
    state                TEXT NOT NULL,
    reason               TEXT,
    created_at           INTEGER NOT NULL,
    started_at           INTEGER,
    finished_at          INTEGER,
    elapsed_ms           REAL NOT NULL,
    removed_at           INTEGER
  ) STRICT;
  INSERT INTO new_studies (id, project_id, name, plan, state, reason, created_at, started_at, finished_at, elapsed_ms, removed_at)
    SELECT id, project_id, name, plan, state, reason, created_at, started_at, finished_at, elapsed_ms, removed_at
    FROM studies ORDER BY rowid;
  DROP TABLE studies;
  ALTER TABLE new_studies RENAME TO studies;
  CREATE INDEX studies_by_project ON studies (project_id, created_at);
  CREATE INDEX studies_by_version ON studies (dataset_version_id);

  ALTER TABLE trials ADD COLUMN origin TEXT;
  ALTER TABLE trials ADD COLUMN runs TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE trials ADD COLUMN deviation REAL;
  ALTER TABLE trials ADD COLUMN space_version INTEGER NOT NULL DEFAULT 1;

  -- Results of other studies that a study learns from.
  CREATE TABLE prior_trials (
    key         INTEGER PRIMARY KEY,
    study_id    TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    assignment  TEXT NOT NULL,
    value       REAL NOT NULL,
    source      TEXT NOT NULL
  ) STRICT;
  CREATE INDEX prior_trials_by_study ON prior_trials (study_id);

  -- What a study searched before its latest change.
  CREATE TABLE space_versions (
    study_id    TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    version     INTEGER NOT NULL,
    body        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (study_id, version)
  ) STRICT, WITHOUT ROWID;
`
