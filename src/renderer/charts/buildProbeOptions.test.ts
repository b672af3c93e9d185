import { describe, expect, it } from 'vitest'
import { buildLayerOption } from './buildLayerOption'
import { buildBatchOption, buildRateOption } from './buildProbeOptions'
import { TEST_THEME } from './testing/theme'

const format = String

describe('the curve of a range test', () => {
  const points = Array.from({ length: 40 }, (_, index) => ({
    rate: 1e-6 * 10 ** (index / 8),
    loss: 2,
    smooth: index < 39 ? 2 - index / 40 : 5000,
  }))
  const reading = {
    ...{ steepest: 0.001, valley: 0.002, lowest: 0.01, diverged: 0.03 },
    range: { low: 1e-4, high: 0.01 },
  }
  const labels = {
    rate: 'rate',
    smooth: 'smooth',
    batch: 'batch',
    steepest: 'steepest',
    diverged: 'diverges',
  }

  it('marks what was read, and leaves out what explodes', () => {
    const option = buildRateOption({
      test: { points, reading, batchSize: 8 },
      theme: TEST_THEME,
      format,
      labels,
    })
    const [smooth] = option.series
    expect(JSON.stringify(smooth)).toContain('"xAxis":0.001')
    expect(JSON.stringify(smooth)).toContain('"xAxis":0.0001')
    expect(option.yAxis.max).toBeLessThan(10)
  })

  it('marks nothing where nothing was read', () => {
    const test = { points, reading: null, batchSize: 8 }
    const [smooth] = buildRateOption({ test, theme: TEST_THEME, format, labels }).series
    expect(smooth).toMatchObject({ markLine: { data: [] }, markArea: { data: [] } })
  })
})

describe('batches', () => {
  it('stand with their speed and memory, without those that found no room', () => {
    const point = { batchSize: 8, rowsPerSecond: 100.4, msPerStep: 1, peakBytes: 2 ** 21, estimatedBytes: 1 }
    const none = { ...point, batchSize: 16, rowsPerSecond: null, reason: 'memory' as const }
    const { xAxis, series } = buildBatchOption({
      points: [{ ...point, reason: null }, none],
      ...{ advised: 8, theme: TEST_THEME, format },
      labels: { speed: 'speed', memory: 'memory', batch: 'batch' },
    })
    expect(xAxis.data).toEqual(['8'])
    expect(series[0]?.data).toEqual([{ value: 100, itemStyle: { color: TEST_THEME.accent } }])
    expect(series[1]?.data).toEqual([2])
  })
})

describe('figures of layers', () => {
  it('leave out what has no place on a logarithmic axis', () => {
    const curves = [{ name: 'dense', points: [[1, 0.5] as const, [2, 0] as const] }]
    const option = (isLog: boolean) =>
      buildLayerOption({ curves, isLog, theme: TEST_THEME, format, epoch: String })
    expect(option(true).series[0]?.data).toEqual([[1, 0.5]])
    expect(option(false).series[0]?.data).toEqual(curves[0]?.points)
  })
})
