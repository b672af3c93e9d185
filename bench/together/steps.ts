/** @file Milliseconds a step and model: each apart, and all in one program. */
import { createRandom } from '../../src/shared/util/random'
import { tableInput } from '../../src/shared/domain/modelInput'
import { type LayerSpec, PLAIN_WEIGHTS } from '../../src/shared/domain/modelSpec'
import { DEFAULT_TRAINING } from '../../src/shared/domain/trainingSpec'
import { createOnnxPopulation, createOnnxRunner } from '../../src/main/training/runners/onnx'
import type { RunnerRequest } from '../../src/main/training/types'

export interface TogetherWork {
  readonly features: number
  readonly hidden: readonly number[]
  readonly classes: number
  readonly batch: number
  readonly members: number
}

export const TOGETHER_WORKS: readonly TogetherWork[] = [
  { features: 4, hidden: [16], classes: 3, batch: 16, members: 8 },
  { features: 13, hidden: [32, 32], classes: 3, batch: 16, members: 8 },
  ...[2, 4, 8, 16].map((members) => ({ features: 30, hidden: [64, 64], classes: 2, batch: 32, members })),
  { features: 30, hidden: [64, 64], classes: 2, batch: 128, members: 8 },
  { features: 64, hidden: [64], classes: 10, batch: 32, members: 8 },
  { features: 64, hidden: [128], classes: 10, batch: 32, members: 8 },
  { features: 30, hidden: [128, 128], classes: 2, batch: 32, members: 8 },
]

export interface StepFigures {
  readonly apart: number
  readonly together: number
}

/** Short, so that many of them run without a break whatever else the machine does: the best one counts. */
const CHUNK_MS = 3
const ROUNDS = 200

export async function measureSteps(work: TogetherWork): Promise<StepFigures> {
  const requests = Array.from({ length: work.members }, (_, member) => makeRequest(work, member))
  const [first] = requests
  if (first === undefined) return { apart: NaN, together: NaN }
  const alone = await createOnnxRunner(first)
  const all = await createOnnxPopulation(requests)
  const random = createRandom(2)
  const order = (steps: number) => Int32Array.from({ length: steps * work.batch }, () => random.integer(ROWS))
  const learningRates = new Float64Array(1000).fill(DEFAULT_TRAINING.learningRate)
  const apart = await bestOf((steps) => alone.trainChunk(order(steps), learningRates))
  const together = await bestOf((steps) =>
    all.trainChunk(requests.map(() => ({ order: order(steps), learningRates }))),
  )
  await alone.dispose()
  await all.dispose()
  return { apart, together: together / work.members }
}

async function bestOf(train: (steps: number) => Promise<unknown>): Promise<number> {
  const time = async (steps: number): Promise<number> => {
    const start = performance.now()
    await train(steps)
    return (performance.now() - start) / steps
  }
  let best = await time(50)
  for (let round = 0; round < ROUNDS; round++) {
    best = Math.min(best, await time(Math.max(1, Math.round(CHUNK_MS / best))))
  }
  return best
}

const ROWS = 2000

function makeRequest({ features, hidden, classes, batch }: TogetherWork, member: number): RunnerRequest {
  const random = createRandom(1)
  const train = {
    rows: ROWS,
    x: Float32Array.from({ length: ROWS * features }, () => random.normal()),
    y: Float32Array.from({ length: ROWS }, () => random.integer(classes)),
  }
  const affine = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const
  const dense = hidden.map((units, index): LayerSpec => {
    return { kind: 'dense', id: `hidden${index}`, units, activation: 'relu', ...affine }
  })
  return {
    ...{ train, validation: train, inputs: [tableInput(features)], threads: 1, seed: member },
    model: { layers: [...dense, { kind: 'output', id: 'output', ...affine }] },
    training: { ...DEFAULT_TRAINING, batchSize: batch },
    task: classes === 2 ? 'binary' : 'multiclass',
    output: { kind: 'classes', labels: Array.from({ length: classes }, (_, label) => String(label)) },
  }
}
