import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

describe('thirty random trials, two at a time', () => {
  it.each([
    ['iris', 0.95],
    ['wine', 0.95],
    ['digits', 0.96],
  ] as const)('reach on %s a validation accuracy of %d', async (sample, accuracy) => {
    await using core = await openCore(programs)
    const { id } = await openSample(core.call, sample, { trials: 30, parallel: 2 })
    await core.call('study:start', { id })
    const study = await untilEnded(core.call, id)
    expect(study).toMatchObject({ state: 'complete', plannedTrials: 30 })
    expect(study.best?.value).toBeGreaterThanOrEqual(accuracy)
  })
})
