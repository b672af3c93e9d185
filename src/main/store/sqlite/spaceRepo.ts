/** @file The versions of what a study searches. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { SpaceVersion } from '../../../shared/domain/search/spaceVersion'
import type { SpaceRepo } from '../types'
import { json, readRow } from './rows'

const SpaceRow = v.strictObject({ body: json(SpaceVersion) })

export function createSpaceRepo(database: Database): SpaceRepo {
  const insert = database.prepare(
    'INSERT INTO space_versions (study_id, version, body, created_at) VALUES (?, ?, ?, ?)',
  )
  const select = database.prepare('SELECT body FROM space_versions WHERE study_id = ? ORDER BY version')
  return {
    add: (id, space) => {
      insert.run(id, space.version, JSON.stringify(space), space.createdAt)
    },
    list: (id) => select.all(id).map((row) => readRow(SpaceRow, row).body),
  }
}
