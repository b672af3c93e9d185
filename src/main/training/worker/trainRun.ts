/** @file One run from the first epoch to the best weights. Knows nothing of processes, files or the time of day. */
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import type { StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { createRandom } from '../../../shared/util/random'
import { measure } from '../metrics'
import { createLearningRates, type LearningRates } from '../schedule/learningRates'
import type { TargetScale } from '../../compiler'
import type { CreateRunner, Evaluation, Runner, TrainingData, Weights } from '../types'
import { createBestEpoch, type BestEpoch } from './bestEpoch'
import { createChunkPlanner, type ChunkPlanner } from './chunkPlanner'
import type { RunData } from './dataShelf'
import type { RunControl } from './runControl'
import type { Clock } from './stepReporter'

export interface TrainRunOptions {
  readonly request: RunRequest
  readonly data: RunData
  readonly createRunner: CreateRunner
  readonly control: RunControl
  readonly clock: Clock
  readonly onStep: (step: StepMetrics) => void
}

export interface TrainedRun {
  readonly result: RunResult
  /** Of the best epoch. */
  readonly weights: Weights
}

/** A run in the making. */
interface Progress extends TrainRunOptions {
  readonly runner: Runner
  readonly planner: ChunkPlanner
  readonly tracker: BestEpoch
  readonly rates: LearningRates
  /** Steps of a whole epoch; a smaller last batch is one. */
  readonly stepsPerEpoch: number
}

/** One thread a trial and one trial a core is faster than several threads in one, and gives the same sums everywhere. */
const THREADS = 1

/** Keeps the streams of random numbers that one seed feeds apart. */
const SHUFFLE_STREAM = 0x5348

/**
 * @returns null when it was stopped.
 * @throws {training/diverged} as soon as a loss is not finite.
 * @throws {training/negative-target} when the loss counts and the target is no count.
 * @throws {training/failed} when the objective was undefined at every epoch.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun | null> {
  const { request, data, createRunner } = options
  const { model, training, task, output, seed, objective } = request
  refuseNegativeCounts(options)
  const runner = await createRunner({
    ...{ model, training, task, output, seed },
    featureCount: data.meta.featureCount,
    target: targetOf(data),
    train: data.train,
    validation: data.validation,
    ...(data.trainSample === undefined ? {} : { trainSample: data.trainSample }),
    threads: THREADS,
  })
  try {
    const tracker = createBestEpoch(objective, training.patience)
    const stepsPerEpoch = Math.ceil(data.train.rows / training.batchSize)
    const rates = createLearningRates(training, stepsPerEpoch)
    const planner = createChunkPlanner()
    return await trainEpochs({ ...options, runner, tracker, planner, rates, stepsPerEpoch })
  } finally {
    await runner.dispose()
  }
}

async function trainEpochs(progress: Progress): Promise<TrainedRun | null> {
  const { request, runner, tracker, rates, onStep } = progress
  let weights: Weights | null = null
  let epoch = 0
  while (epoch < request.training.epochs && !tracker.isPatienceOver()) {
    epoch++
    if (!(await trainEpoch(progress, epoch))) return null
    const step = await measureEpoch(progress, epoch)
    rates.epochEnded(step.validation.loss ?? Infinity)
    if (tracker.offer(step)) weights = await runner.weights()
    onStep(step)
  }
  const best = tracker.best()
  if (best === null || weights === null) throw undefinedObjective(request.objective.metric)
  const { step, value } = best
  const result: RunResult = {
    bestStep: step.step,
    value,
    steps: epoch,
    isStoppedEarly: epoch < request.training.epochs,
    train: step.train,
    validation: step.validation,
    weightCount: runner.weightCount,
  }
  return { result, weights }
}

/** @returns whether to go on; false once stopped. */
async function trainEpoch(
  { request, data, runner, planner, control, clock, rates, stepsPerEpoch }: Progress,
  epoch: number,
): Promise<boolean> {
  const order = shuffledRows(data.train.rows, request.seed, epoch)
  let step = (epoch - 1) * stepsPerEpoch
  for (let at = 0; at < order.length;) {
    if (!(await control.pass())) return false
    const end = Math.min(order.length, at + planner.batches() * request.training.batchSize)
    const startedAt = clock.now()
    const batches = Math.ceil((end - at) / request.training.batchSize)
    const losses = await runner.trainChunk(order.subarray(at, end), rates.slice(step, batches))
    step += batches
    planner.took(losses.length, clock.now() - startedAt)
    if (!losses.every(Number.isFinite)) throw new AppError('training/diverged', { step: epoch })
    at = end
  }
  return control.pass()
}

/** The same order for an epoch whatever came before it, so that a continued run equals one never interrupted. */
function shuffledRows(rows: number, seed: number, epoch: number): Int32Array {
  const order = new Int32Array(rows).map((_, row) => row)
  return createRandom(seed, SHUFFLE_STREAM, epoch).shuffle(order)
}

async function measureEpoch({ request, data, runner }: Progress, epoch: number): Promise<StepMetrics> {
  const target = targetOf(data)
  const measurePart = (evaluation: Evaluation, { y }: TrainingData): StepMetrics['train'] => {
    if (!Number.isFinite(evaluation.loss)) throw new AppError('training/diverged', { step: epoch })
    return measure({ task: request.task, evaluation, y, target })
  }
  return {
    step: epoch,
    train: measurePart(await runner.evaluate('train'), data.trainSample ?? data.train),
    validation: measurePart(await runner.evaluate('validation'), data.validation),
  }
}

/** Scaling there and back may leave a millionth of 0. */
function refuseNegativeCounts({ request, data }: TrainRunOptions): void {
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

function undefinedObjective(metric: string): AppError {
  return new AppError('training/failed', { message: `${metric} is undefined on the validation rows` })
}
