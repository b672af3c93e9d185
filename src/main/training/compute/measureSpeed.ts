/** @file How fast a model trains: a moment of real training, of which nothing is kept. */
import type { Speed } from '../../../shared/domain/compute'
import type { CreateRunner, Runner, RunnerRequest } from '../types'
import type { Clock } from '../stepReporter'

export interface MeasureOptions {
  readonly request: RunnerRequest
  readonly createRunner: CreateRunner
  readonly clock: Clock
  /** Time for the steps; compiling and the first step, which prepares memory and kernels, come on top. */
  readonly forMs: number
}

export interface MeasuredSpeed {
  readonly speed: Speed
  readonly weightCount: number
}

/** @throws what the engine says where the model cannot be trained there, e.g. {training/no-device}, {training/out-of-memory}. */
export async function measureSpeed({
  request,
  createRunner,
  clock,
  forMs,
}: MeasureOptions): Promise<MeasuredSpeed> {
  const runner = await createRunner(request)
  try {
    await runner.trainChunk(rowsOf(request, 1))
    const msPerStep = await bestStep({ runner, request, clock, forMs })
    const samplesPerSecond = (1000 * request.training.batchSize) / msPerStep
    return { speed: { msPerStep, samplesPerSecond }, weightCount: runner.weightCount }
  } finally {
    await runner.dispose()
  }
}

/** Longer and longer chunks; the best of them counts, since whatever else the machine does only adds time. */
async function bestStep({
  runner,
  request,
  clock,
  forMs,
}: Omit<MeasureOptions, 'createRunner'> & { readonly runner: Runner }): Promise<number> {
  const startedAt = clock.now()
  let best = Infinity
  let steps = 1
  for (let spent = 0; spent < forMs; spent = clock.now() - startedAt) {
    const chunkStartedAt = clock.now()
    await runner.trainChunk(rowsOf(request, steps))
    const took = clock.now() - chunkStartedAt
    best = Math.min(best, took / steps)
    // A quarter of the time a chunk: long enough to tell, and several of them.
    if (took < forMs / 8) steps *= 2
  }
  // A clock that is too coarse for what it was to measure must not make anything infinitely fast.
  return Math.max(best, 1e-4)
}

/** Whole batches, of the first rows again and again. */
function rowsOf({ train, training }: RunnerRequest, steps: number): Int32Array {
  return Int32Array.from({ length: steps * training.batchSize }, (_, index) => index % train.rows)
}
