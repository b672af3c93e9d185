import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { METRIC_DIRECTIONS, GOAL_METRICS } from '../../../src/shared/domain/metric'
import type { Dataset } from '../../../src/shared/domain/dataset'
import type { TrialId } from '../../../src/shared/domain/ids'
import type { Task } from '../../../src/shared/domain/task'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
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

/** Two short trials of the template on a dataset. */
async function runStudy({ projectId, latest }: Dataset, task: Task) {
  const template = task === 'regression' ? 'tabularRegressor' : 'tabularClassifier'
  const { design } = await core.call('model:create', { projectId, name: 'Net', template })
  const [metric = 'loss'] = GOAL_METRICS[task]
  const { id } = await core.call('study:create', {
    projectId,
    name: 'Short',
    plan: {
      datasetVersionId: latest.id,
      design: {
        ...design,
        training: { ...design.training, batchSize: 64, epochs: 5 },
        search: { 'hidden.units': { kind: 'choice', values: [16, 32] } },
      },
      sampler: { kind: 'random', seed: 1 },
      objective: { metric, direction: METRIC_DIRECTIONS[metric] },
      budget: { trials: 2, timeLimitSeconds: null, parallel: 2 },
    },
  })
  await core.call('study:start', { id })
  return untilEnded(core.call, id)
}

const TABLES: readonly [file: string, target: string, task: Task, rows: number][] = [
  ['messy/titanic.csv', 'survived', 'binary', 1309],
  ['messy/titanic-semicolon.csv', 'survived', 'binary', 101],
  ['messy/titanic.json', 'survived', 'binary', 1309],
  ['messy/titanic-tab.txt', 'survived', 'binary', 1309],
  ['tabular/adult-train.csv', '15', 'binary', 32561],
  ['tabular/wine.csv', '14', 'multiclass', 178],
  ['tabular/abalone.csv', '9', 'regression', 4177],
]

describe.skipIf(!existsSync(DATA))('real tables (skipped without ../shared/data)', () => {
  it.each(TABLES)(
    '%s is imported, learnt, judged, exported and predicted',
    async (file, target, task, rows) => {
      const request = { paths: [join(DATA, file)], target, dialect: {}, name: file }
      const dataset = await keepSource(core.call, await readSource(core.call, request), file)
      expect(dataset.latest).toMatchObject({ rowCount: rows, rejectedCount: 0, plan: { task } })
      const study = await runStudy(dataset, task)
      expect(study).toMatchObject({ state: 'complete', counts: { complete: 2, failed: 0 } })

      const trialId = study.best?.trialId as TrialId
      const report = await core.call('test:open', { studyId: study.id, trialId })
      expect(report.rowCount).toBe(dataset.latest.counts.test)
      const { base64 } = await core.call('export:onnx', { trialId })
      expect(base64.length).toBeGreaterThan(1000)
      const fields = await core.call('predict:fields', { trialId })
      const row = Object.fromEntries(fields.map(({ column, example }) => [column, example]))
      expect(await core.call('predict:rows', { trialId, rows: [row] })).toHaveLength(1)
    },
  )
})
