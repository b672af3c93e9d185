import { describe, expect, it } from 'vitest'
import { pastTrial, questionOf, runSearch, taskOf } from '../../../../../test/support/search'
import { BOWL, BRANCHES, meanBest, meanVolume } from '../../../../../test/support/searchFunctions'
import type { SearchSpace } from '../../../../shared/domain/searchSpace'
import type { SamplerSpec } from '../../../../shared/domain/search/samplerSpec'
import { assignmentKey } from '../../space/assignments'
import type { PastTrial } from '../../types'
import { createSampler } from '../createSampler'

type TpeSpec = Extract<SamplerSpec, { kind: 'tpe' }>
const MODES: TpeSpec['mode'][] = ['univariate', 'multivariate']
const tpe = (mode: TpeSpec['mode'], seed = 1): TpeSpec => ({ kind: 'tpe', mode, seed })
const random = (seed: number): SamplerSpec => ({ kind: 'random', seed })

const LINE: SearchSpace = {
  parameters: [
    { name: 'x', domain: { kind: 'float', low: 0, high: 1, scale: 'linear' }, default: 0.5, condition: null },
  ],
}

/** Trials at even places of the line, from 1. */
function along(count: number, toChange: (x: number) => Partial<PastTrial>): PastTrial[] {
  return Array.from({ length: count }, (_, index) => {
    const x = index / (count - 1)
    return pastTrial(index + 1, { x }, toChange(x))
  })
}

function proposals(history: readonly PastTrial[], seeds = 40): number[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const sampler = createSampler(taskOf(LINE), tpe('multivariate', seed))
    return Number(sampler.propose(questionOf(history.length + 1, history))?.['x'])
  })
}

describe.each(MODES)('%s TPE', (mode) => {
  it('comes nearer to the optimum than random search', () => {
    const budget = { trials: 60, seeds: 6 }
    expect(meanBest((seed) => tpe(mode, seed), BOWL, budget)).toBeLessThan(
      0.5 * meanBest(random, BOWL, budget),
    )
  })

  it('learns settings that exist in one branch only', () => {
    const budget = { trials: 60, seeds: 6 }
    const excess = meanBest((seed) => tpe(mode, seed), BRANCHES, budget) - 0.1
    expect(excess).toBeLessThan(0.5 * (meanBest(random, BRANCHES, budget) - 0.1))
  })

  it('dominates more than random search where there are two objectives', () => {
    const budget = { trials: 80, seeds: 4 }
    expect(meanVolume((seed) => tpe(mode, seed), budget)).toBeGreaterThan(meanVolume(random, budget) + 1)
  })

  it('tries every point of a finite space once, the promising ones early', () => {
    const space: SearchSpace = {
      parameters: ['a', 'b'].map((name) => ({
        name,
        domain: { kind: 'choice', values: [1, 2, 3, 4, 5, 6], isOrdered: true },
        default: 1,
        condition: null,
      })),
    }
    const found = [1, 2, 3, 4, 5].map((seed) => {
      const history = runSearch(
        createSampler(taskOf(space), tpe(mode, seed)),
        ({ a, b }) => (Number(a) - 4) ** 2 + (Number(b) - 5) ** 2,
        40,
      )
      expect(new Set(history.map(({ assignment }) => assignmentKey(assignment))).size).toBe(36)
      return history.findIndex(({ values }) => values?.[0] === 0)
    })
    expect(found.reduce((sum, index) => sum + index, 0) / found.length).toBeLessThan(17)
  })
})

describe('TPE', () => {
  it('draws evenly until enough trials have finished', () => {
    const history = along(9, (x) => ({ values: [Math.abs(x - 0.9)] }))
    const spread = proposals(history, 200).filter((x) => x < 0.5).length
    expect(spread).toBeGreaterThan(75)
    const more = along(10, (x) => ({ values: [Math.abs(x - 0.9)] }))
    expect(proposals(more, 200).filter((x) => x < 0.5).length).toBeLessThan(40)
  })

  it('keeps away from where trials failed', () => {
    const history = along(40, (x) => (x > 0.5 ? { state: 'failed' } : { values: [1 - x] }))
    const xs = proposals(history)
    expect(xs.filter((x) => x > 0.55)).toEqual([])
    expect(xs.filter((x) => x > 0.3).length).toBeGreaterThan(30)
  })

  it('keeps away from trials that are still running', () => {
    const finished = along(30, (x) => ({ values: [Math.abs(x - 0.5)] }))
    const near = (xs: number[]) => xs.filter((x) => Math.abs(x - 0.5) < 0.02).length
    const running = Array.from({ length: 12 }, (_, index) =>
      pastTrial(31 + index, { x: 0.485 + index * 0.0025 }, { state: 'running' }),
    )
    expect(near(proposals([...finished, ...running]))).toBeLessThan(near(proposals(finished)) / 2)
  })

  it('draws every third trial evenly while most are given up early', () => {
    const history = (steps: number) =>
      along(40, (x) => ({
        ...{ state: steps < 9 ? 'pruned' : 'complete', values: [Math.abs(x - 0.1)], plannedSteps: 9 },
        curve: [{ step: steps, values: [Math.abs(x - 0.1)] }],
      }))
    const farOf = (steps: number) => proposals(history(steps), 120).filter((x) => x > 0.6).length
    expect(farOf(9)).toBeLessThan(4)
    expect(farOf(1)).toBeGreaterThan(8)
    expect(farOf(1)).toBeLessThan(28)
  })

  it('compares trials after as many epochs as enough of them have seen', () => {
    const curveOf = (x: number, steps: number) =>
      [1, 3, 9]
        .filter((step) => step <= steps)
        .map((step) => ({ step, values: [Math.abs(x - 0.2) + 1 / step] }))
    const history = along(60, (x) => {
      const steps = Math.abs(x - 0.2) < 0.1 ? 3 : 1
      return {
        state: 'pruned',
        values: [Math.abs(x - 0.2) + 1 / steps],
        curve: curveOf(x, steps),
        plannedSteps: 9,
      }
    })
    const xs = proposals(history)
    expect(xs.filter((x) => Math.abs(x - 0.2) < 0.15).length).toBeGreaterThan(30)
  })
})
