/** @file The learning-rate range test: one short training in which every batch has a higher rate than the one before. */
import { orderOfEpoch } from '../../worker/epoch'
import type { Job } from '../../job'
import { createProbeRunner, readProbe } from './probeRequest'
import { hasDiverged, readRates, smoothLosses } from './readRates'

/** Batches between two looks whether somebody calls it off, or nothing more is to be seen. */
const AT_ONCE = 5

export const rateTest: Job<'rateTest'> = async (input, { progress, breathe }) => {
  const request = await readProbe(input)
  const { low, high, steps } = input
  const { batchSize } = request.training
  const runner = await createProbeRunner(request)
  try {
    const rates = Array.from({ length: steps }, (_, step) => low * (high / low) ** (step / (steps - 1)))
    const rows = rowsFor(request, steps * batchSize)
    const losses: number[] = []
    for (let step = 0; step < steps && !hasDiverged(smoothLosses(rates, losses)); step += AT_ONCE) {
      const until = Math.min(steps, step + AT_ONCE)
      const order = rows.subarray(step * batchSize, until * batchSize)
      losses.push(...(await runner.trainChunk(order, Float64Array.from(rates.slice(step, until)))))
      progress(until, steps)
      await breathe()
      if (!losses.every(Number.isFinite)) break
    }
    const finite = losses.findIndex((loss) => !Number.isFinite(loss))
    const points = smoothLosses(rates, finite < 0 ? losses : losses.slice(0, finite))
    const reading = readRates(points)
    // A loss that is no number any more has diverged at that rate, which no average shows.
    const thrownOut = finite < 0 ? null : (rates[finite] ?? null)
    const isTold = reading === null || reading.diverged !== null
    return { points, reading: isTold ? reading : { ...reading, diverged: thrownOut }, batchSize }
  } finally {
    await runner.dispose()
  }
}

/** Epoch after epoch, each in an order of its own. */
function rowsFor(request: Awaited<ReturnType<typeof readProbe>>, count: number): Int32Array {
  const order = new Int32Array(count)
  for (let filled = 0, epoch = 1; filled < count; epoch++) {
    const next = orderOfEpoch(request, request.train, epoch).subarray(0, count - filled)
    order.set(next, filled)
    filled += next.length
  }
  return order
}
