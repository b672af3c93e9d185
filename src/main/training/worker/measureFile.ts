/** @file What a trained model costs whoever uses it: the size of its file, and the time to answer one row. */
import type { RunRequest } from '../../../shared/contract/worker'
import type { MetricValues } from '../../../shared/domain/metric'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { exportModel } from '../../compiler'
import { timeModel } from '../jobs/latency'
import type { Weights } from '../types'
import type { Clock } from '../stepReporter'

export interface FileOf {
  readonly request: RunRequest
  readonly meta: PreparedMeta
  readonly weights: Weights
  readonly clock: Clock
}

/** Enough for a median that stays. */
const RUNS = 100

/** One row at a time, on one thread of the processor. */
export async function measureFile({ request, meta, weights, clock }: FileOf): Promise<MetricValues> {
  const { model, training, task } = request
  const { onnx } = exportModel({ model, training, task, weights, fitted: meta.fitted, version: '' })
  const [one] = await timeModel(
    onnx,
    { batches: [1], runs: RUNS },
    { progress: () => undefined, breathe: () => Promise.resolve(), now: () => clock.now() },
  )
  return { modelSize: onnx.length, ...(one ? { latency: one.medianMs } : {}) }
}
