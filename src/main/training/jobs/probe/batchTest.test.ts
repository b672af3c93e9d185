import { describe, expect, it } from 'vitest'
import type { BatchPoint } from '../../../../shared/domain/diagnosis/probe'
import { adviseBatch } from './batchTest'

const points = (...speeds: readonly (number | null)[]): BatchPoint[] =>
  speeds.map((rowsPerSecond, index) => ({
    ...{ batchSize: 8 * 2 ** index, rowsPerSecond, msPerStep: 1, peakBytes: 1, estimatedBytes: 1 },
    reason: rowsPerSecond === null ? 'memory' : null,
  }))

describe('the advised batch', () => {
  it('is the smallest that is nearly as fast as any, with its neighbours', () => {
    expect(adviseBatch(points(100, 180, 320, 390, 400), 10_000)).toEqual({
      batchSize: 32,
      values: [16, 32, 64],
    })
  })

  it('leaves an epoch eight steps', () => {
    expect(adviseBatch(points(100, 200, 400, 800), 128)).toEqual({ batchSize: 16, values: [8, 16, 32] })
    expect(adviseBatch(points(100, 200), 20)).toEqual({ batchSize: 8, values: [8, 16] })
  })

  it('is none where nothing found room', () => {
    expect(adviseBatch(points(null), 1000)).toBeNull()
    expect(adviseBatch(points(100, null), 1000)).toEqual({ batchSize: 8, values: [8] })
  })
})
