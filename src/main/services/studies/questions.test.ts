import { describe, expect, it } from 'vitest'
import { choice, integer, stackDesign } from '../../../../test/support/designs'
import { pastTrial } from '../../../../test/support/search'
import type { PriorTrial } from '../../../shared/domain/search/priorTrial'
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { TrainingPlan } from '../../../shared/domain/study'
import type { ModelFigures } from '../../search'
import { Questions } from './questions'
import { ACCURACY } from './testing/rows'

const UNITS = 'hidden.units'
const BATCH = 'training.batchSize'

function ask(
  change: Partial<TrainingPlan> = {},
  { priors = [], figures = null }: { priors?: readonly PriorTrial[]; figures?: ModelFigures | null } = {},
) {
  const plan: TrainingPlan = {
    datasetVersionId: 'version-1' as TrainingPlan['datasetVersionId'],
    design: stackDesign({ [UNITS]: integer(8, 64) }),
    sampler: { kind: 'random', seed: 1 },
    objective: ACCURACY,
    budget: { trials: 10, timeLimitSeconds: null, parallel: 1 },
    ...change,
  }
  return new Questions({ plan, priors, figures })
}
const prior = (assignment: Assignment, value: number): PriorTrial => ({
  ...{ assignment, value },
  source: { format: 'csv', name: 'a.csv' },
})
const done = (number: number, assignment: Assignment, value: number) =>
  pastTrial(number, assignment, { values: [value] })

describe('what a sampler is asked', () => {
  it('lets nothing be tried twice, whatever became of it, unless the study says so', () => {
    const trials = [done(1, { [UNITS]: 8 }, 1), pastTrial(2, { [UNITS]: 9 }, { state: 'failed' })]
    const skipping = ask().ask(3, trials)
    expect([8, 9, 10].map((units) => skipping.isAllowed({ [UNITS]: units }))).toEqual([false, false, true])
    for (const duplicates of ['repeat', 'allow'] as const)
      expect(
        ask({ duplicates })
          .ask(3, trials)
          .isAllowed({ [UNITS]: 8 }),
      ).toBe(true)
  })

  it('tells a repeated point by the mean of its trials', () => {
    const trials = [done(1, { [UNITS]: 8 }, -1), done(2, { [UNITS]: 9 }, -2), done(3, { [UNITS]: 8 }, -4)]
    const valuesOf = (questions: Questions) => questions.ask(4, trials).history.map(({ values }) => values)
    expect(valuesOf(ask({ duplicates: 'repeat' }))).toEqual([[-2.5], [-2], [-2.5]])
    expect(valuesOf(ask({ duplicates: 'allow' }))).toEqual([[-1], [-2], [-4]])
  })

  it('puts results of other studies before the first trial, with numbers below one and as they are minimised', () => {
    const priors = [prior({ [UNITS]: 16 }, 0.5), prior({ [UNITS]: 100 }, 0.9), prior({ [UNITS]: 17 }, 0.7)]
    const { history, isAllowed } = ask({}, { priors }).ask(2, [done(1, { [UNITS]: 8 }, -1)])
    expect(history.map(({ number, values }) => [number, values])).toEqual([
      [-1, [-0.5]],
      [0, [-0.7]],
      [1, [-1]],
    ])
    expect(isAllowed({ [UNITS]: 16 })).toBe(true)
  })

  it('leaves out trials of an earlier space that are no points of this one, and completes the others', () => {
    const design = stackDesign({ [UNITS]: integer(8, 64), [BATCH]: choice(16, 32) })
    const own = Number(design.training.batchSize)
    const trials = [
      done(1, { [UNITS]: 8 }, 1),
      done(2, { [UNITS]: 128 }, 1),
      done(3, { [UNITS]: 9, [BATCH]: 16, 'drop.rate': 0.7 }, 1),
    ]
    const { history } = ask({ design }).ask(4, trials)
    expect(history.map(({ number, assignment }) => [number, assignment])).toEqual([
      [1, { [UNITS]: 8, [BATCH]: own }],
    ])
  })

  it('refuses models that cost too much, as soon as their cost is known', () => {
    const design = { ...stackDesign({ [UNITS]: integer(8, 64) }), constraints: ['model.weights <= 100'] }
    const figures: ModelFigures = (_variable, assignment) => Number(assignment[UNITS]) * 10
    const isAllowed = (questions: Questions) =>
      [8, 11].map((units) => questions.ask(1, []).isAllowed({ [UNITS]: units }))
    expect(isAllowed(ask({ design }))).toEqual([true, true])
    expect(isAllowed(ask({ design }, { figures }))).toEqual([true, false])
  })
})
