import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { type JobInput, type JobName, type JobOutput, JOBS } from '../../../src/shared/contract/jobs'
import { newLayer } from '../../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { jobs } from '../../../src/main/training/jobs/registry'
import type { Job, JobTools } from '../../../src/main/training/job'
import { plainTable, toMeta, writePrepared } from '../../../src/main/training/testing/prepared'
import { writeWeights } from '../../../src/main/training/weightsFile'

const Numbers = v.array(v.number())
const Figures = v.object({
  weights: v.record(v.string(), v.union([Numbers, v.array(Numbers)])),
  x: v.array(Numbers),
  y: Numbers,
  explained: v.number(),
  background: v.tuple([v.number(), v.number()]),
  shap: v.object({ base: Numbers, values: v.array(v.array(Numbers)), kernel: v.array(v.array(Numbers)) }),
  importance: v.record(v.string(), v.object({ mean: Numbers, deviation: Numbers })),
  dependence: v.object({
    one: v.object({ grid: Numbers, mean: v.array(Numbers), single: v.array(v.array(Numbers)) }),
    few: v.object({ grid: Numbers, mean: v.array(Numbers) }),
    two: v.object({ grid: v.array(Numbers), mean: v.array(v.array(Numbers)) }),
  }),
})
const COLUMNS = ['a', 'b', 'c', 'd', 'e']
const tools: JobTools = {
  progress: () => undefined,
  signal: new AbortController().signal,
  breathe: () => Promise.resolve(),
  now: () => 0,
}

let figures: v.InferOutput<typeof Figures>
let trained: Pick<JobInput<'listMistakes'>, 'model' | 'training' | 'task' | 'dataFolder' | 'weightsFile'>

async function run<J extends JobName>(name: J, input: JobInput<J>): Promise<JobOutput<J>> {
  return (jobs[name] as unknown as Job<J>)(v.parse(JOBS[name].input, input) as never, tools)
}

const asCells = (rows: readonly (readonly number[])[]): string[][] => rows.map((row) => row.map(String))

function subject(places: readonly number[], background: readonly (readonly number[])[]) {
  const explained = places.map((place) => figures.x[place] ?? [])
  const rows = {
    columns: COLUMNS,
    explained: asCells(explained),
    background: asCells(background),
    places: [...places],
  }
  const reading = { decimal: '.' as const, missing: [], dateOrder: 'monthFirst' as const }
  return { ...trained, reading, rows, most: 1000, background: 100, seed: 3 }
}

const everyPlace = (): number[] => [...figures.x.keys()]
const backgroundRows = (): number[][] => figures.x.slice(...figures.background)

beforeAll(async () => {
  const file = new URL('../../golden/explain/figures.json', import.meta.url)
  figures = v.parse(Figures, JSON.parse(await readFile(file, 'utf8')))
  const rows = figures.x.length
  const data = { rows, x: Float32Array.from(figures.x.flat()), y: Float32Array.from(figures.y) }
  const meta = toMeta(
    { train: rows, validation: rows, test: 0 },
    {
      ...plainTable(COLUMNS),
      target: 'y',
      output: { kind: 'classes', labels: ['0', '1', '2'] },
      targetCenter: 0,
      targetScale: 1,
    },
  )
  const weightsFile = join(await mkdtemp(join(tmpdir(), 'fettle-peers-')), 'weights')
  const weights = Object.entries(figures.weights).map(([name, values]) => {
    const flat = values.flat()
    const shape = Array.isArray(values[0]) ? [values.length, values[0].length] : [values.length]
    return [name, { shape, values: Float32Array.from(flat) }] as const
  })
  await writeWeights(weightsFile, new Map(weights))
  const layers = [newLayer('dense', 'first', { units: 6, activation: 'tanh' }), newLayer('output', 'output')]
  const dataFolder = await writePrepared({ meta, train: data, validation: data })
  trained = { model: { layers }, training: DEFAULT_TRAINING, task: 'multiclass', dataFolder, weightsFile }
})

describe('SHAP values', () => {
  const ask = (
    method: 'exact' | 'kernel' | 'permutation',
    samples: number,
    by: 'column' | 'feature' = 'column',
  ) =>
    run('shapValues', {
      ...subject([...Array(figures.explained).keys()], backgroundRows()),
      ...(by === 'feature' ? { rows: null } : {}),
      method,
      samples,
    })
  /** shap has them as [row][column][label]. */
  const worst = (
    found: JobOutput<'shapValues'>,
    expected: readonly (readonly (readonly number[])[])[],
  ): number => {
    const gaps = found.rows.flatMap(({ values }, row) =>
      values.flatMap((line, label) =>
        line.map((value, column) => Math.abs(value - (expected[row]?.[column]?.[label] ?? NaN))),
      ),
    )
    return Math.max(...gaps)
  }

  it('are those of shap, to float32', async () => {
    const found = await ask('exact', 1)
    expect(found.method).toBe('exact')
    found.base.forEach((base, label) => expect(base).toBeCloseTo(figures.shap.base[label] ?? NaN, 5))
    expect(worst(found, figures.shap.values)).toBeLessThan(2e-6)
  })

  it('come near them by drawing sets, and by drawing orders', async () => {
    expect(worst(await ask('kernel', 4000), figures.shap.kernel)).toBeLessThan(0.01)
    expect(worst(await ask('permutation', 400), figures.shap.values)).toBeLessThan(0.01)
  })

  it.each(['exact', 'kernel', 'permutation'] as const)('add up to the answer: %s', async (method) => {
    for (const { answer, values } of (await ask(method, 20)).rows) {
      values.forEach((line, label) => {
        const total = line.reduce((sum, value) => sum + value, figures.shap.base[label] ?? 0)
        expect(total).toBeCloseTo(answer[label] ?? NaN, 5)
      })
    }
  })

  it('add up as well where features of prepared rows are changed', async () => {
    const found = await ask('exact', 1, 'feature')
    expect(found.by).toBe('feature')
    const [row] = found.rows
    row?.values.forEach((line, label) => {
      expect(line.reduce((sum, value) => sum + value, found.base[label] ?? 0)).toBeCloseTo(
        row.answer[label] ?? NaN,
        5,
      )
    })
  })
})

describe('permutation importance', () => {
  it.each(['accuracy', 'logLoss'] as const)(
    'is that of scikit-learn within its noise: %s',
    async (metric) => {
      const repeats = 100
      const found = await run('permutationImportance', {
        ...subject(everyPlace(), backgroundRows()),
        metric,
        repeats,
      })
      const expected = figures.importance[metric]
      for (const { name, mean, deviation } of found.columns) {
        const column = COLUMNS.indexOf(name)
        const spread = expected?.deviation[column] ?? 0
        // Four standard errors of the difference of two means.
        const noise = 4 * spread * Math.sqrt(1 / repeats + 1 / 400)
        expect(Math.abs(mean - (expected?.mean[column] ?? NaN))).toBeLessThan(noise)
        expect(deviation / spread).toBeGreaterThan(0.7)
        expect(deviation / spread).toBeLessThan(1.4)
      }
    },
  )
})

describe('partial dependence', () => {
  const ask = (columns: string[], points: number) =>
    run('partialDependence', { ...subject(everyPlace(), []), columns, points, single: 5 })

  it('has the grid, the mean and the curves of rows that scikit-learn has', async () => {
    const { grid, mean, single } = await ask(['b'], 12)
    const { one } = figures.dependence
    grid[0]?.forEach((value, at) => expect(value).toBeCloseTo(one.grid[at] ?? NaN, 9))
    mean.forEach((line, label) =>
      line.forEach((value, at) => expect(value).toBeCloseTo(one.mean[label]?.[at] ?? NaN, 5)),
    )
    single[0]?.forEach((line, row) =>
      line.forEach((value, at) => expect(value).toBeCloseTo(one.single[0]?.[row]?.[at] ?? NaN, 5)),
    )
  })

  it('takes few values as they are, and two columns together', async () => {
    const few = await ask(['e'], 12)
    expect(few.grid[0]).toEqual(figures.dependence.few.grid)
    const two = await ask(['a', 'e'], 6)
    expect(two.grid[1]).toEqual(figures.dependence.two.grid[1])
    two.mean.forEach((line, label) =>
      line.forEach((value, at) =>
        expect(value).toBeCloseTo(figures.dependence.two.mean[label]?.flat()[at] ?? NaN, 5),
      ),
    )
  })
})
