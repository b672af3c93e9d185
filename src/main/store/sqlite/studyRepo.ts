/** @file Studies: what they are made of and where they stand. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { StudyId } from '../../../shared/domain/ids'
import { Reason, Study } from '../../../shared/domain/study'
import type { StudyRepo } from '../types'
import { expectChanged, json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const StudyRow = v.strictObject({
  ...Study.entries,
  plan: json(Study.entries.plan),
  reason: v.nullable(json(Reason)),
})
const COLUMNS = `studies.id, studies.project_id AS projectId, studies.name, plan, state, reason,
  studies.created_at AS createdAt, started_at AS startedAt, finished_at AS finishedAt, elapsed_ms AS elapsedMs`

/** A study of a removed project is in no list, but can still be had by its id. */
const LIST = `SELECT ${COLUMNS} FROM studies JOIN projects ON projects.id = studies.project_id
  WHERE studies.removed_at IS NULL AND projects.removed_at IS NULL AND (@projectId IS NULL OR project_id = @projectId)
  ORDER BY studies.created_at DESC, studies.rowid DESC`

export function createStudyRepo(database: Database, now: () => number): StudyRepo {
  const insert = database.prepare(
    `INSERT INTO studies (id, project_id, name, plan, state, reason, created_at, started_at, finished_at, elapsed_ms)
     VALUES (@id, @projectId, @name, @plan, @state, @reason, @createdAt, @startedAt, @finishedAt, @elapsedMs)`,
  )
  const update = database.prepare(
    `UPDATE studies SET name = @name, plan = @plan, state = @state, reason = @reason, created_at = @createdAt,
       started_at = @startedAt, finished_at = @finishedAt, elapsed_ms = @elapsedMs
     WHERE id = @id AND project_id = @projectId AND removed_at IS NULL`,
  )
  const select = database.prepare(`SELECT ${COLUMNS} FROM studies WHERE id = ? AND removed_at IS NULL`)
  const selectAll = database.prepare(LIST)
  return {
    ...createTrash<StudyId>(database, 'study', now),
    insert: (study) => {
      insert.run(toRecord(study))
    },
    update: (study) => {
      expectChanged(update.run(toRecord(study)).changes, { what: 'study', id: study.id })
    },
    list: (projectId) => selectAll.all({ projectId }).map((row) => readRow(StudyRow, row)),
    get: (id) => readFound(StudyRow, select.get(id), { what: 'study', id }),
  }
}

function toRecord(study: Study) {
  return {
    ...study,
    plan: JSON.stringify(study.plan),
    reason: study.reason === null ? null : JSON.stringify(study.reason),
  }
}
