import { describe, expect, it } from 'vitest'
import type { RunRequest } from '../../../../shared/contract/worker'
import type { StepMetrics } from '../../../../shared/domain/metric'
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'
import { AppError, toAppError } from '../../../../shared/errors/appError'
import { sideBySide } from '../../population/sideBySide'
import { createLinearRunner } from '../../testing/linearRunner'
import { makeRequest, makeRunData } from '../../testing/prepared'
import type { CreateRunner } from '../../types'
import type { Checkpoint } from '../../checkpoints/checkpoint'
import { type CheckpointKeeper, NO_CHECKPOINTS } from '../checkpointKeeper'
import { createRunControl } from '../runControl'
import { trainRun, type TrainedRun } from '../trainRun'
import { toLanes } from './lanes'
import { trainTogether } from './trainTogether'

interface Told {
  readonly steps: StepMetrics[]
  end: TrainedRun | AppError | null
}

const COUNTS = { counts: { train: 200, validation: 60, test: 0 } }
const clock = { now: () => 0 }
const runs = (...trainings: readonly (Partial<TrainingSpec> & { seed?: number })[]): RunRequest[] =>
  trainings.map(({ seed = 7, ...training }, index) =>
    makeRequest(training, { runId: `run-00000${index}`, seed }),
  )

async function together(
  requests: readonly RunRequest[],
  {
    createRunner = createLinearRunner,
    data = makeRunData(),
    onStep = (_id: string, _step: number) => undefined as void,
  } = {},
) {
  const told = new Map<string, Told>(requests.map(({ runId }) => [runId, { steps: [], end: null }]))
  const control = createRunControl(() => undefined)
  const dropped = new Set<string>()
  const end = (runId: string, how: TrainedRun | AppError): void => {
    const of = told.get(runId)
    if (of) of.end = how
  }
  await trainTogether({
    ...{ data, control, clock },
    lanes: toLanes(requests, data.meta),
    createPopulation: sideBySide(createRunner),
    listener: {
      isWanted: (runId) => !dropped.has(runId),
      onStep: (runId, step) => {
        told.get(runId)?.steps.push(step)
        onStep(runId, step.step)
        if (step.step === 2 && runId === 'run-drop') dropped.add(runId)
      },
      onFinished: ({ runId }, trained) => Promise.resolve(end(runId, trained)),
      onFailed: (runId, thrown) => end(runId, toAppError(thrown)),
    },
  })
  return requests.map(({ runId }) => told.get(runId))
}

async function apart(request: RunRequest, createRunner: CreateRunner = createLinearRunner): Promise<Told> {
  const steps: StepMetrics[] = []
  const end = await trainRun({
    ...{ request, createRunner, clock, data: makeRunData(), checkpoints: NO_CHECKPOINTS },
    control: createRunControl(() => undefined),
    onStep: (step) => steps.push(step),
  }).catch(toAppError)
  return { steps, end }
}

/** Counts the runners that are made. */
function counted() {
  let count = 0
  const createRunner: CreateRunner = (request) => (count++, createLinearRunner(request))
  return { createRunner, count: () => count }
}

describe('trainTogether', () => {
  it('reads one run at its lengths: every figure and the weights are those of a run of that length', async () => {
    const requests = runs({ epochs: 9 }, { epochs: 3 }, { epochs: 5 })
    const { createRunner, count } = counted()
    const told = await together(requests, { createRunner })
    expect(count()).toBe(1)
    for (const [index, request] of requests.entries()) expect(told[index]).toEqual(await apart(request))
  })

  it('gives each length its own patience', async () => {
    const requests = runs(
      { epochs: 60, patience: 4 },
      { epochs: 2, patience: 4 },
      { epochs: 30, patience: 4 },
    )
    const told = await together(requests)
    for (const [index, request] of requests.entries()) expect(told[index]).toEqual(await apart(request))
    expect(told[0]?.end).toMatchObject({ result: { isStoppedEarly: true } })
    expect(told[1]?.end).toMatchObject({ result: { isStoppedEarly: false, steps: 2 } })
  })

  it('trains different settings side by side, each as it would be alone', async () => {
    const requests = runs(
      { learningRate: 0.1, epochs: 6 },
      { learningRate: 0.01, epochs: 4 },
      { learningRate: 0.01, epochs: 2 },
      { learningRate: 0.1, epochs: 8, patience: 1, seed: 8 },
    )
    const { createRunner, count } = counted()
    const told = await together(requests, { createRunner })
    expect(count()).toBe(3)
    for (const [index, request] of requests.entries()) expect(told[index]).toEqual(await apart(request))
  })

  it('lets one fail without the others, but not what was read before', async () => {
    const requests = runs({ epochs: 2 }, { epochs: 5 }, { epochs: 5, seed: 8 })
    const diverging: CreateRunner = async (request) => {
      const runner = await createLinearRunner(request)
      let epoch = 0
      const trainChunk: typeof runner.trainChunk = async (order) => {
        if (order.length === 200 || order.length < 16) epoch++
        const losses = await runner.trainChunk(order)
        return request.seed === 7 && epoch >= 4 ? losses.fill(NaN) : losses
      }
      return { ...runner, trainChunk }
    }
    const told = await together(requests, { createRunner: diverging })
    for (const [index, request] of requests.entries())
      expect(told[index]).toEqual(await apart(request, diverging))
    expect(told[1]?.end).toMatchObject({ code: 'training/diverged' })
    expect(told[2]?.end).toMatchObject({ result: { steps: 5 } })
  })

  it('gives up a run that nobody wants, and goes on with the others', async () => {
    const [first, second] = runs({ epochs: 6 }, { epochs: 4, seed: 8 })
    const dropped = { ...(first as RunRequest), runId: 'run-drop' as RunRequest['runId'] }
    const told = await together([dropped, second as RunRequest])
    expect(told[0]).toMatchObject({ end: null, steps: [{ step: 1 }, { step: 2 }] })
    expect(told[1]).toEqual(await apart(second as RunRequest))
  })

  it('keeps every member where it stands when it is stopped or dropped; each goes on alone as if never cut off', async () => {
    const requests = runs(
      { epochs: 6, learningRate: 0.1 },
      { epochs: 8, learningRate: 0.01 },
      { epochs: 7, seed: 8 },
    )
    const kept = new Map<string, Omit<Checkpoint, 'identity'>>()
    const control = createRunControl(() => undefined)
    const dropped = new Set<string>()
    const keeperOf = ({ runId }: RunRequest): CheckpointKeeper => ({
      ...NO_CHECKPOINTS,
      save: async (make) => void kept.set(runId, await make()),
    })
    await trainTogether({
      ...{ clock, control, keeperOf, data: makeRunData() },
      lanes: toLanes(requests, COUNTS),
      createPopulation: sideBySide(createLinearRunner),
      listener: {
        isWanted: (runId) => !dropped.has(runId),
        onStep: (runId, { step }) => {
          if (step === 2 && runId === requests[0]?.runId) dropped.add(runId)
          if (step === 4) control.stop()
        },
        onFinished: () => Promise.resolve(),
        onFailed: () => undefined,
      },
    })
    expect(requests.map(({ runId }) => kept.get(runId)?.steps.length)).toEqual([2, 4, 4])
    for (const request of requests) {
      const steps: StepMetrics[] = []
      const load = () =>
        Promise.resolve({ identity: '', ...(kept.get(request.runId) as Omit<Checkpoint, 'identity'>) })
      const end = await trainRun({
        ...{ request, createRunner: createLinearRunner, clock, data: makeRunData() },
        control: createRunControl(() => undefined),
        checkpoints: { ...NO_CHECKPOINTS, load },
        onStep: (step) => steps.push(step),
      })
      expect({ steps, end }).toEqual(await apart(request))
    }
  })

  it('fails a run whose weights cannot be stored, and only it', async () => {
    const requests = runs({ epochs: 1 }, { epochs: 2 })
    const ends = new Map<string, string>()
    await trainTogether({
      ...{ clock, data: makeRunData() },
      lanes: toLanes(requests, COUNTS),
      control: createRunControl(() => undefined),
      createPopulation: sideBySide(createLinearRunner),
      listener: {
        isWanted: () => true,
        onStep: () => undefined,
        onFinished: ({ runId, training }) => {
          if (training.epochs === 1) return Promise.reject(new AppError('file/disk-full'))
          return Promise.resolve(void ends.set(runId, 'finished'))
        },
        onFailed: (runId, thrown) => void ends.set(runId, toAppError(thrown).code),
      },
    })
    expect([...ends]).toEqual([
      ['run-000000', 'file/disk-full'],
      ['run-000001', 'finished'],
    ])
  })
})

describe('toLanes', () => {
  it.each(['polynomial', 'cosine', 'oneCycle'] as const)('keeps lengths apart under %s', (schedule) => {
    expect(toLanes(runs({ epochs: 2, schedule }, { epochs: 3, schedule }), COUNTS)).toHaveLength(2)
  })

  it.each(['constant', 'step', 'exponential', 'plateau'] as const)(
    'reads lengths of one run under %s',
    (schedule) => {
      const lanes = toLanes(
        runs({ epochs: 3, schedule }, { epochs: 2, schedule }, { epochs: 3, schedule, seed: 1 }),
        COUNTS,
      )
      expect(lanes.map(({ request, readings }) => [request.training.epochs, readings.length])).toEqual([
        [3, 2],
        [3, 1],
      ])
    },
  )
})
