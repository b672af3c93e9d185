/** @file What batches of several sizes cost: rows a second and memory, measured by training for a moment. */
import type { BatchPoint, BatchTest } from '../../../../shared/domain/diagnosis/probe'
import { AppError } from '../../../../shared/errors/appError'
import { estimateMemory } from '../../../compiler'
import { measureSpeed } from '../../compute/measureSpeed'
import type { RunnerRequest } from '../../types'
import type { Job } from '../../job'
import { createProbeRunner, readProbe } from './probeRequest'

/** A batch that is this near to the fastest is fast; a smaller one of equals learns more of as many rows (Masters and Luschi 2018). */
const NEARLY = 0.75
/** An epoch shall have so many steps, or the loss has no time to come down. */
const LEAST_STEPS = 8
const LACKS: readonly string[] = ['training/out-of-memory', 'training/over-memory']

export const batchTest: Job<'batchTest'> = async (input, { progress, breathe, now }) => {
  const request = await readProbe(input)
  const { batchSizes, milliseconds } = input
  const points: BatchPoint[] = []
  for (const [index, batchSize] of batchSizes.toSorted((left, right) => left - right).entries()) {
    const point = await measure(
      { ...request, training: { ...request.training, batchSize } },
      milliseconds,
      now,
    )
    points.push(point)
    progress(index + 1, batchSizes.length)
    await breathe()
    // What is larger needs more still.
    if (point.reason !== null) break
  }
  const rows = request.train.rows
  return { points, advice: adviseBatch(points, rows), rows }
}

async function measure(request: RunnerRequest, forMs: number, now: () => number): Promise<BatchPoint> {
  const { batchSize } = request.training
  const resident = { train: request.train.rows, validation: request.validation.rows }
  const estimate = estimateMemory({ ...request, ...request.model, rows: resident })
  const point = { batchSize, estimatedBytes: estimate.total }
  let peakBytes = 0
  // The clock is read around every chunk, while the runtime holds on to what it took.
  const look = (): number => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    return now()
  }
  try {
    const parts = { request, createRunner: createProbeRunner, clock: { now: look }, forMs }
    const { samplesPerSecond, msPerStep } = (await measureSpeed(parts)).speed
    return { ...point, rowsPerSecond: samplesPerSecond, msPerStep, peakBytes, reason: null }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !LACKS.includes(thrown.code)) throw thrown
    return { ...point, rowsPerSecond: null, msPerStep: null, peakBytes: null, reason: 'memory' }
  }
}

/** @returns of the batches that leave an epoch enough steps, the smallest that is nearly as fast as any; and its neighbours for a search. */
export function adviseBatch(points: readonly BatchPoint[], rows: number): BatchTest['advice'] {
  const measured = points.flatMap(({ batchSize, rowsPerSecond }) =>
    rowsPerSecond === null ? [] : [{ batchSize, rowsPerSecond }],
  )
  const [smallest] = measured
  if (smallest === undefined) return null
  const fitting = measured.filter(({ batchSize }) => batchSize * LEAST_STEPS <= rows)
  const candidates = fitting.length > 0 ? fitting : [smallest]
  const fastest = Math.max(...candidates.map(({ rowsPerSecond }) => rowsPerSecond))
  const { batchSize } = candidates.find(({ rowsPerSecond }) => rowsPerSecond >= NEARLY * fastest) ?? smallest
  const place = measured.findIndex((point) => point.batchSize === batchSize)
  const values = measured.slice(Math.max(0, place - 1), place + 2).map((point) => point.batchSize)
  return { batchSize, values }
}
