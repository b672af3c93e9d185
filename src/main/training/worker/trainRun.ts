/** @file One run from the first epoch to the best weights. Knows nothing of processes, files or the time of day. */
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import type { StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { createLearningRates, type LearningRates } from '../schedule/learningRates'
import type { CreateRunner, Runner, Weights } from '../types'
import { createBestEpoch, type BestEpoch } from './bestEpoch'
import { createChunkPlanner, type ChunkPlanner } from './chunkPlanner'
import type { RunData } from './dataShelf'
import {
  measureEpoch,
  refuseNegativeCounts,
  shuffledRows,
  toRunnerRequest,
  undefinedObjective,
} from './epoch'
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

/**
 * @returns null when it was stopped.
 * @throws {training/diverged} as soon as a loss is not finite.
 * @throws {training/negative-target} when the loss counts and the target is no count.
 * @throws {training/failed} when the objective was undefined at every epoch.
 */
export async function trainRun(options: TrainRunOptions): Promise<TrainedRun | null> {
  const { request, data, createRunner } = options
  const { training, objective } = request
  refuseNegativeCounts(options)
  const runner = await createRunner(toRunnerRequest(options))
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
    const train = await runner.evaluate('train')
    const step = measureEpoch(progress, { epoch, train, validation: await runner.evaluate('validation') })
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
