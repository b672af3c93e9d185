/** @file What every run needs, whoever trains it: what a runner is asked for, the order of rows, the figures of an epoch, what is refused. */
import type { RunRequest } from '../../../shared/contract/worker'
import { ONE_THREAD } from '../../../shared/domain/device'
import type { StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { createRandom } from '../../../shared/util/random'
import type { TargetScale } from '../../compiler'
import { type Judged, measureGoal } from '../metrics'
import type { Evaluation, RunnerRequest, TrainingData } from '../types'
import { rowsByClass } from './classBatches'
import type { RunData } from '../rows/dataShelf'
import { goalOf } from '../../../shared/domain/task'

/** Keeps the streams of random numbers that one seed feeds apart. */
const SHUFFLE_STREAM = 0x5348

/** A run and what it is trained on. */
export interface RunOnData {
  readonly request: RunRequest
  readonly data: RunData
}

/** What decides how rows are trained. */
export type TrainedSubject = Pick<
  RunRequest,
  'model' | 'training' | 'task' | 'output' | 'seed' | 'placement' | 'engineFolder' | 'backbonesFolder'
>

export function toRunnerRequest({
  request,
  data,
}: {
  readonly request: TrainedSubject
  readonly data: RunData
}): RunnerRequest {
  const { model, training, task, output, seed, backbonesFolder, engineFolder } = request
  const { engine, device, threads } = request.placement ?? ONE_THREAD
  const { augmentation } = data.meta
  const isMixed = mixes(request) && (augmentation?.settings.mixup ?? 0) > 0
  return {
    ...{ model, training, task, output, seed, engine, device, threads },
    ...(engineFolder === undefined ? {} : { engineFolder }),
    ...(backbonesFolder === undefined ? {} : { backbonesFolder }),
    inputs: data.meta.inputs.map(({ spec }) => spec),
    target: targetOf(data),
    train: data.train,
    ...(data.pictures === undefined ? {} : { handedOver: { isMixed } }),
    validation: data.validation,
    ...(data.trainSample === undefined ? {} : { trainSample: data.trainSample }),
  }
}

/** For seeing how fast steps go: rows that change from epoch to epoch are as fast as those that do not. */
export function toMeasuredRequest({
  request,
  data,
}: {
  readonly request: TrainedSubject
  readonly data: RunData
}): RunnerRequest {
  const { pictures: _pictures, ...still } = data
  return toRunnerRequest({
    request,
    data: { ...still, train: data.pictures ? (data.trainSample ?? data.train) : data.train },
  })
}

/** The same order for an epoch whatever came before it, so that a continued run equals one never interrupted. */
export function shuffledRows(rows: number, seed: number, epoch: number): Int32Array {
  const order = new Int32Array(rows).map((_, row) => row)
  return createRandom(seed, SHUFFLE_STREAM, epoch).shuffle(order)
}

/** Rows between two classes are near neither: where nearness is learnt, none are mixed. */
export function mixes({ training }: Pick<RunRequest, 'training'>): boolean {
  return training.mode !== 'embedding'
}

/** The rows of an epoch as batches take them. */
export function orderOfEpoch(
  { seed, training }: Pick<RunRequest, 'seed' | 'training'>,
  { rows, y }: Pick<TrainingData, 'rows' | 'y'>,
  epoch: number,
): Int32Array {
  if (training.mode !== 'embedding') return shuffledRows(rows, seed, epoch)
  const { batchSize, rowsPerClass } = training
  return rowsByClass({ classes: y, batchSize, rowsPerClass, seed, epoch })
}

export interface EvaluatedEpoch {
  readonly epoch: number
  readonly train: Evaluation
  readonly validation: Evaluation
}

/** @throws {training/diverged} when a loss is not finite. */
export function measureEpoch(
  { request, data }: RunOnData,
  { epoch, train, validation }: EvaluatedEpoch,
): StepMetrics {
  const target = targetOf(data)
  const goal = goalOf(request.task, request.training.mode)
  const trained = data.trainSample ?? data.train
  const gallery = { evaluation: train, y: trained.y }
  const measurePart = (
    evaluation: Evaluation,
    part: TrainingData,
    known: Pick<Judged, 'gallery'>,
  ): StepMetrics['train'] => {
    if (!Number.isFinite(evaluation.loss)) throw new AppError('training/diverged', { step: epoch })
    return measureGoal({ goal, evaluation, data: part, target, ...known })
  }
  return {
    step: epoch,
    train: measurePart(train, trained, {}),
    validation: measurePart(validation, data.validation, { gallery }),
  }
}

/**
 * Scaling there and back may leave a millionth of 0.
 * @throws {training/negative-target} when the loss counts and the target is no count.
 */
export function refuseNegativeCounts({ request, data }: RunOnData): void {
  if (request.task !== 'regression' || request.training.loss !== 'poisson') return
  const { center, scale } = targetOf(data)
  const least = -1e-6 * Math.max(1, Math.abs(center), scale)
  if (data.train.y.some((value) => value * scale + center < least)) {
    throw new AppError('training/negative-target')
  }
}

function targetOf({ meta }: RunData): TargetScale {
  return { center: meta.fitted.targetCenter, scale: meta.fitted.targetScale }
}

export function undefinedObjective(metric: string): AppError {
  return new AppError('training/failed', { message: `${metric} is undefined on the validation rows` })
}
