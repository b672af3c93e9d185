import { describe, expect, it } from 'vitest'
import { tableInput } from '../../../../../shared/domain/modelInput'
import { type LayerSpec, PLAIN_WEIGHTS } from '../../../../../shared/domain/modelSpec'
import type { Output, Task } from '../../../../../shared/domain/task'
import { DEFAULT_TRAINING, OPTIMIZERS, type TrainingSpec } from '../../../../../shared/domain/trainingSpec'
import { createRandom } from '../../../../../shared/util/random'
import type { PopulationRunner } from '../../../population/types'
import type { Runner, RunnerRequest } from '../../../types'
import { createOnnxRunner } from '../createOnnxRunner'
import { createOnnxPopulation } from './createOnnxPopulation'

const FEATURES = 7
/** The last batch has fewer rows. */
const ROWS = 75
const AFFINE = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const

interface Structure {
  readonly classes?: number
  readonly units?: number
  readonly activation?: Extract<LayerSpec, { kind: 'dense' }>['activation']
  readonly hasDropout?: boolean
  readonly l1?: number
  readonly l2?: number
  readonly maxNorm?: number
  readonly training?: Partial<TrainingSpec>
}

/** Members of one structure that differ in seed, learning rate, dropout, penalty and first weights. */
function makeRequests(count: number, structure: Structure = {}): RunnerRequest[] {
  const {
    classes = 3,
    units = 15,
    activation = 'relu',
    hasDropout = false,
    l1 = 0,
    l2 = 0,
    maxNorm = 0,
  } = structure
  const random = createRandom(3)
  const train = {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * FEATURES }, () => random.normal()),
    y: Float32Array.from({ length: ROWS }, () => (classes === 1 ? random.normal() : random.integer(classes))),
  }
  const task: Task = classes === 1 ? 'regression' : classes === 2 ? 'binary' : 'multiclass'
  const labels = Array.from({ length: classes }, (_, label) => String(label))
  const output: Output = classes === 1 ? { kind: 'number' } : { kind: 'classes', labels }
  return Array.from({ length: count }, (_, member) => {
    const penalties = { l1: l1 * (member + 1), l2: l2 * (member + 1), maxNorm }
    const layers: LayerSpec[] = [
      { kind: 'dense', id: 'hidden', units, activation, ...AFFINE, ...penalties, initialScale: 0.1 + member },
      ...(hasDropout ? [{ kind: 'dropout', id: 'drop', rate: 0.1 + 0.2 * member } as const] : []),
      { kind: 'output', id: 'output', ...AFFINE, initializer: member % 2 ? 'heNormal' : 'orthogonal' },
    ]
    const training = {
      ...DEFAULT_TRAINING,
      batchSize: 16,
      learningRate: 0.01 * (member + 1),
      ...structure.training,
    }
    const data = { train, validation: train, inputs: [tableInput(FEATURES)] }
    return { ...data, model: { layers }, training, task, output, seed: 5 + member, threads: 1 }
  })
}

function chunk({ seed, training }: RunnerRequest, epoch: number) {
  const order = createRandom(seed, epoch).shuffle(Int32Array.from({ length: ROWS }, (_, row) => row))
  const batches = Math.ceil(ROWS / training.batchSize)
  const learningRates = Float64Array.from(
    { length: batches },
    (_, batch) => training.learningRate / (epoch + batch + 1),
  )
  return { order, learningRates }
}

const EPOCHS = 3

async function trainAlone(request: RunnerRequest, epochs = EPOCHS): Promise<Runner> {
  const runner = await createOnnxRunner(request)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { order, learningRates } = chunk(request, epoch)
    await runner.trainChunk(order, learningRates)
  }
  return runner
}

async function trainAll(requests: readonly RunnerRequest[]): Promise<PopulationRunner> {
  const population = await createOnnxPopulation(requests)
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    await population.trainChunk(requests.map((request) => chunk(request, epoch)))
  return population
}

/** To the last bit. */
async function expectSame(population: PopulationRunner, requests: readonly RunnerRequest[]): Promise<void> {
  const train = await population.evaluate('train')
  for (const [member, request] of requests.entries()) {
    const alone = await trainAlone(request)
    expect(await population.weights(member)).toEqual(await alone.weights())
    expect(train[member]).toEqual(await alone.evaluate('train'))
    expect(population.weightCount).toBe(alone.weightCount)
    await alone.dispose()
  }
}

/** Whether the program is one for all, not a runner a member. */
const isOneProgram = (population: PopulationRunner): boolean =>
  population.constructor.name === 'OnnxPopulation'

const SUPPORTED: Record<string, Structure> = {
  'three classes': {},
  'two classes': { classes: 2 },
  'a number': { classes: 1 },
  dropout: { hasDropout: true },
  'dropout of wide layers': { hasDropout: true, units: 128, classes: 2 },
  'both penalties': { l1: 0.001, l2: 0.01 },
  'clipped values': { training: { clipValue: 0.01 } },
  'steps of several batches': { training: { accumulate: 2 } },
  'a schedule': { training: { schedule: 'cosine' } },
  'Huber loss': { classes: 1, training: { loss: 'huber' } },
  'mean absolute error': { classes: 1, training: { loss: 'mae' } },
  'quantile loss': { classes: 1, training: { loss: 'quantile' } },
  'hinge loss': { classes: 2, training: { loss: 'hinge' } },
  'class weights': { classes: 4, training: { classWeights: 'balanced' } },
  'smoothed labels of four classes': { classes: 4, training: { labelSmoothing: 0.1 } },
  ...Object.fromEntries(OPTIMIZERS.map((optimizer) => [optimizer, { training: { optimizer } }])),
  'sgd that looks ahead': { training: { optimizer: 'sgd', nesterov: true } },
  ...Object.fromEntries(
    (['tanh', 'sigmoid', 'gelu', 'silu', 'leakyRelu', 'linear'] as const).map((activation) => [
      activation,
      { activation },
    ]),
  ),
  ...Object.fromEntries(
    (['elu', 'selu', 'softplus'] as const).map((activation) => [activation, { activation, units: 16 }]),
  ),
}

/** What would differ in the last digit, or what only one model at a time has. */
const UNSUPPORTED: Record<string, Structure> = {
  'a clipped norm': { training: { clipNorm: 1 } },
  'a limited norm of weights': { maxNorm: 1 },
  'focal loss': { classes: 2, training: { loss: 'focal' } },
  'elu of a width that leaves numbers over': { activation: 'elu' },
}

describe('createOnnxPopulation', () => {
  it.each(Object.entries(SUPPORTED))(
    'trains %s in one program, each member as alone',
    async (_name, structure) => {
      const requests = makeRequests(3, structure)
      const population = await trainAll(requests)
      expect(isOneProgram(population)).toBe(true)
      await expectSame(population, requests)
      await population.dispose()
    },
  )

  it.each(Object.entries(UNSUPPORTED))('trains %s by turns', async (_name, structure) => {
    const requests = makeRequests(2, structure)
    const population = await trainAll(requests)
    expect(isOneProgram(population)).toBe(false)
    await expectSame(population, requests)
    await population.dispose()
  })

  it('trains structures that differ by turns', async () => {
    const requests = [...makeRequests(1), ...makeRequests(1, { activation: 'tanh' })]
    const population = await trainAll(requests)
    expect(isOneProgram(population)).toBe(false)
    await expectSame(population, requests)
  })

  it.each([
    ['few enough to go on with the same program', [0, 2, 4]],
    ['half of them, with a smaller program', [1, 3]],
    ['one', [4]],
  ])('goes on with %s', async (_name, kept) => {
    const requests = makeRequests(5, { hasDropout: true })
    const population = await trainAll(requests)
    await population.keep(kept)
    const left = kept.flatMap((member) => requests[member] ?? [])
    await population.trainChunk(left.map((request) => chunk(request, EPOCHS)))
    for (const [member, request] of left.entries()) {
      const alone = await trainAlone(request, EPOCHS + 1)
      expect(await population.weights(member)).toEqual(await alone.weights())
    }
  })

  it('tells where each member stands: a runner of its own goes on from there as if it had been alone', async () => {
    const requests = makeRequests(3, { hasDropout: true, l2: 0.01 })
    const population = await trainAll(requests)
    await population.keep([0, 2])
    for (const [member, request] of [requests[0], requests[2]].entries()) {
      if (request === undefined) continue
      const taken = await createOnnxRunner(request)
      expect(await taken.restore(await population.state(member))).toBe(true)
      const { order, learningRates } = chunk(request, EPOCHS)
      await taken.trainChunk(order, learningRates)
      expect(await taken.weights()).toEqual(await (await trainAlone(request, EPOCHS + 1)).weights())
    }
  })

  it('tells the loss of every batch of each member', async () => {
    const requests = makeRequests(2)
    const population = await createOnnxPopulation(requests)
    const losses = await population.trainChunk(requests.map((request) => chunk(request, 0)))
    for (const [member, request] of requests.entries()) {
      const { order, learningRates } = chunk(request, 0)
      const alone = await (await createOnnxRunner(request)).trainChunk(order, learningRates)
      expect(losses[member]).toHaveLength(alone.length)
      alone.forEach((loss, batch) => expect(losses[member]?.[batch]).toBeCloseTo(loss, 5))
    }
  })

  it('does not let a member that diverges touch the others', async () => {
    const requests = makeRequests(3, { classes: 1 })
    const [first, wild, last] = requests
    if (!first || !wild || !last) throw new TypeError('three members')
    const changed = [first, { ...wild, training: { ...wild.training, learningRate: 1e30 } }, last]
    const population = await trainAll(changed)
    expect((await population.evaluate('train'))[1]?.loss).not.toSatisfy(Number.isFinite)
    for (const member of [0, 2]) {
      const alone = await trainAlone(changed[member] as RunnerRequest)
      expect(await population.weights(member)).toEqual(await alone.weights())
    }
  })
})
