import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AnsweredRow,
  type Deployment,
  type DeploymentCard,
  DeploymentId,
  type DeploymentSettings,
} from '../../../shared/domain/deployment'
import type { DriftReport, LivePerformance } from '../../../shared/domain/drift'
import type { FileId, ProjectId, TrialId } from '../../../shared/domain/ids'
import type { Prediction } from '../../../shared/domain/prediction'
import { type StudySummary, trainingPlanOf } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import type { RawRow } from '../../training'
import { createId, type ServiceContext } from '../context'
import type { DatasetService } from '../data/datasets'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import { predictAll } from '../results/predictRows'
import type { RawTable } from '../results/predictTable'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import type { StudyService } from '../studies/studies'
import { measureLive } from './livePerformance'
import { type AnswerSamples, measureDrift } from './measureDrift'
import { mergeRows } from './mergeRows'
import { type CellColumns, columnsOf, evenPart, MOST_ROWS, sampleRows } from './sampleRows'

/** Rows whose answers are compared: enough, and they have to be computed. */
const MOST_ANSWERS = 2000

export interface MonitoringService {
  list(projectId: ProjectId | null): DeploymentCard[]
  get(id: DeploymentId): DeploymentCard
  /** @throws {study/nothing-trained} {trial/no-weights} */
  add(trialId: TrialId, name: string): Promise<DeploymentCard>
  set(id: DeploymentId, settings: DeploymentSettings): DeploymentCard
  remove(id: DeploymentId): void
  restore(id: DeploymentId): void
  rows(id: DeploymentId, page: { readonly offset: number; readonly limit: number }): AnsweredRow[]
  clear(id: DeploymentId): void
  /** Keeps rows and answers, where that is asked for. */
  log(id: DeploymentId, rows: readonly RawRow[], answers: readonly (Prediction | null)[]): void
  /** Of a file, or of the rows that a deployment kept. @throws {monitoring/too-few-rows} */
  drift(subject: DriftSubject): Promise<DriftReport>
  /** Takes what turned out to be right: a file with the target and `row` (or as many rows as are kept, in their order). */
  label(id: DeploymentId, fileId: FileId): Promise<{ matched: number; total: number }>
  performance(id: DeploymentId): LivePerformance
  /** A further version of the data with the new rows, and a study like that of the trial on it. */
  retrain(trialId: TrialId, fileId: FileId): Promise<StudySummary>
}

export type DriftSubject =
  | { readonly kind: 'file'; readonly trialId: TrialId; readonly fileId: FileId }
  | { readonly kind: 'log'; readonly deploymentId: DeploymentId }

export interface MonitoringParts {
  readonly prepared: PreparedData
  readonly files: FileService
  readonly datasets: DatasetService
  readonly studies: StudyService
}

export function createMonitoringService(context: ServiceContext, parts: MonitoringParts): MonitoringService {
  const { store, clock } = context
  const find = (trialId: TrialId): Promise<TrainedTrial> => findTrainedTrial(context, parts.prepared, trialId)
  const get = (id: DeploymentId): DeploymentCard => {
    const card = store.deployments.cards(null).find((candidate) => candidate.id === id)
    if (card === undefined) throw new AppError('app/not-found', { what: 'deployment', id })
    return card
  }
  return {
    list: (projectId) => store.deployments.cards(projectId),
    get,
    async add(trialId, name) {
      const { study } = await find(trialId)
      const settings = { name, isLogging: false, keptRows: 10_000 }
      const id = createId(DeploymentId)
      store.deployments.put({ id, trialId, projectId: study.projectId, createdAt: clock.now(), ...settings })
      return get(id)
    },
    set(id, settings) {
      store.deployments.put({ ...store.deployments.get(id), ...settings })
      return get(id)
    },
    remove: (id) => store.deployments.remove(id),
    restore: (id) => store.deployments.restore(id),
    rows: (id, page) => store.deployments.rows(id, page),
    clear: (id) => store.deployments.clear(id),
    log: (id, rows, answers) => logRows(context, store.deployments.get(id), { rows, answers }),
    async drift(subject) {
      const id =
        subject.kind === 'file' ? subject.trialId : store.deployments.get(subject.deploymentId).trialId
      return compare(context, parts, { trial: await find(id), subject })
    },
    label: (id, fileId) => takeLabels(context, parts, { deployment: store.deployments.get(id), fileId }),
    performance(id) {
      const { trialId } = store.deployments.get(id)
      const row = store.trials.get(trialId)
      const plan = trainingPlanOf(store.studies.get(row.studyId))
      const { output } = store.datasets.version(plan.datasetVersionId)
      const rows = store.deployments.rows(id, { offset: 0, limit: MOST_ROWS })
      return measureLive(rows, output.kind === 'number', row.validation)
    },
    async retrain(trialId, fileId) {
      return retrain(context, parts, { trialId, fileId })
    },
  }
}

interface Logged {
  readonly rows: readonly RawRow[]
  readonly answers: readonly (Prediction | null)[]
}

function logRows({ store, clock }: ServiceContext, deployment: Deployment, { rows, answers }: Logged): void {
  if (!deployment.isLogging) return
  const at = clock.now()
  const logged = rows.flatMap((row, index) => {
    const answer = answers[index]
    if (!answer) return []
    const cells = Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, typeof cell === 'string' ? cell : null]),
    )
    return [{ at, cells, answer: String(answer.value) }]
  })
  store.deployments.log(deployment, logged)
}

interface Comparing {
  readonly trial: TrainedTrial
  readonly subject: DriftSubject
}

async function compare(
  context: ServiceContext,
  parts: MonitoringParts,
  { trial, subject }: Comparing,
): Promise<DriftReport> {
  const { plan } = trial.version
  const before = await sampleRows(context, parts.prepared, trial.version)
  const fresh =
    subject.kind === 'file'
      ? await readFresh(context, parts, trial, subject.fileId)
      : readLog(context, trial, subject.deploymentId)
  if (fresh.cells.count === 0) throw new AppError('monitoring/too-few-rows')
  const answers = await answersOf(context, parts, trial, [before, fresh.cells])
  return measureDrift({ plan, before, now: fresh.cells, answers })
}

interface Fresh {
  readonly cells: CellColumns
}

async function readTable(
  { datasets }: ServiceContext,
  { files }: MonitoringParts,
  { version }: TrainedTrial,
  fileId: FileId,
): Promise<RawTable> {
  const { hasHeader, decimal, missing } = version.plan.dialect
  return datasets.readCells(files.source(fileId), { hasHeader, decimal, missing })
}

async function readFresh(
  context: ServiceContext,
  parts: MonitoringParts,
  trial: TrainedTrial,
  fileId: FileId,
): Promise<Fresh> {
  const { header, rows } = await readTable(context, parts, trial, fileId)
  const places = new Map(header.map((name, index) => [name, index]))
  return { cells: columnsOf(evenPart(rows), places, trial.version.plan.dialect.missing) }
}

function readLog({ store }: ServiceContext, { version }: TrainedTrial, id: DeploymentId): Fresh {
  const logged = store.deployments.rows(id, { offset: 0, limit: MOST_ROWS })
  const names = version.plan.columns.map(({ name }) => name)
  const rows = logged.map(({ cells }) => names.map((name) => cells[name] ?? null))
  const there = names.filter((name) => logged.some(({ cells }) => name in cells))
  const places = new Map(there.map((name) => [name, names.indexOf(name)]))
  return { cells: columnsOf(rows, places, version.plan.dialect.missing) }
}

/** What the model answers to a part of either side; nothing where new rows lack what it needs. */
async function answersOf(
  context: ServiceContext,
  { prepared }: MonitoringParts,
  trial: TrainedTrial,
  sides: readonly [CellColumns, CellColumns],
): Promise<AnswerSamples | null> {
  const { fitted } = prepared.meta(trial.model.dataFolder)
  const isAlone = fitted.window === null && fitted.reads.every(({ kind }) => kind !== 'picture')
  const names = fitted.reads.map(({ column }) => column)
  if (trial.model.training.mode !== 'supervised' || !isAlone) return null
  if (names.some((name) => sides[1].column(name) === undefined)) return null
  const [before, now] = await Promise.all(sides.map((side) => answer(context, trial, { side, names })))
  if (before === undefined || now === undefined) return null
  return { isNumber: fitted.output.kind === 'number', before, now }
}

interface Asked {
  readonly side: CellColumns
  readonly names: readonly string[]
}

async function answer(
  context: ServiceContext,
  trial: TrainedTrial,
  { side, names }: Asked,
): Promise<(string | null)[]> {
  const columns = names.map((name) => [name, side.column(name) ?? []] as const)
  const stride = Math.max(1, Math.ceil(side.count / MOST_ANSWERS))
  const rows: RawRow[] = []
  for (let row = 0; row < side.count; row += stride) {
    rows.push(Object.fromEntries(columns.map(([name, cells]) => [name, cells[row] ?? null])))
  }
  // A cell that is no number says nothing of the answers; its column is compared anyhow.
  const answers = await predictAll(context, { trial, rows }).catch(() => [])
  return answers.map(({ value }) => (value === null ? null : String(value)))
}

interface Labelling {
  readonly deployment: Deployment
  readonly fileId: FileId
}

async function takeLabels(
  context: ServiceContext,
  parts: MonitoringParts,
  { deployment, fileId }: Labelling,
): Promise<{ matched: number; total: number }> {
  const { store } = context
  const trial = await findTrainedTrial(context, parts.prepared, deployment.trialId)
  const { header, rows } = await readTable(context, parts, trial, fileId)
  const place = header.indexOf(trial.version.target)
  if (place < 0) throw new AppError('predict/missing-column', { column: trial.version.target })
  const named = header.indexOf('row')
  const kept = store.deployments.rows(deployment.id, { offset: 0, limit: MOST_ROWS }).reverse()
  if (named < 0 && kept.length !== rows.length) {
    throw new AppError('monitoring/labels-do-not-match', { rows: rows.length, kept: kept.length })
  }
  const labels = new Map(
    rows.flatMap((cells, index) => {
      const label = cells[place]?.trim() ?? ''
      const key = named < 0 ? kept[index]?.key : Number(cells[named])
      return label === '' || key === undefined || !Number.isInteger(key) ? [] : [[key, label] as const]
    }),
  )
  return { matched: store.deployments.label(deployment.id, labels), total: labels.size }
}

interface Retraining {
  readonly trialId: TrialId
  readonly fileId: FileId
}

async function retrain(
  context: ServiceContext,
  parts: MonitoringParts,
  { trialId, fileId }: Retraining,
): Promise<StudySummary> {
  const { store, folders } = context
  const study = store.studies.get(store.trials.get(trialId).studyId)
  const plan = trainingPlanOf(study)
  const version = store.datasets.version(plan.datasetVersionId)
  const { hasHeader, decimal, missing } = version.plan.dialect
  const read = (file: Parameters<typeof context.datasets.readCells>[0]) =>
    context.datasets.readCells(file, { hasHeader, decimal, missing })
  const [before, now] = [await read(parts.prepared.sourceOf(version)), await read(parts.files.source(fileId))]
  const merged = mergeRows(version.plan, before, now)
  const path = join(
    mkdtempSync(join(folders.uploads, 'merged-')),
    `${version.source.fileName.replace(/\.[^.]*$/, '')}.csv`,
  )
  writeFileSync(path, merged.csv)
  const { id: datasetId, projectId, name } = parts.datasets.get(version.datasetId)
  const mergedId = parts.files.registerPath(path)
  const dataset = await parts.datasets.commit({
    fileId: mergedId,
    plan: merged.plan,
    name,
    projectId,
    datasetId,
  })
  return parts.studies.create({
    projectId,
    name: `${study.name} · v${String(dataset.latest.number)}`.slice(-120),
    plan: { ...plan, datasetVersionId: dataset.latest.id },
  })
}
