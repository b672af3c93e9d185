import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import { type Augmentation, NO_AUGMENTATION } from '../../../shared/domain/augmentation'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { createRandom } from '../../../shared/util/random'
import { createAugmenter } from '../../datasets'
import { makeRequest, toMeta, writePrepared } from '../testing/prepared'
import { createOnnxPopulation, createOnnxRunner } from '../runners/onnx'
import { createChangedRows } from './changedRows'
import type { Checkpoint } from '../checkpoints/checkpoint'
import type { CheckpointKeeper } from './checkpointKeeper'
import { createDataShelf, type RunData } from '../rows/dataShelf'
import { shuffledRows, toRunnerRequest, type RunOnData } from './epoch'
import { createRunControl } from './runControl'
import { serveRuns } from './serveRuns'
import { readWeights } from '../weightsFile'
import { trainRun, type TrainRunOptions } from './trainRun'

const SIDE = 8
const SIZE = SIDE * SIDE
const ROWS = 300
const SPEC: InputSpec = { name: 'x', kind: 'image', shape: [SIDE, SIDE, 1], vocabulary: 0 }
const LABELS = Array.from({ length: 10 }, (_, digit) => String(digit))

const TURNED: Augmentation = { ...NO_AUGMENTATION, rotation: 45 }

/** Handwritten digits, 8 × 8 numbers from 0 to 16 each, from one row up to another. */
function readDigits(from: number, to: number) {
  const lines = readFileSync('resources/samples/digits.csv', 'utf8').trim().split(/\r?\n/)
  const rows = lines.slice(from + 1, to + 1).map((line) => line.split(',').map(Number))
  return {
    y: Float32Array.from(rows, (cells) => cells[SIZE] ?? 0),
    pictures: Uint8Array.from(
      rows.flatMap((cells) => cells.slice(0, SIZE).map((value) => Math.round((value * 255) / 16))),
    ),
  }
}

/** Each picture turned by chance, always in the same way. */
function turn(pictures: Uint8Array): Float32Array {
  const augmenter = createAugmenter(TURNED, { height: SIDE, width: SIDE, channels: 1 })
  const out = new Float32Array(pictures.length)
  for (let at = 0; at < out.length; at += SIZE)
    augmenter.augment(pictures.subarray(at, at + SIZE), out.subarray(at, at + SIZE), createRandom(9, at))
  return out
}

async function makeData(settings: Augmentation | null, isTurned = false): Promise<RunData> {
  return createDataShelf()((await prepare(settings, isTurned)).folder)
}

async function prepare(settings: Augmentation | null, isTurned = false): Promise<{ folder: string }> {
  const [train, validation] = [readDigits(0, ROWS), readDigits(ROWS, 2 * ROWS)]
  const fitted = {
    reads: [],
    primitives: [],
    inputs: [{ spec: SPEC, source: { kind: 'picture' as const, column: 'image' } }],
    window: null,
    ...{
      target: 'label',
      output: { kind: 'classes' as const, labels: LABELS },
      targetCenter: 0,
      targetScale: 1,
    },
  }
  const meta = {
    ...toMeta({ train: ROWS, validation: ROWS, test: 0 }, fitted),
    augmentation: settings && { input: 'x', settings },
  }
  const shares = ({ pictures }: typeof train) => Float32Array.from(pictures, (byte) => byte / 255)
  const folder = await writePrepared({
    meta,
    train: { rows: ROWS, x: shares(train), y: train.y },
    validation: { rows: ROWS, x: isTurned ? turn(validation.pictures) : shares(validation), y: validation.y },
    pictures: train.pictures,
  })
  return { folder }
}

const LAYERS: LayerSpec[] = [
  newLayer('conv2d', 'conv', { filters: 16, kernelSize: 3, activation: 'relu' }) as LayerSpec,
  newLayer('flatten', 'flat') as LayerSpec,
  newLayer('dense', 'hidden', { units: 32, activation: 'relu' }) as LayerSpec,
  newLayer('output', 'out') as LayerSpec,
]

const request = makeRequest(
  { optimizer: 'adam', learningRate: 0.01, batchSize: 16, epochs: 15, patience: 0 },
  {
    model: { layers: LAYERS },
    task: 'multiclass',
    output: { kind: 'classes', labels: LABELS },
    objective: { metric: 'accuracy', direction: 'maximize' },
  },
)

async function train(data: RunData, options: Partial<TrainRunOptions> = {}) {
  const trained = await trainUntil(data, options)
  if (trained === null) return expect.unreachable('nothing stops the run')
  return trained
}

/** Every look at the clock is a second later, so that a chunk is one batch. */
function trainUntil(data: RunData, options: Partial<TrainRunOptions> = {}) {
  let now = 0
  return trainRun({
    request,
    data,
    createRunner: createOnnxRunner,
    control: createRunControl(() => undefined),
    clock: { now: () => (now += 1000) },
    onStep: () => undefined,
    ...options,
  })
}

/** Hands runs to a worker as one. @returns the result of each */
function runTogether(requests: readonly RunRequest[]): Promise<ReadonlyMap<string, RunResult>> {
  const finished = new Map<string, RunResult>()
  return new Promise((resolve, reject) => {
    let say: (message: unknown) => void = () => undefined
    serveRuns({
      port: {
        send: (message) => {
          if (message.kind === 'failed') reject(new TypeError(message.error.code))
          if (message.kind === 'finished') finished.set(message.runId, message.result)
          if (finished.size === requests.length) resolve(finished)
        },
        onMessage: (listener) => void (say = listener),
        onClosed: () => undefined,
      },
      createRunner: createOnnxRunner,
      createPopulation: createOnnxPopulation,
      clock: { now: () => performance.now() },
      exit: () => undefined,
    })
    say({ kind: 'runTogether', requests })
  })
}

function changedOf(data: RunData): RunOnData {
  return { request, data }
}

describe('createChangedRows', () => {
  it('changes nothing where there is no augmentation', async () => {
    const data = await makeData(null)
    expect(createChangedRows(changedOf(data))).toBeNull()
    expect(data.pictures).toBeUndefined()
  })

  it('gives a row the same picture however the epoch is cut, and another in the next epoch', async () => {
    const data = await makeData(TURNED)
    const [whole, cut] = [createChangedRows(changedOf(data)), createChangedRows(changedOf(data))]
    const order = shuffledRows(ROWS, request.seed, 3)
    whole?.begin(order, 3)
    cut?.begin(order, 3)
    const all = Float32Array.from(whole?.take(0, ROWS).x ?? [])
    for (const [from, to] of [
      [0, 7],
      [7, 60],
      [60, 90],
    ] as const)
      expect([...(cut?.take(from, to).x ?? [])]).toEqual([...all.subarray(from * SIZE, to * SIZE)])
    whole?.begin(order, 4)
    expect([...(whole?.take(0, ROWS).x ?? [])]).not.toEqual([...all])
  })

  it('mixes pictures and shares of the classes, weights included', async () => {
    const plain = await makeData({ ...NO_AUGMENTATION, mixup: 0.5 })
    const weights = Float32Array.from({ length: ROWS }, (_, row) => 1 + (row % 3))
    const data = { ...plain, train: { ...plain.train, weights } }
    const changed = createChangedRows(changedOf(data))
    changed?.begin(
      Int32Array.from({ length: ROWS }, (_, row) => row),
      1,
    )
    const { y, weights: mixed, x } = changed?.take(10, 20) ?? { y: [], weights: [], x: [] }
    expect(y).toHaveLength(100)
    for (let row = 0; row < 10; row++) {
      const shares = [...y].slice(row * 10, row * 10 + 10)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
      expect(mixed?.[row]).toBeGreaterThanOrEqual(1)
      expect(mixed?.[row]).toBeLessThanOrEqual(3)
    }
    expect([...y].some((share) => share > 0.01 && share < 0.99)).toBe(true)
    expect([...x].every((value) => value >= 0 && value <= 1)).toBe(true)
  })
})

describe('training on changed rows', () => {
  it('is bit for bit what it is without augmentation where nothing changes', async () => {
    const [plain, unchanged] = [
      await train(await makeData(null)),
      await train(await makeData(NO_AUGMENTATION)),
    ]
    expect(unchanged).toEqual(plain)
  })

  it('repeats itself, however long its chunks are', async () => {
    const data = await makeData({ ...TURNED, mixup: 0.3, noise: 0.05 })
    const first = await train(data)
    expect(await train(data, { clock: { now: () => 0 } })).toEqual(first)
  })

  it('goes on after an end in the middle of an epoch as if there had been none', async () => {
    const data = await makeData({ ...TURNED, mixup: 0.3 })
    const control = createRunControl(() => undefined)
    let kept: Checkpoint | null = null
    let looks = 0
    const checkpoints: CheckpointKeeper = {
      load: () => Promise.resolve(kept),
      isDue: () => ++looks === 50 && (control.stop(), false),
      save: async (make) => void (kept = { identity: '', ...(await make()) }),
    }
    expect(await trainUntil(data, { control, checkpoints })).toBeNull()
    expect(kept).toMatchObject({ rowsDone: expect.toSatisfy((rows) => rows > 0 && rows < ROWS) })
    expect(await train(data, { checkpoints })).toEqual(await train(data))
  })

  it('is another training than without, and knows turned pictures better', async () => {
    const plain = await train(await makeData(null, true))
    const turned = await train(await makeData(TURNED, true))
    expect(turned.result.value).toBeGreaterThan(plain.result.value + 0.03)
  })

  it.each(['crossEntropy', 'klDivergence', 'focal', 'hinge'] as const)(
    'is the same for classes as for shares of which one is all (%s)',
    async (loss) => {
      const data = await makeData(null)
      const training = { ...request.training, loss, classWeights: 'balanced' as const }
      const asked = toRunnerRequest({ request: { ...request, training }, data })
      const classes = await createOnnxRunner(asked)
      const shares = await createOnnxRunner({ ...asked, handedOver: { isMixed: true } })
      const rows = Int32Array.from({ length: ROWS }, (_, row) => row)
      const y = new Float32Array(ROWS * LABELS.length)
      data.train.y.forEach((label, row) => (y[row * LABELS.length + label] = 1))
      const losses = [...(await classes.trainChunk(rows))]
      const same = [...(await shares.trainRows({ ...data.train, y }))]
      same.forEach((value, index) => expect(value).toBeCloseTo(losses[index] ?? NaN, 4))
      for (const runner of [classes, shares]) await runner.dispose()
    },
  )

  it('is for several runs that are handed over as one what it is for each alone', async () => {
    const { folder } = await prepare(TURNED)
    const data = await createDataShelf()(folder)
    const requests = ['run-000001', 'run-000002', 'run-000003'].map((runId, index) => ({
      ...request,
      runId: runId as typeof request.runId,
      // The last one is the first one, read earlier.
      seed: 7 + (index % 2),
      training: { ...request.training, epochs: index === 2 ? 2 : 3 },
      dataFolder: folder,
      weightsFile: join(folder, runId),
    }))
    const finished = await runTogether(requests)
    for (const own of requests) {
      const alone = await trainUntil(data, { request: own })
      expect(finished.get(own.runId)).toEqual(alone?.result)
      expect(await readWeights(own.weightsFile)).toEqual(alone?.weights)
    }
  })

  it('learns from mixed rows', async () => {
    const { result } = await train(await makeData({ ...NO_AUGMENTATION, mixup: 0.4 }))
    expect(result.value).toBeGreaterThan(0.8)
  })
})
