/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file The first schema. Times are milliseconds since 1970; JSON columns are read by the domain schemas. */

export const createSchema = `
  CREATE TABLE projects (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    removed_at  INTEGER
  ) STRICT;

  CREATE TABLE datasets (
    id                 TEXT PRIMARY KEY,
    project_id         TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    name               TEXT NOT NULL,
    latest_version_id  TEXT NOT NULL REFERENCES dataset_versions (id) DEFERRABLE INITIALLY DEFERRED,
    created_at         INTEGER NOT NULL,
    removed_at         INTEGER
  ) STRICT;
  CREATE INDEX datasets_by_project ON datasets (project_id);

  CREATE TABLE dataset_versions (
    id              TEXT PRIMARY KEY,
    dataset_id      TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    content_hash    TEXT NOT NULL,
    source          TEXT NOT NULL,
    plan            TEXT NOT NULL,
    target          TEXT NOT NULL,
    output          TEXT NOT NULL,
    row_count       INTEGER NOT NULL,
    rejected_count  INTEGER NOT NULL,
    dropped_count   INTEGER NOT NULL,
    counts          TEXT NOT NULL,
    profiles        TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    UNIQUE (dataset_id, number),
    UNIQUE (dataset_id, content_hash)
  ) STRICT;

  CREATE TABLE models (
    id          TEXT PRIMARY KEY,
    project_id  TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    design      TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    removed_at  INTEGER
  ) STRICT;
  CREATE INDEX models_by_project ON models (project_id);

  CREATE TABLE studies (
    id                   TEXT PRIMARY KEY,
    project_id           TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    dataset_version_id   TEXT NOT NULL AS (json_extract(plan, '$.datasetVersionId')) STORED REFERENCES dataset_versions (id),
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
  CREATE INDEX studies_by_project ON studies (project_id, created_at);
  CREATE INDEX studies_by_version ON studies (dataset_version_id);

  CREATE TABLE trials (
    key               INTEGER PRIMARY KEY,
    id                TEXT NOT NULL UNIQUE,
    study_id          TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
    number            INTEGER NOT NULL,
    state             TEXT NOT NULL,
    assignment        TEXT NOT NULL,
    value             REAL,
    best_step         INTEGER,
    step              INTEGER NOT NULL,
    planned_steps     INTEGER NOT NULL,
    is_stopped_early  INTEGER NOT NULL,
    train             TEXT NOT NULL,
    validation        TEXT NOT NULL,
    spark             TEXT NOT NULL,
    reason            TEXT,
    attempt           INTEGER NOT NULL,
    weight_count      INTEGER,
    duration_ms       REAL,
    started_at        INTEGER,
    finished_at       INTEGER,
    UNIQUE (study_id, number)
  ) STRICT;
  CREATE INDEX trials_by_value ON trials (study_id, state, value);

  -- A curve: one metric of one part in one run (fold or seed, from 1) of a trial.
  CREATE TABLE curves (
    key        INTEGER PRIMARY KEY,
    trial_key  INTEGER NOT NULL REFERENCES trials (key) ON DELETE CASCADE,
    run        INTEGER NOT NULL,
    part       TEXT NOT NULL,
    metric     TEXT NOT NULL,
    UNIQUE (trial_key, run, part, metric)
  ) STRICT;

  CREATE TABLE curve_points (
    curve_key  INTEGER NOT NULL REFERENCES curves (key) ON DELETE CASCADE,
    step       INTEGER NOT NULL,
    value      REAL NOT NULL,
    PRIMARY KEY (curve_key, step)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE reports (
    study_id      TEXT PRIMARY KEY REFERENCES studies (id) ON DELETE CASCADE,
    trial_id      TEXT NOT NULL REFERENCES trials (id),
    trial_number  INTEGER NOT NULL,
    body          TEXT NOT NULL
  ) STRICT;

  CREATE TABLE preferences (
    key   INTEGER PRIMARY KEY CHECK (key = 1),
    body  TEXT NOT NULL
  ) STRICT;
`
