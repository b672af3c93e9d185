import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { pastTrial } from '../../../../test/support/search'
import { AnalysisAnswer, type AnswerOf } from '../../../shared/domain/analysis/answer'
import type { AnalysisRequest } from '../../../shared/domain/analysis/request'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { createRandom } from '../../../shared/util/random'
import { sampleAssignment } from '../space/assignments'
import { createAnalyser } from './analyser'
import { type AnalysisTask, finish } from './types'

const SPACE: SearchSpace = {
  parameters: [
    {
      name: 'rate',
      domain: { kind: 'float', low: 1e-4, high: 1, scale: 'log' },
      default: 0.01,
      condition: null,
    },
    {
      name: 'optimizer',
      domain: { kind: 'choice', values: ['adam', 'sgd'] },
      default: 'adam',
      condition: null,
    },
    {
      name: 'momentum',
      domain: { kind: 'float', low: 0, high: 1, scale: 'linear' },
      default: 0.5,
      condition: { test: 'oneOf', parameter: 'optimizer', values: ['sgd'] },
    },
    {
      name: 'units',
      domain: { kind: 'integer', low: 1, high: 8, scale: 'linear', step: 1 },
      default: 4,
      condition: null,
    },
    { name: 'fixed', domain: { kind: 'choice', values: [3] }, default: 3, condition: null },
  ],
}

/** Minimised: best at a rate of 0.01 and a momentum of 0.8. */
function lossOf({ rate, optimizer, momentum }: Assignment): number {
  const own = optimizer === 'adam' ? 0.2 : (Number(momentum) - 0.8) ** 2
  return (Math.log10(Number(rate)) + 2) ** 2 + own
}

function taskOf(count: number, change: Partial<AnalysisTask> = {}): AnalysisTask {
  const trials = Array.from({ length: count }, (_, index) => {
    const assignment = sampleAssignment(SPACE, createRandom(5, index))
    if (index % 10 === 9) return pastTrial(index + 1, assignment, { state: 'failed' })
    return pastTrial(index + 1, assignment, { values: [lossOf(assignment)] })
  })
  return { space: SPACE, trials, directions: ['minimize'], isOrthogonal: false, ...change }
}

/** The same, as a study that maximises: values as samplers see them are the same, as people see them negated. */
const maximised = (count: number) => taskOf(count, { directions: ['maximize'] })

function ask<Kind extends AnalysisAnswer['kind']>(
  task: AnalysisTask,
  request: AnalysisRequest,
  kind: Kind,
): AnswerOf<Kind> {
  const answer = v.parse(AnalysisAnswer, finish(createAnalyser(task).analyse(request)))
  expect(answer.kind).toBe(kind)
  return answer as AnswerOf<Kind>
}

const edf: AnalysisRequest = { kind: 'edf', objective: 0 }

describe('importance', () => {
  it.each(['fanova', 'pedAnova'] as const)(
    'puts what decides first, and leaves out what cannot (%s)',
    (method) => {
      const answer = ask(taskOf(300), { kind: 'importance', method, objective: 0 }, 'importance')
      expect(answer.parameters[0]?.name).toBe('rate')
      expect(answer.parameters.map(({ name }) => name)).not.toContain('fixed')
      expect(answer.trials).toEqual({ used: 270, total: 270 })
      const momentum = answer.parameters.find(({ name }) => name === 'momentum')
      expect(momentum?.presence).toBeCloseTo(0.5, 0)
      expect(momentum?.presence).toBeLessThan(1)
    },
  )

  it('says what is missing', () => {
    const request: AnalysisRequest = { kind: 'importance', method: 'fanova', objective: 0 }
    expect(ask(taskOf(5), request, 'none')).toMatchObject({ reason: 'tooFewTrials', found: 5, needed: 10 })
    const flat = taskOf(30).trials.map((trial) => ({ ...trial, values: trial.values && [1] }))
    expect(ask(taskOf(0, { trials: flat }), request, 'none')).toMatchObject({ reason: 'constant' })
  })

  it('is not blinded by a trial that diverged', () => {
    const task = taskOf(300)
    const trials = [
      ...task.trials,
      pastTrial(301, { rate: 0.01, optimizer: 'adam', units: 3, fixed: 3 }, { values: [1e9] }),
    ]
    const answer = ask(
      { ...task, trials },
      { kind: 'importance', method: 'fanova', objective: 0 },
      'importance',
    )
    expect(answer.parameters[0]?.name).toBe('rate')
    expect(answer.parameters[0]?.importance).toBeGreaterThan(0.7)
  })
})

describe('dependence', () => {
  it('shows the valley where it is, in the units of the objective', () => {
    const answer = ask(maximised(400), { kind: 'dependence', objective: 0, parameter: 'rate' }, 'dependence')
    const best = answer.points.reduce((most, point) => (point.mean > most.mean ? point : most))
    expect(Math.abs(Math.log10(Number(best.value)) + 2)).toBeLessThan(0.4)
    expect(best.mean).toBeLessThan(0)
    for (const { low, mean, high } of answer.points) {
      expect(low).toBeLessThanOrEqual(mean + 1e-9)
      expect(high).toBeGreaterThanOrEqual(mean - 1e-9)
    }
  })

  it('looks at a conditional parameter where it exists', () => {
    const answer = ask(taskOf(800), { kind: 'dependence', objective: 0, parameter: 'momentum' }, 'dependence')
    expect(answer.trials.total).toBeLessThan(500)
    const best = answer.points.reduce((least, point) => (point.mean < least.mean ? point : least))
    expect(Math.abs(Number(best.value) - 0.8)).toBeLessThan(0.3)
  })

  it('names all choices and all values of a short range', () => {
    const values = (parameter: string) =>
      ask(taskOf(100), { kind: 'dependence', objective: 0, parameter }, 'dependence').points.map(
        ({ value }) => value,
      )
    expect(values('optimizer')).toEqual(['adam', 'sgd'])
    expect(values('units')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('contour and rank', () => {
  it('map two parameters, with the trials that have both', () => {
    const parameters: [string, string] = ['rate', 'momentum']
    const map = ask(taskOf(400), { kind: 'contour', objective: 0, parameters }, 'contour')
    expect(map.means).toHaveLength(map.y.length)
    expect(map.means.every((row) => row.length === map.x.length && row.every(Number.isFinite))).toBe(true)
    const ranks = ask(taskOf(400), { kind: 'rank', objective: 0, parameters }, 'rank')
    expect(ranks.points.length).toBe(map.trials.total)
    const [first] = ranks.points.toSorted((a, b) => a.rank - b.rank)
    expect(first?.value).toBe(Math.min(...ranks.points.map(({ value }) => value)))
  })

  it('refuse a pair that is none', () => {
    expect(
      ask(taskOf(100), { kind: 'contour', objective: 0, parameters: ['rate', 'rate'] }, 'none').reason,
    ).toBe('noParameter')
    expect(
      ask(taskOf(100), { kind: 'rank', objective: 0, parameters: ['rate', 'gone'] }, 'none').reason,
    ).toBe('noParameter')
  })
})

describe('the surrogate check', () => {
  it('trusts what can be predicted, and not what is chance', () => {
    const good = ask(taskOf(300), { kind: 'surrogate', objective: 0 }, 'surrogate')
    expect(good.trust).toBe('good')
    expect(good.rankCorrelation).toBeGreaterThan(0.8)
    const random = createRandom(3)
    const noise = taskOf(300).trials.map((trial) => ({ ...trial, values: trial.values && [random.normal()] }))
    const poor = ask(taskOf(0, { trials: noise }), { kind: 'surrogate', objective: 0 }, 'surrogate')
    expect(poor.trust).toBe('poor')
    expect(poor.r2).toBeLessThan(0.2)
  })
})

describe('the distribution of results', () => {
  it('rises from the best to all, in the units of the objective', () => {
    const { points } = ask(maximised(1000), edf, 'edf')
    expect(points.at(-1)?.share).toBe(1)
    expect(points.length).toBeLessThanOrEqual(400)
    expect(points.every(({ value }, index) => index === 0 || value <= (points[index - 1]?.value ?? 0))).toBe(
      true,
    )
  })
})

describe('the front', () => {
  const task = (): AnalysisTask => {
    const trials = Array.from({ length: 50 }, (_, index) => {
      const x = (index * 13) % 50
      const isBad = index % 5 === 0
      return pastTrial(
        index + 1,
        { rate: 0.1, optimizer: 'adam', units: 1, fixed: 3 },
        { values: [x + (isBad ? 60 : 0), -Math.sqrt(1 - ((x - 49) / 49) ** 2) * 49 + (isBad ? 60 : 0)] },
      )
    })
    return { space: SPACE, trials, directions: ['minimize', 'maximize'], isOrthogonal: false }
  }

  it('holds who is beaten by nobody, ascending, with the knee among them', () => {
    const answer = ask(task(), { kind: 'pareto' }, 'pareto')
    expect(answer.front).toHaveLength(40)
    expect(answer.others).toHaveLength(10)
    const first = answer.front.map(({ values }) => values[0] ?? 0)
    expect(first).toEqual(first.toSorted((a, b) => a - b))
    const knee = answer.front.find(({ number }) => number === answer.knee)
    expect(knee?.values[0]).toBeGreaterThan(5)
    expect(knee?.values[0]).toBeLessThan(25)
    expect(knee?.values[1]).toBeGreaterThan(0)
  })

  it('dominates more and more', () => {
    const { hypervolume } = ask(task(), { kind: 'pareto' }, 'pareto')
    const shares = hypervolume.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBeGreaterThan(0.5)
    expect(shares.at(-1)).toBeLessThan(1)
  })

  it('needs several objectives', () => {
    expect(ask(taskOf(20), { kind: 'pareto' }, 'none').reason).toBe('oneObjective')
  })
})

describe('the effects of an orthogonal design', () => {
  const trials = [1, 2, 3].flatMap((units) =>
    ['adam', 'sgd'].map((optimizer, index) =>
      pastTrial(
        2 * units + index,
        { rate: 0.1, optimizer, ...(optimizer === 'sgd' ? { momentum: 0.5 } : {}), units, fixed: 3 },
        { values: [-(units + (optimizer === 'sgd' ? 10 : 0))] },
      ),
    ),
  )
  const task: AnalysisTask = { space: SPACE, trials, directions: ['maximize'], isOrthogonal: true }

  it('put the largest first and tell the best of every setting, in the units of the objective', () => {
    const answer = ask(task, { kind: 'effects', objective: 0 }, 'effects')
    expect(answer.factors.map(({ parameter, best }) => [parameter, best])).toEqual([
      ['optimizer', 'sgd'],
      ['units', 3],
    ])
    expect(answer.optimum.predicted).toBeCloseTo(13)
  })

  it('are read from such a design alone', () => {
    expect(ask({ ...task, isOrthogonal: false }, { kind: 'effects', objective: 0 }, 'none').reason).toBe(
      'notOrthogonal',
    )
  })
})

describe('analyses of ten thousand trials', () => {
  it('look at a part that is the same every time', () => {
    const task = taskOf(3000)
    const request: AnalysisRequest = { kind: 'importance', method: 'pedAnova', objective: 0 }
    const answer = ask(task, request, 'importance')
    expect(answer.trials).toEqual({ used: 1000, total: 2700 })
    expect(ask(task, request, 'importance')).toEqual(answer)
  })
})
