/** @file How fast models trained on this machine. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { MeasuredModel } from '../../../shared/domain/compute'
import type { MeasurementRepo } from '../types'
import { json } from './rows'

const MeasurementRow = v.strictObject({ body: json(MeasuredModel) })

export function createMeasurementRepo(database: Database): MeasurementRepo {
  const put = database.prepare(
    `INSERT OR REPLACE INTO measurements (key, study_id, measured_at, body)
     VALUES (@key, @studyId, @measuredAt, @body)`,
  )
  const select = database.prepare('SELECT body FROM measurements WHERE key = ?')
  const selectAll = database.prepare(
    `SELECT body FROM measurements JOIN studies ON studies.id = study_id
     WHERE studies.removed_at IS NULL ORDER BY measured_at DESC, measurements.rowid DESC`,
  )
  return {
    put: ({ key, studyId, measuredAt, ...rest }) => {
      put.run({ key, studyId, measuredAt, body: JSON.stringify({ key, studyId, measuredAt, ...rest }) })
    },
    get: (key) => readModels([select.get(key)])[0] ?? null,
    list: () => readModels(selectAll.all()),
  }
}

/** What another version measured in another form is forgotten: it can be measured again. */
function readModels(rows: readonly unknown[]): MeasuredModel[] {
  return rows.flatMap((row) => {
    const read = v.safeParse(MeasurementRow, row)
    return read.success ? [read.output.body] : []
  })
}
