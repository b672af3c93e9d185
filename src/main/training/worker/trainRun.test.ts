import { describe, expect, it } from 'vitest'
import type { StepMetrics } from '../../../shared/domain/metric'
import { createLinearRunner } from '../testing/linearRunner'
import { makeRequest, makeRunData } from '../testing/prepared'
import type { CreateRunner } from '../types'
import { createRunControl } from './runControl'
import { trainRun, type TrainRunOptions } from './trainRun'

function setUp(changes: Partial<TrainRunOptions> = {}): TrainRunOptions & { steps: StepMetrics[] } {
  const steps: StepMetrics[] = []
  return {
    request: makeRequest(),
    data: makeRunData(),
    createRunner: createLinearRunner,
    control: createRunControl(() => undefined),
    clock: { now: () => 0 },
    onStep: (step) => steps.push(step),
    steps,
    ...changes,
  }
}

/** Every call of `now` is a second later: each chunk then holds a single batch. */
function slowClock(): { now: () => number } {
  let now = 0
  return { now: () => (now += 1000) }
}

const withLosses =
  (loss: (chunk: number) => number): CreateRunner =>
  async (request) => {
    const runner = await createLinearRunner(request)
    let chunk = 0
    return { ...runner, trainChunk: () => Promise.resolve(new Float32Array([loss(++chunk)])) }
  }

describe('trainRun', () => {
  it('reports every epoch and keeps the weights of the best one', async () => {
    const run = setUp({ request: makeRequest({ epochs: 8 }) })
    const trained = await trainRun(run)
    expect(run.steps.map((step) => step.step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const values = run.steps.map((step) => step.validation.accuracy ?? 0)
    expect(trained?.result.value).toBe(Math.max(...values))
    const losses = run.steps.map(({ validation }) => validation.loss ?? Infinity)
    const leastLoss = Math.min(...losses.filter((_, index) => values[index] === Math.max(...values)))
    expect(trained?.result.bestStep).toBe(losses.indexOf(leastLoss) + 1)
    expect(trained?.result.value).toBeGreaterThan(0.85)
    expect(trained?.weights.get('linear')?.values).toHaveLength(3)
    expect(trained?.result).toMatchObject({ steps: 8, isStoppedEarly: false, weightCount: 3 })
  })

  it('gives the same figures whatever the chunks are', async () => {
    const quick = setUp()
    const slow = setUp({ clock: slowClock() })
    expect(await trainRun(slow)).toEqual(await trainRun(quick))
    expect(slow.steps).toEqual(quick.steps)
  })

  it('gives other figures for another seed', async () => {
    const one = setUp()
    const other = setUp({ request: makeRequest({}, { seed: 8 }) })
    await Promise.all([trainRun(one), trainRun(other)])
    expect(other.steps).not.toEqual(one.steps)
  })

  it('shuffles the rows anew every epoch, each row once', async () => {
    const orders: number[][] = []
    const createRunner: CreateRunner = async (request) => {
      const runner = await createLinearRunner(request)
      return { ...runner, trainChunk: (order) => (orders.push([...order]), runner.trainChunk(order)) }
    }
    await trainRun(setUp({ createRunner, request: makeRequest({ epochs: 2, batchSize: 256 }) }))
    expect(orders).toHaveLength(2)
    expect(orders[0]).not.toEqual(orders[1])
    for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual([...Array(200).keys()])
  })

  it('hands every step its learning rate, lower where the validation loss stays', async () => {
    const rates: number[] = []
    const createRunner: CreateRunner = async (request) => {
      const runner = await createLinearRunner(request)
      const train = runner.trainChunk.bind(runner)
      return {
        ...runner,
        trainChunk: (order, learningRates) => (rates.push(...(learningRates ?? [])), train(order)),
        evaluate: async (part) => ({ ...(await runner.evaluate(part)), loss: 1 }),
      }
    }
    const training = { schedule: 'plateau', plateauPatience: 1, decayFactor: 0.5 } as const
    await trainRun(setUp({ createRunner, request: makeRequest({ ...training, epochs: 3, batchSize: 100 }) }))
    expect(rates).toEqual([0.1, 0.1, 0.1, 0.1, 0.05, 0.05])
  })

  it('refuses to count what is negative', async () => {
    const data = makeRunData(true)
    data.train.y.set([-100])
    const numbers = { task: 'regression', output: { kind: 'number' } }
    const run = setUp({ data, request: makeRequest({ loss: 'poisson' }, numbers) })
    await expect(trainRun(run)).rejects.toMatchObject({ code: 'training/negative-target' })
  })

  it.each([NaN, Infinity])('fails at once when a loss is %s', async (bad) => {
    const createRunner = withLosses((chunk) => (chunk < 3 ? 1 : bad))
    const run = setUp({ createRunner, request: makeRequest({ batchSize: 256, epochs: 9 }) })
    await expect(trainRun(run)).rejects.toMatchObject({ code: 'training/diverged', details: { step: 3 } })
    expect(run.steps).toHaveLength(2)
  })

  it('stops early once patience epochs brought no gain', async () => {
    const run = setUp({
      createRunner: withLosses(() => 1),
      request: makeRequest({ epochs: 50, patience: 3 }),
    })
    const trained = await trainRun(run)
    expect(trained?.result).toMatchObject({ bestStep: 1, steps: 4, isStoppedEarly: true })
  })

  it('does not call a run stopped early whose patience ends with its last epoch', async () => {
    const run = setUp({ createRunner: withLosses(() => 1), request: makeRequest({ epochs: 4, patience: 3 }) })
    expect((await trainRun(run))?.result).toMatchObject({ steps: 4, isStoppedEarly: false })
  })

  it('ends without a result when it is stopped', async () => {
    const control = createRunControl(() => undefined)
    const run = setUp({
      control,
      request: makeRequest({ epochs: 50 }),
      onStep: ({ step }) => step === 2 && control.stop(),
    })
    expect(await trainRun(run)).toBeNull()
  })

  it('goes on after a pause as if there had been none', async () => {
    let pauses = 0
    const control = createRunControl(() => {
      pauses++
      setImmediate(control.resume)
    })
    const paused = setUp({ control, clock: slowClock() })
    paused.control.pause()
    const steps: StepMetrics[] = []
    const trained = await trainRun({
      ...paused,
      onStep: (step) => {
        steps.push(step)
        control.pause()
      },
    })
    const straight = setUp()
    expect(trained).toEqual(await trainRun(straight))
    expect(steps).toEqual(straight.steps)
    expect(pauses).toBe(5)
  })

  it('states the errors of a number in the units of the target', async () => {
    const request = makeRequest(
      {},
      {
        task: 'regression',
        output: { kind: 'number' },
        objective: { metric: 'rmse', direction: 'minimize' },
      },
    )
    const run = setUp({ request, data: makeRunData(true) })
    const trained = await trainRun(run)
    const { validation } = trained?.result ?? {}
    expect(validation?.rmse).toBeCloseTo(10 * Math.sqrt(validation?.loss ?? NaN), 4)
  })

  it('fails when the objective is undefined at every epoch', async () => {
    const data = makeRunData()
    const oneClass = { ...data, validation: { ...data.validation, y: new Float32Array(60).fill(1) } }
    const request = makeRequest({}, { objective: { metric: 'rocAuc', direction: 'maximize' } })
    await expect(trainRun(setUp({ data: oneClass, request }))).rejects.toMatchObject({
      code: 'training/failed',
    })
  })

  it('disposes of the runner, also after a failure', async () => {
    let disposals = 0
    const createRunner: CreateRunner = async (request) => ({
      ...(await withLosses(() => NaN)(request)),
      dispose: () => Promise.resolve(void disposals++),
    })
    await expect(trainRun(setUp({ createRunner }))).rejects.toThrow('training/diverged')
    expect(disposals).toBe(1)
  })
})
