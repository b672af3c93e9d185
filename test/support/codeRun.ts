/** @file A short training of a parity case as the product does it, with all that a script needs to repeat it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeFiles, type CodeRequest, type CodeRows, type CodeRun } from '../../src/main/compiler/code'
import { createOnnxRunner } from '../../src/main/training/runners/onnx/createOnnxRunner'
import { createLearningRates } from '../../src/main/training/schedule/learningRates'
import { shuffledRows } from '../../src/main/training/worker/epoch'
import type { CodeFramework } from '../../src/shared/domain/code'
import { drawParityData, PARITY_SEED, type ParityCase } from './parity/parityCases'

const EPOCHS = 4

export interface RepeatedRun {
  readonly request: Omit<CodeRequest, 'framework'>
  readonly run: CodeRun
}

/** Trains with the runner, batch by batch, and measures after every epoch. */
export async function runForCode(
  title: string,
  { model, training: given }: ParityCase,
): Promise<RepeatedRun> {
  // 16 rows in batches of 6: the last one is smaller.
  const training = { ...given, batchSize: 6, epochs: EPOCHS }
  const data = drawParityData({ model, training })
  const inputs = [...model.inputs]
  const runner = await createOnnxRunner({
    ...{ model: { layers: [...model.layers] }, inputs, output: model.output, task: model.task },
    ...{ training, seed: PARITY_SEED, train: data, validation: data, threads: 1 },
  })
  try {
    const first = await runner.weights()
    const weights = new Map(
      [...first].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
    )
    const steps = Math.ceil(data.rows / training.batchSize)
    const rates = createLearningRates(training, steps)
    const losses: { train: number; validation: number }[] = []
    const order: number[] = []
    for (let epoch = 1; epoch <= EPOCHS; epoch++) {
      const rows = shuffledRows(data.rows, PARITY_SEED, epoch)
      order.push(...rows)
      await runner.trainChunk(rows, rates.slice((epoch - 1) * steps, steps))
      const { loss } = await runner.evaluate('validation')
      losses.push({ train: loss, validation: loss })
      rates.epochEnded(loss)
    }
    const rows: CodeRows = {
      rows: data.rows,
      inputs: Object.fromEntries(inputs.map(({ name }, index) => [name, data.inputs[index] ?? data.x])),
      y: Float32Array.from(data.y),
    }
    return {
      request: {
        ...{ layers: model.layers, inputs, output: model.output, task: model.task, training, title },
        ...{
          seed: PARITY_SEED,
          epochs: EPOCHS,
          byteInputs: [],
          hasRowWeights: false,
          hasAugmentation: false,
        },
      },
      run: { train: rows, validation: rows, order: Int32Array.from(order), weights, losses },
    }
  } finally {
    await runner.dispose()
  }
}

/** Writes the folder of a script. */
export function writeScript(folder: string, framework: CodeFramework, { request, run }: RepeatedRun): string {
  const files = codeFiles({ ...request, framework }, run)
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return join(folder, files[0]?.path ?? '')
}
