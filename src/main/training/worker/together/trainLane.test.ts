import { describe, expect, it } from 'vitest'
import type { RunRequest } from '../../../../shared/contract/worker'
import type { StepMetrics } from '../../../../shared/domain/metric'
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'
import { type AppError, toAppError } from '../../../../shared/errors/appError'
import type { Checkpoint } from '../../checkpoints/checkpoint'
import { createLinearRunner } from '../../testing/linearRunner'
import { makeRequest, makeRunData } from '../../testing/prepared'
import type { CreateRunner } from '../../types'
import { type CheckpointKeeper, NO_CHECKPOINTS } from '../checkpointKeeper'
import { createRunControl } from '../runControl'
import { trainRun, type TrainedRun } from '../trainRun'
import { toLanes } from './lanes'
import { trainLane } from './trainLane'

const clock = { now: () => 0 }
const data = makeRunData()

type End = TrainedRun | AppError

interface Attempt {
  readonly training?: Partial<TrainingSpec>
  readonly checkpoints?: CheckpointKeeper
  readonly createRunner?: CreateRunner
  /** Stops everything after so many epochs. */
  readonly stopAfter?: number
}

/** Reads one run at these lengths. */
async function readAt(lengths: readonly number[], attempt: Attempt = {}) {
  const requests = lengths.map((epochs, index) =>
    makeRequest({ ...attempt.training, epochs }, { runId: `run-00000${index}` }),
  )
  const [lane] = toLanes(requests, data.meta)
  if (lane === undefined) throw new TypeError('no lane')
  const ends = new Map<string, End>()
  const steps = new Map<string, StepMetrics[]>(requests.map(({ runId }) => [runId, []]))
  const control = createRunControl(() => undefined)
  await trainLane({
    ...{ lane, data, control, clock },
    createRunner: attempt.createRunner ?? createLinearRunner,
    checkpoints: attempt.checkpoints ?? NO_CHECKPOINTS,
    listener: {
      isWanted: (runId) => !ends.has(runId),
      onStep: (runId, step) => {
        steps.get(runId)?.push(step)
        if (step.step === attempt.stopAfter) control.stop()
      },
      onFinished: ({ runId }, trained) => Promise.resolve(void ends.set(runId, trained)),
      onFailed: (runId, thrown) => void ends.set(runId, toAppError(thrown)),
    },
  }).catch((thrown: unknown) => {
    for (const { runId } of requests) if (!ends.has(runId)) ends.set(runId, toAppError(thrown))
  })
  return requests.map((request) => ({
    request,
    told: { steps: steps.get(request.runId), end: ends.get(request.runId) },
  }))
}

async function alone(request: RunRequest, createRunner = createLinearRunner) {
  const steps: StepMetrics[] = []
  const control = createRunControl(() => undefined)
  const onStep = (step: StepMetrics): void => void steps.push(step)
  const end = await trainRun({ request, data, clock, control, createRunner, onStep })
  return { steps, end }
}

function memoryKeeper(): CheckpointKeeper & { saved: Omit<Checkpoint, 'identity'> | null; loads: number } {
  const keeper = {
    saved: null as Omit<Checkpoint, 'identity'> | null,
    loads: 0,
    load: () => Promise.resolve(keeper.saved === null ? null : { identity: '', ...keeper.saved }),
    isDue: () => false,
    save: async (make: () => Promise<Omit<Checkpoint, 'identity'>>) => {
      const made = await make()
      keeper.saved = { ...made, steps: [...made.steps] }
    },
  }
  return keeper
}

describe('trainLane', () => {
  it.each([0, 3])('gives every length what a run of that length gives (patience %i)', async (patience) => {
    for (const { request, told } of await readAt([2, 30, 7, 9], { training: { patience } }))
      expect(told).toEqual(await alone(request))
  })

  it('makes one runner', async () => {
    let count = 0
    await readAt([2, 4], { createRunner: (request) => (count++, createLinearRunner(request)) })
    expect(count).toBe(1)
  })

  it('goes on from a checkpoint that no length was read before', async () => {
    const checkpoints = memoryKeeper()
    await readAt([4, 8], { checkpoints, stopAfter: 3 })
    expect(checkpoints.saved?.steps).toHaveLength(3)
    for (const { request, told } of await readAt([4, 8], { checkpoints }))
      expect(told).toEqual(await alone(request))
  })

  it('begins anew where the checkpoint is beyond a length that is not read yet', async () => {
    const checkpoints = memoryKeeper()
    await readAt([8], { checkpoints, stopAfter: 6 })
    for (const { request, told } of await readAt([4, 8], { checkpoints }))
      expect(told).toEqual(await alone(request))
  })

  it('fails the lengths that a failure comes before, not those that were read', async () => {
    const createRunner: CreateRunner = async (request) => {
      const runner = await createLinearRunner(request)
      let evaluations = 0
      return {
        ...runner,
        evaluate: async (part) => {
          const evaluation = await runner.evaluate(part)
          return ++evaluations > 6 ? { ...evaluation, loss: NaN } : evaluation
        },
      }
    }
    const [short, long] = await readAt([2, 9], { createRunner })
    expect(short?.told).toEqual(await alone(short?.request as RunRequest))
    expect(long?.told.end).toMatchObject({ code: 'training/diverged', details: { step: 4 } })
  })
})
