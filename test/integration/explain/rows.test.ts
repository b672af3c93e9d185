import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type JobInput, type JobName, type JobOutput, JOBS } from '../../../src/shared/contract/jobs'
import type { AttributionMethod, ExplainRows } from '../../../src/shared/domain/explain'
import type { FittedRecipe } from '../../../src/shared/domain/fittedRecipe'
import { FittedTokens } from '../../../src/shared/domain/fittedText'
import type { LayerSpec } from '../../../src/shared/domain/modelSpec'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { newStep } from '../../../src/shared/domain/recipe'
import type { Task } from '../../../src/shared/domain/task'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { createRandom } from '../../../src/shared/util/random'
import { planModel } from '../../../src/main/compiler'
import type { Job, JobTools } from '../../../src/main/training/job'
import { jobs } from '../../../src/main/training/jobs/registry'
import { plainTable, toMeta, writePrepared } from '../../../src/main/training/testing/prepared'
import type { TrainingData, Weights } from '../../../src/main/training/types'
import { writeWeights } from '../../../src/main/training/weightsFile'

const tools: JobTools = {
  progress: () => undefined,
  signal: new AbortController().signal,
  breathe: () => Promise.resolve(),
  now: () => 0,
}
const LABELS = ['no', 'yes']
const RULES = {
  target: 'class',
  output: { kind: 'classes', labels: LABELS },
  targetCenter: 0,
  targetScale: 1,
} as const

async function run<J extends JobName>(name: J, input: JobInput<J>): Promise<JobOutput<J>> {
  return (jobs[name] as unknown as Job<J>)(v.parse(JOBS[name].input, input) as never, tools)
}

interface Trained {
  readonly fitted: FittedRecipe
  readonly layers: readonly LayerSpec[]
  readonly data: TrainingData
  /** Weights that are known; the others are drawn. */
  readonly known?: Readonly<Record<string, readonly number[]>>
  readonly task?: Task
}

async function train({ fitted, layers, data, known = {}, task = 'binary' }: Trained) {
  const meta = toMeta({ train: data.rows, validation: data.rows, test: 0 }, fitted)
  const inputs = meta.inputs.map(({ spec }) => spec)
  const random = createRandom(11)
  const weights: Weights = new Map(
    planModel({ layers, inputs, output: fitted.output, task }).parameters.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1)
      const values = known[name] ?? Array.from({ length: size }, () => 0.5 * random.normal())
      return [name, { shape: [...shape], values: Float32Array.from(values) }]
    }),
  )
  const weightsFile = join(await mkdtemp(join(tmpdir(), 'fettle-rows-')), 'weights')
  await writeWeights(weightsFile, weights)
  const dataFolder = await writePrepared({ meta, train: data, validation: data })
  return { model: { layers: [...layers] }, training: DEFAULT_TRAINING, task, dataFolder, weightsFile }
}

const asked = (method: AttributionMethod, more: Partial<JobInput<'attribute'>> = {}) => ({
  ...{ method, place: 0, label: null, layer: null, samples: 32, seed: 1, most: 1, background: 1, rows: null },
  reading: { decimal: '.' as const, missing: [], dateOrder: 'monthFirst' as const },
  ...more,
})

function drawn(rows: number, width: number): TrainingData {
  const random = createRandom(3)
  const x = Float32Array.from({ length: rows * width }, () => random.next())
  return { rows, x, y: Float32Array.from({ length: rows }, (_, row) => row % 2) }
}

const PICTURE: FittedRecipe = {
  ...RULES,
  reads: [{ column: 'picture', kind: 'picture', isRequired: true, categories: [] }],
  primitives: [],
  inputs: [
    {
      spec: { name: 'x', kind: 'image', shape: [12, 12, 1], vocabulary: 0 },
      source: { kind: 'picture', column: 'picture' },
    },
  ],
  window: null,
}
const SERIES: FittedRecipe = {
  ...RULES,
  ...plainTable(['heat', 'rain']),
  inputs: [
    {
      spec: { name: 'x', kind: 'sequence', shape: [8, 2], vocabulary: 0 },
      source: { kind: 'figures', features: ['heat', 'rain'] },
    },
  ],
  window: { lookback: 8, horizon: 1 },
}

describe('integrated gradients', () => {
  it.each<[string, FittedRecipe, readonly LayerSpec[], number]>([
    [
      'dense',
      { ...RULES, ...plainTable(['a', 'b', 'c']) },
      [newLayer('dense', 'one', { units: 8, activation: 'relu' })],
      3,
    ],
    [
      'conv',
      PICTURE,
      [
        newLayer('conv2d', 'one', { filters: 4, activation: 'relu' }),
        newLayer('maxPool2d', 'less'),
        newLayer('flatten', 'flat'),
      ],
      144,
    ],
    ['lstm', SERIES, [newLayer('lstm', 'one', { units: 5 })], 16],
    ['gru', SERIES, [newLayer('gru', 'one', { units: 5 })], 16],
  ])('add up to the change of the answer: %s', async (_name, fitted, layers, width) => {
    const trained = await train({
      fitted,
      layers: [...layers, newLayer('output', 'output')],
      data: drawn(3, width),
    })
    for (const place of [0, 1, 2]) {
      const { gap, inputs } = await run('attribute', {
        ...trained,
        ...asked('integratedGradients', { place }),
      })
      const total = inputs.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0)
      expect(gap).toBeLessThanOrEqual(1e-3 * Math.max(Math.abs(total), 1e-2) * 1.01)
    }
  })
})

/** Row 0 has a bright square in the upper right corner, row 1 in the lower left one. */
function brightSquares(): TrainingData {
  const x = new Float32Array(2 * 144)
  for (let y = 0; y < 4; y++) {
    for (let at = 0; at < 4; at++) {
      x[y * 12 + 8 + at] = 1
      x[144 + (8 + y) * 12 + at] = 1
    }
  }
  return { rows: 2, x, y: Float32Array.of(1, 1) }
}

describe('pictures', () => {
  const model = async () =>
    train({
      fitted: PICTURE,
      layers: [
        newLayer('conv2d', 'look', { filters: 1, activation: 'relu', padding: 'same' }),
        newLayer('globalAveragePool', 'mean'),
        newLayer('output', 'output'),
      ],
      data: brightSquares(),
      known: {
        'look/kernel': Array.from({ length: 9 }, () => 1),
        'look/bias': [-4],
        'output/kernel': [40],
        'output/bias': [-2],
      },
    })
  /** Share of the positive values of a map that lie in its upper right quarter. */
  const upperRight = ({
    shape: [height = 1, width = 1],
    values,
  }: {
    shape: number[]
    values: number[]
  }): number => {
    let [inside, all] = [0, 0]
    values.forEach((value, at) => {
      const size = Math.max(0, value)
      all += size
      if (Math.floor(at / width) < height / 2 && at % width >= width / 2) inside += size
    })
    return inside / all
  }

  it.each(['gradCam', 'occlusion', 'integratedGradients', 'saliency'] as const)(
    'are lit where the bright square is: %s',
    async (method) => {
      const trained = await model()
      const [first] = (await run('attribute', { ...trained, ...asked(method, { samples: 12 }) })).inputs
      expect(upperRight(first ?? { shape: [], values: [] })).toBeGreaterThan(0.95)
      const [second] = (await run('attribute', { ...trained, ...asked(method, { samples: 12, place: 1 }) }))
        .inputs
      expect(upperRight(second ?? { shape: [], values: [] })).toBeLessThan(0.05)
    },
  )
})

function tokens(): FittedRecipe['primitives'][number] {
  const step = newStep('tokens', 't', ['text'])
  const { settings: schema } = FittedTokens.entries
  const settings = v.parse(v.object(schema.entries), { ...step, length: 6, unit: 'words', padding: 'post' })
  const vocabulary = ['film', 'good', 'bad', 'was', 'the']
  return { kind: 'tokens', column: 'text', fitted: { settings, language: 'en', vocabulary, merges: [] } }
}

describe('texts', () => {
  const fitted: FittedRecipe = {
    ...RULES,
    reads: [{ column: 'text', kind: 'text', isRequired: true, categories: [] }],
    primitives: [tokens()],
    inputs: [
      {
        spec: { name: 'x', kind: 'tokens', shape: [6], vocabulary: 7 },
        source: { kind: 'tokens', column: 'text' },
      },
    ],
    window: null,
  }
  /** "good" (token 3) speaks for, "bad" (4) against. */
  const model = () =>
    train({
      fitted,
      layers: [
        newLayer('embedding', 'words', { units: 1, maskZero: false }),
        newLayer('globalAveragePool', 'mean'),
        newLayer('output', 'output'),
      ],
      data: { rows: 1, x: Int32Array.of(6, 2, 5, 3, 0, 0), y: Float32Array.of(1) },
      known: { 'words/kernel': [0, 0, 0, 3, -3, 0.1, 0], 'output/kernel': [2], 'output/bias': [0] },
    })
  const rows: ExplainRows = {
    columns: ['text'],
    explained: [['the film was good']],
    background: [['bad']],
    places: [0],
  }

  it('say which word decided, as it stands in the text', async () => {
    const trained = await model()
    const { inputs } = await run('attribute', { ...trained, ...asked('occlusion', { rows, label: 1 }) })
    const [words] = inputs
    expect(words?.names).toEqual(['the', 'film', 'was', 'good'])
    expect(words?.values.indexOf(Math.max(...words.values))).toBe(3)
  })

  it('have integrated gradients by token, which add up', async () => {
    const trained = await model()
    const { inputs, gap } = await run('attribute', {
      ...trained,
      ...asked('integratedGradients', { label: 1 }),
    })
    expect(inputs[0]?.names).toEqual(['the', 'film', 'was', 'good'])
    expect(inputs[0]?.values.indexOf(Math.max(...inputs[0].values))).toBe(3)
    expect(gap).toBeLessThan(1e-4)
  })
})

describe('mistakes', () => {
  it('come with the largest loss first, and say how sure the model was', async () => {
    const trained = await train({
      fitted: { ...RULES, ...plainTable(['a']) },
      layers: [newLayer('output', 'output')],
      data: { rows: 4, x: Float32Array.of(3, -3, 2, -1), y: Float32Array.of(1, 1, 0, 0) },
      known: { 'output/kernel': [1], 'output/bias': [0] },
    })
    const found = await run('listMistakes', { ...trained, part: 'validation', most: 10 })
    expect(found).toMatchObject({ labels: LABELS, total: 4, wrong: 2 })
    expect(found.rows.map(({ place }) => place)).toEqual([1, 2, 3, 0])
    const [worst] = found.rows
    expect(worst).toMatchObject({ truth: 1, predicted: 0 })
    expect(worst?.confidence).toBeCloseTo(1 / (1 + Math.exp(-3)), 5)
    expect(worst?.loss).toBeCloseTo(Math.log(1 + Math.exp(3)), 4)
  })
})
