import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

/** Everything of a leaderboard but identities and times. */
async function leaderboard(parallel: number) {
  await using core = await openCore(programs)
  const { id } = await openSample(core.call, 'wine', { trials: 8, parallel })
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  const rows = await core.call('trial:list', { studyId: id })
  const details = await Promise.all(rows.map((row) => core.call('trial:get', { id: row.id })))
  return details.map(({ row, steps }) => {
    const { number, state, assignment, value, bestStep, train, validation, spark, weightCount } = row
    return { number, state, assignment, value, bestStep, train, validation, spark, weightCount, steps }
  })
}

describe('the same seed', () => {
  it('gives the same leaderboard to the last digit, twice and with one or two workers', async () => {
    const first = await leaderboard(2)
    expect(first).toHaveLength(8)
    expect(first.every(({ state }) => state === 'complete')).toBe(true)
    expect(await leaderboard(2)).toEqual(first)
    expect(await leaderboard(1)).toEqual(first)
  })
})
