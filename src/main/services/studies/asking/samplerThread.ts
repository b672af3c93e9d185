/** @file The core's end of a sampler's thread. */
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { AppError, invariant } from '../../../../shared/errors/appError'
import type { PastTrial } from '../../../search'
import { FromSampler, type SamplerAnswer, type SamplerParts, type SentQuestion } from './messages'

export interface ThreadQuestion {
  readonly number: number
  /** In order of number. */
  readonly history: readonly PastTrial[]
  readonly isSkipping: boolean
}

/** A sampler elsewhere; it is asked one question at a time. */
export interface SamplerThread {
  /** Rejects where the thread is dead or the sampler failed; it is of no use then. */
  ask(question: ThreadQuestion): Promise<SamplerAnswer>
  close(): void
}

export type OpenSamplerThread = (parts: SamplerParts) => SamplerThread

/** @param file the built program of the thread */
export function createThreadOpener(file: string): OpenSamplerThread {
  return (parts) => {
    const worker = new Worker(file, { workerData: parts })
    const sent = new SentTrials()
    let waiting: { resolve(answer: SamplerAnswer): void; reject(error: AppError): void } | null = null
    let death: AppError | null = null
    const die = (message: string): void => {
      death ??= new AppError('bug/unexpected', { message })
      waiting?.reject(death)
      waiting = null
    }
    worker.on('error', (error) => die(error.message))
    worker.on('exit', (code) => die(`the thread of the sampler ended with ${code}`))
    worker.on('message', (raw: unknown) => {
      const message = v.safeParse(FromSampler, raw)
      if (!message.success) return die('the thread of the sampler says what nobody understands')
      if (message.output.kind === 'failed') return die(message.output.message)
      const { assignment, note } = message.output
      waiting?.resolve({ assignment, note })
      waiting = null
    })
    return {
      ask: (question) =>
        new Promise((resolve, reject) => {
          invariant(waiting === null, 'a sampler is asked one question at a time')
          if (death !== null) return reject(death)
          waiting = { resolve, reject }
          worker.postMessage(sent.next(question))
        }),
      close: () => {
        waiting = null
        void worker.terminate()
      },
    }
  }
}

/** What the other end knows already: trials are the same objects for as long as nothing changes. */
export class SentTrials {
  #known = new Map<number, PastTrial>()

  next({ number, history, isSkipping }: ThreadQuestion): SentQuestion {
    const known = new Map(history.map((trial) => [trial.number, trial]))
    const changed = history.filter((trial) => this.#known.get(trial.number) !== trial)
    const removed = [...this.#known.keys()].filter((one) => !known.has(one))
    this.#known = known
    return { kind: 'ask', number, changed, removed, isSkipping }
  }
}
