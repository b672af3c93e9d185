import { describe, expect, it } from 'vitest'
import { logTicks, niceRange, quantile, thin } from './axisRange'

describe('niceRange', () => {
  it('ends at round values that hold both ends', () => {
    expect(niceRange(0.923, 0.986)).toEqual({ low: 0.92, high: 1, ticks: [0.92, 0.94, 0.96, 0.98, 1] })
  })

  it('gives a single value room on either side', () => {
    const range = niceRange(5, 5)
    expect(range.low).toBeLessThan(5)
    expect(range.high).toBeGreaterThan(5)
    expect(niceRange(0, 0).low).toBeLessThan(0)
  })

  it('never passes what bounds the values', () => {
    const share = { low: 0, high: 1 }
    expect(niceRange(1, 1, 4, share)).toEqual({ low: 0.9, high: 1, ticks: [0.9, 0.95, 1] })
    expect(niceRange(0, 0, 4, share)).toMatchObject({ low: 0, high: 1 })
    expect(niceRange(0.93, 1.04, 4, share)).toMatchObject({ low: 0.92, high: 1 })
    expect(niceRange(-0.3, 0.2, 4, { low: 0, high: Infinity }).low).toBe(0)
    expect(niceRange(0.4, 0.8, 4, share)).toEqual(niceRange(0.4, 0.8))
  })

  it('leaves no dust of floating point on its ticks', () => {
    expect(niceRange(0, 0.6, 6).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
  })
})

describe('logTicks', () => {
  it('counts in powers of two where both ends are such', () => {
    expect(logTicks(16, 256)).toEqual([16, 32, 64, 128, 256])
  })

  it('counts in powers of ten otherwise', () => {
    expect(logTicks(0.0001, 0.1)).toEqual([0.0001, 0.001, 0.01, 0.1])
  })

  it('adds ends that are no powers, unless one stands beside them', () => {
    expect(logTicks(0.0005, 0.02)).toEqual([0.0005, 0.001, 0.01, 0.02])
    expect(logTicks(0.0008, 0.02)).toEqual([0.001, 0.01, 0.02])
  })

  it('falls back to the ends where no two powers lie between them', () => {
    expect(logTicks(3, 7)).toEqual([3, 7])
  })
})

describe('quantile', () => {
  it('is the value below which the share lies', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3)
    expect(quantile([5, 1, 4, 2, 3], 1)).toBe(5)
  })
})

describe('thin', () => {
  it('keeps the first and at most as many as asked for', () => {
    expect(thin([1, 2, 3, 4, 5], 2)).toEqual([1, 4])
    expect(thin([1, 2], 5)).toEqual([1, 2])
  })
})
