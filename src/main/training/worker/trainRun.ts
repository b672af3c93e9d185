/** @file One run from the first epoch to the best weights. Knows nothing of processes, files or the time of day. */
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import type { StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { createLearningRates, type LearningRates } from '../schedule/learningRates'
import type { CreateRunner, Runner, Weights } from '../types'
import { createBestEpoch, type BestEpoch } from './bestEpoch'
import type { PictureBook } from '../pictures/pictureBook'
import { type ChangedRows, createChangedRows } from './changedRows'
import { NO_CHECKPOINTS, type CheckpointKeeper } from './checkpointKeeper'
import { createChunkPlanner, type ChunkPlanner } from './chunkPlanner'
import type { RunData } from '../rows/dataShelf'
import {
  measureEpoch,
  orderOfEpoch,
  refuseNegativeCounts,
  toRunnerRequest,
  undefinedObjective,
} from './epoch'
import type { RunControl } from './runControl'
import { NO_HALTS, type RunHalts } from './runHalts'
import { createLayerRecorder, type LayerRecorder } from './layerRecorder'
import { RunProgress } from './runProgress'
import type { Clock } from '../stepReporter'

export interface TrainRunOptions {
  readonly request: RunRequest
  readonly data: RunData
  readonly createRunner: CreateRunner
  readonly control: RunControl
  readonly clock: Clock
  /** Told of every epoch from the first, also of those that a checkpoint remembers. */
  readonly onStep: (step: StepMetrics) => void
  /** Called after every epoch that is trained; `read` gives the run as if it ended there. Stopping it there ends it. */
  readonly afterEpoch?: (epochs: number, read: () => TrainedRun) => Promise<void>
  /** Nothing is kept where it is absent. */
  readonly checkpoints?: CheckpointKeeper
  /** @default none */
  readonly halts?: RunHalts
  readonly pictures?: PictureBook
}

export interface TrainedRun {
  readonly result: RunResult
  /** Of the best epoch. */
  readonly weights: Weights
}

/** A run in the making. */
interface RunParts extends TrainRunOptions {
  readonly checkpoints: CheckpointKeeper
  readonly halts: RunHalts
  readonly progress: RunProgress
  readonly runner: Runner
  /** Null where rows are trained on as they are. */
  readonly changed: ChangedRows | null
  readonly planner: ChunkPlanner
  /** Null where nobody asks for figures of layers. */
  readonly recorder: LayerRecorder | null
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
    const progress = new RunProgress({ tracker, rates, onStep: options.onStep })
    const run = {
      checkpoints: NO_CHECKPOINTS,
      halts: NO_HALTS,
      ...options,
      runner,
      changed: createChangedRows(options),
      tracker,
      planner,
      recorder: createLayerRecorder(request, runner),
      rates,
      progress,
      stepsPerEpoch,
    }
    return (await resume(run)) ? await trainEpochs(run) : null
  } finally {
    await runner.dispose()
  }
}

async function trainEpochs(run: RunParts): Promise<TrainedRun | null> {
  const { request, runner, progress } = run
  while (goesOn(run)) {
    if (!(await trainEpoch(run))) return null
    const train = await runner.evaluate('train')
    const validation = await runner.evaluate('validation')
    const measured = measureEpoch(run, { epoch: progress.epoch, train, validation })
    const step = (await run.recorder?.complete(measured)) ?? measured
    await run.pictures?.add(step.step, validation.predictions)
    if (progress.endEpoch(step)) progress.best = await runner.weights()
    await run.afterEpoch?.(step.step, () => resultOf(run))
    if (!(await halt(run, () => save(run)))) return null
  }
  if (request.checkpoint?.isKept) await save(run)
  return resultOf(run)
}

function goesOn({ request, tracker, progress }: RunParts): boolean {
  return progress.steps.length < request.training.epochs && !tracker.isPatienceOver()
}

/** A run that is over is not judged any more. @returns whether to go on; false once stopped. */
async function halt(run: RunParts, keep: () => Promise<void>): Promise<boolean> {
  const { halts, progress } = run
  const epochs = progress.steps.length
  if (!halts.isDue(epochs) || !goesOn(run)) return true
  await keep()
  return halts.wait(epochs)
}

function resultOf({ request, runner, tracker, progress }: RunParts): TrainedRun {
  const best = tracker.best()
  if (best === null || progress.best === null) throw undefinedObjective(request.objective.metric)
  const { step, value } = best
  const result: RunResult = {
    bestStep: step.step,
    value,
    steps: progress.steps.length,
    isStoppedEarly: progress.steps.length < request.training.epochs,
    train: step.train,
    validation: step.validation,
    weightCount: runner.weightCount,
  }
  return { result, weights: progress.best }
}

/** @returns whether to go on; false once stopped. */
async function trainEpoch(run: RunParts): Promise<boolean> {
  const { request, data, runner, planner, control, checkpoints, clock, rates, stepsPerEpoch, progress } = run
  const { batchSize } = request.training
  const order = orderOfEpoch(request, data.train, progress.epoch)
  const keep = (): Promise<void> => save(run)
  run.changed?.begin(order, progress.epoch)
  while (progress.rowsDone < order.length) {
    if (!(await control.pass(keep))) return false
    if (checkpoints.isDue()) await keep()
    const from = progress.rowsDone
    const planned = Math.min(order.length, from + planner.batches() * batchSize)
    const to = (await run.recorder?.beforeRows(from, planned, order.length)) ?? planned
    const startedAt = clock.now()
    const step = progress.steps.length * stepsPerEpoch + from / batchSize
    const learningRates = rates.slice(step, Math.ceil((to - from) / batchSize))
    const losses = run.changed
      ? await runner.trainRows(run.changed.take(from, to), learningRates)
      : await runner.trainChunk(order.subarray(from, to), learningRates)
    planner.took(losses.length, clock.now() - startedAt)
    if (!losses.every(Number.isFinite)) throw new AppError('training/diverged', { step: progress.epoch })
    progress.rowsDone = to
  }
  return control.pass(keep)
}

function save({ checkpoints, progress, runner }: RunParts): Promise<void> {
  const { steps, rowsDone, best } = progress
  return checkpoints.save(async () => ({ steps, rowsDone, best, runner: await runner.state() }))
}

/**
 * A checkpoint that does not fit the model after all is as none. Halts on the way to it are made again: what is decided there
 * decides about the rest. @returns whether to go on; false once stopped.
 */
async function resume(run: RunParts): Promise<boolean> {
  const { checkpoints, progress, runner } = run
  const checkpoint = await checkpoints.load()
  if (checkpoint === null || !(await runner.restore(checkpoint.runner))) return true
  for (const step of checkpoint.steps) {
    progress.endEpoch(step)
    if (!(await halt(run, () => Promise.resolve()))) return false
  }
  progress.standAt(checkpoint)
  return true
}
