/** @file What is told of several runs that go on at the same time: of each as if it were alone. */
import type { FromWorker, RunRequest } from '../../../../shared/contract/worker'
import type { WorkerPort } from '../../../../shared/contract/workerPort'
import type { RunId } from '../../../../shared/domain/ids'
import type { AppError } from '../../../../shared/errors/appError'
import { toWireError } from '../../../../shared/errors/wireError'
import { completeWeights, wholeResult } from '../../backbones/readRun'
import { writeWeights } from '../../weightsFile'
import { toRunError } from '../runError'
import { createStepReporter, type Clock, type StepReporter } from '../../stepReporter'
import type { TogetherListener } from './member'

type EndMessage = Extract<FromWorker, { kind: 'finished' | 'stopped' | 'failed' }>

export interface RunStories extends TogetherListener {
  /** Tells the epochs that wait. */
  flush(): void
  /** Tells that all rest. */
  paused(): void
  warn(runId: RunId, error: AppError): void
  stop(runId: RunId): void
  /** Ends all that are not over. */
  stopAll(): void
  failAll(thrown: unknown): void
  isOver(): boolean
  /** The last word of all: the core hands over the next work as soon as it has heard it. */
  close(): void
}

export interface StoryOptions {
  readonly port: Pick<WorkerPort<FromWorker>, 'send'>
  readonly clock: Clock
}

export function createRunStories({ port, clock }: StoryOptions, requests: readonly RunRequest[]): RunStories {
  const open = new Map<RunId, StepReporter>(
    requests.map(({ runId }) => [
      runId,
      createStepReporter(clock, (steps) => port.send({ kind: 'stepped', runId, steps })),
    ]),
  )
  let lastWord: EndMessage | null = null
  const end = (message: EndMessage): void => {
    open.get(message.runId)?.flush()
    if (!open.delete(message.runId)) return
    if (open.size > 0) port.send(message)
    else lastWord = message
  }
  const flush = (): void => open.forEach((reporter) => reporter.flush())
  const stop = (runId: RunId): void => end({ kind: 'stopped', runId })
  const onFailed = (runId: RunId, thrown: unknown): void =>
    end({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) })
  return {
    isWanted: (runId) => open.has(runId),
    isOver: () => open.size === 0,
    flush,
    paused: () => {
      flush()
      for (const runId of open.keys()) port.send({ kind: 'paused', runId })
    },
    onStep: (runId, step) => open.get(runId)?.add(step),
    onFinished: async ({ runId, weightsFile }, { result, weights }) => {
      // What is trained may be a part of what was asked for.
      const asked = requests.find((request) => request.runId === runId)
      const whole = asked ? await completeWeights(asked, weights) : weights
      await writeWeights(weightsFile, whole)
      end({ kind: 'finished', runId, result: asked ? wholeResult(asked, result, whole) : result })
    },
    onFailed,
    warn: (runId, error) => port.send({ kind: 'warned', runId, error: toWireError(error) }),
    stop,
    stopAll: () => [...open.keys()].forEach(stop),
    failAll: (thrown) => [...open.keys()].forEach((runId) => onFailed(runId, thrown)),
    close: () => {
      if (lastWord !== null) port.send(lastWord)
    },
  }
}
