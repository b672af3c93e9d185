import { describe, expect, it } from 'vitest'
import { frontOf, keptTrials, measureOf, type Objectives } from './trialFront'

const accuracy = { metric: 'accuracy', direction: 'maximize' } as const
const plan: Objectives = {
  objective: accuracy,
  furtherObjectives: [{ measure: 'weights', direction: 'minimize' }],
}
const trial = (number: number, value: number | null, weightCount: number | null) => ({
  ...{ number, value, weightCount },
  ...{ validation: {}, durationMs: null },
})
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
    const row = { value: 0.9, validation: { f1: 0.7 }, weightCount: 5, durationMs: 30 }
    expect([measureOf('f1', row), measureOf('weights', row), measureOf('trainingTime', row)]).toEqual([
      0.7, 5, 30,
    ])
    expect(measureOf('rmse', row)).toBeNull()
  })
})

describe('keptTrials', () => {
  const ranked = Array.from({ length: 15 }, (_, index) => trial(index + 1, 0.9 - index / 100, 100 - index))

  it('are the ten best where there is one objective', () => {
    const kept = keptTrials({ objective: accuracy }, ranked).map(({ number }) => number)
    expect(kept).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('are the front first, and then the best by the first objective', () => {
    const [first = trial(1, 0.9, 1), ...others] = ranked
    const beaten = others.map((row) => ({ ...row, weightCount: 500 }))
    const small = trial(20, 0.1, 3)
    const kept = keptTrials(plan, [first, ...beaten, small]).map(({ number }) => number)
    expect(kept).toEqual([1, 20, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('are as many of a large front as a disk bears', () => {
    const front = Array.from({ length: 300 }, (_, index) =>
      trial(index + 1, 0.9 - index / 1000, 1000 - index),
    )
    expect(keptTrials(plan, front)).toHaveLength(100)
  })
})
