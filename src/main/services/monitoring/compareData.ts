import type { DeploymentId } from '../../../shared/domain/deployment'
import type { DriftReport } from '../../../shared/domain/drift'
import type { FileId, TrialId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import type { SourceFile } from '../../datasets'
import type { RawRow } from '../../training'
import type { ServiceContext } from '../context'
import { openFrom } from '../results/predictFile'
import { predictAll } from '../results/predictRows'
import type { TrainedTrial } from '../results/trainedTrial'
import { readLoggedPicture } from './answerLog'
import { type AnswerSamples, type DriftSide, measureDrift } from './measureDrift'
import { dialectOf, readTable } from './newRows'
import type { MonitoringParts } from './parts'
import { columnsOf, evenPart, MOST_ROWS, sampleRows } from './sampleRows'

export type DriftSubject =
  | { readonly kind: 'file'; readonly trialId: TrialId; readonly fileId: FileId }
  | { readonly kind: 'log'; readonly deploymentId: DeploymentId }

/** Rows whose answers are compared: enough, and they have to be computed; from pictures it takes a while. */
const MOST_ANSWERS = 2000
const MOST_ANSWERS_TO_PICTURES = 500

interface Side extends DriftSide {
  answers(names: readonly string[], most: number): Promise<(string | null)[]>
}

/** New rows, of a file or kept, against those of training. @throws {monitoring/too-few-rows} */
export async function compareData(
  context: ServiceContext,
  parts: MonitoringParts,
  { trial, subject }: { readonly trial: TrainedTrial; readonly subject: DriftSubject },
): Promise<DriftReport> {
  const before = await trainingSide(context, parts, trial)
  const now =
    subject.kind === 'file'
      ? await fileSide(context, trial, parts.files.source(subject.fileId))
      : logSide(context, trial, subject.deploymentId)
  if (now.cells.count === 0) throw new AppError('monitoring/too-few-rows')
  const answers = await answersOf(parts, trial, [before, now])
  return measureDrift(context, { plan: trial.version.plan, before, now, answers })
}

async function trainingSide(
  context: ServiceContext,
  { prepared }: MonitoringParts,
  trial: TrainedTrial,
): Promise<Side> {
  const cells = await sampleRows(context, prepared, trial.version)
  return sideOfSource(context, trial, { file: prepared.sourceOf(trial.version), cells })
}

async function fileSide(context: ServiceContext, trial: TrainedTrial, file: SourceFile): Promise<Side> {
  const { header, rows } = await readTable(context, trial.version, file)
  const places = new Map(header.map((name, index) => [name, index]))
  const cells = columnsOf(evenPart(rows), places, trial.version.plan.dialect.missing)
  return sideOfSource(context, trial, { file, cells })
}

function sideOfSource(
  context: ServiceContext,
  trial: TrainedTrial,
  { file, cells }: { readonly file: SourceFile } & Pick<Side, 'cells'>,
): Side {
  const dialect = dialectOf(trial.version)
  return {
    cells,
    pictures: (names) => context.datasets.measurePictures({ file, dialect, cells: [...names] }),
    async answers(names, most) {
      const columns = names.map((name) => [name, cells.column(name) ?? []] as const)
      const stride = Math.max(1, Math.ceil(cells.count / most))
      const rows = Array.from({ length: Math.ceil(cells.count / stride) }, (_, index): RawRow => {
        const row = index * stride
        return Object.fromEntries(columns.map(([name, column]) => [name, column[row] ?? null]))
      })
      const openPictures = openFrom(context, file, dialect)
      // A cell that is no number says nothing of the answers; its column is compared anyhow.
      const answers = await predictAll(context, { trial, rows, openPictures }).catch(() => [])
      return answers.map(({ value }) => (value === null ? null : String(value)))
    },
  }
}

/** What was answered then is known. */
function logSide({ store }: ServiceContext, { version }: TrainedTrial, id: DeploymentId): Side {
  const logged = store.deployments.rows(id, { offset: 0, limit: MOST_ROWS })
  const names = version.plan.columns.map(({ name }) => name)
  const rows = logged.map(({ cells }) => names.map((name) => cells[name] ?? null))
  const there = names.filter((name) => logged.some(({ cells }) => name in cells))
  const places = new Map(there.map((name) => [name, names.indexOf(name)]))
  return {
    cells: columnsOf(rows, places, version.plan.dialect.missing),
    pictures: (cells) => Promise.resolve(cells.map(readLoggedPicture)),
    answers: () => Promise.resolve(logged.map(({ answer }) => answer)),
  }
}

/** What the model answers to a part of either side; nothing where new rows lack what it needs. */
async function answersOf(
  { prepared }: MonitoringParts,
  { model }: TrainedTrial,
  sides: readonly [Side, Side],
): Promise<AnswerSamples | null> {
  const { fitted } = prepared.meta(model.dataFolder)
  const names = fitted.reads.map(({ column }) => column)
  if (model.training.mode !== 'supervised' || fitted.window !== null) return null
  if (names.some((name) => sides[1].cells.column(name) === undefined)) return null
  const hasPictures = fitted.reads.some(({ kind }) => kind === 'picture')
  const most = hasPictures ? MOST_ANSWERS_TO_PICTURES : MOST_ANSWERS
  const [before, now] = [await sides[0].answers(names, most), await sides[1].answers(names, most)]
  return { isNumber: fitted.output.kind === 'number', before, now }
}
