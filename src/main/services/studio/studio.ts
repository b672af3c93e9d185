import type { ParsedInput } from '../../../shared/contract/invokes'
import type { TrialId } from '../../../shared/domain/ids'
import {
  type Anomalies,
  type CodeMap,
  type Generated,
  MOST_MAPPED,
  type Reconstructions,
} from '../../../shared/domain/studio'
import type { TrainingMode } from '../../../shared/domain/task'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import { latentPoints } from './latentPoints'

/** Of whatever is drawn by chance, so that the same question has the same answer. */
const SEED = 1

/** Looks at trained networks from within. All of it reads training and validation rows only. */
export interface StudioService {
  mapCodes(request: ParsedInput<'trial:mapCodes'>): Promise<CodeMap>
  /** @throws {studio/no-reconstruction} */
  reconstruct(request: ParsedInput<'trial:reconstruct'>): Promise<Reconstructions>
  /** @throws {studio/no-reconstruction} */
  anomalies(request: ParsedInput<'trial:anomalies'>): Promise<Anomalies>
  /** @throws {studio/no-generator} */
  generate(request: ParsedInput<'trial:generate'>): Promise<Generated>
}

export interface StudioParts {
  readonly prepared: PreparedData
  readonly jobs: JobService
}

export function createStudioService(context: ServiceContext, { prepared, jobs }: StudioParts): StudioService {
  const find = async (trialId: TrialId, mode: TrainingMode | null): Promise<TrainedTrial['model']> => {
    const { model } = await findTrainedTrial(context, prepared, trialId)
    if (mode === null || model.training.mode === mode) return model
    throw new AppError(mode === 'adversarial' ? 'studio/no-generator' : 'studio/no-reconstruction')
  }
  return {
    async mapCodes({ trialId, ticket, ...options }) {
      const model = await find(trialId, null)
      return jobs.run('mapCodes', { ...model, ...options, most: MOST_MAPPED, seed: SEED }, { ticket })
    },
    async reconstruct({ trialId, ticket, count }) {
      const model = await find(trialId, 'autoencoder')
      return jobs.run('reconstruct', { ...model, count, seed: SEED }, { ticket })
    },
    async anomalies({ trialId, ticket, share, top }) {
      const model = await find(trialId, 'autoencoder')
      return jobs.run('findAnomalies', { ...model, share, top }, { ticket })
    },
    async generate({ trialId, ticket, way }) {
      const model = await find(trialId, 'adversarial')
      const latents = latentPoints(way, model.training.latentSize)
      return jobs.run('generateRows', { ...model, latents }, { ticket })
    },
  }
}
