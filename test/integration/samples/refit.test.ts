import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FileId, TrialId } from '../../../src/shared/domain/ids'
import { trainingPlanOf } from '../../../src/shared/domain/study'
import { PREPARED_META_FILE, PreparedMeta } from '../../../src/shared/domain/preparedMeta'
import { ALL_ROWS } from '../../../src/shared/domain/split'
import type { SampleId } from '../../../src/shared/domain/sample'
import { fetchKept } from '../../../src/main/core/commandLine/fetchKept'
import { buildPrograms, type BuiltPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
}, 120_000)
afterAll(async () => {
  await core.shutdown()
  await programs.remove()
})

/** What the last variant of a version says of itself. */
function readPrepared(contentHash: string): PreparedMeta {
  const cache = join(core.dataFolder, 'cache')
  const metas = readdirSync(cache)
    .filter((name) => name.startsWith(`${contentHash}-`))
    .map((name) =>
      v.parse(PreparedMeta, JSON.parse(readFileSync(join(cache, name, PREPARED_META_FILE), 'utf8'))),
    )
  const found = metas.find(({ fold }) => fold === ALL_ROWS)
  if (!found) throw new TypeError('nothing was prepared of all rows')
  return found
}

/** What explains a trial looks at the rows that it was trained on. */
async function expectOwnRows(trialId: TrialId, counts: PreparedMeta['counts']): Promise<void> {
  const { loop } = await core.call('diagram:trial', { trialId })
  expect(loop).toMatchObject({ rows: { train: counts.train }, folds: 1 })
  const files = await core.call('code:files', { trialId, framework: 'tfjs' })
  const target = files.find(({ path }) => path === 'data/train.y.npy')
  const bytes = await fetchKept(core.call, target?.id as FileId)
  expect(bytes.toString('latin1')).toContain(`'shape': (${String(counts.train)},`)
  const { total } = await core.call('mistakes:rows', { trialId, places: [0] })
  expect(total).toBe(counts.validation)
  expect((await core.call('diagnosis:trial', { id: trialId })).trialId).toBe(trialId)
}

it('shows rows of a worked example that the trial has learnt', { timeout: 60_000 }, async () => {
  const study = await openSample(core.call, 'iris', { trials: 1 })
  await core.call('study:start', { id: study.id })
  const { best } = await untilEnded(core.call, study.id)
  const { id } = await core.call('study:refit', { trialId: best?.trialId as TrialId, name: 'Final' })
  const trialId = (await untilEnded(core.call, id)).best?.trialId as TrialId
  for (const weights of ['first', 'trained'] as const) {
    const source = { kind: 'trial', trialId, weights, row: 0 } as const
    const { rowCount } = await core.call('example:run', { source, changes: {}, training: null })
    const version = await core.call('dataset:version', { id: study.plan.datasetVersionId })
    expect(rowCount).toBe(version.counts.train + version.counts.validation)
  }
})

it.each([
  ['filmReviews', 'reviews'],
  ['forecast', 'passengers'],
] as const)(
  'trains the best of %s once more on all rows but the sealed ones',
  { timeout: 60_000 },
  async (id: SampleId, part) => {
    const opened = await core.call('sample:open', { id, name: id, part, isQuick: true })
    const { studyId } = opened
    if (studyId === null) throw new TypeError('a sample comes with a study')
    await core.call('study:start', { id: studyId })
    const { best } = await untilEnded(core.call, studyId)
    const trialId = best?.trialId as TrialId
    const { row: trial } = await core.call('trial:get', { id: trialId })
    const started = await core.call('study:refit', { trialId, name: 'Final' })
    const final = await untilEnded(core.call, started.id)
    expect(final).toMatchObject({ state: 'complete', counts: { complete: 1 } })
    const plan = trainingPlanOf(final)
    expect(plan).toMatchObject({ rows: 'all', budget: { trials: 1 }, design: { search: {} } })
    const rate = trial.assignment['training.learningRate']
    if (rate !== undefined) expect(plan.design.training.learningRate).toBe(rate)
    const [row] = await core.call('trial:list', { studyId: final.id })
    expect(row?.state).toBe('complete')
    const report = await core.call('test:open', { studyId: final.id, trialId: row?.id as TrialId })
    const version = await core.call('dataset:version', { id: plan.datasetVersionId })
    expect(report.rowCount).toBe(version.counts.test)
    const { counts, fold } = readPrepared(version.contentHash)
    expect(fold).toBe(ALL_ROWS)
    expect(counts.train).toBeGreaterThanOrEqual(version.counts.train + version.counts.validation)
    expect(counts.test).toBe(version.counts.test)
    await expectOwnRows(row?.id as TrialId, counts)
  },
)
