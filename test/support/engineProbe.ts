/** @file A program that trains a little with TensorFlow and tells its parent the losses: in Node, or in Electron's own runtime. */
import './olderArrays'
import { newLayer } from '../../src/shared/domain/newLayer'
import { tableInput } from '../../src/shared/domain/modelInput'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createTensorFlowRunner } from '../../src/main/training/runners/tensorflow'

const [ROWS, WIDTH] = [320, 6]

/** What Electron gives its utility processes. */
interface ElectronParent {
  postMessage(message: unknown): void
}

async function train() {
  const random = createRandom(4)
  const data = {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * WIDTH }, () => random.normal()),
    y: Float32Array.from({ length: ROWS }, () => random.integer(2)),
  }
  const runner = await createTensorFlowRunner({
    model: { layers: [newLayer('dense', 'hidden', { units: 16 }), newLayer('output', 'output')] },
    training: { ...DEFAULT_TRAINING, batchSize: 32 },
    task: 'binary',
    output: { kind: 'classes', labels: ['no', 'yes'] },
    ...{ seed: 1, inputs: [tableInput(WIDTH)], train: data, validation: data, threads: 1 },
    engineFolder: process.env['FETTLE_TENSORFLOW'] ?? '',
  })
  const losses = await runner.trainChunk(Int32Array.from({ length: ROWS }, (_, row) => row))
  await runner.dispose()
  return { losses: Array.from(losses), runtime: process.versions['electron'] ?? 'node' }
}

void train().then(
  (told) => {
    const electron = (process as { parentPort?: ElectronParent }).parentPort
    if (electron) electron.postMessage(told)
    else process.send?.(told)
  },
  (thrown: unknown) => {
    console.error(thrown)
    process.exit(3)
  },
)
