/** @file Whole models trained by either engine: every layer, loss and optimizer of the parity cases. */
import { describe, expect, it } from 'vitest'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import { openTensorFlowRunner } from '../../../src/main/training/runners/tensorflow'
import type { CreateRunner, RunnerRequest, Weights } from '../../../src/main/training/types'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { expectSame, toleranceOf } from '../../support/parity/expectSame'
import {
  drawParityData,
  PARITY_CASES,
  PARITY_SEED,
  type ParityCase,
  parityOrder,
} from '../../support/parity/parityCases'
import { runParity } from '../../support/parity/runParity'
import { KERAS_CASES } from '../../support/parity/kerasRequests'
import { MODEL_GALLERY } from '../../support/modelGallery'
import { NO_TENSORFLOW, TENSORFLOW, withTensorFlow } from '../../support/tensorFlowLibrary'

const createTensorFlow = withTensorFlow(TENSORFLOW ?? '')
const cases = [...new Map([...PARITY_CASES, ...KERAS_CASES]).entries()]

function requestOf({ model, training }: ParityCase): RunnerRequest {
  const data = drawParityData({ model, training })
  const { layers, inputs, output, task } = model
  return {
    ...{ model: { layers: [...layers] }, inputs: [...inputs], output, task, training },
    ...{ seed: PARITY_SEED, train: data, validation: data, threads: 1 },
  }
}

/** Half of the steps by one engine and the rest by another, from what the first left behind. */
async function handOver(one: ParityCase, [first, second]: readonly [CreateRunner, CreateRunner]) {
  const order = parityOrder()
  const half = one.training.batchSize * Math.floor(order.length / one.training.batchSize / 2)
  const [begun, continued] = [await first(requestOf(one)), await second(requestOf(one))]
  try {
    const losses = [...(await begun.trainChunk(order.subarray(0, half)))]
    expect(await continued.restore(await begun.state())).toBe(true)
    losses.push(...(await continued.trainChunk(order.subarray(half))))
    const { predictions } = await continued.evaluate('validation')
    return { losses, predictions }
  } finally {
    await begun.dispose()
    await continued.dispose()
  }
}

describe.skipIf(TENSORFLOW === null)(`a model trained by TensorFlow${NO_TENSORFLOW}`, () => {
  it.each(cases)('trains %s as by the other engine', async (_name, one) => {
    const expected = await runParity(one)
    const found = await runParity(one, createTensorFlow)
    const values = (weights: Weights) => [...weights].map(([name, { values }]) => [name, [...values]])
    expect(values(found.weights)).toEqual(values(expected.weights))
    expectSame(found, expected, toleranceOf(one))
  })

  it('learns the same, to the last digit, where losses stay on the device', async () => {
    const { dense } = MODEL_GALLERY
    const one: ParityCase = { model: dense, training: { ...DEFAULT_TRAINING, batchSize: 3 } }
    const request = { ...requestOf(one), engineFolder: TENSORFLOW ?? '' }
    const run = async (queuesSteps: boolean) => {
      const runner = await openTensorFlowRunner(request, { queuesSteps })
      // More steps than losses are kept, and a smaller batch at the end.
      const order = Int32Array.from({ length: 1000 }, (_, index) => index % request.train.rows)
      const losses = [...(await runner.trainChunk(order)), ...(await runner.trainChunk(order.subarray(0, 7)))]
      const weights = await runner.weights()
      await runner.dispose()
      return { losses, weights }
    }
    const fetched = await run(false)
    expect(fetched.losses).toHaveLength(334 + 3)
    expect(await run(true)).toEqual(fetched)
  })

  it('repeats itself to the last digit', async () => {
    const [[, one] = []] = cases
    if (one === undefined) return
    const [first, again] = [await runParity(one, createTensorFlow), await runParity(one, createTensorFlow)]
    expect([...again.losses]).toEqual([...first.losses])
  })

  /** A case for every optimizer: each has a state of its own. */
  const optimizers = new Map(cases.map(([name, one]) => [one.training.optimizer, [name, one] as const]))
  it.each([...optimizers.values()])('goes on with what the other engine began: %s', async (_name, one) => {
    const expected = await runParity(one)
    const there = await handOver(one, [createOnnxRunner, createTensorFlow])
    const back = await handOver(one, [createTensorFlow, createOnnxRunner])
    expectSame(there, expected, toleranceOf(one))
    expectSame(back, expected, toleranceOf(one))
  })

  it.each([...optimizers.values()])(
    'goes on with what it began, to the last digit: %s',
    async (_name, one) => {
      const whole = await runParity(one, createTensorFlow)
      const { losses, predictions } = await handOver(one, [createTensorFlow, createTensorFlow])
      expect(losses).toEqual([...whole.losses])
      expect([...predictions]).toEqual([...whole.predictions])
    },
  )

  const dense = MODEL_GALLERY.dense
  const base = new Map(PARITY_CASES).get('sgd')?.training ?? DEFAULT_TRAINING
  const limited = dense.layers.map((layer) => ('maxNorm' in layer ? { ...layer, maxNorm: 0.4 } : layer))
  const variations: readonly (readonly [string, ParityCase])[] = [
    ...(['adam', 'adamw', 'adamax', 'lion', 'rmsprop'] as const).flatMap((optimizer) => {
      const training = { ...base, optimizer, learningRate: 0.01, weightDecay: 0.02 }
      const name = `${optimizer} `
      return [
        [`${name}several batches a step`, { model: dense, training: { ...training, accumulate: 3 } }],
        [`${name}with limits`, { model: { ...dense, layers: limited }, training }],
        [`${name}clipped`, { model: dense, training: { ...training, clipNorm: 0.2, clipValue: 0.1 } }],
        [`${name}on a schedule`, { model: dense, training: { ...training, schedule: 'cosine' } }],
      ] as const
    }),
    ['sgd several batches a step', { model: dense, training: { ...base, accumulate: 2 } }],
    ['momentum with limits', { model: { ...dense, layers: limited }, training: { ...base, momentum: 0.9 } }],
  ]
  it.each(variations)('trains as by the other engine: %s', async (_name, one) => {
    expectSame(await runParity(one, createTensorFlow), await runParity(one), toleranceOf(one))
  })

  it('holds weights at zero as the other engine does', async () => {
    const one: ParityCase = { model: dense, training: { ...base, optimizer: 'adam', learningRate: 0.01 } }
    const run = async (createRunner: CreateRunner) => {
      const runner = await createRunner({ ...requestOf(one), isPruned: true })
      const weights = await runner.weights()
      const [name = '', first] = [...weights].find(([, { shape }]) => shape.length === 2) ?? []
      await runner.trainChunk(parityOrder())
      await runner.prune?.(new Map([[name, Float32Array.from(first?.values ?? [], (_, at) => at % 2)]]))
      const losses = await runner.trainChunk(parityOrder())
      const { predictions } = await runner.evaluate('validation')
      const values = (await runner.weights()).get(name)?.values ?? []
      await runner.dispose()
      return { losses, predictions, zeros: [...values].filter((value) => value === 0).length }
    }
    const [found, expected] = [await run(createTensorFlow), await run(createOnnxRunner)]
    expect(found.zeros).toBeGreaterThan(0)
    expect(found.zeros).toBe(expected.zeros)
    expectSame(found, expected, toleranceOf(one))
  })
})
