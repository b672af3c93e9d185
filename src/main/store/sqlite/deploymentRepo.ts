/** @file Models in use, and the rows they answered. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { AnsweredRow, Deployment, DeploymentCard, type DeploymentId } from '../../../shared/domain/deployment'
import type { DeploymentRepo } from '../types'
import { flag, json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const DeploymentRow = v.strictObject({ ...Deployment.entries, isLogging: flag })
const CardRow = v.strictObject({ ...DeploymentCard.entries, isLogging: flag })
const LoggedRow = v.strictObject({ ...AnsweredRow.entries, cells: json(AnsweredRow.entries.cells) })

const COLUMNS = `deployments.id, deployments.project_id AS projectId, trial_id AS trialId, deployments.name,
  is_logging AS isLogging, kept_rows AS keptRows, deployments.created_at AS createdAt`

const CARDS = `
  SELECT ${COLUMNS}, studies.id AS studyId, studies.name AS studyName, trials.number AS trialNumber,
    (SELECT count(*) FROM answered_rows WHERE deployment_id = deployments.id) AS rows,
    (SELECT count(label) FROM answered_rows WHERE deployment_id = deployments.id) AS labelled,
    (SELECT max(at) FROM answered_rows WHERE deployment_id = deployments.id) AS lastAt
  FROM deployments JOIN trials ON trials.id = deployments.trial_id JOIN studies ON studies.id = trials.study_id
  WHERE deployments.removed_at IS NULL
`

type LoggedRows = Parameters<DeploymentRepo['log']>[1]

export function createDeploymentRepo(database: Database, now: () => number): DeploymentRepo {
  const put = database.prepare(
    `INSERT INTO deployments (id, project_id, trial_id, name, is_logging, kept_rows, created_at)
     VALUES (@id, @projectId, @trialId, @name, @isLogging, @keptRows, @createdAt)
     ON CONFLICT (id) DO UPDATE SET name = @name, is_logging = @isLogging, kept_rows = @keptRows`,
  )
  const select = database.prepare(`SELECT ${COLUMNS} FROM deployments WHERE id = ? AND removed_at IS NULL`)
  const cards = database.prepare(
    `${CARDS} AND deployments.project_id = coalesce(?, deployments.project_id)
     ORDER BY deployments.created_at DESC, deployments.rowid DESC`,
  )
  const card = database.prepare(`${CARDS} AND deployments.id = ?`)
  const insertRow = database.prepare(
    'INSERT INTO answered_rows (deployment_id, at, cells, answer) VALUES (@id, @at, @cells, @answer)',
  )
  const trim = database.prepare(
    `DELETE FROM answered_rows WHERE deployment_id = @id AND key <= (
       SELECT key FROM answered_rows WHERE deployment_id = @id ORDER BY key DESC LIMIT 1 OFFSET @kept
     )`,
  )
  const selectRows = database.prepare(
    `SELECT key, at, cells, answer, label FROM answered_rows WHERE deployment_id = @id
     ORDER BY key DESC LIMIT @limit OFFSET @offset`,
  )
  const label = database.prepare(
    'UPDATE answered_rows SET label = @label WHERE deployment_id = @id AND key = @key',
  )
  const clear = database.prepare('DELETE FROM answered_rows WHERE deployment_id = ?')
  return {
    ...createTrash<DeploymentId>(database, 'deployment', now),
    put: (deployment) => {
      put.run({ ...deployment, isLogging: Number(deployment.isLogging) })
      trim.run({ id: deployment.id, kept: deployment.keptRows })
    },
    get: (id) => readFound(DeploymentRow, select.get(id), { what: 'deployment', id }),
    cards: (projectId) => cards.all(projectId).map((row) => readRow(CardRow, row)),
    card: (id) => readFound(CardRow, card.get(id), { what: 'deployment', id }),
    log: database.transaction(({ id, keptRows }: Deployment, rows: LoggedRows) => {
      const keys = rows.map(({ at, cells, answer }) =>
        Number(insertRow.run({ id, at, answer, cells: JSON.stringify(cells) }).lastInsertRowid),
      )
      trim.run({ id, kept: keptRows })
      return keys
    }),
    rows: (id, { offset, limit }) =>
      selectRows.all({ id, offset, limit }).map((row) => readRow(LoggedRow, row)),
    label: database.transaction((id, labels) => {
      let found = 0
      for (const [key, text] of labels) found += label.run({ id, key, label: text }).changes
      return found
    }),
    clear: (id) => {
      clear.run(id)
    },
  }
}
