import { describe, expect, it } from 'vitest'
import { pastTrial, questionOf, runSearch, taskOf } from '../../../../../test/support/search'
import { AUTO_CODES, isAutoCode } from '../../../../shared/domain/search/autoChoice'
import type { Assignment, Parameter, SearchSpace } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import { sampleAssignment } from '../../space/assignments'
import type { PastTrial, SearchTask } from '../../types'
import { createSampler } from '../createSampler'

const range = (name: string): Parameter => ({
  ...{ name, default: 0.5, condition: null },
  domain: { kind: 'float', low: 0, high: 1, scale: 'linear' },
})
const choices = (name: string, count: number): Parameter => ({
  ...{ name, default: 0, condition: null },
  domain: { kind: 'choice', values: Array.from({ length: count }, (_, index) => index), isOrdered: true },
})
const PLANE: SearchSpace = { parameters: [range('x'), range('y')] }
const bowl = ({ x, y }: Assignment) => (Number(x) - 0.31) ** 2 + (Number(y) - 0.77) ** 2

const auto = (task: SearchTask, seed = 5) => createSampler(task, { kind: 'auto', seed })

function pastOf(space: SearchSpace, count: number, objectives = 1): PastTrial[] {
  return Array.from({ length: count }, (_, index) => {
    const assignment = sampleAssignment(space, createRandom(index))
    const values = Array.from({ length: objectives }, (__, which) => bowl(assignment) + which)
    return pastTrial(index + 1, assignment, { values })
  })
}

function reasonAfter(task: SearchTask, count: number): string {
  const history = pastOf(task.space, count, task.objectives)
  return auto(task).explain?.(questionOf(count + 1, history)).code ?? ''
}

describe('the automatic strategy', () => {
  it('tries everything where the budget is enough for it, the defaults first', () => {
    const space = { parameters: [choices('a', 4), choices('b', 5)] }
    const task = taskOf(space, { trials: 20 })
    expect(reasonAfter(task, 3)).toBe('auto/everything')
    const trials = runSearch(auto(task), () => 1, 40)
    expect(trials).toHaveLength(20)
    expect(trials[0]?.assignment).toEqual({ a: 0, b: 0 })
  })

  it('spreads, then asks a process, then two models, and says so', () => {
    const reasons = [1, 10, 60, 400].map((count) => reasonAfter(taskOf(PLANE), count))
    expect(reasons).toEqual([
      'auto/spread',
      'auto/gp-small-budget',
      'auto/gp-with-tpe',
      'auto/tpe-long-history',
    ])
  })

  it('leaves many parameters, many trials at a time and several objectives to others', () => {
    const wide = { parameters: Array.from({ length: 60 }, (_, index) => range(`x${index}`)) }
    expect(reasonAfter(taskOf(wide), 20)).toBe('auto/tpe-many-parameters')
    expect(reasonAfter(taskOf(PLANE, { parallel: 32 }), 20)).toBe('auto/tpe-many-at-once')
    expect(reasonAfter(taskOf(PLANE, { objectives: 2 }), 20)).toBe('auto/tpe-objectives')
    expect(reasonAfter(taskOf(PLANE, { objectives: 2 }), 600)).toBe('auto/nsga2-objectives')
  })

  it('knows every code that it gives', () => {
    expect(AUTO_CODES.every(isAutoCode)).toBe(true)
    expect(isAutoCode('auto/unknown')).toBe(false)
  })

  it('finds the bottom of a bowl within 25 trials, whether the budget is known or not', () => {
    for (const trials of [null, 25]) {
      const found = runSearch(auto(taskOf(PLANE, { trials })), bowl, 25)
      expect(Math.min(...found.map(({ values }) => values?.[0] ?? NaN))).toBeLessThan(1e-3)
    }
  })

  it('proposes what follows from the question alone', () => {
    const history = runSearch(auto(taskOf(PLANE)), bowl, 34)
    for (const count of [3, 20, 33]) {
      const next = auto(taskOf(PLANE)).propose(questionOf(count + 1, history.slice(0, count)))
      expect(next).toEqual(history[count]?.assignment)
    }
  })
})
