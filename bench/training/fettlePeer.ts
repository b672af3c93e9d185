import { availableParallelism } from 'node:os'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../src/shared/domain/modelSpec'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { Peer, Training, Work } from './works'
import { tableInput } from '../../src/shared/domain/modelInput'

/** Fettle's default engine, an epoch a chunk. The best number of threads is found first, as for PyTorch. */
export const fettlePeer: Peer = {
  name: 'fettle-onnx',
  async open(work) {
    const costs: [number, Training][] = []
    for (const threads of new Set([1, availableParallelism()])) {
      const training = await openTraining(work, threads)
      const epochs = [await training.trainEpoch(), await training.trainEpoch(), await training.trainEpoch()]
      costs.push([Math.min(...epochs), training])
    }
    const [best, ...others] = costs.sort(([left], [right]) => left - right).map(([, training]) => training)
    others.forEach((training) => training.close())
    return best ?? openTraining(work, 1)
  },
}

async function openTraining(work: Work, threads: number): Promise<Training> {
  const train = drawData(work)
  const runner = await createOnnxRunner({
    model: { layers: toLayers(work) },
    training: { ...DEFAULT_TRAINING, batchSize: work.batch },
    task: 'multiclass',
    output: { kind: 'classes', labels: Array.from({ length: work.classes }, (_, label) => String(label)) },
    seed: 1,
    inputs: [tableInput(work.features)],
    train,
    validation: train,
    threads,
  })
  const random = createRandom(2)
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  return {
    async trainEpoch() {
      const start = performance.now()
      await runner.trainChunk(random.shuffle(order))
      return (performance.now() - start) / work.steps
    },
    close: () => void runner.dispose(),
  }
}

function toLayers({ hidden }: Work): LayerSpec[] {
  const affine = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const
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
