/** @file Reports on the sealed test rows: one a study, for ever. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { TestOpening, TestReport } from '../../../shared/domain/report'
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
  const selectOpenings = database.prepare(
    `SELECT reports.study_id AS studyId, studies.name AS studyName, reports.trial_number AS trialNumber,
       dataset_versions.number AS versionNumber, json_extract(reports.body, '$.openedAt') AS openedAt
     FROM reports
     JOIN studies ON studies.id = reports.study_id
     JOIN dataset_versions ON dataset_versions.id = studies.dataset_version_id
     WHERE dataset_versions.dataset_id = ?
     ORDER BY openedAt DESC`,
  )
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
    openings: (datasetId) => selectOpenings.all(datasetId).map((row) => readRow(TestOpening, row)),
  }
}
