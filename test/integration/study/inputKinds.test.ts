import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fittingTemplates } from '../../../src/shared/domain/fittingTemplates'
import { GOAL_METRICS, METRIC_DIRECTIONS } from '../../../src/shared/domain/metric'
import type { Dataset, DatasetPlan } from '../../../src/shared/domain/dataset'
import type { Design } from '../../../src/shared/domain/design'
import type { TrialId } from '../../../src/shared/domain/ids'
import { newStep, type RecipeStep } from '../../../src/shared/domain/recipe'
import { DEFAULT_SERIES } from '../../../src/shared/domain/series'
import { DEFAULT_SPLITS } from '../../../src/shared/domain/split'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { uploadFile } from '../../../src/main/core/commandLine/uploadPath'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

const DATA = resolve(import.meta.dirname, '../../../../shared/data')

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

async function importFile(
  file: string,
  change: (plan: DatasetPlan) => DatasetPlan = (plan) => plan,
  target: string | null = null,
): Promise<Dataset> {
  const source = await readSource(core.call, { paths: [join(DATA, file)], target, dialect: {}, name: file })
  const plan = change(source.preview.plan)
  const preview = await core.call('import:review', { fileId: source.fileId, plan })
  return keepSource(core.call, { fileId: source.fileId, preview }, file)
}

interface Short {
  readonly training?: Partial<Design['training']>
  readonly search?: Design['search']
  readonly data?: RecipeStep[]
  readonly trials?: number
}

/** A short study of the template that suits the data. */
async function tune({ id: datasetId, projectId, latest }: Dataset, short: Short = {}) {
  const [template] = fittingTemplates(latest.plan)
  const { design: own } = await core.call('model:create', { projectId, name: 'Net', template, datasetId })
  const { data } = short
  const design: Design = {
    ...own,
    training: { ...own.training, ...short.training },
    search: short.search ?? {},
    ...(data ? { data } : {}),
  }
  const check = await core.call('model:check', { design, datasetVersionId: latest.id })
  expect(check.diagnostics).toEqual([])
  const [metric = 'loss'] = GOAL_METRICS[latest.plan.task]
  const { id } = await core.call('study:create', {
    projectId,
    name: 'Short',
    plan: {
      datasetVersionId: latest.id,
      design,
      sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 1 },
      objective: { metric, direction: METRIC_DIRECTIONS[metric] },
      budget: { trials: short.trials ?? 1, timeLimitSeconds: null, parallel: 2 },
    },
  })
  await core.call('study:start', { id })
  const study = await untilEnded(core.call, id, 240_000)
  expect(study).toMatchObject({ state: 'complete', counts: { failed: 0 } })
  const rows = await core.call('trial:list', { studyId: id })
  return { template, study, rows, trialId: study.best?.trialId as TrialId }
}

async function judge({ study, trialId }: Awaited<ReturnType<typeof tune>>) {
  const report = await core.call('test:open', { studyId: study.id, trialId })
  const { base64 } = await core.call('export:onnx', { trialId })
  expect(base64.length).toBeGreaterThan(1000)
  return report.metrics
}

/** One step of a kind, with other settings. */
const withStep = (plan: DatasetPlan, kind: RecipeStep['kind'], settings: object): DatasetPlan => ({
  ...plan,
  recipe: plan.recipe.map((step) => (step.kind === kind ? ({ ...step, ...settings } as RecipeStep) : step)),
})

describe.skipIf(!existsSync(DATA))('data of every kind (skipped without ../shared/data)', () => {
  it('digits in an archive are learnt, with and without turning them by chance', async () => {
    const augment = { ...newStep('augment', 'augment', 'pictures'), rotation: 10 } as RecipeStep
    const dataset = await importFile('images/mnist-png.tar.gz', (plan) => {
      const small = withStep(plan, 'picture', { height: 14, width: 14, channels: 1 })
      return { ...small, recipe: [...small.recipe, { ...augment, rotation: 0 } as RecipeStep] }
    })
    const tuned = await tune(dataset, {
      training: { epochs: 3, batchSize: 32 },
      data: [augment],
      search: { 'data.augment.rotation': { kind: 'choice', values: [0, 15] } },
      trials: 2,
    })
    expect(tuned.template).toBe('pictureCnn')
    expect(new Set(tuned.rows.map(({ value }) => value)).size).toBe(2)
    expect((await judge(tuned)).accuracy).toBeGreaterThan(0.5)
  }, 300_000)

  it('opinions are learnt from their words, with a vocabulary of any size', async () => {
    const dataset = await importFile('text/sentiment.tsv')
    const tokens = dataset.latest.plan.recipe.find(({ kind }) => kind === 'tokens')
    const tuned = await tune(dataset, {
      training: { epochs: 4 },
      ...(tokens ? { data: [tokens] } : {}),
      search: tokens
        ? { [`data.${tokens.id}.vocabularySize`]: { kind: 'choice', values: [1000, 4000] } }
        : {},
      trials: 2,
    })
    expect(tuned.template).toBe('textCnn')
    expect((await judge(tuned)).accuracy).toBeGreaterThan(0.6)
    const [field] = await core.call('predict:fields', { trialId: tuned.trialId })
    const texts = ['a wonderful, moving and very funny film', 'dull, bad and a waste of time']
    const answers = await core.call('predict:rows', {
      trialId: tuned.trialId,
      rows: texts.map((text) => ({ [field?.column ?? '']: text })),
    })
    expect(answers).toHaveLength(2)
  }, 300_000)

  it('a table with a text is read in two branches, rows weigh as their class is rare', async () => {
    const toText = (plan: DatasetPlan): DatasetPlan => ({
      ...plan,
      columns: plan.columns.map((column) =>
        column.name === 'name' ? { ...column, type: 'text', role: 'input' } : column,
      ),
      recipe: [
        ...plan.recipe.filter(({ kind }) => kind !== 'tokens' && kind !== 'tfidf'),
        { ...newStep('tokens', 'words', 'texts'), length: 8, vocabularySize: 500 } as RecipeStep,
        newStep('balance', 'balance', []),
      ],
    })
    const dataset = await importFile('messy/titanic.csv', toText, 'survived')
    const balance = newStep('balance', 'balance', [])
    const tuned = await tune(dataset, {
      training: { epochs: 6 },
      data: [balance],
      search: { 'data.balance.method': { kind: 'choice', values: ['classWeights', 'oversample'] } },
      trials: 2,
    })
    expect(tuned.template).toBe('tableAndText')
    expect((await judge(tuned)).accuracy).toBeGreaterThan(0.65)
    const fields = await core.call('predict:fields', { trialId: tuned.trialId })
    expect(fields.map(({ kind }) => kind)).toContain('text')
    const row = Object.fromEntries(
      fields.map((field) => [field.column, 'example' in field ? field.example : 'Mrs. Smith']),
    )
    expect(await core.call('predict:rows', { trialId: tuned.trialId, rows: [row] })).toHaveLength(1)
  }, 300_000)

  it('temperatures are forecast from the days before', async () => {
    const dataset = await importFile('timeseries/daily-min-temperatures.csv', (plan) => ({
      ...plan,
      series: plan.series ?? { ...DEFAULT_SERIES, time: plan.columns[0]?.name ?? null },
      split: plan.split.kind === 'timeOrdered' ? plan.split : DEFAULT_SPLITS.timeOrdered,
    }))
    const tuned = await tune(dataset, { training: { epochs: 8 } })
    expect(tuned.template).toBe('seriesLstm')
    expect((await judge(tuned)).r2).toBeGreaterThan(0.3)
    const { lookback, horizon } = dataset.latest.plan.series ?? DEFAULT_SERIES
    const [field] = await core.call('predict:fields', { trialId: tuned.trialId })
    expect(field).toMatchObject({ kind: 'windows', column: 'Temp', lookback, horizon })
    const fileId = await uploadFile(core.call, join(DATA, 'timeseries/daily-min-temperatures.csv'))
    const file = await core.call('predict:file', { trialId: tuned.trialId, fileId })
    // Two days lack in ten years: no window reaches over them.
    expect(file.unpredictedCount).toBe(3 * (lookback - 1))
    expect(file.header.at(-1)).toBe(`predicted Temp +${horizon}`)
  }, 300_000)
})
