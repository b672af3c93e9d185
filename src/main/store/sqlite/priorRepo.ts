/** @file Results of other studies that a study learns from. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import type { StudyId } from '../../../shared/domain/ids'
import { PriorTrial } from '../../../shared/domain/search/priorTrial'
import type { PriorRepo } from '../types'
import { json, readRow } from './rows'

const { assignment, value, source } = PriorTrial.entries
const PriorRow = v.strictObject({ assignment: json(assignment), value, source: json(source) })

export function createPriorRepo(database: Database): PriorRepo {
  const insert = database.prepare(
    'INSERT INTO prior_trials (study_id, assignment, value, source) VALUES (?, ?, ?, ?)',
  )
  const clear = database.prepare('DELETE FROM prior_trials WHERE study_id = ?')
  const select = database.prepare(
    'SELECT assignment, value, source FROM prior_trials WHERE study_id = ? ORDER BY key',
  )
  return {
    add: database.transaction((id: StudyId, priors: readonly PriorTrial[]) => {
      for (const prior of priors)
        insert.run(id, JSON.stringify(prior.assignment), prior.value, JSON.stringify(prior.source))
    }),
    clear: (id) => {
      clear.run(id)
    },
    list: (id) => select.all(id).map((row) => readRow(PriorRow, row)),
  }
}
