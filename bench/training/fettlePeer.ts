import { availableParallelism } from 'node:os'
import type { LayerSpec } from '../../src/shared/domain/modelSpec'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { Peer, Work } from './works'

/** Fettle's default engine, an epoch a chunk. The best number of threads is found first, as for PyTorch. */
export const fettlePeer: Peer = {
  name: 'fettle-onnx',
  async open(work) {
    const epochs = await Promise.all(
      [...new Set([1, availableParallelism()])].map((threads) => openEpoch(work, threads)),
    )
    const costs: number[] = []
    for (const epoch of epochs) costs.push(Math.min(await epoch(), await epoch(), await epoch()))
    return epochs[costs.indexOf(Math.min(...costs))] ?? (() => Promise.resolve(Number.NaN))
  },
  close: () => Promise.resolve(),
}

async function openEpoch(work: Work, threads: number): Promise<() => Promise<number>> {
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
    threads,
  })
  const random = createRandom(2)
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  return async () => {
    const start = performance.now()
    await runner.trainChunk(random.shuffle(order))
    return (performance.now() - start) / work.steps
  }
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
