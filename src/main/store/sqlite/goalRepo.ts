/** @file Goals of projects, how near trials came to them, and milestones. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import {
  type GoalId,
  GoalProgress,
  Milestone,
  type MilestoneId,
  ProjectGoal,
} from '../../../shared/domain/goal'
import type { GoalRepo, MilestoneRepo } from '../types'
import { expectChanged, readRow } from './rows'

const COLUMNS = `id, project_id AS projectId, metric, direction, target, deadline, created_at AS createdAt`

/** Complete trials of a project that have the metric. */
const TRIALS = `
  FROM trials JOIN studies ON studies.id = trials.study_id
  WHERE studies.project_id = @projectId AND studies.removed_at IS NULL AND trials.state = 'complete'
    AND json_extract(trials.validation, @path) IS NOT NULL
`

/** Among equals the leaderboard's order: the lower loss, then the lower number. */
const BY_RANK = `
  ORDER BY json_extract(trials.validation, @path) * @sign DESC,
    coalesce(json_extract(trials.validation, '$.logLoss'), json_extract(trials.validation, '$.loss')) NULLS LAST,
    trials.number
`

const Nearest = v.unwrap(GoalProgress.entries.nearest)
const Reached = v.strictObject({ at: v.nullable(v.number()) })

export function createGoalRepo(database: Database): GoalRepo {
  const insert = database.prepare(
    `INSERT INTO goals (id, project_id, metric, direction, target, deadline, created_at)
     VALUES (@id, @projectId, @metric, @direction, @target, @deadline, @createdAt)`,
  )
  const remove = database.prepare('DELETE FROM goals WHERE id = ?')
  const select = database.prepare(
    `SELECT ${COLUMNS} FROM goals WHERE project_id = ? ORDER BY created_at, rowid`,
  )
  const nearest = database.prepare(
    `SELECT json_extract(trials.validation, @path) AS value, studies.id AS studyId, studies.name AS studyName,
       trials.id AS trialId, trials.number AS trialNumber ${TRIALS} ${BY_RANK} LIMIT 1`,
  )
  const reached = database.prepare(
    `SELECT min(trials.finished_at) AS at ${TRIALS} AND json_extract(trials.validation, @path) * @sign >= @target * @sign`,
  )
  const progressOf = (goal: ProjectGoal): GoalProgress => {
    const sign = goal.direction === 'maximize' ? 1 : -1
    const asked = { projectId: goal.projectId, path: `$."${goal.metric}"`, sign }
    const row = nearest.get(asked)
    return {
      goal,
      nearest: row === undefined ? null : readRow(Nearest, row),
      reachedAt: readRow(Reached, reached.get({ ...asked, target: goal.target })).at,
    }
  }
  return {
    insert: (goal) => {
      insert.run(goal)
    },
    remove: (id: GoalId) => expectChanged(remove.run(id).changes, { what: 'goal', id }),
    list: (projectId) => select.all(projectId).map((row) => progressOf(readRow(ProjectGoal, row))),
  }
}

export function createMilestoneRepo(database: Database): MilestoneRepo {
  const put = database.prepare(
    `INSERT INTO milestones (id, project_id, title, due_at, done_at, created_at)
     VALUES (@id, @projectId, @title, @dueAt, @doneAt, @createdAt)
     ON CONFLICT (id) DO UPDATE SET title = @title, due_at = @dueAt, done_at = @doneAt`,
  )
  const remove = database.prepare('DELETE FROM milestones WHERE id = ?')
  const select = database.prepare(
    `SELECT id, project_id AS projectId, title, due_at AS dueAt, done_at AS doneAt, created_at AS createdAt
     FROM milestones WHERE project_id = ? ORDER BY due_at IS NULL, due_at, created_at, rowid`,
  )
  return {
    put: (milestone) => {
      put.run(milestone)
    },
    remove: (id: MilestoneId) => expectChanged(remove.run(id).changes, { what: 'milestone', id }),
    list: (projectId) => select.all(projectId).map((row) => readRow(Milestone, row)),
  }
}
