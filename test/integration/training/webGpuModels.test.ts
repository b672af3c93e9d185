/** @file Models of every family on WebGPU against the processor: the same losses, the same answers. */
import { describe, expect, it } from 'vitest'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx/createOnnxRunner'
import type { Device } from '../../../src/shared/domain/device'
import {
  drawParityData,
  PARITY_BATCH,
  PARITY_CASES,
  PARITY_SEED,
  type ParityCase,
  parityOrder,
} from '../../support/parity/parityCases'
import { whyNoWebGpu } from '../../support/webGpu'

/** A model a family; all of them would take minutes where a processor plays the graphics card. */
const NAMES = ['batch norm', 'pictures', 'grouped pictures', 'steps', 'masked text', 'transformer']
const CASES = PARITY_CASES.filter(([name]) => NAMES.includes(name))
const STEPS = 6

async function train({ model, training }: ParityCase, device: Device) {
  const data = drawParityData({ model, training })
  const runner = await createOnnxRunner({
    ...model,
    ...{ model: { layers: [...model.layers] }, training, seed: PARITY_SEED, device, threads: 1 },
    ...{ train: data, validation: data },
  })
  try {
    const losses = await runner.trainChunk(parityOrder().subarray(0, STEPS * PARITY_BATCH))
    return { losses, predictions: (await runner.evaluate('validation')).predictions }
  } finally {
    await runner.dispose()
  }
}

const reason = await whyNoWebGpu()

describe.skipIf(reason !== '')(`models on WebGPU${reason}`, () => {
  it('are of every family', () => {
    expect(CASES.map(([name]) => name).sort()).toEqual([...NAMES].sort())
  })

  it.each(CASES)('train and answer as on the processor: %s', async (_, one) => {
    const [host, card] = [await train(one, 'cpu'), await train(one, 'webgpu')]
    host.losses.forEach((loss, step) => expect(card.losses[step]).toBeCloseTo(loss, 4))
    host.predictions.forEach((value, index) => expect(card.predictions[index]).toBeCloseTo(value, 4))
  })
})
