import { describe, expect, it } from 'vitest'
import type { PrunerSpec } from '../../../../shared/domain/search/prunerSpec'
import type { PastTrial, Pruner } from '../../types'
import { createPruner } from '../createPruner'
import { bracketWeights, countBrackets, createRound } from './brackets'
import { rungsOf } from './rungs'

function prunerOf(pruner: PrunerSpec): Pruner {
  const task = { space: { parameters: [] }, objectives: 1, trials: null, parallel: 1 }
  return createPruner({ ...task, directions: ['minimize'] }, { sampler: { kind: 'random', seed: 0 }, pruner })
}

/** A trial that waits with this value at a step, or what `change` says. */
function waiting(
  number: number,
  [step, value]: readonly [number, number],
  change: Partial<PastTrial> = {},
): PastTrial {
  const curve = [{ step, values: [value] }]
  return {
    ...{ number, assignment: {}, state: 'paused', values: [value], curve, plannedSteps: 81, runs: [] },
    ...change,
  }
}

describe('the brackets of Hyperband', () => {
  it('are those of the paper for R = 81 and η = 3', () => {
    const [rungs, count] = [{ minSteps: 1, factor: 3 }, 5]
    expect(countBrackets(rungs, 81)).toBe(count)
    expect(countBrackets(rungs, 243)).toBe(6)
    expect(bracketWeights(count, 3)).toEqual([81, 34, 15, 8, 5])
    const trial = waiting(1, [1, 0])
    expect([0, 1, 2, 3, 4].map((bracket) => rungsOf(trial, rungs, bracket))).toEqual([
      [1, 3, 9, 27],
      [3, 9, 27],
      [9, 27],
      [27],
      [],
    ])
  })

  it('have their share of the trials wherever a study ends', () => {
    const weights = bracketWeights(5, 3)
    const round = createRound(weights)
    expect(weights.map((_, bracket) => round.filter((one) => one === bracket).length)).toEqual(weights)
    const counts = weights.map(() => 0)
    for (const [index, bracket] of round.entries()) {
      counts[bracket] = (counts[bracket] ?? 0) + 1
      for (const [other, weight] of weights.entries()) {
        const share = ((index + 1) * weight) / round.length
        expect(Math.abs((counts[other] ?? 0) - share)).toBeLessThan(2)
      }
    }
  })

  it('compare trials with those of their own bracket only', () => {
    const pruner = prunerOf({ kind: 'hyperband', minSteps: 1, factor: 3 })
    const first = Array.from({ length: 143 }, (_, index) =>
      pruner.nextHalt(waiting(index + 1, [0, 0], { curve: [] })),
    )
    const counts = [1, 3, 9, 27, null].map((halt) => first.filter((one) => one === halt).length)
    expect(counts).toEqual([81, 34, 15, 8, 5])
  })
})

describe('successive halving', () => {
  const pruner = prunerOf({ kind: 'successiveHalving', minSteps: 1, factor: 3 })

  it('promotes from the highest rung down, the best first', () => {
    const rung = [0.5, 0.3, 0.4, 0.6, 0.7, 0.8].map((value, index) => waiting(index + 1, [1, value]))
    expect(pruner.next(rung)).toEqual({ kind: 'promote', number: 2 })
    const higher = [7, 8, 9].map((number) => waiting(number, [3, number / 10]))
    expect(pruner.next([...rung, ...higher])).toEqual({ kind: 'promote', number: 7 })
  })

  it('lets a trial go on at once that would be promoted next, and any other wait for it', () => {
    const [left, right] = [waiting(1, [1, 0.4]), waiting(2, [1, 0.5])]
    const judge = (value: number) => {
      const trial = waiting(3, [1, value], { state: 'running', values: null })
      return pruner.judge(trial, [left, right, trial])
    }
    expect(judge(0.3)).toEqual({ kind: 'continue' })
    expect(judge(0.45)).toEqual({
      kind: 'pause',
      reason: { code: 'prune/rung', details: { step: 1, place: 2, trials: 3, factor: 3 } },
    })
  })

  it('counts who went on as taking a place, and failed trials not at all', () => {
    const gone = waiting(1, [1, 0.1], { state: 'running' })
    const rest = [2, 3].map((number) => waiting(number, [1, number / 10]))
    expect(pruner.next([gone, ...rest])).toBeNull()
    const failed = waiting(1, [1, 0.1], { state: 'failed' })
    expect(pruner.next([failed, ...rest, waiting(4, [1, 0.9])])).toEqual({ kind: 'promote', number: 2 })
  })

  it('sends the best of each rung on when no more trials come, however few there are', () => {
    const trials = [waiting(1, [1, 0.4]), waiting(2, [1, 0.3])]
    expect(pruner.next(trials)).toBeNull()
    expect(pruner.next(trials, true)).toEqual({ kind: 'promote', number: 2 })
  })
})
