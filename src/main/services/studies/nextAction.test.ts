import { describe, expect, it } from 'vitest'
import type { Reason } from '../../../shared/domain/study'
import { MAX_FAILURES_IN_A_ROW, nextAction, plannedTrials, type ScheduleView } from './nextAction'

const view = (change: Partial<ScheduleView> = {}): ScheduleView => ({
  budget: { trials: 10, timeLimitSeconds: null, parallel: 2 },
  inFlight: 0,
  waiting: [],
  nextNumber: 1,
  samplerTrials: null,
  elapsedMs: 0,
  failuresInARow: 0,
  lastFailure: null,
  completeCount: 0,
  isOnlyWaiting: false,
  stop: null,
  isExhausted: false,
  continuation: () => null,
  final: null,
  finalist: () => null,
  ...change,
})

const complete = (code: string, details: Reason['details']) => ({
  kind: 'finish',
  end: { state: 'complete', reason: { code, details } },
})

describe('nextAction', () => {
  it('proposes trials in ascending order', () => {
    expect(nextAction(view())).toEqual({ kind: 'propose', number: 1 })
    expect(nextAction(view({ nextNumber: 5 }))).toEqual({ kind: 'propose', number: 5 })
  })

  it('runs what waits, the lowest number first, before anything new', () => {
    expect(nextAction(view({ waiting: [3, 7], nextNumber: 9 }))).toEqual({ kind: 'run', number: 3 })
  })

  it('keeps to the number of trials at the same time', () => {
    expect(nextAction(view({ inFlight: 2 }))).toEqual({ kind: 'wait' })
    expect(nextAction(view({ inFlight: 1 })).kind).toBe('propose')
  })

  it('waits for the last trials and then finishes', () => {
    expect(nextAction(view({ nextNumber: 11, inFlight: 1 }))).toEqual({ kind: 'wait' })
    expect(nextAction(view({ nextNumber: 11 }))).toEqual(complete('stop/budget', { trials: 10 }))
  })

  it('finishes early where the sampler ends early', () => {
    expect(nextAction(view({ nextNumber: 7, samplerTrials: 6 }))).toEqual(
      complete('stop/exhausted', { trials: 6 }),
    )
    expect(nextAction(view({ nextNumber: 7, isExhausted: true, inFlight: 1 }))).toEqual({ kind: 'wait' })
    expect(nextAction(view({ nextNumber: 7, isExhausted: true }))).toEqual(
      complete('stop/exhausted', { trials: 6 }),
    )
  })

  it('lets what runs finish once the results put an end to it, and begins nothing else', () => {
    const stop = { code: 'stop/target', details: { trial: 1, value: 1, target: 1 } }
    expect(nextAction(view({ stop, inFlight: 1, waiting: [3] }))).toEqual({ kind: 'wait' })
    expect(nextAction(view({ stop, waiting: [3] }))).toEqual({
      kind: 'finish',
      end: { state: 'complete', reason: stop },
    })
    expect(nextAction(view({ stop, waiting: [3], isOnlyWaiting: true }))).toEqual({ kind: 'run', number: 3 })
  })

  it('starts nothing once the time is up, not even what waits', () => {
    const budget = { trials: 10, timeLimitSeconds: 5, parallel: 2 }
    expect(nextAction(view({ budget, elapsedMs: 4999 })).kind).toBe('propose')
    expect(nextAction(view({ budget, elapsedMs: 5000, waiting: [1] }))).toEqual(
      complete('stop/time', { seconds: 5 }),
    )
    expect(nextAction(view({ budget, elapsedMs: 5000, inFlight: 1 }))).toEqual({ kind: 'wait' })
  })

  it('gives up after failures in a row with nothing complete, once the running ones have ended', () => {
    const lastFailure = { code: 'training/diverged', details: { step: 1 } }
    const hopeless = view({ failuresInARow: MAX_FAILURES_IN_A_ROW, lastFailure })
    expect(nextAction({ ...hopeless, inFlight: 1 })).toEqual({ kind: 'wait' })
    expect(nextAction(hopeless)).toEqual({ kind: 'finish', end: { state: 'failed', reason: lastFailure } })
    expect(nextAction({ ...hopeless, completeCount: 1 }).kind).toBe('propose')
  })

  it('runs single trials without going on to the plan', () => {
    expect(nextAction(view({ waiting: [2], isOnlyWaiting: true }))).toEqual({ kind: 'run', number: 2 })
    expect(nextAction(view({ isOnlyWaiting: true })).kind).toBe('finish')
  })
})

describe('plannedTrials', () => {
  it('is the smaller of budget and sampler', () => {
    const budget = { trials: 10, timeLimitSeconds: null, parallel: 1 }
    expect(plannedTrials(budget, null)).toBe(10)
    expect(plannedTrials(budget, 4)).toBe(4)
    expect(plannedTrials(budget, 40)).toBe(10)
  })
})
