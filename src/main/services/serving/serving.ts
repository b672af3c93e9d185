import type { DeploymentId } from '../../../shared/domain/deployment'
import type { ArtifactId } from '../../../shared/domain/ids'
import type { ServedModelCard, ServingSettings } from '../../../shared/domain/serving'
import { AppError } from '../../../shared/errors/appError'
import type { NoPrediction, RawRow } from '../../training'
import type { Prediction } from '../../../shared/domain/prediction'
import { trialOfArtifact } from '../compression/trialOfArtifact'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { MonitoringService } from '../monitoring/monitoring'
import { toPredictFields } from '../results/predictFields'
import { openPredictor } from '../results/predictRows'
import { findTrainedTrial } from '../results/trainedTrial'
import { type ModelServer, type RowAnswer, startModelServer } from './modelServer'

/** Rows that may wait for an answer. */
const MOST_WAITING = 50_000

export interface ServingService {
  /** Models that answer over HTTP now. */
  list(): ServedModelCard[]
  /**
   * Lets a model in use answer over HTTP, on this machine only, until it is stopped or Fettle ends.
   * @throws {serving/port-taken | serving/already}
   */
  start(settings: ServingSettings): Promise<ServedModelCard>
  /** Does nothing where it does not serve. */
  stop(id: DeploymentId): Promise<void>
  dispose(): Promise<void>
}

interface Serving {
  readonly artifactId: ArtifactId | null
  readonly server: ModelServer
  readonly dispose: () => Promise<void>
}

export interface ServingParts {
  readonly prepared: PreparedData
  readonly monitoring: MonitoringService
}

export function createServingService(context: ServiceContext, parts: ServingParts): ServingService {
  const active = new Map<DeploymentId, Serving>()
  const toCard = (id: DeploymentId, { server, artifactId }: Serving): ServedModelCard => ({
    ...{ id, artifactId },
    address: server.address,
    token: server.token,
    port: server.port,
    ...server.counts(),
  })
  const stop = async (id: DeploymentId): Promise<void> => {
    const serving = active.get(id)
    active.delete(id)
    await serving?.server.close()
    await serving?.dispose()
    if (serving) parts.monitoring.changed()
  }
  return {
    list: () => [...active].map(([id, serving]) => toCard(id, serving)),
    async start({ id, artifactId, port, mostRows, waitMs }) {
      if (active.has(id)) throw new AppError('serving/already')
      const { model, dispose } = await openModel(context, parts, { id, artifactId })
      try {
        const server = await startModelServer(model, { port, mostRows, waitMs, mostWaiting: MOST_WAITING })
        const serving = { server, dispose, artifactId: artifactId ?? null }
        active.set(id, serving)
        parts.monitoring.changed()
        return toCard(id, serving)
      } catch (thrown) {
        await dispose()
        throw thrown
      }
    },
    stop,
    dispose: async () => {
      await Promise.all([...active.keys()].map(stop))
    },
  }
}

interface Wanted {
  readonly id: DeploymentId
  readonly artifactId: ArtifactId | undefined
}

async function openModel(
  context: ServiceContext,
  { prepared, monitoring }: ServingParts,
  { id, artifactId }: Wanted,
) {
  const card = monitoring.get(id)
  const found = await findTrainedTrial(context, prepared, card.trialId)
  const trial = artifactId === undefined ? found : trialOfArtifact(context, found, artifactId)
  const { predictor, fitted } = await openPredictor(context, { trial })
  const answer = async (rows: readonly RawRow[]): Promise<RowAnswer[]> => {
    const found = await predictor.predict(rows)
    const answers = found.map((answer) => (isPrediction(answer) ? answer : null))
    const keys = await monitoring.log(id, { rows, answers })
    return found.map((answer, index) => toAnswer(answer, keys[index] ?? null))
  }
  const model = {
    name: card.name,
    target: trial.version.target,
    fields: toPredictFields(fitted, trial.version),
    answer,
  }
  return { model, dispose: () => predictor.dispose() }
}

function isPrediction(answer: Prediction | NoPrediction): answer is Prediction {
  return !('column' in answer)
}

function toAnswer(answer: Prediction | NoPrediction, key: number | null): RowAnswer {
  if (!isPrediction(answer)) {
    const code = answer.column === null ? 'predict/too-few-rows' : 'predict/missing-cell'
    return { error: { code, column: answer.column } }
  }
  const { value, probabilities } = answer
  const row = key === null ? {} : { row: key }
  if (probabilities === null) return { value, ...row }
  return {
    ...{ value, ...row },
    probabilities: Object.fromEntries(probabilities.map(({ label, probability }) => [label, probability])),
  }
}
