import { describe, expect, it } from 'vitest'
import { describeWhy } from './reasonWords'

describe('describeWhy', () => {
  it('says in a line why a study ended, a trial was given up, or something failed', () => {
    expect(describeWhy({ code: 'stop/target', details: { trial: 3, target: 0.9, value: 0.91234567 } })).toBe(
      'Trial 3 reached the target 0.9 with 0.9123.',
    )
    expect(
      describeWhy({ code: 'prune/median', details: { step: 2, value: 0.5, bound: 0.6, trials: 5 } }),
    ).toBe('worse than the median at epoch 2 (0.5, 0.6)')
    expect(describeWhy({ code: 'training/diverged', details: { step: 4 } })).toContain('epoch 4')
  })

  it('gives a code of a later release as it is', () => {
    expect(describeWhy({ code: 'stop/whim', details: {} })).toBe('stop/whim')
  })
})
