import { describe, expect, it } from 'vitest'
import type { StudySummary } from '@shared/domain/study'
import { actionsOf, epochsSaved, gainOverDefault, progressOf } from './studyFigures'

const study = (given: Partial<StudySummary>) =>
  ({
    plannedTrials: 10,
    counts: { running: 1, complete: 3, failed: 1, stoppedEarly: 0, pruned: 0 },
    stoppedBy: null,
    strategyNote: null,
    best: null,
    defaultValue: null,
    ...given,
  }) as StudySummary

describe('progressOf', () => {
  it('counts failed trials as over, and running ones not', () => {
    expect(progressOf(study({}))).toBe(0.4)
  })

  it('is nothing where nothing is planned, and never more than all', () => {
    expect(progressOf(study({ plannedTrials: 0 }))).toBe(0)
    expect(progressOf(study({ plannedTrials: 2 }))).toBe(1)
  })
})

describe('gainOverDefault', () => {
  it('is unknown until both are there', () => {
    expect(gainOverDefault(study({ defaultValue: 0.5 }))).toBeNull()
  })

  it('is the difference in the figures of the objective', () => {
    const best = { trialId: 'trial-1', number: 1, value: 0.75, finishedAt: 0 }
    expect(gainOverDefault(study({ best, defaultValue: 0.5 }))).toBe(0.25)
  })
})

describe('actionsOf', () => {
  it.each([
    ['ready', { start: 'start', canPause: false, canStop: false }],
    ['running', { start: null, canPause: true, canStop: true }],
    ['paused', { start: 'resume', canPause: false, canStop: true }],
    ['stopped', { start: 'resume', canPause: false, canStop: false }],
    ['interrupted', { start: 'resume', canPause: false, canStop: false }],
    ['failed', { start: 'resume', canPause: false, canStop: false }],
    ['complete', { start: 'more', canPause: false, canStop: false }],
  ] as const)('%s', (state, actions) => {
    expect(actionsOf(study({ state }))).toEqual(actions)
  })

  it('offers more trials where none of a stopped study are left', () => {
    expect(actionsOf(study({ state: 'stopped', plannedTrials: 4 })).start).toBe('more')
  })
})

describe('epochsSaved', () => {
  it('is the share of planned epochs that were not trained', () => {
    expect(
      epochsSaved([
        { step: 10, plannedSteps: 30 },
        { step: 30, plannedSteps: 30 },
      ]),
    ).toBeCloseTo(1 / 3)
    expect(epochsSaved([])).toBe(0)
  })
})
