import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { uploadPaths } from '../../../src/main/core/commandLine/uploadPath'
import { zipOf } from '../../../src/main/datasets/testing/archives'
import type { Dataset, DatasetPlan } from '../../../src/shared/domain/dataset'
import type { Design } from '../../../src/shared/domain/design'
import type { FittedTokens } from '../../../src/shared/domain/fittedText'
import { fittingTemplates } from '../../../src/shared/domain/fittingTemplates'
import type { TrialId } from '../../../src/shared/domain/ids'
import { GOAL_METRICS, METRIC_DIRECTIONS } from '../../../src/shared/domain/metric'
import type { RecipeStep } from '../../../src/shared/domain/recipe'
import { DEFAULT_SERIES } from '../../../src/shared/domain/series'
import { DEFAULT_SPLITS } from '../../../src/shared/domain/split'
import { createRandom } from '../../../src/shared/util/random'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'
import { type Answers, column, readMetadata, runExported } from '../../support/exportedModel'
import { stepOf, toCsv, type Row } from '../../support/madeTables'

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

function writeFile(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-kinds-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

async function importPath(
  path: string,
  change: (plan: DatasetPlan) => DatasetPlan = (plan) => plan,
): Promise<Dataset> {
  const read = await readSource(core.call, { paths: [path], target: null, dialect: {}, name: 'Made' })
  const preview = await core.call('import:review', { fileId: read.fileId, plan: change(read.preview.plan) })
  return keepSource(core.call, { fileId: read.fileId, preview }, 'Made')
}

interface Asked {
  readonly template: string
  readonly epochs: number
  /** Settings of the recipe that the trials differ in. */
  readonly search: Design['search']
}

/** Two trials of the template that suits the data; the better one is judged on the sealed rows and exported. */
async function tune({ id: datasetId, projectId, latest }: Dataset, { template, epochs, search }: Asked) {
  expect(fittingTemplates(latest.plan)[0]).toBe(template)
  const [fitting] = fittingTemplates(latest.plan)
  const { design: own } = await core.call('model:create', {
    ...{ projectId, name: 'Net', template: fitting, datasetId },
  })
  const searched = new Set(Object.keys(search).map((path) => path.split('.')[1]))
  const design: Design = {
    ...own,
    training: { ...own.training, epochs, batchSize: 16, learningRate: 0.005 },
    data: latest.plan.recipe.filter(({ id }) => searched.has(id)),
    search,
  }
  const { diagnostics } = await core.call('model:check', { design, datasetVersionId: latest.id })
  expect(diagnostics).toEqual([])
  const [metric = 'loss'] = GOAL_METRICS[latest.plan.task]
  const { id } = await core.call('study:create', {
    projectId,
    name: 'Short',
    plan: {
      datasetVersionId: latest.id,
      design,
      sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 2, seed: 1 },
      objective: { metric, direction: METRIC_DIRECTIONS[metric] },
      budget: { trials: 2, timeLimitSeconds: null, parallel: 2 },
    },
  })
  await core.call('study:start', { id })
  const study = await untilEnded(core.call, id)
  expect(study).toMatchObject({ state: 'complete', counts: { complete: 2, failed: 0 } })
  const trialId = study.best?.trialId as TrialId
  const report = await core.call('test:open', { studyId: id, trialId })
  expect(report.rowCount).toBe(latest.counts.test)
  const { base64 } = await core.call('export:onnx', { trialId })
  const trials = await core.call('trial:list', { studyId: id })
  return { trialId, metrics: report.metrics, onnx: Buffer.from(base64, 'base64'), trials }
}

/** Predicts a file that nobody has seen yet. */
async function predictFile(trialId: TrialId, path: string) {
  const fileId = await uploadPaths(core.call, [path])
  const { header, preview } = await core.call('predict:file', { trialId, fileId })
  const cells = (name: string): string[] => preview.map((row) => row[header.indexOf(name)] ?? '')
  const starting = (start: string) => header.filter((name) => name.startsWith(start))
  const [answer = ''] = starting('predicted')
  const shares = starting('probability of').map(cells)
  const probabilities = preview.flatMap((_, row) => shares.map((share) => Number(share[row])))
  return { cells, values: cells(answer), probabilities }
}

function expectAlike(app: { values: string[]; probabilities: number[] }, onnx: Answers): void {
  expect(onnx.values.map(String)).toEqual(app.values)
  expectClose(onnx.probabilities, app.probabilities)
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  found.forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? NaN, 4))
}

const SIDE = 12

/** A square of one colour anywhere over grey noise. @returns its points, row-major, red green blue. */
function drawSquare(colour: 'red' | 'blue', seed: number): Buffer {
  const random = createRandom(seed)
  const [left, top] = [random.integer(SIDE - 5), random.integer(SIDE - 5)]
  const points = Buffer.alloc(SIDE * SIDE * 3)
  for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)]
    const isInside = x >= left && x < left + 5 && y >= top && y < top + 5
    const grey = 90 + random.integer(60)
    const inside = colour === 'red' ? [220, 30, 40] : [30, 40, 220]
    points.set(isInside ? inside : [grey, grey, grey], pixel * 3)
  }
  return points
}

const toPng = (points: Buffer): Promise<Buffer> =>
  sharp(points, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png()
    .toBuffer()

const colourOf = (seed: number): 'red' | 'blue' => (createRandom(seed).integer(2) === 0 ? 'red' : 'blue')
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at)

/** Pictures as they are, already of the size that the model reads. */
function picturesOf(points: readonly Buffer[]): Tensor {
  return new Tensor('uint8', Uint8Array.from(Buffer.concat(points)), [points.length, SIDE, SIDE, 3])
}

const squareStep = (plan: DatasetPlan): DatasetPlan => ({
  ...plan,
  recipe: plan.recipe.map((step) =>
    step.kind === 'picture' ? { ...step, height: SIDE, width: SIDE } : step,
  ),
})

const WORDS = {
  good: 'lovely bright warm clever charming tender'.split(' '),
  bad: 'dull cold slow stupid boring grey'.split(' '),
}

/** Words of one opinion among words that say nothing. */
function sayAbout(opinion: 'good' | 'bad', seed: number): string {
  const random = createRandom(seed)
  const pick = (list: readonly string[]): string => list[random.integer(list.length)] ?? ''
  const neutral = ['film', 'the', 'actor', 'music', `scene${random.integer(40)}`, `name${random.integer(80)}`]
  return range(0, 8)
    .map((at) => (at % 3 === 1 ? pick(WORDS[opinion]) : pick(neutral)))
    .join(' ')
}

const opinionOf = (seed: number): 'good' | 'bad' => (colourOf(seed) === 'red' ? 'good' : 'bad')

/** Tokens as the metadata of the model say that they are made; the texts here have no capitals and no marks. */
function tokensOf(onnx: Buffer, input: string, texts: readonly string[]): Tensor {
  const { settings, vocabulary } = readMetadata(onnx, `fettle.tokenizer.${input}`) as FittedTokens
  expect(settings).toMatchObject({ unit: 'words', outOfVocabulary: true, padding: 'pre', truncation: 'pre' })
  const rows = texts.map((text) => {
    const tokens = text.split(' ').map((word) => vocabulary.indexOf(word) + 2 || 1)
    return [...range(0, settings.length).fill(0), ...tokens].slice(-settings.length)
  })
  // A word that is not there stands at −1, and is token 1.
  return new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [texts.length, settings.length])
}

describe('pictures in a zip', () => {
  const zip = async (seeds: readonly number[]): Promise<Buffer> =>
    zipOf(
      Object.fromEntries(
        await Promise.all(
          seeds.map(async (seed) => [
            `${colourOf(seed)}/${seed}.png`,
            await toPng(drawSquare(colourOf(seed), seed)),
          ]),
        ),
      ) as Record<string, Buffer>,
    )

  it('are learnt, turned by chance or not; the exported model sees in raw points what the app sees', async () => {
    const path = writeFile('squares.zip', await zip(range(1, 120)))
    const dataset = await importPath(path, (plan) => {
      const { recipe, ...rest } = squareStep(plan)
      return { ...rest, recipe: [...recipe, stepOf('augment', 'pictures')] }
    })
    expect(dataset.latest).toMatchObject({ rowCount: 120, plan: { dialect: { format: 'pictures' } } })
    const { trialId, metrics, onnx, trials } = await tune(dataset, {
      template: 'pictureCnn',
      epochs: 6,
      search: { 'data.augment.rotation': { kind: 'choice', values: [0, 20] } },
    })
    expect(new Set(trials.map(({ validation }) => validation.loss)).size).toBe(2)
    expect(metrics.accuracy).toBeGreaterThan(0.9)

    const app = await predictFile(trialId, writeFile('fresh.zip', await zip(range(500, 14))))
    const seeds = app.cells('image').map((name) => Number(/(\d+)\.png/.exec(name)?.[1]))
    expect([...seeds].sort()).toEqual(range(500, 14))
    const points = seeds.map((seed) => drawSquare(colourOf(seed), seed))
    expectAlike(app, await runExported(onnx, { image: picturesOf(points) }))
    expect(app.values).toEqual(seeds.map(colourOf))
  })
})

describe('texts', () => {
  const rows = (seeds: readonly number[]): Row[] =>
    seeds.map((seed) => ({ review: sayAbout(opinionOf(seed), seed), opinion: opinionOf(seed) }))

  it('are learnt with vocabularies of several sizes; the exported model reads tokens by its own metadata', async () => {
    const dataset = await importPath(writeFile('reviews.csv', toCsv(rows(range(1, 200)))), (plan) => ({
      ...plan,
      recipe: plan.recipe.map((step) =>
        step.kind === 'tokens' ? { ...step, length: 10, minimumCount: 1 } : step,
      ),
    }))
    const { trialId, metrics, onnx, trials } = await tune(dataset, {
      template: 'textCnn',
      epochs: 6,
      search: { 'data.tokens.vocabularySize': { kind: 'choice', values: [100, 5000] } },
    })
    expect(new Set(trials.map(({ weightCount }) => weightCount)).size).toBe(2)
    expect(metrics.accuracy).toBeGreaterThan(0.9)

    const fresh = rows(range(700, 12))
    const app = await predictFile(trialId, writeFile('fresh.csv', toCsv(fresh)))
    const texts = fresh.map(({ review }) => String(review))
    expectAlike(app, await runExported(onnx, { review: tokensOf(onnx, 'review', texts) }))
    expect(app.values).toEqual(fresh.map(({ opinion }) => opinion))
  })
})

describe('a series', () => {
  const LOOKBACK = 6
  const valueAt = (day: number): number =>
    Number((20 + 0.02 * day + 5 * Math.sin(day / 4) + 0.1 * createRandom(day).normal()).toFixed(4))
  const rows = (days: readonly number[]): Row[] =>
    days.map((day) => ({
      day: new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10),
      level: valueAt(day),
    }))

  it('is forecast better than by repeating the past; the exported model reads windows of raw rows', async () => {
    const dataset = await importPath(writeFile('days.csv', toCsv(rows(range(0, 400)))), (plan) => ({
      ...plan,
      columns: plan.columns.map((one) => ({ ...one, role: one.name === 'level' ? 'target' : 'ignored' })),
      series: { ...DEFAULT_SERIES, time: 'day', lookback: LOOKBACK },
      split: { ...DEFAULT_SPLITS.timeOrdered, column: 'day' },
      task: 'regression',
      recipe: [stepOf('scale', ['level'])],
    }))
    const { trialId, metrics, onnx } = await tune(dataset, {
      template: 'seriesLstm',
      epochs: 25,
      search: { 'data.scale.method': { kind: 'choice', values: ['standard', 'minMax'] } },
    })
    expect(metrics.r2).toBeGreaterThan(0.8)

    const days = range(600, 18)
    const app = await predictFile(trialId, writeFile('fresh.csv', toCsv(rows(days))))
    const ends = range(LOOKBACK - 1, days.length - LOOKBACK + 1)
    const windows = ends.flatMap((end) => days.slice(end - LOOKBACK + 1, end + 1).map(valueAt))
    const level = new Tensor('float32', Float32Array.from(windows), [ends.length, LOOKBACK, 1])
    const found = await runExported(onnx, { level })
    expect(app.values.slice(0, LOOKBACK - 1).every((cell) => cell === '')).toBe(true)
    expectClose(found.values.map(Number), app.values.slice(LOOKBACK - 1).map(Number))
    expect(Math.abs(Number(found.values[0]) - valueAt(days[LOOKBACK] ?? 0))).toBeLessThan(4)
  })
})

describe('several kinds at once', () => {
  it('a table and a text are learnt together, with inputs chosen in several numbers', async () => {
    const shops = ['north', 'south', 'west']
    const rows = (seeds: readonly number[]): Row[] =>
      seeds.map((seed) => {
        const random = createRandom(seed * 7)
        const [noise, more, size] = [random.normal(), random.normal(), random.normal()]
        const opinion = opinionOf(seed)
        const stars = (opinion === 'good' ? 1 : -1) + 2 * size
        return {
          ...{ noise: noise.toFixed(4), more: more.toFixed(4), size: size.toFixed(4) },
          ...{ shop: shops[random.integer(3)] ?? '', review: sayAbout(opinion, seed) },
          sold: stars > 0 ? 'yes' : 'no',
        }
      })
    const dataset = await importPath(writeFile('shops.csv', toCsv(rows(range(1, 240)))), (plan) => ({
      ...plan,
      columns: plan.columns.map((one) =>
        one.name === 'review' ? { ...one, type: 'text', role: 'input' } : one,
      ),
      recipe: [
        ...plan.recipe.filter(({ kind }) => kind !== 'tfidf'),
        stepOf('tokens', ['review'], { length: 9, minimumCount: 1 } as Partial<RecipeStep> as never),
        stepOf('select', 'numbers'),
      ],
    }))
    const { trialId, metrics, onnx, trials } = await tune(dataset, {
      template: 'tableAndText',
      epochs: 12,
      search: { 'data.select.count': { kind: 'choice', values: [1, 4] } },
    })
    expect(new Set(trials.map(({ weightCount }) => weightCount)).size).toBe(2)
    expect(metrics.accuracy).toBeGreaterThan(0.7)

    const fresh = rows(range(900, 15))
    const cells = (name: string): string[] => fresh.map((row) => String(row[name]))
    const app = await predictFile(trialId, writeFile('fresh.csv', toCsv(fresh)))
    const found = await runExported(onnx, {
      ...Object.fromEntries(
        ['noise', 'more', 'size'].map((name) => [name, column.numbers(cells(name).map(Number))]),
      ),
      shop: column.categories(cells('shop')),
      review: tokensOf(onnx, 'review', cells('review')),
    })
    expectAlike(app, found)
  })

  it('a table and a picture are learnt together', async () => {
    const rows = (seeds: readonly number[]): Row[] =>
      seeds.map((seed) => {
        const weight = createRandom(seed * 3).normal()
        const isHeavy = weight + (colourOf(seed) === 'red' ? 1 : -1) > 0
        return { image: `${seed}.png`, weight: weight.toFixed(4), verdict: isHeavy ? 'heavy' : 'light' }
      })
    const zip = async (seeds: readonly number[]): Promise<Buffer> => {
      const pictures = await Promise.all(
        seeds.map(async (seed) => [`${seed}.png`, await toPng(drawSquare(colourOf(seed), seed))] as const),
      )
      return zipOf({ ...Object.fromEntries(pictures), 'labels.csv': toCsv(rows(seeds)) })
    }
    const dataset = await importPath(writeFile('weighed.zip', await zip(range(1, 140))), (plan) => {
      const columns = plan.columns.map((one) => {
        if (one.name === 'weight') return { ...one, type: 'number' as const, role: 'input' as const }
        if (one.name === 'verdict') return { ...one, type: 'category' as const, role: 'target' as const }
        return { ...one, role: one.type === 'image' ? ('input' as const) : ('ignored' as const) }
      })
      const recipe = [
        ...squareStep(plan).recipe.filter(({ kind }) => kind === 'picture'),
        stepOf('scale', ['weight']),
      ]
      return { ...plan, columns, task: 'binary', recipe }
    })
    const { trialId, metrics, onnx } = await tune(dataset, {
      template: 'tableAndPicture',
      epochs: 10,
      search: { 'data.scale.method': { kind: 'choice', values: ['standard', 'robust'] } },
    })
    expect(metrics.accuracy).toBeGreaterThan(0.7)

    const app = await predictFile(trialId, writeFile('fresh.zip', await zip(range(400, 12))))
    const seeds = app.cells('image').map((name) => Number(/(\d+)\.png/.exec(name)?.[1]))
    const found = await runExported(onnx, {
      weight: column.numbers(app.cells('weight').map(Number)),
      image: picturesOf(seeds.map((seed) => drawSquare(colourOf(seed), seed))),
    })
    expectAlike(app, found)
  })
})
