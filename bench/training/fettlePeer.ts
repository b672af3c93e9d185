import { availableParallelism } from 'node:os'
import { chooseFastest, type Measurement } from '../../src/shared/domain/compute'
import { ONE_THREAD, type Placement } from '../../src/shared/domain/device'
import { newLayer } from '../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createRandom } from '../../src/shared/util/random'
import { measureSpeed } from '../../src/main/training/compute/measureSpeed'
import { byEngine } from '../../src/main/training/runners/byEngine'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import { createTensorFlowRunner } from '../../src/main/training/runners/tensorflow'
import type { RunnerRequest } from '../../src/main/training/types'
import type { Peer, Training, Work } from './works'

const createRunner = byEngine({ onnx: createOnnxRunner, tensorflow: createTensorFlowRunner })

/** Where a work is trained. */
export interface Place {
  readonly placement: Placement
  readonly engineFolder?: string
}

/** Fettle's default engine, an epoch a chunk. The best number of threads is found first, as for PyTorch. */
export const fettlePeer: Peer = { name: 'fettle-onnx', open: (work) => openFastest(work, onProcessor()) }

/** The same on a graphics card, by WebGPU. */
export const graphicsCardPeer: Peer = {
  name: 'fettle-onnx-webgpu',
  open: (work) => openTraining(work, { placement: { ...ONE_THREAD, device: 'webgpu' } }),
}

/** @returns peers by TensorFlow, and by what `auto` takes. @param engineFolder of its library */
export function tensorFlowPeers(engineFolder: string): Peer[] {
  const there = onProcessor().map(({ placement }) => ({
    placement: { ...placement, engine: 'tensorflow' as const },
    engineFolder,
  }))
  return [
    { name: 'fettle-tensorflow', open: (work) => openFastest(work, there) },
    { name: 'fettle-auto', open: (work) => openChosen(work, [...onProcessor(), ...there]) },
  ]
}

/** By TensorFlow on a graphics card, by CUDA. */
export function cudaPeer(engineFolder: string): Peer {
  const placement = { engine: 'tensorflow', device: 'cuda', threads: 1 } as const
  return { name: 'fettle-tensorflow-cuda', open: (work) => openTraining(work, { placement, engineFolder }) }
}

function onProcessor(): Place[] {
  const counts = [...new Set([1, availableParallelism()])]
  return counts.map((threads) => ({ placement: { ...ONE_THREAD, threads } }))
}

/** Epochs by which the fastest of several places is found. */
const TRIED_EPOCHS = 3

/** In turn and again, so that a busy moment hurts all alike. */
async function openFastest(work: Work, places: readonly Place[]): Promise<Training> {
  const trainings: Training[] = []
  for (const place of places) trainings.push(await openTraining(work, place))
  const costs = new Map(trainings.map((training) => [training, Infinity]))
  for (let epoch = 0; epoch < TRIED_EPOCHS; epoch++) {
    for (const [training, least] of costs) costs.set(training, Math.min(least, await training.trainEpoch()))
  }
  const [best, ...others] = trainings.sort((left, right) => (costs.get(left) ?? 0) - (costs.get(right) ?? 0))
  others.forEach((training) => training.close())
  return best ?? openTraining(work, { placement: ONE_THREAD })
}

/** As long as a study measures each of them. */
const MEASURED_MS = 300

/** Takes what a study would take that trains one trial at a time. */
async function openChosen(work: Work, places: readonly Place[]): Promise<Training> {
  const clock = { now: () => performance.now() }
  const measurements: Measurement[] = []
  for (const place of places) {
    const request = requestOf(work, place)
    const { speed } = await measureSpeed({ request, createRunner, clock, forMs: MEASURED_MS })
    measurements.push({ placement: place.placement, trials: 1, speed, reason: null })
  }
  const chosen = chooseFastest(measurements)?.placement
  const place = places.find(({ placement }) => placement === chosen)
  return openTraining(work, place ?? { placement: ONE_THREAD })
}

function requestOf(work: Work, { placement, engineFolder }: Place): RunnerRequest {
  const train = drawData(work)
  return {
    model: { layers: [...work.layers, newLayer('output', 'output')] },
    training: { ...DEFAULT_TRAINING, batchSize: work.batch },
    ...outputOf(work),
    seed: 1,
    inputs: [work.input],
    train,
    validation: train,
    ...placement,
    ...(engineFolder === undefined ? {} : { engineFolder }),
  }
}

export async function openTraining(work: Work, place: Place): Promise<Training> {
  const request = requestOf(work, place)
  const { rows } = request.train
  const begin = performance.now()
  const runner = await createRunner(request)
  const built = performance.now() - begin
  const random = createRandom(2)
  const order = Int32Array.from({ length: rows }, (_, row) => row)
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
