import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TrialId } from '../../../src/shared/domain/ids'
import { buildPrograms, type BuiltPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

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

it('sets a forecast beside those that only repeat the past', { timeout: 60_000 }, async () => {
  const opened = await core.call('sample:open', {
    ...{ id: 'forecast', name: 'Forecast', part: 'passengers', isQuick: true },
  })
  const { studyId } = opened
  if (studyId === null) throw new TypeError('a sample comes with a study')
  await core.call('study:start', { id: studyId })
  const { best } = await untilEnded(core.call, studyId)
  const report = await core.call('test:open', { studyId, trialId: best?.trialId as TrialId })
  // The last 29 of 144 months: worked out by hand with NumPy from the published figures.
  expect(report.rowCount).toBe(29)
  expect(report.naive).toMatchObject({ season: 12 })
  expect(report.naive?.naive?.rmse).toBeCloseTo(52.491, 2)
  expect(report.naive?.seasonalNaive?.rmse).toBeCloseTo(46.082, 2)
})
