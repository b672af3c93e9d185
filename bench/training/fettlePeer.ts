import type { LayerSpec } from '../../src/shared/domain/modelSpec'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { Peer, Work } from './works'

/** Fettle's default engine, an epoch a chunk. */
export const fettlePeer: Peer = {
  name: 'fettle-onnx',
  async open(work) {
    const train = drawData(work)
    const runner = await createOnnxRunner({
      model: { layers: toLayers(work) },
      training: { ...DEFAULT_TRAINING, batchSize: work.batch },
      task: 'multiclass',
      output: { kind: 'classes', labels: Array.from({ length: work.classes }, (_, label) => String(label)) },
      seed: 1,
      featureCount: work.features,
      train,
      validation: train,
      threads: 1,
    })
    const random = createRandom(2)
    const order = Int32Array.from({ length: train.rows }, (_, row) => row)
    const epoch = async () => {
      const start = performance.now()
      await runner.trainChunk(random.shuffle(order))
      return (performance.now() - start) / work.steps
    }
    await epoch()
    return epoch
  },
  close: () => Promise.resolve(),
}

function toLayers({ hidden }: Work): LayerSpec[] {
  const affine = { useBias: true, initializer: 'glorotUniform', l2: 0 } as const
  const dense = hidden.map((units, index): LayerSpec => {
    return { kind: 'dense', id: `hidden${index}`, units, activation: 'relu', ...affine }
  })
  return [...dense, { kind: 'output', id: 'output', ...affine }]
}

function drawData({ features, classes, batch, steps }: Work) {
  const random = createRandom(1)
  const rows = batch * steps
  return {
    rows,
    x: Float32Array.from({ length: rows * features }, () => random.normal()),
    y: Float32Array.from({ length: rows }, () => random.integer(classes)),
  }
}
