import { describe, expect, it } from 'vitest'
import { pastTrial, questionOf, runSearch, taskOf } from '../../../../../test/support/search'
import type { PastTrial } from '../../types'
import type { Assignment, SearchSpace } from '../../../../shared/domain/searchSpace'
import { createSampler } from '../createSampler'

const unit = (name: string) =>
  ({
    name,
    domain: { kind: 'float', low: 0, high: 1, scale: 'linear' },
    default: 0.9,
    condition: null,
  }) as const

/** A choice that decides more than all else, and two numbers. */
const SPACE: SearchSpace = {
  parameters: [
    {
      name: 'kind',
      domain: { kind: 'choice', values: ['a', 'b', 'c', 'd'] },
      default: 'a',
      condition: null,
    },
    unit('x'),
    unit('y'),
  ],
}

const valueOf = ({ kind, x, y }: Assignment) =>
  (kind === 'c' ? 0 : 2) + (Number(x) - 0.3) ** 2 + (Number(y) - 0.7) ** 2

const task = taskOf(SPACE, { trials: 60 })
const forest = (seed: number) => createSampler(task, { kind: 'forest', seed })

describe('the forest sampler', () => {
  it('finds what random search with as many trials does not', () => {
    const bestOf = (kind: 'forest' | 'random') =>
      [1, 2, 3, 4].map((seed) =>
        Math.min(
          ...runSearch(createSampler(task, { kind, seed }), valueOf, 60).map(
            ({ values }) => values?.[0] ?? 9,
          ),
        ),
      )
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(bestOf('forest'))).toBeLessThan(0.3 * mean(bestOf('random')))
  })

  it('stays away from where trials failed, however good what is beside them', () => {
    const history = Array.from({ length: 60 }, (_, index) => {
      const assignment = { kind: 'c', x: ((index * 7) % 60) / 60, y: ((index * 11) % 60) / 60 }
      const didFail = assignment.x < 0.5
      return pastTrial(index + 1, assignment, {
        state: didFail ? 'failed' : 'complete',
        values: didFail ? null : [assignment.x],
      })
    })
    const proposed = [61, 62, 63, 64, 65].map((number) => forest(1).propose(questionOf(number, history)))
    const inside = proposed.filter((assignment) => Number(assignment?.['x']) < 0.4)
    expect(inside).toHaveLength(0)
  })

  it('counts what is pending: of several at once none is near another', () => {
    const history = runSearch(forest(2), valueOf, 30)
    for (let number = 31; number <= 34; number++) {
      const assignment = forest(2).propose(questionOf(number, history)) ?? {}
      history.push(pastTrial(number, assignment, { state: 'running' }))
    }
    const places = history.slice(30).map(({ assignment }) => JSON.stringify(assignment))
    expect(new Set(places).size).toBe(4)
  })

  it('weighs several objectives differently from trial to trial', () => {
    const sampler = createSampler(taskOf(SPACE, { objectives: 2, trials: 80 }), { kind: 'forest', seed: 3 })
    const history: PastTrial[] = []
    for (let number = 1; number <= 80; number++) {
      const assignment = sampler.propose(questionOf(number, history)) ?? {}
      const x = Number(assignment['x'])
      const toll = assignment['kind'] === 'c' ? 0 : 1
      history.push(pastTrial(number, assignment, { values: [x ** 2 + toll, (x - 1) ** 2 + toll] }))
    }
    const late = history.slice(30).filter(({ assignment }) => assignment['kind'] === 'c')
    expect(late.length).toBeGreaterThan(30)
    expect(late.some(({ assignment }) => Number(assignment['x']) < 0.3)).toBe(true)
    expect(late.some(({ assignment }) => Number(assignment['x']) > 0.7)).toBe(true)
  })
})
