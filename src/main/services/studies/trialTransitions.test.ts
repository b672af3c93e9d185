import { describe, expect, it } from 'vitest'
import { ONE_THREAD } from '../../../shared/domain/device'
import type { StepMetrics } from '../../../shared/domain/metric'
import { AppError } from '../../../shared/errors/appError'
import { ACCURACY, RMSE, trialRow } from './testing/rows'
import { failed, finished, interrupted, requeued, started, stepped } from './trialTransitions'

const step = (number: number, accuracy: number): StepMetrics => ({
  step: number,
  train: { accuracy: 1 },
  validation: { accuracy, rmse: accuracy },
})
const end = { now: 500, durationMs: 120 }

describe('stepped', () => {
  it('keeps the best epoch so far and counts the latest', () => {
    const row = stepped(trialRow(1), [step(1, 0.5), step(2, 0.8), step(3, 0.7)], ACCURACY)
    expect(row).toMatchObject({ step: 3, value: 0.8, bestStep: 2, validation: { accuracy: 0.8 } })
  })

  it('keeps the first of equal epochs, and the lowest where less is better', () => {
    expect(stepped(trialRow(1), [step(1, 0.5), step(2, 0.5)], ACCURACY).bestStep).toBe(1)
    expect(stepped(trialRow(1), [step(1, 0.5), step(2, 0.3)], RMSE).bestStep).toBe(2)
  })

  it('counts an epoch whose objective is undefined', () => {
    const row = stepped(trialRow(1), [{ step: 1, train: {}, validation: {} }], ACCURACY)
    expect(row).toMatchObject({ step: 1, value: null })
  })
})

describe('the ends of a trial', () => {
  const running = stepped(
    started(trialRow(1), 100, { sharing: null, placement: ONE_THREAD }),
    [step(1, 0.6)],
    ACCURACY,
  )

  it('takes the result of a finished run as it is', () => {
    const result = {
      bestStep: 1,
      value: 0.6,
      steps: 4,
      isStoppedEarly: true,
      train: {},
      validation: { accuracy: 0.6 },
      weightCount: 12,
    }
    const row = finished(running, result, end)
    expect(row).toMatchObject({
      state: 'complete',
      value: 0.6,
      step: 4,
      isStoppedEarly: true,
      durationMs: 120,
    })
    expect(row).not.toHaveProperty('steps')
  })

  it('leaves a failed or interrupted trial no value', () => {
    const error = new AppError('training/diverged', { step: 1 })
    const row = failed(running, error, end)
    expect(row).toMatchObject({ state: 'failed', value: null, bestStep: null, step: 1, finishedAt: 500 })
    expect(row.reason).toEqual({ code: 'training/diverged', details: { step: 1 } })
    expect(interrupted(running, new AppError('app/cancelled'), end)).toMatchObject({
      state: 'interrupted',
      value: null,
    })
  })

  it('starts a further attempt from nothing, under its own number and where it was trained', () => {
    const again = requeued(failed(running, new AppError('training/worker-crashed'), end), 2)
    expect(again).toEqual(trialRow(1, { attempt: 2, placement: ONE_THREAD }))
  })
})
