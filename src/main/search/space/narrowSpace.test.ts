import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign, stepped } from '../../../../test/support/designs'
import { pastTrial } from '../../../../test/support/search'
import type { Design } from '../../../shared/domain/design'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { createRandom } from '../../../shared/util/random'
import { sampleAssignment } from './assignments'
import { deriveSpace } from './deriveSpace'
import { proposeSpace } from './narrowSpace'

/** What random trials with this loss lead to. */
function propose(
  search: Design['search'],
  lossOf: (assignment: Assignment, noise: number) => number,
  { trials = 80, limits = undefined as Parameters<typeof proposeSpace>[2] } = {},
) {
  const space = deriveSpace(stackDesign(search))
  const random = createRandom(4)
  const history = Array.from({ length: trials }, (_, index) => {
    const assignment = sampleAssignment(space, random)
    return pastTrial(index + 1, assignment, { values: [lossOf(assignment, random.next())] })
  })
  return proposeSpace(space, history, limits)
}

const RATE = { 'training.learningRate': float(1e-5, 1, 'log') }
const rateOf = (assignment: Assignment) => Math.log10(Number(assignment['training.learningRate']))

describe('proposeSpace', () => {
  it('narrows a range around where the best trials lie', () => {
    const [proposal] = propose(RATE, (assignment) => Math.abs(rateOf(assignment) + 3))
    expect(proposal).toMatchObject({ parameter: 'training.learningRate', change: 'narrower' })
    expect(proposal?.evidence).toMatchObject({ trials: 80, best: 20, bestInside: 1 })
    expect(proposal?.evidence.allInside).toBeLessThan(0.7)
    const { low, high } = proposal?.domain as { low: number; high: number }
    expect(low).toBeGreaterThan(1e-5)
    expect(low).toBeLessThan(4e-4)
    expect(high).toBeGreaterThan(2.5e-3)
    expect(high).toBeLessThan(0.1)
  })

  it('widens a range where the best press against an end, up to what the setting allows', () => {
    const [proposal] = propose(RATE, rateOf, { trials: 200, limits: () => ({ low: 1e-6, high: 10 }) })
    expect(proposal).toMatchObject({ change: 'wider', domain: { low: 1e-6, high: 1 } })
    const units = { 'hidden.units': integer(16, 256, 'log') }
    const larger = (assignment: Assignment) => -Math.min(200, Number(assignment['hidden.units']))
    const [wider] = propose(units, larger, { limits: () => ({ low: 1, high: 800 }) })
    expect(wider).toMatchObject({ change: 'wider', domain: { ...units['hidden.units'], high: 800 } })
    expect(wider?.evidence.atHigh).toBeGreaterThanOrEqual(0.4)
  })

  it('keeps to the steps of a range', () => {
    const [proposal] = propose({ 'drop.rate': stepped(0, 0.9, 0.05) }, (assignment) =>
      Math.abs(Number(assignment['drop.rate']) - 0.2),
    )
    const { low, high } = proposal?.domain as { low: number; high: number }
    expect([low, high].map((end) => Math.round(end * 1e9) % 5e7)).toEqual([0, 0])
  })

  it('leaves out choices that never lead anywhere, and only those', () => {
    const [proposal] = propose(
      { 'hidden.activation': choice('relu', 'tanh', 'gelu') },
      (assignment, noise) => noise + (assignment['hidden.activation'] === 'tanh' ? 2 : 0),
    )
    expect(proposal?.domain).toEqual(choice('relu', 'gelu'))
  })

  it('says nothing where nothing is clear', () => {
    const search = { ...RATE, 'hidden.activation': choice('relu', 'tanh'), 'hidden.units': integer(8, 64) }
    expect(propose(search, (_, noise) => noise)).toEqual([])
    expect(propose(RATE, (assignment) => Math.abs(rateOf(assignment) + 3), { trials: 20 })).toEqual([])
  })
})
