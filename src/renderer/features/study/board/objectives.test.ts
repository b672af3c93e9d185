import { describe, expect, it } from 'vitest'
import type { StudyPlan } from '@shared/domain/study'
import { studySummary } from '../testing/project'
import { trialRow } from '../testing/trialRow'
import { frontOf, measureOf } from './objectives'

const plan: StudyPlan = {
  ...studySummary().plan,
  furtherObjectives: [{ measure: 'weights', direction: 'minimize' }],
}
const trial = (number: number, value: number | null, weightCount: number | null) =>
  trialRow(number, { value, weightCount })
const numbers = (rows: ReturnType<typeof trial>[]) => frontOf(plan, rows).map(({ number }) => number)

describe('frontOf', () => {
  it('holds what no other trial beats in everything', () => {
    const rows = [trial(1, 0.9, 1000), trial(2, 0.8, 100), trial(3, 0.85, 2000), trial(4, 0.95, 5000)]
    expect(numbers(rows)).toEqual([4, 1, 2])
  })

  it('keeps equals, and leaves out what lacks an objective', () => {
    expect(numbers([trial(1, 0.9, 10), trial(2, 0.9, 10), trial(3, null, 1), trial(4, 0.99, null)])).toEqual([
      1, 2,
    ])
  })

  it('is quick among ten thousand', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => trial(index + 1, (index * 7919) % 997, index))
    expect(numbers(rows).length).toBeGreaterThan(1)
  })
})

describe('measureOf', () => {
  it('reads metrics where they are best, and costs of the trial', () => {
    const row = trialRow(1, { validation: { f1: 0.7 }, weightCount: 5, durationMs: 30 })
    expect([measureOf('f1', row), measureOf('weights', row), measureOf('trainingTime', row)]).toEqual([
      0.7, 5, 30,
    ])
    expect(measureOf('rmse', row)).toBeNull()
  })
})
