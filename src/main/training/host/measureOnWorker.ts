/** @file One measurement on one worker. */
import type { FromWorker, RunRequest } from '../../../shared/contract/worker'
import { AppError, toAppError } from '../../../shared/errors/appError'
import { fromWireError } from '../../../shared/errors/wireError'
import type { MeasuredSpeed } from '../compute/measureSpeed'
import type { TrainingWorker } from '../types'
import { workerCrashed } from './trainingWorker'
import type { WorkerShelf } from './workerShelf'

/** Never a rejection: a device on which a model cannot be trained is a finding. */
export type MeasureOutcome =
  ({ readonly kind: 'measured' } & MeasuredSpeed) | { readonly kind: 'failed'; readonly error: AppError }

export interface MeasureWanted {
  readonly request: RunRequest
  /** How long it may train. */
  readonly forMs: number
}

/** Whoever takes longer than this for a moment of training is of no use. */
const LIMIT_MS = 20_000

/** A worker that gives no answer is killed; the shelf finds out by itself. */
export async function measureWith(shelf: WorkerShelf, wanted: MeasureWanted): Promise<MeasureOutcome> {
  try {
    const worker = await shelf.take()
    const outcome = await measureOnWorker(worker, wanted)
    shelf.put(worker)
    return outcome
  } catch (thrown) {
    return { kind: 'failed', error: toAppError(thrown) }
  }
}

function measureOnWorker(worker: TrainingWorker, { request, forMs }: MeasureWanted): Promise<MeasureOutcome> {
  return new Promise((resolve) => {
    const settle = (outcome: MeasureOutcome): void => {
      clearTimeout(limit)
      for (const end of endListening) end()
      resolve(outcome)
    }
    const limit = setTimeout(() => {
      worker.kill()
      settle({ kind: 'failed', error: new AppError('training/worker-hung', { seconds: LIMIT_MS / 1000 }) })
    }, LIMIT_MS)
    const endListening = [
      worker.onExit((code) => settle({ kind: 'failed', error: workerCrashed(code) })),
      worker.onMessage((message) => {
        const outcome = toOutcome(message, request)
        if (outcome !== null) settle(outcome)
      }),
    ]
    worker.send({ kind: 'measure', request, forMs })
  })
}

function toOutcome(message: FromWorker, { runId }: RunRequest): MeasureOutcome | null {
  if (!('runId' in message) || message.runId !== runId) return null
  if (message.kind === 'failed') return { kind: 'failed', error: fromWireError(message.error) }
  if (message.kind !== 'measured') return null
  const { speed, weightCount } = message
  return { kind: 'measured', speed, weightCount }
}
