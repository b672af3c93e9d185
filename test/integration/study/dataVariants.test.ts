import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/shared/domain/dataset'
import type { TrialId } from '../../../src/shared/domain/ids'
import { newStep, type RecipeStep } from '../../../src/shared/domain/recipe'
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
async function importWine(): Promise<Dataset> {
  const source = await readSource(core.call, { paths: [WINE], target: '14', dialect: {}, name: 'Wine' })
  const { plan } = source.preview
  const recipe = [...plan.recipe, SELECT, REDUCE]
  return keepSource(
    core.call,
    { ...source, preview: { ...source.preview, plan: { ...plan, recipe } } },
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
