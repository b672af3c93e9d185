/** @file A program that trains with TensorFlow and tells its memory now and then. Linux only. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { newLayer } from '../../src/shared/domain/newLayer'
import { tableInput } from '../../src/shared/domain/modelInput'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createTensorFlowRunner } from '../../src/main/training/runners/tensorflow'
import type { Runner } from '../../src/main/training/types'

export const ResidentRequest = v.strictObject({
  engineFolder: v.string(),
  /** Runners made, trained and disposed of, one after the other. */
  models: v.number(),
  /** Of each. */
  steps: v.number(),
  /** Steps between two figures, or of a model. */
  every: v.number(),
})
export type ResidentRequest = v.InferOutput<typeof ResidentRequest>

const [ROWS, WIDTH, BATCH] = [2000, 64, 20]

function residentBytes(): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(line?.[1]) * 1024
}

function openRunner(engineFolder: string): Promise<Runner> {
  const random = createRandom(1)
  const data = {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * WIDTH }, () => random.normal()),
    y: Float32Array.from({ length: ROWS }, () => random.integer(3)),
  }
  return createTensorFlowRunner({
    model: {
      layers: [
        newLayer('dense', 'hidden', { units: 256 }),
        newLayer('dropout', 'drop', { rate: 0.2 }),
        newLayer('output', 'output'),
      ],
    },
    training: { ...DEFAULT_TRAINING, batchSize: BATCH },
    task: 'multiclass',
    output: { kind: 'classes', labels: ['a', 'b', 'c'] },
    ...{ seed: 1, inputs: [tableInput(WIDTH)], train: data, validation: data, threads: 1, engineFolder },
  })
}

/** @returns bytes after so many steps each, of all models one after the other */
async function probe({ engineFolder, models, steps, every }: ResidentRequest): Promise<number[]> {
  const bytes: number[] = []
  const order = Int32Array.from({ length: every * BATCH }, (_, index) => index % ROWS)
  for (let model = 0; model < models; model++) {
    const runner = await openRunner(engineFolder)
    for (let done = 0; done < steps; done += every) {
      await runner.trainChunk(order)
      await runner.evaluate('validation')
      await runner.state()
      globalThis.gc?.()
      bytes.push(residentBytes())
    }
    await runner.dispose()
  }
  return bytes
}

process.once('message', (message) => {
  void probe(v.parse(ResidentRequest, message)).then((bytes) => process.send?.(bytes))
})
