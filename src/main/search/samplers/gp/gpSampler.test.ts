import { describe, expect, it } from 'vitest'
import { pastTrial, questionOf, runSearch, taskOf } from '../../../../../test/support/search'
import type { Assignment, Parameter, SearchSpace } from '../../../../shared/domain/searchSpace'
import { createSampler } from '../createSampler'

const range = (name: string, low: number, high: number): Parameter => ({
  ...{ name, default: low, condition: null },
  domain: { kind: 'float', low, high, scale: 'linear' },
})
const BRANIN: SearchSpace = { parameters: [range('x', -5, 10), range('y', 0, 15)] }

/** Least 0.397887 at (−π, 12.275), (π, 2.275) and (9.42478, 2.475). */
function branin({ x, y }: Assignment): number {
  const [a, b] = [Number(x), Number(y)]
  const bend = b - (5.1 / (4 * Math.PI ** 2)) * a ** 2 + (5 / Math.PI) * a - 6
  return bend ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10
}

const gp = (space: SearchSpace, seed = 3) => createSampler(taskOf(space), { kind: 'gp', seed })

describe('Gaussian process search', () => {
  it("finds the bottom of Branin's function within 30 trials", () => {
    for (const seed of [1, 2, 3]) {
      const best = Math.min(
        ...runSearch(gp(BRANIN, seed), branin, 30).map(({ values }) => values?.[0] ?? NaN),
      )
      expect(best - 0.397887).toBeLessThan(0.1)
    }
  })

  it('finds it, too, where some results are wrong by orders of magnitude', () => {
    const wild = (assignment: Assignment) => (branin(assignment) > 60 ? 1e9 : branin(assignment))
    const best = Math.min(...runSearch(gp(BRANIN), wild, 35).map(({ values }) => values?.[0] ?? NaN))
    expect(best - 0.397887).toBeLessThan(0.5)
  })

  it('stays away from where trials fail', () => {
    const sampler = gp(BRANIN)
    const history = runSearch(sampler, branin, 0)
    for (let number = 1; number <= 40; number++) {
      const assignment = sampler.propose(questionOf(number, history))
      if (assignment === null) break
      const isFailing = Number(assignment['x']) > 2.5
      history.push(
        pastTrial(number, assignment, isFailing ? { state: 'failed' } : { values: [branin(assignment)] }),
      )
    }
    expect(history.slice(20).filter(({ state }) => state === 'failed').length).toBeLessThanOrEqual(8)
  })

  it('uses results of other studies from the first trial that it chooses', () => {
    const known = Array.from({ length: 25 }, (_, index) => {
      const assignment = { x: -5 + (15 * (index % 5)) / 4, y: (15 * Math.floor(index / 5)) / 4 }
      return pastTrial(index - 24, assignment, { values: [branin(assignment)] })
    })
    const assignment = gp(BRANIN).propose(questionOf(2, known))
    expect(branin(assignment ?? {})).toBeLessThan(20)
  })

  it('compares trials that are under way by the latest epoch that enough of them have seen', () => {
    const started = Array.from({ length: 12 }, (_, index) => {
      const assignment = { x: -5 + (15 * index) / 11, y: 15 * ((index * 0.618) % 1) }
      const curve = [{ step: 1, values: [branin(assignment)] }]
      return pastTrial(index + 1, assignment, { state: 'running', curve, plannedSteps: 9 })
    })
    expect(branin(gp(BRANIN).propose(questionOf(13, started)) ?? {})).toBeLessThan(40)
  })
})
