import { describe, expect, it } from 'vitest'
import { createBestEpoch } from './bestEpoch'

const epochs = (...figures: readonly (readonly [accuracy: number, loss: number])[]) =>
  figures.map(([accuracy, loss], index) => ({ step: index + 1, train: {}, validation: { accuracy, loss } }))

const accuracy = { metric: 'accuracy', direction: 'maximize' } as const

describe('createBestEpoch', () => {
  it('settles a tie of the objective by the lower validation loss', () => {
    const best = createBestEpoch(accuracy, 0)
    const taken = epochs([0.9, 0.5], [0.9, 0.6], [0.9, 0.4], [0.8, 0.1]).map((step) => best.offer(step))
    expect(taken).toEqual([true, false, true, false])
    expect(best.best()).toMatchObject({ value: 0.9, step: { step: 3 } })
  })

  it('counts patience from the last gain of the objective, not of the loss', () => {
    const best = createBestEpoch(accuracy, 2)
    const isOver = epochs([0.9, 0.5], [0.9, 0.4], [0.9, 0.3]).map((step) => {
      best.offer(step)
      return best.isPatienceOver()
    })
    expect(isOver).toEqual([false, false, true])
  })

  it('has no best epoch while the objective is undefined', () => {
    const best = createBestEpoch(accuracy, 0)
    expect(best.offer({ step: 1, train: {}, validation: {} })).toBe(false)
    expect(best.best()).toBeNull()
  })
})
