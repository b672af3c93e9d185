/** @file Whole models on WebGPU against the CPU: same data, same noise, same losses. */
import { describe, expect, it } from 'vitest'
import { whyNoWebGpu } from '../../support/webGpu'
import type { Device } from '../../../src/shared/domain/device'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../src/shared/domain/modelSpec'
import { tableInput } from '../../../src/shared/domain/modelInput'
import type { Output } from '../../../src/shared/domain/task'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../src/shared/domain/trainingSpec'
import { createRandom } from '../../../src/shared/util/random'
import type { RunnerRequest, TrainingData } from '../../../src/main/training/types'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx/createOnnxRunner'

const ROWS = 90
const FEATURES = 6
const EPOCHS = 12
const affine = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS, l2: 0.001 } as const

const dense = (id: string, units: number): LayerSpec => ({
  kind: 'dense',
  id,
  units,
  activation: 'gelu',
  ...affine,
})
const output: LayerSpec = { kind: 'output', id: 'output', ...affine }
const three: Output = { kind: 'classes', labels: ['a', 'b', 'c'] }
const two: Output = { kind: 'classes', labels: ['no', 'yes'] }

interface Model {
  readonly name: string
  readonly layers: LayerSpec[]
  readonly training: Partial<TrainingSpec>
  readonly task: RunnerRequest['task']
  readonly output: RunnerRequest['output']
}

const MODELS: readonly Model[] = [
  {
    name: 'classes with dropout and a schedule',
    layers: [dense('hidden', 12), { kind: 'dropout', id: 'drop', rate: 0.3 }, output],
    training: { schedule: 'cosine' },
    task: 'multiclass',
    output: three,
  },
  {
    name: 'two classes with lion',
    layers: [dense('hidden', 8), output],
    training: { optimizer: 'lion', learningRate: 0.001, classWeights: 'balanced' },
    task: 'binary',
    output: two,
  },
  {
    name: 'a number with momentum and clipping',
    layers: [dense('one', 10), dense('two', 6), output],
    training: { optimizer: 'sgd', momentum: 0.9, clipNorm: 1 },
    task: 'regression',
    output: { kind: 'number' },
  },
]

function request({ layers, training, task, output }: Model, device: Device): RunnerRequest {
  const random = createRandom(5)
  const data = {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * FEATURES }, () => random.normal()),
    y: Float32Array.from({ length: ROWS }, () =>
      output.kind === 'number' ? random.normal() : random.integer(2),
    ),
  }
  return {
    model: { layers },
    training: { ...DEFAULT_TRAINING, learningRate: 0.01, batchSize: 8, ...training },
    ...{ task, output, seed: 7, device, threads: 1 },
    inputs: [tableInput(FEATURES)],
    train: data,
    validation: data,
  }
}

/** @param isHandedOver whether rows come a chunk at a time, instead of lying there */
async function train(model: Model, device: Device, isHandedOver = false) {
  const own = request(model, device)
  const runner = await createOnnxRunner({
    ...own,
    ...(isHandedOver ? { handedOver: { isMixed: false } } : {}),
  })
  const trainOn = (order: Int32Array) =>
    isHandedOver ? runner.trainRows(pick(own.train, order)) : runner.trainChunk(order)
  const random = createRandom(6)
  const rows = Int32Array.from({ length: ROWS }, (_, row) => row)
  // One chunk of more steps than a device keeps losses of, then one after the state was put in again.
  const order = Int32Array.from({ length: EPOCHS }).reduce<number[]>(
    (all) => [...all, ...random.shuffle(rows)],
    [],
  )
  const losses = [...(await trainOn(Int32Array.from(order)))]
  expect(await runner.restore(await runner.state())).toBe(true)
  losses.push(...(await trainOn(random.shuffle(rows))))
  const { loss, predictions } = await runner.evaluate('validation')
  const weights = [...(await runner.weights()).values()].flatMap(({ values }) => [...values])
  await runner.dispose()
  return { losses, loss, predictions: [...predictions], weights }
}

/** Copies of rows, in this order. */
function pick({ x, y }: TrainingData, order: Int32Array): TrainingData {
  const rows = [...order]
  return {
    rows: rows.length,
    x: Float32Array.from(rows.flatMap((row) => [...x.subarray(row * FEATURES, (row + 1) * FEATURES)])),
    y: Float32Array.from(rows, (row) => y[row] ?? 0),
  }
}

function worstDifference(left: readonly number[], right: readonly number[]): number {
  expect(left).toHaveLength(right.length)
  return Math.max(...left.map((value, index) => Math.abs(value - (right[index] ?? Number.NaN))))
}

const reason = await whyNoWebGpu()

describe.skipIf(reason !== '')(`createOnnxRunner on WebGPU${reason}`, () => {
  it.each(MODELS)('trains as the CPU does: $name', { timeout: 60_000 }, async (model) => {
    const cpu = await train(model, 'cpu')
    const gpu = await train(model, 'webgpu')
    expect(worstDifference(gpu.losses, cpu.losses)).toBeLessThan(1e-4)
    expect(worstDifference(gpu.predictions, cpu.predictions)).toBeLessThan(1e-3)
    expect(worstDifference(gpu.weights, cpu.weights)).toBeLessThan(1e-3)
    expect(gpu.loss).toBeCloseTo(cpu.loss, 4)
  })

  it('trains on rows that are handed over as on those that lie there', { timeout: 120_000 }, async () => {
    const [model] = MODELS
    if (model === undefined) return expect.unreachable('there is a model')
    const lying = await train(model, 'webgpu')
    const handed = await train(model, 'webgpu', true)
    expect(worstDifference(handed.losses, lying.losses)).toBeLessThan(1e-5)
    expect(worstDifference(handed.weights, lying.weights)).toBeLessThan(1e-4)
  })
})
