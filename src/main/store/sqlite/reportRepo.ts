/** @file Reports on the sealed test rows: one a study, for ever. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { TestReport } from '../../../shared/domain/report'
import { AppError } from '../../../shared/errors/appError'
import type { ReportRepo } from '../types'
import { json, readRow } from './rows'

const ReportRow = v.pipe(
  v.strictObject({ body: json(TestReport) }),
  v.transform(({ body }) => body),
)

export function createReportRepo(database: Database): ReportRepo {
  const insert = database.prepare(
    `INSERT INTO reports (study_id, trial_id, trial_number, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (study_id) DO NOTHING`,
  )
  const select = database.prepare('SELECT body FROM reports WHERE study_id = ?')
  const get: ReportRepo['get'] = (studyId) => {
    const row = select.get(studyId)
    return row === undefined ? null : readRow(ReportRow, row)
  }
  return {
    insert: (report) => {
      const { changes } = insert.run(
        report.studyId,
        report.trialId,
        report.trialNumber,
        JSON.stringify(report),
      )
      if (changes === 1) return
      throw new AppError('study/test-already-open', { trialNumber: get(report.studyId)?.trialNumber ?? 0 })
    },
    get,
  }
}
