import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { GoalProgress } from '@shared/domain/goal'
import { endOfDay, shareOfGoal, toTarget } from './goalFigures'

function progress(direction: 'maximize' | 'minimize', target: number, value: number | null): GoalProgress {
  return v.parse(GoalProgress, {
    goal: {
      id: 'goal-1',
      projectId: 'project-1',
      metric: 'accuracy',
      direction,
      target,
      deadline: null,
      createdAt: 0,
    },
    nearest:
      value === null
        ? null
        : { value, studyId: 'study-1', studyName: 's', trialId: 'trial-1', trialNumber: 1 },
    reachedAt: null,
  })
}

describe('shareOfGoal', () => {
  it('is the share of the target that was reached, and never whole before it is', () => {
    expect(shareOfGoal(progress('maximize', 0.9, 0.45))).toBeCloseTo(0.5)
    expect(shareOfGoal(progress('minimize', 1, 4))).toBeCloseTo(0.25)
    expect(shareOfGoal(progress('maximize', 0.9, 0.8999))).toBe(0.99)
    expect(shareOfGoal({ ...progress('maximize', 0.9, 0.95), reachedAt: 5 })).toBe(1)
  })

  it('is nothing without a trial, and where a ratio means nothing', () => {
    expect(shareOfGoal(progress('maximize', 0.9, null))).toBe(0)
    expect(shareOfGoal(progress('minimize', 1, 0))).toBe(0)
    expect(shareOfGoal(progress('maximize', 0, 0))).toBe(0)
    expect(shareOfGoal(progress('maximize', 0.5, -1))).toBe(0)
  })
})

describe('endOfDay', () => {
  it('is the last second of the day here', () => {
    expect(new Date(endOfDay('2026-12-24') ?? 0).getDate()).toBe(24)
    expect(new Date(endOfDay('2026-12-24') ?? 0).getHours()).toBe(23)
    expect(endOfDay('')).toBeNull()
  })
})

describe('toTarget', () => {
  it('reads a share of rows as a percentage and anything else as it is', () => {
    expect(toTarget('accuracy', 97.3)).toBe(0.973)
    expect(toTarget('rmse', 97.3)).toBe(97.3)
  })
})
