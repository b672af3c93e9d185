/** @file Artifacts: smaller models made of trained ones; their files lie beside the weights. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Artifact } from '../../../shared/domain/artifact'
import type { ArtifactId } from '../../../shared/domain/ids'
import type { ArtifactRepo } from '../types'
import { json, readFound, readRow } from './rows'
import { createTrash } from './trash'

const { id, trialId, createdAt, ...body } = Artifact.entries
const ArtifactRow = v.pipe(
  v.strictObject({ id, trialId, createdAt, body: json(v.strictObject(body)) }),
  v.transform(({ body: rest, ...identity }) => ({ ...rest, ...identity })),
)
const COLUMNS = 'id, trial_id AS trialId, body, created_at AS createdAt'

export function createArtifactRepo(database: Database, now: () => number): ArtifactRepo {
  const insert = database.prepare(
    'INSERT INTO artifacts (id, trial_id, body, created_at) VALUES (@id, @trialId, @body, @createdAt)',
  )
  const select = database.prepare(`SELECT ${COLUMNS} FROM artifacts WHERE id = ? AND removed_at IS NULL`)
  const selectAll = database.prepare(
    `SELECT ${COLUMNS} FROM artifacts WHERE trial_id = ? AND removed_at IS NULL ORDER BY created_at DESC, rowid DESC`,
  )
  return {
    ...createTrash<ArtifactId>(database, 'artifact', now),
    insert: ({ id, trialId, createdAt, ...rest }) => {
      insert.run({ id, trialId, createdAt, body: JSON.stringify(rest) })
    },
    list: (trialId) => selectAll.all(trialId).map((row) => readRow(ArtifactRow, row)),
    get: (id) => readFound(ArtifactRow, select.get(id), { what: 'artifact', id }),
  }
}
