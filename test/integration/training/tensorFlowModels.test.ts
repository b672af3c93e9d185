/** @file Whole models trained by either engine: every layer, loss and optimizer of the parity cases. */
import { describe, expect, it } from 'vitest'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import type { CreateRunner, RunnerRequest, Weights } from '../../../src/main/training/types'
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
})
