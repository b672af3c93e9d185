import type { ParsedInput } from '../../../shared/contract/invokes'
import type { Ticket } from '../../../shared/contract/jobs'
import type { TrialId } from '../../../shared/domain/ids'
import type { MatchAnswer, MatchReport, Neighbour } from '../../../shared/domain/matching'
import type { PredictField } from '../../../shared/domain/prediction'
import { AppError } from '../../../shared/errors/appError'
import {
  createEmbedder,
  drawNeighbours,
  exportTrained,
  nearestRows,
  type RawRow,
  type Vectors,
} from '../../training'
import type { ServiceContext } from '../context'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { readsEarlierRows, toPredictFields } from '../results/predictFields'
import { readPictureCells, requireAnswers, seriesOf } from '../results/predictRows'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import { createGalleries, type Galleries } from './galleries'

export interface MatchService {
  /** @throws {match/no-classes} {study/nothing-trained} {trial/no-weights} */
  report(trialId: TrialId, ticket: Ticket | undefined): Promise<MatchReport>
  /** @throws {match/no-classes} */
  fields(trialId: TrialId): Promise<PredictField[]>
  /** @throws {match/no-classes} {predict/missing-cell} {predict/not-a-picture} {predict/not-a-number} */
  find(asked: ParsedInput<'match:find'>): Promise<MatchAnswer[]>
}

export interface MatchParts {
  readonly prepared: PreparedData
  readonly files: FileService
  readonly jobs: JobService
}

export function createMatchService(context: ServiceContext, parts: MatchParts): MatchService {
  const galleries = createGalleries(parts.jobs)
  const find = async (trialId: TrialId): Promise<TrainedTrial> => {
    const trial = await findTrainedTrial(context, parts.prepared, trialId)
    refuseWithoutClasses(trial)
    return trial
  }
  return {
    report: async (trialId, ticket) => parts.jobs.run('matchReport', (await find(trialId)).model, { ticket }),
    fields: async (trialId) => {
      const { model, version } = await find(trialId)
      return toPredictFields(parts.prepared.meta(model.dataFolder).fitted, version)
    },
    find: async (asked) =>
      findNeighbours(context, { ...parts, galleries }, { asked, trial: await find(asked.trialId) }),
  }
}

/** Two networks make rows, an autoencoder gives them back: neither learns classes. */
function refuseWithoutClasses({ version, model: { training } }: TrainedTrial): void {
  const isOfClasses = training.mode === 'supervised' || training.mode === 'embedding'
  if (version.output.kind !== 'classes' || !isOfClasses) throw new AppError('match/no-classes')
}

interface Search {
  readonly asked: ParsedInput<'match:find'>
  readonly trial: TrainedTrial
}

async function findNeighbours(
  context: ServiceContext,
  { files, galleries }: MatchParts & { readonly galleries: Galleries },
  { asked, trial }: Search,
): Promise<MatchAnswer[]> {
  const { model, version } = trial
  const exported = await exportTrained(model, context.version, { embeds: true })
  const { fitted } = exported
  const rows = await readPictureCells(files, fitted, asked.rows)
  const gallery = await galleries.of(model, asked.ticket)
  const series = readsEarlierRows(fitted) ? seriesOf(version.plan) : undefined
  const embedder = await createEmbedder({ ...exported, reading: version.plan.dialect, series })
  try {
    const vectors = requireAnswers(await embedder.ask(rows), rows, fitted)
    const labels = fitted.output.kind === 'classes' ? fitted.output.labels : []
    const answers = vectors.map((vector) => toAnswer(vector, { gallery, labels, asked }))
    const sheets = await drawNeighbours(
      model.dataFolder,
      exported.inputs,
      answers.map(({ neighbours }, index) => toDrawn(rows[index], neighbours)),
    )
    return answers.map((answer, index) => ({ ...answer, pictures: sheets[index] ?? null }))
  } finally {
    await embedder.dispose()
  }
}

function toDrawn(row: RawRow | undefined, neighbours: readonly Neighbour[]) {
  return { asked: row ?? {}, neighbours: neighbours.map((neighbour) => neighbour.row) }
}

interface Known {
  readonly gallery: Vectors
  readonly labels: readonly string[]
  readonly asked: Pick<ParsedInput<'match:find'>, 'threshold' | 'count'>
}

function toAnswer(vector: Float32Array, { gallery, labels, asked }: Known): Omit<MatchAnswer, 'pictures'> {
  const neighbours = nearestRows(vector, gallery, asked.count).map(({ row, distance }): Neighbour => ({
    row,
    distance,
    label: labels[gallery.classes[row] ?? -1] ?? '',
  }))
  const [nearest] = neighbours
  const isKnown = nearest !== undefined && nearest.distance <= asked.threshold
  return { label: isKnown ? nearest.label : null, distance: nearest?.distance ?? null, neighbours }
}
