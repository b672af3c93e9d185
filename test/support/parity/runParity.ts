/** @file A training of a parity case with one of Fettle's own runners. */
import { createOnnxRunner } from '../../../src/main/training/runners/onnx/createOnnxRunner'
import type { CreateRunner, Weights } from '../../../src/main/training/types'
import { drawParityData, PARITY_SEED, type ParityCase, parityOrder } from './parityCases'

export interface ParityRun {
  /** Before the first step. */
  readonly weights: Weights
  /** Of every step, penalties included. */
  readonly losses: Float32Array
  /** Of the rows after the last step. */
  readonly predictions: Float32Array
}

export async function runParity(
  { model, training }: ParityCase,
  createRunner: CreateRunner = createOnnxRunner,
): Promise<ParityRun> {
  const data = drawParityData({ model, training })
  const runner = await createRunner({
    ...{
      model: { layers: [...model.layers] },
      inputs: [...model.inputs],
      output: model.output,
      task: model.task,
    },
    ...{ training, seed: PARITY_SEED, train: data, validation: data, threads: 1 },
  })
  try {
    const weights = copyOf(await runner.weights())
    const losses = await runner.trainChunk(parityOrder())
    const { predictions } = await runner.evaluate('validation')
    return { weights, losses, predictions }
  } finally {
    await runner.dispose()
  }
}

function copyOf(weights: Weights): Weights {
  return new Map([...weights].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]))
}
