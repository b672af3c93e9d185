import type { InvokeOutput } from '../../../shared/contract/invokes'
import type { FileId, StudyId, TrialId } from '../../../shared/domain/ids'
import type { PredictField, Prediction } from '../../../shared/domain/prediction'
import type { TestReport } from '../../../shared/domain/report'
import { AppError } from '../../../shared/errors/appError'
import { createPredictor, evaluateOnTest, exportTrained, type RawRow } from '../../training'
import type { ServiceContext } from '../context'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import type { StudyService } from '../studies/studies'
import type { StudyRunner } from '../studies/studyRunner'
import { toCsv } from './csv'
import { type Download, toDownload } from './download'
import { toPredictFields } from './predictFields'
import { type CellTable, toRawRows, withPredictions } from './predictTable'
import { findTrainedTrial, type TrainedTrial } from './trainedTrial'
import { toTrialTable } from './trialTable'

export type PredictedFile = InvokeOutput<'predict:file'>

/** Rows of a predicted file that are shown before it is kept. */
const PREVIEW_ROWS = 20
/** Rows aside that are named one by one. */
const LISTED_ROWS = 1000

export interface ResultService {
  testReport(studyId: StudyId): TestReport | null
  /**
   * Judges a trial on the sealed rows; once a study, and remembered for good.
   * @throws {study/test-already-open} @throws {study/wrong-state} while the study runs
   * @throws {study/nothing-trained} @throws {trial/no-weights}
   */
  openTest(studyId: StudyId, trialId: TrialId): Promise<TestReport>
  exportOnnx(trialId: TrialId): Promise<Download>
  exportTrials(studyId: StudyId): Download
  predictFields(trialId: TrialId): Promise<PredictField[]>
  /** @throws {predict/not-a-number} @throws {predict/missing-column} */
  predictRows(trialId: TrialId, rows: readonly RawRow[]): Promise<Prediction[]>
  predictFile(trialId: TrialId, fileId: FileId): Promise<PredictedFile>
}

export interface ResultParts {
  readonly prepared: PreparedData
  readonly files: FileService
  readonly studies: StudyService
  readonly runner: StudyRunner
}

export function createResultService(context: ServiceContext, parts: ResultParts): ResultService {
  const { store } = context
  const find = (trialId: TrialId): Promise<TrainedTrial> => findTrainedTrial(context, parts.prepared, trialId)
  return {
    testReport: (studyId) => store.reports.get(store.studies.get(studyId).id),
    openTest: async (studyId, trialId) => {
      refuseOpened(context, studyId)
      const trial = await find(trialId)
      if (trial.study.id !== studyId) throw new AppError('app/not-found', { what: 'trial', id: trialId })
      const report = await judge(context, trial)
      // Refuses where another call was faster; a report that is not stored is never shown.
      store.reports.insert(report)
      parts.runner.markTestOpened(studyId)
      context.emit('study:changed', parts.studies.get(studyId))
      return report
    },
    async exportOnnx(trialId) {
      const trial = await find(trialId)
      const { onnx } = await exportTrained(trial.model, context.version)
      const stem = `${trial.study.name} trial ${trial.row.number}`
      return toDownload(onnx, { stem, suffix: '.onnx', mediaType: 'application/octet-stream' })
    },
    exportTrials(studyId) {
      const { name } = store.studies.get(studyId)
      const table = toTrialTable(store.trials.list(studyId))
      return toDownload(table, { stem: `${name} trials`, suffix: '.csv', mediaType: 'text/csv' })
    },
    async predictFields(trialId) {
      const { model, version } = await find(trialId)
      refuseWithoutTarget(model)
      return toPredictFields(parts.prepared.meta(model.dataFolder).fitted, version)
    },
    predictRows: async (trialId, rows) => predict(context, await find(trialId), rows),
    predictFile: async (trialId, fileId) =>
      predictFile(context, parts, { trial: await find(trialId), fileId }),
  }
}

/** @throws {predict/no-target} for a model that gives rows back or makes them. */
function refuseWithoutTarget({ training }: TrainedTrial['model']): void {
  if (training.mode !== 'supervised') throw new AppError('predict/no-target')
}

function refuseOpened({ store }: ServiceContext, studyId: StudyId): void {
  const study = store.studies.get(studyId)
  const opened = store.reports.get(studyId)
  if (opened) throw new AppError('study/test-already-open', { trialNumber: opened.trialNumber })
  // Its winner is not known yet, and rows that were looked at cannot be sealed again.
  if (study.state === 'running') throw new AppError('study/wrong-state', { state: study.state })
}

async function judge({ clock }: ServiceContext, { row, study, model }: TrainedTrial): Promise<TestReport> {
  const figures = await evaluateOnTest(model)
  return {
    studyId: study.id,
    trialId: row.id,
    trialNumber: row.number,
    openedAt: clock.now(),
    validation: row.validation,
    ...figures,
  }
}

async function predict(
  { version: appVersion }: ServiceContext,
  { model, version }: TrainedTrial,
  rows: readonly RawRow[],
): Promise<Prediction[]> {
  refuseWithoutTarget(model)
  const { onnx, fitted } = await exportTrained(model, appVersion)
  const predictor = await createPredictor({ onnx, fitted, reading: version.plan.dialect })
  try {
    return await predictor.predict(rows)
  } finally {
    await predictor.dispose()
  }
}

async function predictFile(
  context: ServiceContext,
  { files, prepared }: ResultParts,
  { trial, fileId }: { trial: TrainedTrial; fileId: FileId },
): Promise<PredictedFile> {
  const { hasHeader, decimal, missing } = trial.version.plan.dialect
  const file = files.source(fileId)
  const table = await context.datasets.readCells(file, { hasHeader, decimal, missing })
  const { fitted } = prepared.meta(trial.model.dataFolder)
  const predictions = await predict(context, trial, toRawRows(table, fitted))
  return {
    ...toPredictedFile(withPredictions(table, fitted, predictions), file.fileName),
    rejected: table.rejected.slice(0, LISTED_ROWS),
    rejectedCount: table.rejected.length,
  }
}

function toPredictedFile(
  { header, rows }: CellTable,
  fileName: string,
): Omit<PredictedFile, 'rejected' | 'rejectedCount'> {
  const stem = fileName.replace(/\.[^.]*$/, '')
  return {
    rowCount: rows.length,
    header,
    preview: rows.slice(0, PREVIEW_ROWS).map((cells) => cells.map((cell) => String(cell ?? ''))),
    download: toDownload(toCsv(header, rows), { stem, suffix: ' predicted.csv', mediaType: 'text/csv' }),
  }
}
