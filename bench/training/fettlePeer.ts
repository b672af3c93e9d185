import { availableParallelism } from 'node:os'
import type { Device } from '../../src/shared/domain/device'
import { newLayer } from '../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { RunnerRequest } from '../../src/main/training/types'
import type { Peer, Training, Work } from './works'

/** Fettle's default engine, an epoch a chunk. The best number of threads is found first, as for PyTorch. */
export const fettlePeer: Peer = {
  name: 'fettle-onnx',
  async open(work) {
    const costs: [number, Training][] = []
    for (const threads of new Set([1, availableParallelism()])) {
      const training = await openTraining(work, threads)
      costs.push([Math.min(await training.trainEpoch(), await training.trainEpoch()), training])
    }
    const [best, ...others] = costs.sort(([left], [right]) => left - right).map(([, training]) => training)
    others.forEach((training) => training.close())
    return best ?? openTraining(work, 1)
  },
}

/** The same on a graphics card, by WebGPU. */
export const graphicsCardPeer: Peer = {
  name: 'fettle-onnx-webgpu',
  open: (work) => openTraining(work, 1, 'webgpu'),
}

export async function openTraining(work: Work, threads: number, device: Device = 'cpu'): Promise<Training> {
  const train = drawData(work)
  const begin = performance.now()
  const runner = await createOnnxRunner({
    model: { layers: [...work.layers, newLayer('output', 'output')] },
    training: { ...DEFAULT_TRAINING, batchSize: work.batch },
    ...outputOf(work),
    seed: 1,
    inputs: [work.input],
    train,
    validation: train,
    threads,
    device,
  })
  const built = performance.now() - begin
  const random = createRandom(2)
  const order = Int32Array.from({ length: train.rows }, (_, row) => row)
  const trainEpoch = async (): Promise<number> => {
    const start = performance.now()
    await runner.trainChunk(random.shuffle(order))
    return (performance.now() - start) / work.steps
  }
  const [first, second] = [await trainEpoch(), await trainEpoch()]
  return {
    msBefore: built + Math.max(0, first - second) * work.steps,
    trainEpoch,
    close: () => void runner.dispose(),
  }
}

function outputOf({ output }: Work): Pick<RunnerRequest, 'task' | 'output'> {
  if (output.kind === 'number') return { task: 'regression', output: { kind: 'number' } }
  if (output.kind === 'binary') return { task: 'binary', output: { kind: 'classes', labels: ['no', 'yes'] } }
  const labels = Array.from({ length: output.count }, (_, label) => String(label))
  return { task: 'multiclass', output: { kind: 'classes', labels } }
}

function drawData({ input, output, batch, steps }: Work) {
  const random = createRandom(1)
  const rows = batch * steps
  const classes = output.kind === 'classes' ? output.count : 2
  const length = rows * input.shape.reduce((product, size) => product * size, 1)
  const drawTarget = {
    classes: () => random.integer(classes),
    binary: () => random.integer(classes),
    number: () => random.normal(),
  }[output.kind]
  return {
    rows,
    x:
      input.kind === 'tokens'
        ? Int32Array.from({ length }, () => random.integer(input.vocabulary))
        : Float32Array.from({ length }, () => random.normal()),
    y: Float32Array.from({ length: rows }, drawTarget),
  }
}
