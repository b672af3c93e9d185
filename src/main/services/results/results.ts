import type { ArtifactId, FileId, StudyId, TrialId } from '../../../shared/domain/ids'
import type { PredictField, Prediction } from '../../../shared/domain/prediction'
import type { TestReport } from '../../../shared/domain/report'
import { AppError } from '../../../shared/errors/appError'
import { evaluateOnTest, exportTrained, type RawRow } from '../../training'
import { trialOfArtifact } from '../compression/trialOfArtifact'
import type { ServiceContext } from '../context'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import type { StudyService } from '../studies/studies'
import type { StudyRunner } from '../studies/studyRunner'
import { type Download, toDownload } from '../downloads/download'
import { toPredictFields } from './predictFields'
import { predictFile, type PredictedFile } from './predictFile'
import { predictAll, readPictureCells, refuseWithoutTarget, requireAnswers } from './predictRows'
import { findTrainedTrial, type TrainedTrial } from './trainedTrial'
import { toTrialTable } from './trialTable'

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
  /**
   * A cell of a picture is the id of its file.
   * @throws {predict/not-a-number} {predict/missing-cell} {predict/not-a-picture} {predict/too-few-rows}
   */
  predictRows(trialId: TrialId, rows: readonly RawRow[], artifactId?: ArtifactId): Promise<AnsweredRows>
  /** @throws {predict/not-a-number} {predict/missing-column} */
  predictFile(trialId: TrialId, fileId: FileId, artifactId?: ArtifactId): Promise<PredictedFile>
}

export interface AnsweredRows {
  /** With their pictures, whose files are gone. */
  readonly rows: readonly RawRow[]
  readonly answers: Prediction[]
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
  const answering = async (trialId: TrialId, artifactId?: ArtifactId): Promise<TrainedTrial> => {
    const trial = await find(trialId)
    return artifactId === undefined ? trial : trialOfArtifact(context, trial, artifactId)
  }
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
    async predictRows(trialId, rows, artifactId) {
      const trial = await answering(trialId, artifactId)
      refuseWithoutTarget(trial.model)
      const { fitted } = parts.prepared.meta(trial.model.dataFolder)
      const cells = await readPictureCells(parts.files, fitted, rows)
      const answers = requireAnswers(await predictAll(context, { trial, rows: cells }), cells, fitted)
      return { rows: cells, answers }
    },
    predictFile: async (trialId, fileId, artifactId) =>
      predictFile(context, parts, { trial: await answering(trialId, artifactId), fileId }),
  }
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
