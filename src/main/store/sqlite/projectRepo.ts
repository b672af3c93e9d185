/** @file Projects, and the cards that Home shows of them. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { ProjectId } from '../../../shared/domain/ids'
import { Project, ProjectCard } from '../../../shared/domain/project'
import { SampleId } from '../../../shared/domain/sample'
import type { ProjectRepo } from '../types'
import { expectChanged, json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const CardRow = v.strictObject({
  ...ProjectCard.entries,
  best: v.nullable(json(v.unwrap(ProjectCard.entries.best))),
})

/** A sample that there is no more is none. */
const SampleRow = v.strictObject({ sample: v.nullable(v.fallback(v.nullable(SampleId), null)) })

/**
 * The best value is taken over the project's complete trials whose study has the metric of the latest study; what is
 * in the trash does not count. A project changed when the latest of its parts did.
 */
const CARDS = `
  WITH live AS (SELECT *, rowid AS written FROM studies WHERE removed_at IS NULL),
  -- Figures of rows that were learnt from are none to be proud of.
  judged AS (SELECT * FROM live WHERE coalesce(json_extract(plan, '$.rows'), 'split') <> 'all'),
  latest AS (
    SELECT project_id, objective_metric AS metric, objective_direction AS direction,
      row_number() OVER (PARTITION BY project_id ORDER BY created_at DESC, written DESC) AS place
    FROM judged
  ),
  best AS (
    SELECT latest.project_id, latest.metric,
      CASE latest.direction WHEN 'maximize' THEN max(trials.value) ELSE min(trials.value) END AS value
    FROM latest
    JOIN judged ON judged.project_id = latest.project_id AND judged.objective_metric = latest.metric
    JOIN trials ON trials.study_id = judged.id AND trials.state = 'complete' AND trials.value IS NOT NULL
    WHERE latest.place = 1
    GROUP BY latest.project_id
  ),
  trial_counts AS (
    SELECT live.project_id, count(*) AS trial_count, max(trials.finished_at) AS changed_at
    FROM live JOIN trials ON trials.study_id = live.id GROUP BY live.project_id
  ),
  study_counts AS (
    SELECT project_id, count(*) AS study_count, sum(state = 'running') AS running_count,
      max(max(created_at, coalesce(started_at, 0), coalesce(finished_at, 0))) AS changed_at
    FROM live GROUP BY project_id
  ),
  dataset_counts AS (
    SELECT project_id, count(DISTINCT datasets.id) AS dataset_count, max(dataset_versions.created_at) AS changed_at
    FROM datasets JOIN dataset_versions ON dataset_versions.dataset_id = datasets.id
    WHERE removed_at IS NULL GROUP BY project_id
  ),
  model_changes AS (
    SELECT project_id, max(changed_at) AS changed_at FROM models WHERE removed_at IS NULL GROUP BY project_id
  )
  SELECT projects.id, name, created_at AS createdAt,
    coalesce(dataset_count, 0) AS datasetCount,
    coalesce(study_count, 0) AS studyCount,
    coalesce(trial_count, 0) AS trialCount,
    coalesce(running_count, 0) AS runningCount,
    CASE WHEN best.value IS NOT NULL THEN json_object('metric', best.metric, 'value', best.value) END AS best,
    max(
      projects.changed_at, coalesce(dataset_counts.changed_at, 0), coalesce(study_counts.changed_at, 0),
      coalesce(trial_counts.changed_at, 0), coalesce(model_changes.changed_at, 0)
    ) AS changedAt
  FROM projects
    LEFT JOIN best ON best.project_id = projects.id
    LEFT JOIN trial_counts ON trial_counts.project_id = projects.id
    LEFT JOIN study_counts ON study_counts.project_id = projects.id
    LEFT JOIN dataset_counts ON dataset_counts.project_id = projects.id
    LEFT JOIN model_changes ON model_changes.project_id = projects.id
  WHERE removed_at IS NULL
  ORDER BY changedAt DESC, projects.rowid DESC
`

export function createProjectRepo(database: Database, now: () => number): ProjectRepo {
  const insert = database.prepare(
    'INSERT INTO projects (id, name, created_at, changed_at) VALUES (@id, @name, @createdAt, @createdAt)',
  )
  const rename = database.prepare(
    'UPDATE projects SET name = @name, changed_at = @at WHERE id = @id AND removed_at IS NULL',
  )
  const select = database.prepare(
    'SELECT id, name, created_at AS createdAt FROM projects WHERE id = ? AND removed_at IS NULL',
  )
  const mark = database.prepare('UPDATE projects SET sample = @sample WHERE id = @id')
  const selectSample = database.prepare('SELECT sample FROM projects WHERE id = ? AND removed_at IS NULL')
  const cards = database.prepare(CARDS)
  const get = (id: ProjectId) => readFound(Project, select.get(id), { what: 'project', id })
  return {
    ...createTrash<ProjectId>(database, 'project', now),
    insert: (project) => {
      insert.run(project)
    },
    rename: (id, name) => {
      expectChanged(rename.run({ id, name, at: now() }).changes, { what: 'project', id })
      return get(id)
    },
    get,
    markSample: (id, sample) => {
      expectChanged(mark.run({ id, sample }).changes, { what: 'project', id })
    },
    sampleOf: (id) => readFound(SampleRow, selectSample.get(id), { what: 'project', id }).sample,
    cards: () => cards.all().map((row) => readRow(CardRow, row)),
  }
}
