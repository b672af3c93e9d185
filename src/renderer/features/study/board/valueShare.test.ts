import { describe, expect, it } from 'vitest'
import { valueShare } from './valueShare'

describe('valueShare', () => {
  it('is whole for the best, in either direction', () => {
    expect(valueShare([0.5, 0.9], 'maximize')(0.9)).toBe(1)
    expect(valueShare([0.5, 0.9], 'minimize')(0.5)).toBe(1)
  })

  it('is a tenth for the worst and everything beyond', () => {
    const values = [...Array.from({ length: 99 }, (_, index) => 1 + index / 100), 1e9]
    const share = valueShare(values, 'minimize')
    expect(share(1e9)).toBeCloseTo(0.1)
    expect(share(1.5)).toBeGreaterThan(0.4)
  })

  it('is whole where nothing differs', () => {
    expect(valueShare([0.5, 0.5], 'maximize')(0.5)).toBe(1)
    expect(valueShare([], 'maximize')(0.5)).toBe(1)
  })
})
