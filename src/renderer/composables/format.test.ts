import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatBytes,
  formatDuration,
  formatMetric,
  formatMetricDifference,
  formatNumber,
  formatPercent,
} from './format'

describe('formatNumber', () => {
  it.each([
    [0.00034999, 2, '0.00035'],
    [0.9861, 3, '0.986'],
    [16640, 3, '16,640'],
    [1234.56, 3, '1,235'],
    [0.000001, 2, '1e-6'],
    [0, 3, '0'],
    [-0.25, 2, '-0.25'],
  ])('writes %d with %d digits as %s', (value, digits, text) => {
    expect(formatNumber(value, 'en', digits)).toBe(text)
  })

  it('writes a dash for what is no number', () => {
    expect([null, undefined, Number.NaN, Infinity].map((value) => formatNumber(value, 'en'))).toEqual(
      Array.from({ length: 4 }, () => '–'),
    )
  })
})

describe('formatPercent', () => {
  it('separates number and sign by a space in both languages', () => {
    expect(formatPercent(0.98642, 'en')).toBe('98.6 %')
    expect(formatPercent(1, 'zh-CN', 0)).toBe('100 %')
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [450, '450 ms'],
    [999.9, '1.0 s'],
    [5_500, '5.5 s'],
    [59_600, '1 min'],
    [230_000, '3 min 50 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [86_399_999, '1 d'],
    [100 * 3_600_000, '4 d 4 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text)
  })

  it('names units in the language of the app', () => {
    expect(formatDuration(230_000, 'zh-CN')).toBe('3 分 50 秒')
  })
})

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [61_194, '61.2 kB'],
    [2_340_000, '2.3 MB'],
    [999_999, '1 MB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text)
  })
})

describe('formatMetric', () => {
  it('writes shares of rows as percentages and everything else as numbers', () => {
    expect(formatMetric('accuracy', 0.9861, 'en')).toBe('98.6 %')
    expect(formatMetric('rmse', 3.14159, 'en')).toBe('3.14')
    expect(formatMetricDifference('accuracy', 0.0189, 'en')).toBe('+1.9 pt')
    expect(formatMetricDifference('rmse', -0.1234, 'en')).toBe('−0.12')
  })
})

describe('formatAgo', () => {
  it('speaks the language of the app', () => {
    const now = 1_000_000_000
    expect(formatAgo(now - 120_000, now, 'en')).toBe('2 minutes ago')
    expect(formatAgo(now - 120_000, now, 'zh-CN')).toBe('2 分钟前')
    expect(formatAgo(now + 5_000, now, 'en')).toBe('just now')
  })
})
