/** @file Models: named designs. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Model } from '../../../shared/domain/design'
import type { ModelId } from '../../../shared/domain/ids'
import type { ModelRepo } from '../types'
import { expectChanged, json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const ModelRow = v.strictObject({ ...Model.entries, design: json(Model.entries.design) })
const COLUMNS = `id, project_id AS projectId, dataset_id AS datasetId, name, design, created_at AS createdAt,
  changed_at AS changedAt`

export function createModelRepo(database: Database, now: () => number): ModelRepo {
  const insert = database.prepare(
    `INSERT INTO models (id, project_id, dataset_id, name, design, created_at, changed_at)
     VALUES (@id, @projectId, @datasetId, @name, @design, @createdAt, @changedAt)`,
  )
  const update = database.prepare(
    `UPDATE models SET dataset_id = @datasetId, name = @name, design = @design, changed_at = @changedAt
     WHERE id = @id AND removed_at IS NULL`,
  )
  const select = database.prepare(`SELECT ${COLUMNS} FROM models WHERE id = ? AND removed_at IS NULL`)
  const selectAll = database.prepare(
    `SELECT ${COLUMNS} FROM models WHERE project_id = ? AND removed_at IS NULL ORDER BY created_at DESC, rowid DESC`,
  )
  return {
    ...createTrash<ModelId>(database, 'model', now),
    insert: (model) => {
      insert.run(toRecord(model))
    },
    update: (model) => {
      const { id, datasetId, name, design, changedAt } = toRecord(model)
      expectChanged(update.run({ id, datasetId, name, design, changedAt }).changes, { what: 'model', id })
    },
    list: (projectId) => selectAll.all(projectId).map((row) => readRow(ModelRow, row)),
    get: (id) => readFound(ModelRow, select.get(id), { what: 'model', id }),
  }
}

function toRecord(model: Model) {
  return { ...model, design: JSON.stringify(model.design) }
}
