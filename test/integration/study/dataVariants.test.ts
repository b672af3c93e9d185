import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset, DatasetPlan } from '../../../src/shared/domain/dataset'
import type { TrialId } from '../../../src/shared/domain/ids'
import { newStep, type RecipeStep } from '../../../src/shared/domain/recipe'
import { DEFAULT_SPLITS } from '../../../src/shared/domain/split'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

const WINE = resolve(import.meta.dirname, '../../../../shared/data/tabular/wine.csv')

const SELECT: RecipeStep = newStep('select', 'select', 'numbers')
const REDUCE: RecipeStep = newStep('reduce', 'reduce', 'numbers')

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

/** Wine with the two steps at the end of its recipe. */
async function importWine(change: Partial<DatasetPlan> = {}): Promise<Dataset> {
  const source = await readSource(core.call, { paths: [WINE], target: '14', dialect: {}, name: 'Wine' })
  const { plan } = source.preview
  const recipe = [...plan.recipe, SELECT, REDUCE]
  return keepSource(
    core.call,
    { ...source, preview: { ...source.preview, plan: { ...plan, recipe, ...change } } },
    'Wine',
  )
}

describe.skipIf(!existsSync(WINE))(
  'a study over the recipe (skipped without ../shared/data/tabular/wine.csv)',
  () => {
    it('trains each trial on its own inputs; the best one is judged, exported and predicts', async () => {
      const dataset = await importWine()
      const { projectId, latest } = dataset
      const model = await core.call('model:create', { projectId, name: 'Net', template: 'tabularClassifier' })
      const design = {
        ...model.design,
        training: { ...model.design.training, epochs: 15 },
        data: [SELECT, REDUCE],
        search: {
          'data.select.count': { kind: 'choice' as const, values: [3, 6, 12, 500] },
          'data.reduce.share': { kind: 'choice' as const, values: [0.6, 0.99] },
        },
      }
      const check = await core.call('model:check', { design, datasetVersionId: latest.id })
      expect(check.diagnostics).toEqual([])
      expect(check.space).toMatchObject({ parameterCount: 2, combinations: 8 })

      const { id } = await core.call('study:create', {
        projectId,
        name: 'Recipe',
        plan: {
          datasetVersionId: latest.id,
          design,
          sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 1 },
          objective: { metric: 'accuracy', direction: 'maximize' },
          budget: { trials: 100, timeLimitSeconds: null, parallel: 2 },
        },
      })
      await core.call('study:start', { id })
      const study = await untilEnded(core.call, id)
      expect(study).toMatchObject({ state: 'complete', counts: { complete: 8, failed: 0 } })

      const rows = await core.call('trial:list', { studyId: id })
      expect(new Set(rows.map(({ assignment }) => JSON.stringify(assignment))).size).toBe(8)
      expect(new Set(rows.map(({ weightCount }) => weightCount)).size).toBeGreaterThan(3)
      const folders = readdirSync(join(core.dataFolder, 'cache')).filter((name) =>
        name.startsWith(latest.contentHash),
      )
      expect(folders).toHaveLength(9)

      const trialId = study.best?.trialId as TrialId
      const report = await core.call('test:open', { studyId: id, trialId })
      expect(report.rowCount).toBe(latest.counts.test)
      expect(report.metrics.accuracy).toBeGreaterThan(0.7)
      const fields = await core.call('predict:fields', { trialId })
      const row = Object.fromEntries(fields.map((field) => [field.column, exampleOf(field)]))
      expect(await core.call('predict:rows', { trialId, rows: [row] })).toHaveLength(1)
      const { base64 } = await core.call('export:onnx', { trialId })
      expect(base64.length).toBeGreaterThan(1000)
    })

    it('trains every trial on every fold; its value is the mean of them', async () => {
      const split = { ...DEFAULT_SPLITS.kFold, folds: 3, test: 0.2 }
      const { projectId, latest } = await importWine({ split })
      expect(latest.foldCount).toBe(3)
      const model = await core.call('model:create', { projectId, name: 'Net', template: 'tabularClassifier' })
      const { id } = await core.call('study:create', {
        projectId,
        name: 'Folds',
        plan: {
          datasetVersionId: latest.id,
          design: {
            ...model.design,
            training: { ...model.design.training, epochs: 10 },
            data: [SELECT],
            search: {
              'data.select.count': { kind: 'choice', values: [2, 10] },
              'training.epochs': { kind: 'choice', values: [3, 10] },
            },
          },
          sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 1 },
          objective: { metric: 'accuracy', direction: 'maximize' },
          budget: { trials: 100, timeLimitSeconds: null, parallel: 2 },
        },
      })
      await core.call('study:start', { id })
      const study = await untilEnded(core.call, id)
      expect(study).toMatchObject({ state: 'complete', counts: { complete: 4, failed: 0 } })
      const names = readdirSync(join(core.dataFolder, 'cache'))
      expect(names.filter((name) => name.startsWith(latest.contentHash))).toHaveLength(6)
      const trials = await core.call('trial:list', { studyId: id })
      for (const { id: trialId, value, validation, step, plannedSteps, runs, deviation } of trials) {
        expect(runs.map(({ fold, repeat }) => [fold, repeat])).toEqual([
          [0, 0],
          [1, 0],
          [2, 0],
        ])
        expect(value).toBeCloseTo(runs.reduce((sum, run) => sum + run.value, 0) / 3, 12)
        expect(deviation).toBeGreaterThanOrEqual(0)
        expect(value).toBeCloseTo(validation.accuracy ?? NaN, 12)
        expect(step).toBe(plannedSteps)
        const { steps } = await core.call('trial:get', { id: trialId })
        expect(steps).toHaveLength(plannedSteps)
      }
      const isMean = trials.some(
        ({ value }) => Math.abs(((value ?? 0) * latest.counts.validation) % 1) > 1e-6,
      )
      expect(isMean).toBe(true)
      const report = await core.call('test:open', { studyId: id, trialId: study.best?.trialId as TrialId })
      expect(report.rowCount).toBe(latest.counts.test)
    })

    it('says at once where a step that is searched is not in the data', async () => {
      const { latest, projectId } = await importWine()
      const model = await core.call('model:create', { projectId, name: 'Net', template: 'tabularClassifier' })
      const design = {
        ...model.design,
        data: [newStep('bin', 'gone', 'numbers')],
        search: { 'data.gone.bins': { kind: 'choice' as const, values: [3, 4] } },
      }
      const { diagnostics } = await core.call('model:check', { design, datasetVersionId: latest.id })
      expect(diagnostics).toMatchObject([{ code: 'space/unknown-setting', path: 'data.gone.bins' }])
    })
  },
)

function exampleOf(field: object): string | null {
  return 'example' in field && typeof field.example === 'string' ? field.example : null
}
