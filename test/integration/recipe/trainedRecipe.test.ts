import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDatasetEngine } from '../../../src/main/datasets'
import { createPredictor, evaluateOnTest, exportTrained, type TrainedModel } from '../../../src/main/training'
import { readPreparedMeta, readPreparedPart } from '../../../src/main/training/rows/preparedData'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import { makeRequest } from '../../../src/main/training/testing/prepared'
import { writeWeights } from '../../../src/main/training/weightsFile'
import { createRunControl } from '../../../src/main/training/worker/runControl'
import { trainRun } from '../../../src/main/training/worker/trainRun'
import { DatasetPlan } from '../../../src/shared/domain/dataset'
import { newLayer } from '../../../src/shared/domain/newLayer'
import type { Prediction } from '../../../src/shared/domain/prediction'
import { Recipe } from '../../../src/shared/domain/recipe'
import { DEFAULT_SERIES } from '../../../src/shared/domain/series'
import { DEFAULT_SPLITS } from '../../../src/shared/domain/split'
import { createRandom } from '../../../src/shared/util/random'
import { missingData, REAL_DATA } from '../../support/realData/folder'
import { TEMPERATURE_FILES } from '../../support/realData/temperatures'

const NO_TEMPERATURES = missingData(...TEMPERATURE_FILES)

interface Trained {
  readonly trained: TrainedModel
  readonly plan: DatasetPlan
  /** The rows of the file as text, and what the exported model says of each. */
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  readonly predictions: readonly (Prediction | { readonly value: null })[]
}

/** Imports a table, trains a small network on it, and predicts all of its rows by the exported model. */
async function trainAndPredict(
  table: string,
  change: (plan: DatasetPlan) => DatasetPlan,
  isSequence = false,
): Promise<Trained> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-recipe-'))
  const file = { path: join(folder, 'table.csv'), fileName: 'table.csv' }
  await writeFile(file.path, table)
  const engine = createDatasetEngine({ cacheFolder: join(folder, 'caches') })
  const plan = v.parse(DatasetPlan, change((await engine.propose(file, {})).plan))
  const dataFolder = join(folder, 'prepared')
  const { fitted } = await engine.prepare(file, plan, dataFolder)
  const { task } = plan
  const trained = { ...(await train({ dataFolder, isSequence, task })), task, dataFolder }
  const exported = await exportTrained(trained, '0.1.0')
  const time = plan.series?.time ?? null
  const predictor = await createPredictor({
    ...exported,
    fitted,
    reading: plan.dialect,
    series: plan.series
      ? { series: plan.series, isDate: plan.columns.find(({ name }) => name === time)?.type === 'date' }
      : undefined,
  })
  onTestFinished(() => predictor.dispose())
  const cells = await engine.readCells(file, plan.dialect)
  const rows = cells.rows.map((row) =>
    Object.fromEntries(cells.header.map((name, at) => [name, row[at] ?? null])),
  )
  return { trained, plan, rows, predictions: await predictor.predict(rows) }
}

interface TrainOptions {
  readonly dataFolder: string
  readonly isSequence: boolean
  readonly task: DatasetPlan['task']
}

async function train({
  dataFolder,
  isSequence,
  task,
}: TrainOptions): Promise<Omit<TrainedModel, 'task' | 'dataFolder'>> {
  const meta = await readPreparedMeta(dataFolder)
  const data = {
    meta,
    train: await readPreparedPart(dataFolder, 'train', meta),
    validation: await readPreparedPart(dataFolder, 'validation', meta),
  }
  const layers = [
    ...(isSequence ? [newLayer('gru', 'seen', { units: 4 })] : [newLayer('dense', 'seen', { units: 8 })]),
    newLayer('output', 'output'),
  ]
  const objective =
    task === 'regression'
      ? { metric: 'rmse', direction: 'minimize' }
      : { metric: 'loss', direction: 'minimize' }
  const request = makeRequest(
    { epochs: 4, optimizer: 'adam', learningRate: 0.01 },
    { model: { layers }, task, output: meta.fitted.output, objective },
  )
  const run = await trainRun({
    ...{ request, data, createRunner: createOnnxRunner, control: createRunControl(() => undefined) },
    ...{ clock: { now: () => 0 }, onStep: () => undefined },
  })
  const weightsFile = `${dataFolder}.weights`
  await writeWeights(weightsFile, run?.weights ?? new Map())
  return { model: request.model, training: request.training, weightsFile }
}

/** People with a name, a text, a time and gaps; a column says which part a row belongs to. */
function drawPeople(count: number): string {
  const random = createRandom(5)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random.next() * items.length)]
  const lines = Array.from({ length: count }, (_, row) => {
    const age = Math.round(600 * random.next()) / 10
    const fare = Math.round(1000 * Math.exp(random.normal())) / 100
    const town = pick(['Paris', 'Größe', 'London', 'Rome', 'Oslo'])
    const came = new Date(1.6e12 + Math.floor(random.next() * 4e9) * 10).toISOString().slice(0, 19)
    const words = Array.from({ length: 4 + Math.floor(9 * random.next()) }, () =>
      pick(['calm', 'warm', 'cold', 'storm', 'ship', 'sea', 'port', 'harbour', 'night', 'captain', 'deck']),
    ).join(' ')
    const isLate = age / 30 + Math.log(fare) / 4 + (town === 'Oslo' ? 1 : 0) + 0.4 * random.normal() > 1.4
    const part = row % 5 === 3 ? 'validation' : row % 5 === 4 ? 'test' : 'train'
    const gap = (cell: unknown): string => (random.next() < 0.08 ? '' : String(cell))
    return [gap(age), gap(fare), gap(town), came, `${words}.`, part, isLate ? 'late' : 'early'].join(',')
  })
  return ['age,fare,town,came,note,part,answer', ...lines, ''].join('\n')
}

const RICH = v.parse(Recipe, [
  {
    kind: 'dateParts',
    id: 'when',
    columns: ['came'],
    parts: ['year', 'month', 'weekday', 'hour', 'minute'],
    isCyclic: true,
  },
  { kind: 'tfidf', id: 'words', columns: ['note'], minimumCount: 1, sublinear: true },
  {
    kind: 'impute',
    id: 'near',
    columns: ['age', 'fare'],
    method: 'neighbours',
    neighbours: 3,
    indicator: true,
  },
  { kind: 'impute', id: 'towns', columns: ['town'], method: 'ownCategory' },
  { kind: 'clip', id: 'fence', columns: ['fare'], method: 'percentile', share: 0.02 },
  { kind: 'polynomial', id: 'squares', columns: ['age', 'fare'], degree: 2 },
  { kind: 'transform', id: 'straight', columns: ['fare'], method: 'yeoJohnson' },
  { kind: 'transform', id: 'spread', columns: ['age'], method: 'quantile', quantiles: 20 },
  { kind: 'encode', id: 'codes', columns: ['town'], method: 'target' },
  { kind: 'scale', id: 'size', columns: 'numbers', method: 'robust' },
  { kind: 'select', id: 'best', columns: 'numbers', method: 'anovaF', count: 20 },
  { kind: 'reduce', id: 'few', columns: 'numbers', method: 'count', components: 9 },
])

describe('a model with a rich recipe', () => {
  it('predicts from raw rows what it was judged by on the sealed ones', async () => {
    const found = await trainAndPredict(drawPeople(400), (plan) => ({
      ...plan,
      task: 'binary',
      columns: plan.columns.map((column) => ({
        ...column,
        type: column.name === 'note' ? 'text' : column.type,
        role: column.name === 'answer' ? 'target' : column.name === 'part' ? 'ignored' : 'input',
      })),
      recipe: RICH,
      split: { ...DEFAULT_SPLITS.column, column: 'part', validation: ['validation'], test: ['test'] },
    }))
    const { metrics, rowCount } = await evaluateOnTest(found.trained)
    const test = found.rows.flatMap((row, at) =>
      row['part'] === 'test' ? [{ row, answer: found.predictions[at] }] : [],
    )
    expect(test).toHaveLength(rowCount)
    const hits = test.filter(({ row, answer }) => answer?.value === row['answer'])
    expect(hits.length / rowCount).toBeCloseTo(metrics.accuracy ?? NaN, 10)
    const losses = test.map(({ row, answer }) => {
      const shares = answer && 'probabilities' in answer ? (answer.probabilities ?? []) : []
      return -Math.log(shares.find(({ label }) => label === row['answer'])?.probability ?? 0)
    })
    const loss = losses.reduce((sum, one) => sum + one, 0) / rowCount
    expect(loss).toBeCloseTo(metrics.loss ?? NaN, 4)
  }, 60_000)
})

describe.skipIf(NO_TEMPERATURES !== '')(`a model of a series${NO_TEMPERATURES}`, () => {
  it('predicts a file row by row what it was judged by on the sealed rows', async () => {
    const text = await readFile(join(REAL_DATA, TEMPERATURE_FILES[0] ?? ''), 'utf8')
    const lines = text.split(/\r?\n/).slice(0, 500)
    const horizon = 2
    const found = await trainAndPredict(
      lines.join('\n'),
      (plan) => ({
        ...plan,
        columns: plan.columns.map((column) => ({
          ...column,
          role: column.name === 'Temp' ? 'target' : 'input',
        })),
        recipe: v.parse(Recipe, [
          { kind: 'rolling', id: 'week', columns: ['Temp'], statistics: ['mean', 'most'], window: 7 },
          { kind: 'lag', id: 'before', columns: ['Temp'], lags: [1] },
          { kind: 'dateParts', id: 'season', columns: ['Date'], parts: ['dayOfYear'], isCyclic: true },
          { kind: 'scale', id: 'size', columns: 'numbers', method: 'standard' },
        ]),
        split: { ...DEFAULT_SPLITS.timeOrdered, column: 'Date' },
        series: { ...DEFAULT_SERIES, time: 'Date', lookback: 5, horizon },
      }),
      true,
    )
    const { metrics, rowCount } = await evaluateOnTest(found.trained)
    const first = found.rows.length - rowCount
    const errors = found.predictions
      .slice(first - horizon, found.rows.length - horizon)
      .map(({ value }, at) => {
        expect(value).not.toBeNull()
        return Number(value) - Number(found.rows[first + at]?.['Temp'])
      })
    expect(errors).toHaveLength(rowCount)
    const rmse = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / rowCount)
    expect(rmse).toBeCloseTo(metrics.rmse ?? NaN, 4)
    // The first rows have too few before them.
    expect(found.predictions.slice(0, 3).map(({ value }) => value)).toEqual([null, null, null])
  }, 60_000)
})
