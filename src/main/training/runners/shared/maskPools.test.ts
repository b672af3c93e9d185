import { describe, expect, it } from 'vitest'
import { noiseTable, type MaskSpec } from '../../../compiler'
import { createMaskPools } from './maskPools'

const dropout = (name: string, width: number, rate = 0.3): MaskSpec => ({
  ...{ name, width, shape: [width] },
  draw: { kind: 'dropout', rate },
})
/** 32 channels of a picture of 148 × 148. */
const PICTURE = 32 * 148 * 148

describe('createMaskPools', () => {
  it('has numbers enough for the noise of every start', () => {
    const masks = [dropout('small', 10), dropout('wide', 1000)]
    const { rows, pools, drawRows } = createMaskPools(masks, 1)
    const last = Math.max(...drawRows(20_000))
    for (const { name, width } of masks) {
      const table = noiseTable(width)
      expect(pools.get(name)?.values).toHaveLength(rows * table.width)
      expect(last + table.pieces).toBeLessThanOrEqual(rows)
    }
  })

  it('keeps the noise of a large picture in a few megabytes', () => {
    const { pools } = createMaskPools([dropout('picture', PICTURE)], 1)
    expect(pools.get('picture')?.values.byteLength).toBeLessThan(2 * 4 * PICTURE)
  })

  it('drops the share it is asked for and keeps the mean', () => {
    const values = createMaskPools([dropout('wide', 1000)], 1).pools.get('wide')?.values ?? new Float32Array()
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const dropped = values.filter((value) => value === 0).length / values.length
    expect(dropped).toBeCloseTo(0.3, 2)
    expect(mean).toBeCloseTo(1, 2)
  })

  it('draws normal noise of the given deviation', () => {
    const noise: MaskSpec = {
      name: 'noise',
      width: 300,
      shape: [300],
      draw: { kind: 'normal', deviation: 2 },
    }
    const values = createMaskPools([noise], 1).pools.get('noise')?.values ?? new Float32Array()
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length
    expect(Math.sqrt(square)).toBeCloseTo(2, 1)
  })

  it('goes on picking where it stood', () => {
    const pools = createMaskPools([dropout('small', 10)], 1)
    pools.drawRows(7)
    const state = pools.state()
    const next = pools.drawRows(5)
    pools.resume(state)
    expect(pools.drawRows(5)).toEqual(next)
  })
})
