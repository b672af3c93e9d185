/** @file A short training beside a study: a model that is pruned, or one that learns from another. */
import type { Objective, StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import type { JobTools } from '../job'
import type { Runner, Weights } from '../types'
import { createBestEpoch } from '../worker/bestEpoch'
import type { ChangedRows } from '../worker/changedRows'
import { measureEpoch, orderOfEpoch, type RunOnData } from '../worker/epoch'

export interface FineTuneOptions {
  readonly run: RunOnData
  readonly runner: Runner
  /** Null where rows are trained on as they are. */
  readonly changed: ChangedRows | null
  readonly epochs: number
  /** The first rate; it falls to zero along a quarter of a cosine's period. */
  readonly learningRate: number
  readonly objective: Objective
  /** Called before every chunk. @param share of all steps that are over */
  readonly beforeChunk?: (share: number) => Promise<void>
  /** Whether an epoch that ends now may be the best one. @default all may */
  readonly counts?: (share: number) => boolean
  readonly tools: JobTools
}

/**
 * @returns the weights of the best epoch by the objective on the validation rows.
 * @throws {training/diverged} {app/cancelled}
 */
export async function fineTune(options: FineTuneOptions): Promise<Weights> {
  const { run, runner, epochs, objective, counts = () => true, tools } = options
  const tracker = createBestEpoch(objective, 0)
  let best: Weights | null = null
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await trainEpoch(options, epoch)
    const isLast = epoch === epochs
    if (!isLast && !counts(epoch / epochs)) continue
    const measured = await measure(run, runner, epoch)
    if (tracker.offer(measured) || (isLast && best === null)) best = await runner.weights()
    await tools.breathe()
  }
  return best ?? runner.weights()
}

async function measure(run: RunOnData, runner: Runner, epoch: number): Promise<StepMetrics> {
  const train = await runner.evaluate('train')
  const validation = await runner.evaluate('validation')
  return measureEpoch(run, { epoch, train, validation })
}

async function trainEpoch(options: FineTuneOptions, epoch: number): Promise<void> {
  const { run, runner, changed, epochs, tools } = options
  const { batchSize } = run.request.training
  const order = orderOfEpoch(run.request, run.data.train, epoch)
  // Not by the clock: what is pruned when shall not depend on how fast the machine is.
  const rowsAtOnce = batchSize * Math.min(MOST_BATCHES, Math.ceil(order.length / batchSize / PARTS))
  changed?.begin(order, epoch)
  for (let from = 0; from < order.length;) {
    const to = Math.min(order.length, from + rowsAtOnce)
    const shareAt = (row: number): number => (epoch - 1 + row / order.length) / epochs
    await options.beforeChunk?.(shareAt(from))
    const rates = Float64Array.from({ length: Math.ceil((to - from) / batchSize) }, (_, batch) =>
      rateAt(options.learningRate, shareAt(from + batch * batchSize)),
    )
    const losses = changed
      ? await runner.trainRows(changed.take(from, to), rates)
      : await runner.trainChunk(order.subarray(from, to), rates)
    if (!losses.every(Number.isFinite)) throw new AppError('training/diverged', { step: epoch })
    from = to
    tools.progress(Math.round(SCALE * shareAt(from)), SCALE)
    await tools.breathe()
  }
}

/** Of an epoch; after each it is looked whether somebody calls the work off, and what is pruned next. */
const PARTS = 8
const MOST_BATCHES = 64
/** Progress is told in parts of this many. */
const SCALE = 1000

/** From `first` along a cosine; never quite zero. */
function rateAt(first: number, share: number): number {
  return first * Math.max(0.01, 0.5 * (1 + Math.cos(Math.PI * share)))
}
