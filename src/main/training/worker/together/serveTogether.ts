/** @file Several runs of a worker at the same time, and the story of each told back as if it were alone. */
import type { FromWorker, RunRequest } from '../../../../shared/contract/worker'
import type { WorkerPort } from '../../../../shared/contract/workerPort'
import type { RunId } from '../../../../shared/domain/ids'
import { toWireError } from '../../../../shared/errors/wireError'
import type { CreatePopulation } from '../../population/types'
import { writeWeights } from '../../weightsFile'
import type { RunData } from '../dataShelf'
import { createRunControl, type RunControl } from '../runControl'
import { toRunError } from '../runError'
import { createStepReporter, tellAlive, type Clock, type StepReporter } from '../stepReporter'
import { trainTogether } from './trainTogether'

export interface TogetherOptions {
  readonly port: Pick<WorkerPort<FromWorker>, 'send'>
  readonly createPopulation: CreatePopulation
  readonly clock: Clock
  readonly readData: (folder: string) => Promise<RunData>
  /** Called when all runs are over, before the last of them is told so. */
  readonly onEnd: () => void
}

/** Runs that are being trained; they pause together, but each can be given up on its own. */
export interface RunsTogether extends Pick<RunControl, 'pause' | 'resume' | 'stop'> {
  /** Answered by `stopped`; the others go on. */
  drop(runId: RunId): void
}

type EndMessage = Extract<FromWorker, { kind: 'finished' | 'stopped' | 'failed' }>

export function trainOnPort(options: TogetherOptions, requests: readonly RunRequest[]): RunsTogether {
  const { port, clock } = options
  const reporters = new Map<RunId, StepReporter>(
    requests.map(({ runId }) => [
      runId,
      createStepReporter(clock, (steps) => port.send({ kind: 'stepped', runId, steps })),
    ]),
  )
  const flush = (): void => reporters.forEach((reporter) => reporter.flush())
  const control = createRunControl(() => {
    flush()
    for (const runId of reporters.keys()) port.send({ kind: 'paused', runId })
  })
  /** The last word of all is kept until the work is over: the core hands over the next one as soon as it has heard it. */
  let lastWord: EndMessage | null = null
  const end = (message: EndMessage): void => {
    reporters.get(message.runId)?.flush()
    if (!reporters.delete(message.runId)) return
    if (reporters.size > 0) port.send(message)
    else lastWord = message
  }
  const fail = (runId: RunId, thrown: unknown): void =>
    end({ kind: 'failed', runId, error: toWireError(toRunError(thrown)) })

  const train = async (): Promise<void> => {
    const endTelling = tellAlive(port, flush)
    try {
      const data = await options.readData(requests[0]?.dataFolder ?? '')
      await trainTogether({
        ...{ requests, data, control, clock },
        createPopulation: options.createPopulation,
        isWanted: (runId) => reporters.has(runId),
        listener: {
          onStep: (runId, step) => reporters.get(runId)?.add(step),
          onFinished: async ({ runId, weightsFile }, { result, weights }) => {
            await writeWeights(weightsFile, weights)
            end({ kind: 'finished', runId, result })
          },
          onFailed: fail,
        },
      })
      for (const runId of [...reporters.keys()]) end({ kind: 'stopped', runId })
    } catch (thrown) {
      for (const runId of [...reporters.keys()]) fail(runId, thrown)
    } finally {
      endTelling()
      options.onEnd()
      if (lastWord !== null) port.send(lastWord)
    }
  }
  void train()
  return {
    ...control,
    drop: (runId) => {
      end({ kind: 'stopped', runId })
      if (reporters.size === 0) control.stop()
    },
  }
}
