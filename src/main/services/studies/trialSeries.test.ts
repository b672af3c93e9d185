import { describe, expect, it } from 'vitest'
import type { TrialRunSummary } from '../../../shared/domain/trial'
import { makeRequest } from '../../training/testing/prepared'
import { finalistsOf } from './finalists'
import { completeTrial, trialRow } from './testing/rows'
import { figuresOf, furtherRequest, placeOf, runsOf, seedOf } from './trialSeries'

const run = (value: number, change: Partial<TrialRunSummary> = {}): TrialRunSummary => ({
  ...{ fold: 0, repeat: 0, value, bestStep: 2, steps: 5, train: {}, validation: { accuracy: value } },
  ...change,
})

describe('the runs of a trial', () => {
  it('are all folds with the first seed, then all with the next', () => {
    expect([0, 1, 2, 3].map((index) => placeOf(index, { folds: 3 }))).toEqual([
      { fold: 0, repeat: 0 },
      { fold: 1, repeat: 0 },
      { fold: 2, repeat: 0 },
      { fold: 0, repeat: 1 },
    ])
  })

  it('have seeds that follow from that of the trial, the first its own', () => {
    expect(seedOf(7, { repeat: 0 })).toBe(7)
    expect(seedOf(7, { repeat: 1 })).toBe(seedOf(7, { repeat: 1 }))
    expect(new Set([0, 1, 2, 3].map((repeat) => seedOf(7, { repeat }))).size).toBe(4)
  })

  it('are more for a finalist', () => {
    const plan = { folds: 2, repeats: { seeds: 2, finalists: { count: 1, seeds: 5 } } }
    expect(runsOf({ runs: [run(1)] }, plan)).toBe(4)
    expect(runsOf({ runs: Array(4).fill(run(1)) as TrialRunSummary[] }, plan)).toBe(10)
    expect(runsOf({ runs: [] }, { folds: 1 })).toBe(1)
  })

  it('give the trial their means and its deviation; epochs are those of the first', () => {
    const figures = figuresOf([
      run(1, { bestStep: 4, steps: 9 }),
      run(2),
      run(6, { validation: { accuracy: 6, rocAuc: 0.5 } }),
    ])
    expect(figures).toMatchObject({ value: 3, bestStep: 4, step: 9, validation: { accuracy: 3 } })
    expect(figures.deviation).toBeCloseTo(Math.sqrt(7), 12)
    expect(figuresOf([run(1)]).deviation).toBeNull()
  })

  it('leave nothing but their figures after the first', () => {
    const first = makeRequest(
      {},
      { checkpoint: { file: '/checkpoints/trial', everySeconds: 30 }, haltAfter: 2 },
    )
    const further = furtherRequest(first, { dataFolder: '/data/second', seed: 3 })
    expect(further).toMatchObject({ dataFolder: '/data/second', seed: 3, checkpoint: null, haltAfter: null })
    expect(further).toMatchObject({ picturesFile: null, weightsFile: '/checkpoints/trial.run' })
    expect(further.runId).not.toBe(first.runId)
  })
})

describe('finalistsOf', () => {
  const plan = {
    folds: 1,
    repeats: { seeds: 1, finalists: { count: 2, seeds: 3 } },
    objective: { metric: 'accuracy', direction: 'maximize' },
  } as const

  it('are the best by the runs that every trial has, whatever further ones came to', () => {
    const rows = [completeTrial(1, 0.5), completeTrial(2, 0.9), completeTrial(3, 0.8), completeTrial(4, 0.7)]
    expect(finalistsOf(plan, rows)).toEqual([2, 3])
    const fallen = { ...completeTrial(2, 0.1), runs: [run(0.9), run(0), run(0)] }
    const begun = trialRow(3, { state: 'running', runs: [run(0.8), run(0)] })
    expect(finalistsOf(plan, [rows[0] ?? fallen, fallen, begun, completeTrial(4, 0.7)])).toEqual([3])
  })

  it('are none where the plan has none, and no trials that failed or were given up', () => {
    expect(finalistsOf({ ...plan, repeats: { seeds: 2, finalists: null } }, [completeTrial(1, 1)])).toEqual(
      [],
    )
    expect(
      finalistsOf(plan, [trialRow(1, { state: 'pruned', value: 1 }), trialRow(2, { state: 'failed' })]),
    ).toEqual([])
  })
})
