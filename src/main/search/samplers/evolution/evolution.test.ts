import { describe, expect, it } from 'vitest'
import { pastTrial, questionOf, runSearch, taskOf } from '../../../../../test/support/search'
import { BOWL, BRANCHES, meanBest, meanVolume, ZDT1 } from '../../../../../test/support/searchFunctions'
import type { Assignment, Domain, SearchSpace } from '../../../../shared/domain/searchSpace'
import type { SamplerSpec } from '../../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../../shared/util/random'
import { createAxis } from '../../encoding/unitCube'
import { sampleAssignment } from '../../space/assignments'
import type { PastTrial } from '../../types'
import { createSampler } from '../createSampler'
import { mutateValue } from './variation'

const SPECS = {
  nsga2: (seed: number): SamplerSpec => ({ kind: 'nsga2', population: 12, seed }),
  evolution: (seed: number): SamplerSpec => ({ kind: 'evolution', population: 20, tournament: 6, seed }),
  differentialEvolution: (seed: number): SamplerSpec => ({
    kind: 'differentialEvolution',
    population: 12,
    seed,
  }),
}
const random = (seed: number): SamplerSpec => ({ kind: 'random', seed })

describe.each(Object.entries(SPECS))('%s', (_kind, toSpec) => {
  it('comes nearer to the optimum than random search', () => {
    const budget = { trials: 120, seeds: 6 }
    expect(meanBest(toSpec, BOWL, budget)).toBeLessThan(0.6 * meanBest(random, BOWL, budget))
  })

  it('improves settings that exist in one branch only', () => {
    const budget = { trials: 120, seeds: 16 }
    const excess = meanBest(toSpec, BRANCHES, budget) - 0.1
    expect(excess).toBeLessThan(0.7 * (meanBest(random, BRANCHES, budget) - 0.1))
  })

  it('dominates more than random search where there are two objectives', () => {
    const budget = { trials: 150, seeds: 4 }
    expect(meanVolume(toSpec, budget)).toBeGreaterThan(meanVolume(random, budget) + 0.5)
  })

  it('does not learn from failed trials', () => {
    const history = Array.from({ length: 40 }, (_, index) => {
      const assignment = sampleAssignment(ZDT1, createRandom(index))
      const isGood = Number(assignment['a']) < 0.5
      return pastTrial(index + 1, assignment, isGood ? { values: [1] } : { state: 'failed' })
    })
    const found = Array.from({ length: 60 }, (_, seed) =>
      Number(createSampler(taskOf(ZDT1), toSpec(seed)).propose(questionOf(41, history))?.['a']),
    )
    expect(found.filter((a) => a < 0.5).length).toBeGreaterThan(45)
  })
})

/** Distinct places on the first axis, one a trial, so that children can be told by whose values they have. */
function marked(count: number, change: (index: number) => Partial<PastTrial>): PastTrial[] {
  return Array.from({ length: count }, (_, index) => {
    const entries = ZDT1.parameters.map(({ name }) => [name, (index + 1) / 100] as const)
    return pastTrial(index + 1, Object.fromEntries(entries), change(index))
  })
}

describe('nsga2', () => {
  it('breeds from the last complete generation while the next is still running', () => {
    const history = marked(20, (index) => (index < 16 ? { values: [index] } : { state: 'running' }))
    const child = createSampler(taskOf(ZDT1), SPECS.nsga2(3)).propose(questionOf(21, history))
    const inherited = Object.values(child ?? {}).filter((value) =>
      Number.isInteger(Math.round(Number(value) * 1e6) / 1e4),
    )
    expect(inherited.length).toBeGreaterThanOrEqual(3)
    for (const value of inherited) expect(Number(value)).toBeLessThanOrEqual(0.12)
  })

  it('draws its first generation evenly', () => {
    const history = marked(11, (index) => ({ values: [index] }))
    const found = Array.from({ length: 100 }, (_, seed) =>
      Number(createSampler(taskOf(ZDT1), SPECS.nsga2(seed)).propose(questionOf(12, history))?.['b']),
    )
    expect(found.filter((value) => value > 0.5).length).toBeGreaterThan(35)
  })
})

describe('evolution', () => {
  it('changes one place of a young trial, however good the old ones are', () => {
    const history = marked(60, (index) => ({ values: [index] }))
    for (let seed = 0; seed < 20; seed++) {
      const child = createSampler(taskOf(ZDT1), SPECS.evolution(seed)).propose(questionOf(61, history)) ?? {}
      const parent = history.find(
        ({ assignment }) =>
          Object.keys(child).filter((name) => assignment[name] === child[name]).length === 5,
      )
      expect(parent?.number).toBeGreaterThan(40)
    }
  })

  it('keeps what hangs on other values, and borrows what comes into being', () => {
    const flat: Assignment = { model: 'flat', rate: 0.01, slope: 0.25 }
    const deep: Assignment = { model: 'deep', rate: 0.5, layers: 4, drop: 0.125 }
    const history = Array.from({ length: 20 }, (_, index) =>
      pastTrial(index + 1, index % 2 === 0 ? flat : deep, { values: [index % 2] }),
    )
    const children = Array.from({ length: 60 }, (_, seed) =>
      createSampler(taskOf(BRANCHES.space), {
        ...SPECS.evolution(seed),
        ...{ kind: 'evolution', population: 20, tournament: 20 },
      } as SamplerSpec).propose(questionOf(21, history)),
    )
    const turned = children.filter((child) => child?.['model'] === 'deep')
    expect(turned.length).toBeGreaterThan(5)
    for (const child of turned) expect(child).toEqual({ ...deep, rate: flat['rate'] })
  })
})

describe('differentialEvolution', () => {
  it('replaces a member only by a better child of its place', () => {
    const toValue = (assignment: Assignment) => Number(assignment['a']) ** 2 + Number(assignment['b'])
    const history = runSearch(createSampler(taskOf(ZDT1), SPECS.differentialEvolution(2)), toValue, 96)
    const bestOf = (from: number, to: number) =>
      Math.min(...history.slice(from, to).map(({ values }) => values?.[0] ?? Infinity))
    expect(bestOf(84, 96)).toBeLessThan(bestOf(0, 12))
  })

  it('compares the members after the most epochs that a population has seen', () => {
    const curve = (a: number, steps: number) =>
      Array.from({ length: steps }, (_, index) => ({ step: index + 1, values: [a] }))
    const history = Array.from({ length: 60 }, (_, index) => {
      const assignment = sampleAssignment(ZDT1, createRandom(index, 5))
      const a = Number(assignment['a'])
      return pastTrial(index + 1, assignment, {
        ...{ state: 'pruned', values: [a], plannedSteps: 9 },
        curve: curve(a, a < 0.4 ? 3 : 1),
      })
    })
    const found = Array.from({ length: 60 }, (_, seed) =>
      Number(
        createSampler(taskOf(ZDT1), SPECS.differentialEvolution(seed)).propose(questionOf(61, history))?.[
          'a'
        ],
      ),
    )
    expect(found.filter((a) => a < 0.4).length).toBeGreaterThan(45)
  })
})

describe('mutateValue', () => {
  const domains: Domain[] = [
    { kind: 'float', low: 1e-6, high: 1, scale: 'log' },
    { kind: 'float', low: 0, high: 1, scale: 'linear', step: 0.25 },
    { kind: 'integer', low: 1, high: 1_000_000, scale: 'log', step: 1 },
    { kind: 'choice', values: ['a', 'b', 'c'] },
    { kind: 'choice', values: [8, 16, 32], isOrdered: true },
    { kind: 'integer', low: 4, high: 5, scale: 'linear', step: 1 },
  ]

  it.each(domains)('gives another value of $kind, near and far', (domain) => {
    const axis = createAxis({ name: 'x', domain, default: 0, condition: null })
    const [generator, space] = [createRandom(4), { parameters: [axis.parameter] } as SearchSpace]
    for (let draw = 0; draw < 200; draw++) {
      const value = sampleAssignment(space, generator)['x'] ?? 0
      const changed = mutateValue(axis, value, generator)
      expect(changed).not.toBe(value)
      expect(axis.valueAt(axis.placeOf(changed))).toSatisfy(
        (back: unknown) => back === changed || Math.abs(Number(back) / Number(changed) - 1) < 1e-9,
      )
    }
  })
})
