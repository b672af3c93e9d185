/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file What people write about their work: notes, tags, stars, archive, goals, milestones. */

export const addNotes = `
  -- About a project, a dataset, a model, a study or a trial; it goes with the project.
  CREATE TABLE annotations (
    kind         TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    project_id   TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    note         TEXT NOT NULL,
    tags         TEXT NOT NULL,
    is_starred   INTEGER NOT NULL,
    is_archived  INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    PRIMARY KEY (kind, subject_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX annotations_by_project ON annotations (project_id);

  -- What a note said before it was changed.
  CREATE TABLE earlier_notes (
    key          INTEGER PRIMARY KEY,
    project_id   TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    note         TEXT NOT NULL,
    replaced_at  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX earlier_notes_by_subject ON earlier_notes (kind, subject_id);
  CREATE INDEX earlier_notes_by_project ON earlier_notes (project_id);

  CREATE TABLE goals (
    id          TEXT PRIMARY KEY,
    project_id  TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    metric      TEXT NOT NULL,
    direction   TEXT NOT NULL,
    target      REAL NOT NULL,
    deadline    INTEGER,
    created_at  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX goals_by_project ON goals (project_id);

  CREATE TABLE milestones (
    id          TEXT PRIMARY KEY,
    project_id  TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    title       TEXT NOT NULL,
    due_at      INTEGER,
    done_at     INTEGER,
    created_at  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX milestones_by_project ON milestones (project_id);
`
