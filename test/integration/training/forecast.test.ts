import { describe, expect, it } from 'vitest'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import type { Evaluation, TrainingData } from '../../../src/main/training/types'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { createRandom } from '../../../src/shared/util/random'
import { missingData } from '../../support/realData/folder'
import { readTemperatures, TEMPERATURE_FILES } from '../../support/realData/temperatures'

const DAYS = 20
const EPOCHS = 5

function meanError({ predictions }: Evaluation, { y }: TrainingData): number {
  return y.reduce((sum, value, row) => sum + Math.abs(value - (predictions[row] ?? 0)), 0) / y.length
}

describe('forecasts', () => {
  const missing = missingData(...TEMPERATURE_FILES)

  it.skipIf(missing !== '')(`of an LSTM beat those that tomorrow is as today${missing}`, async () => {
    const { train, validation, degrees, naiveError } = await readTemperatures(DAYS)
    const runner = await createOnnxRunner({
      model: { layers: [newLayer('lstm', 'memory', { units: 16 }), newLayer('output', 'output')] },
      training: { ...DEFAULT_TRAINING, learningRate: 0.005, batchSize: 32, epochs: EPOCHS, patience: 0 },
      ...{ task: 'regression', output: { kind: 'number' }, seed: 1, threads: 1 },
      ...{ inputs: [{ name: 'x', kind: 'sequence', shape: [DAYS, 1], vocabulary: 0 }], train, validation },
    })
    const random = createRandom(1)
    const order = Int32Array.from({ length: train.rows }, (_, row) => row)
    for (let epoch = 0; epoch < EPOCHS; epoch++) await runner.trainChunk(random.shuffle(order))
    const error = degrees * meanError(await runner.evaluate('validation'), validation)
    await runner.dispose()
    expect(error).toBeLessThan(0.9 * naiveError)
  })
})
