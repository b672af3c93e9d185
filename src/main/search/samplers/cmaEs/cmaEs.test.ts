import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../../test/support/designs'
import { pastTrial, questionOf, taskOf } from '../../../../../test/support/search'
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import type { Assignment, Domain, SearchSpace } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import { createSampler } from '../createSampler'
import { deriveSpace } from '../../space/deriveSpace'
import type { PastTrial, Sampler } from '../../types'
import { deviationOf, startDistribution, updateDistribution } from './distribution'
import { learningRates } from './learningRates'
import { createEdges, keepMargin } from './margin'
import { planNextRun } from './restarts'
import { warmStart } from './warmStart'
import { createUnitCube } from '../../encoding/unitCube'

function spaceOf(domains: readonly Domain[], start: readonly number[] = []): SearchSpace {
  return {
    parameters: domains.map((domain, index) => ({
      ...{ name: `x${index}`, domain, default: start[index] ?? 0, condition: null },
    })),
  }
}
const numbers = (assignment: Assignment) => Object.values(assignment).map(Number)
const spec = (change: Partial<SamplerSpecOf<'cmaEs'>> = {}): SamplerSpecOf<'cmaEs'> => ({
  ...{ kind: 'cmaEs', restarts: 'none', seed: 1 },
  ...change,
})

/** @returns the best value of so many trials; nothing is refused. */
function search(
  sampler: Sampler,
  lossOf: (x: number[]) => number,
  trials: number,
  past: PastTrial[] = [],
): number {
  const history = [...past]
  let best = Infinity
  for (let number = 1; number <= trials; number++) {
    const assignment = sampler.propose({ number, history, isAllowed: () => true })
    if (assignment === null) break
    const value = lossOf(numbers(assignment))
    best = Math.min(best, value)
    history.push(pastTrial(number, assignment, { values: [value] }))
  }
  return best
}

const rosenbrock = (x: number[]) =>
  x
    .slice(1)
    .reduce(
      (sum, next, index) => sum + 100 * (next - (x[index] ?? 0) ** 2) ** 2 + (1 - (x[index] ?? 0)) ** 2,
      0,
    )
const ellipsoid = (x: number[]) =>
  x.reduce((sum, value, index) => sum + 10 ** ((4 * index) / (x.length - 1)) * (value - 0.7) ** 2, 0)
const repeat = (count: number, domain: Domain) => Array.from({ length: count }, () => domain)

describe('the CMA-ES sampler', () => {
  it('goes along the bent valley of Rosenbrock in four dimensions', () => {
    const space = spaceOf(repeat(4, float(-2, 2)))
    for (const seed of [1, 2])
      expect(search(createSampler(taskOf(space), spec({ seed })), rosenbrock, 1600)).toBeLessThan(1e-6)
  })

  it('finds the bottom of an ellipsoid a hundred times as long as wide', () => {
    const space = spaceOf(repeat(5, float(-5, 5)), [3, 3, 3, 3, 3])
    for (const seed of [1, 2, 3])
      expect(search(createSampler(taskOf(space), spec({ seed })), ellipsoid, 1200)).toBeLessThan(1e-8)
  })

  it('finds whole numbers and choices between two as well as ranges', () => {
    const space = spaceOf([integer(0, 20), integer(1, 512, 'log'), choice(0, 1), float(0, 1)], [2, 8, 0, 0.1])
    const lossOf = ([a = 0, b = 0, c = 0, d = 0]: number[]) =>
      (a - 17) ** 2 / 10 + Math.log2(b / 100) ** 2 + (1 - c) * 2 + (d - 0.8) ** 2
    for (const seed of [1, 2, 3])
      expect(search(createSampler(taskOf(space), spec({ seed })), lossOf, 400)).toBeLessThan(1e-3)
  })

  it('begins where trials of another study were good', () => {
    const space = spaceOf(repeat(3, float(0, 1)), [0.1, 0.1, 0.1])
    const lossOf = (x: number[]) => x.reduce((sum, value) => sum + (value - 0.85) ** 2, 0)
    const random = createRandom(3)
    const past = Array.from({ length: 60 }, (_, index) => {
      const x = [random.next(), random.next(), random.next()]
      const assignment = { x0: x[0] ?? 0, x1: x[1] ?? 0, x2: x[2] ?? 0 }
      return pastTrial(index - 59, assignment, { values: [lossOf(x)] })
    })
    const cold = search(createSampler(taskOf(space), spec()), lossOf, 25)
    const warm = search(createSampler(taskOf(space), spec()), lossOf, 25, past)
    expect(warm).toBeLessThan(cold)
    expect(warm).toBeLessThan(0.02)
  })

  it('leaves a local minimum by restarting with a larger population', () => {
    const space = spaceOf(repeat(2, float(-5.12, 5.12)), [4, 4])
    const rastrigin = (x: number[]) =>
      x.reduce((sum, value) => sum + 10 + value ** 2 - 10 * Math.cos(2 * Math.PI * value), 0)
    for (const restarts of ['ipop', 'bipop'] as const)
      expect(search(createSampler(taskOf(space), spec({ restarts })), rastrigin, 3000)).toBeLessThan(1e-3)
  })

  it('stays away from where trials fail, without a value for them', () => {
    const space = spaceOf(repeat(2, float(0, 1)), [0.5, 0.5])
    const history: PastTrial[] = []
    const sampler = createSampler(taskOf(space), spec())
    for (let number = 1; number <= 240; number++) {
      const assignment = sampler.propose(questionOf(number, history)) ?? {}
      const [x = 0, y = 0] = numbers(assignment)
      const state = x > 0.6 ? 'failed' : 'complete'
      history.push(
        pastTrial(number, assignment, { state, values: x > 0.6 ? null : [(x - 0.9) ** 2 + (y - 0.3) ** 2] }),
      )
    }
    const late = history.slice(-60)
    expect(late.filter(({ state }) => state === 'failed').length).toBeLessThan(30)
    expect(Math.min(...late.flatMap(({ values }) => values ?? []))).toBeLessThan(0.1)
  })

  it('does not wait for one trial that goes on and on', () => {
    const space = spaceOf(repeat(3, float(0, 1)), [0.1, 0.1, 0.1])
    const lossOf = (x: number[]) => x.reduce((sum, value) => sum + (value - 0.7) ** 2, 0)
    const sampler = createSampler(taskOf(space, { parallel: 4 }), spec())
    const history: PastTrial[] = []
    let best = Infinity
    for (let number = 1; number <= 300; number++) {
      const assignment = sampler.propose(questionOf(number, history)) ?? {}
      const value = lossOf(numbers(assignment))
      best = Math.min(best, value)
      const isStuck = number === 5
      history.push(pastTrial(number, assignment, isStuck ? { state: 'running' } : { values: [value] }))
    }
    expect(best).toBeLessThan(1e-4)
  })

  it('takes choices over from good trials', () => {
    const space = deriveSpace(
      stackDesign({ 'hidden.activation': choice('relu', 'tanh', 'gelu', 'elu'), 'drop.rate': float(0, 0.9) }),
    )
    const history: PastTrial[] = []
    const sampler = createSampler(taskOf(space), spec())
    for (let number = 1; number <= 120; number++) {
      const assignment = sampler.propose(questionOf(number, history)) ?? {}
      const value =
        (assignment['hidden.activation'] === 'gelu' ? 0 : 1) + Math.abs(Number(assignment['drop.rate']) - 0.4)
      history.push(pastTrial(number, assignment, { values: [value] }))
    }
    const late = history.slice(60).filter(({ assignment }) => assignment['hidden.activation'] === 'gelu')
    expect(late.length).toBeGreaterThan(35)
  })
})

describe('learningRates', () => {
  it('has weights that sum up to one, and others that lead away', () => {
    const { weights, effective, damping } = learningRates(5, 8, 8)
    expect(weights.filter((weight) => weight > 0)).toHaveLength(4)
    expect(weights.slice(0, 4).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect(weights.slice(4).every((weight) => weight < 0)).toBe(true)
    expect(effective).toBeCloseTo(2.6, 1)
    expect(damping).toBeGreaterThan(1)
  })

  it('gives no weight to trials without a value', () => {
    const { weights } = learningRates(5, 8, 2)
    expect(weights.slice(0, 2).every((weight) => weight > 0)).toBe(true)
    expect(weights.slice(2).every((weight) => weight <= 0)).toBe(true)
    expect(learningRates(1, 2, 1).weights.every(Number.isFinite)).toBe(true)
  })
})

describe('updateDistribution', () => {
  it('moves to the better points, and grows along a path that goes on', () => {
    let distribution = startDistribution(Float64Array.of(0.5, 0.5), 0.05)
    for (let generation = 0; generation < 6; generation++) {
      const [x = 0, y = 0] = distribution.mean
      const ranked = [0.05, 0.02, -0.02, -0.05].map((shift) => ({
        point: Float64Array.of(x + shift, y),
        isSound: true,
      }))
      distribution = updateDistribution(distribution, ranked)
    }
    expect(distribution.mean[0]).toBeGreaterThan(0.6)
    expect(distribution.mean[1]).toBeCloseTo(0.5, 12)
    expect(deviationOf(distribution, 0)).toBeGreaterThan(1.3 * deviationOf(distribution, 1))
  })
})

describe('keepMargin', () => {
  it('keeps every neighbouring value at hand, as probable as it has to be', () => {
    const { axes } = createUnitCube(spaceOf([integer(0, 9), integer(0, 9), float(0, 1)]))
    const narrow = startDistribution(Float64Array.of(0.55, 0.02, 0.5), 1e-4)
    const kept = keepMargin(narrow, axes, { edgeAbove: createEdges(axes), population: 8 })
    expect(deviationOf(kept, 0)).toBeGreaterThan(0.01)
    expect(kept.mean[0]).toBeCloseTo(0.55, 9)
    // The first value ends at 0.1: from there it is 1.73 deviations to the mean, for a chance of 1 in 24.
    expect((0.1 - (kept.mean[1] ?? 0)) / deviationOf(kept, 1)).toBeCloseTo(1.7317, 3)
    expect(deviationOf(kept, 2)).toBeCloseTo(1e-4, 12)
  })
})

describe('warmStart', () => {
  it('is as wide as a tenth where all good trials are one', () => {
    const start = warmStart(Array.from({ length: 12 }, () => Float64Array.of(0.3, 0.6)))
    expect([...(start?.mean ?? [])].map((place) => Number(place.toFixed(9)))).toEqual([0.3, 0.6])
    expect(start && deviationOf(start, 0)).toBeCloseTo(0.1, 9)
    expect(warmStart([Float64Array.of(0.1)])).toBeNull()
  })
})

describe('planNextRun', () => {
  const first = { population: 8, step: 0.2 }
  const ledger = { largePopulation: 8, largeTrials: 100, smallTrials: 0, lastLarge: 100 }

  it('doubles the population, and between times takes small ones', () => {
    const random = createRandom(1)
    expect(planNextRun('ipop', first, { ledger, random })).toMatchObject({ population: 16, isLarge: true })
    const small = planNextRun('bipop', first, { ledger, random })
    expect(small).toMatchObject({ isLarge: false, mostTrials: 50 })
    expect(small.step).toBeLessThan(0.2)
    expect(planNextRun('bipop', first, { ledger: { ...ledger, smallTrials: 101 }, random }).isLarge).toBe(
      true,
    )
  })
})
