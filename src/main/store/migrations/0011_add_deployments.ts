/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Models in use: what they were asked, what they answered, what turned out to be right. */

export const addDeployments = `
  CREATE TABLE deployments (
    id          TEXT PRIMARY KEY,
    project_id  TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    trial_id    TEXT NOT NULL REFERENCES trials (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    is_logging  INTEGER NOT NULL,
    kept_rows   INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    removed_at  INTEGER
  ) STRICT;
  CREATE INDEX deployments_by_project ON deployments (project_id);

  -- One row that a model answered. cells: JSON, from a column to its cell. label: the truth, once it is known.
  CREATE TABLE answered_rows (
    key            INTEGER PRIMARY KEY,
    deployment_id  TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
    at             INTEGER NOT NULL,
    cells          TEXT NOT NULL,
    answer         TEXT NOT NULL,
    label          TEXT
  ) STRICT;
  CREATE INDEX answered_rows_by_deployment ON answered_rows (deployment_id, key);
`
