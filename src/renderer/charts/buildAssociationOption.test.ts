import { describe, expect, it } from 'vitest'
import type { Associations } from '@shared/domain/dataProfile'
import {
  associationHeight,
  buildAssociationOption,
  keepStrongest,
  strongestPairs,
} from './buildAssociationOption'
import { TEST_THEME } from './testing/theme'

const SMALL: Associations = {
  names: ['fare', 'class', 'age'],
  values: [
    [1, -0.6, 0.1],
    [-0.6, 1, null],
    [0.1, null, 1],
  ],
  rowCount: 100,
}

function wide(count: number): Associations {
  const names = Array.from({ length: count }, (_, index) => `column ${String(index)}`)
  return { names, values: names.map((_, row) => names.map((__, at) => (row === at ? 1 : 0.5))), rowCount: 10 }
}

const build = (associations: Associations) =>
  buildAssociationOption({ associations, theme: TEST_THEME, format: (value) => value.toFixed(2) })

describe('buildAssociationOption', () => {
  it('draws what is known, and no column with itself', () => {
    expect(build(SMALL).series[0]?.data).toEqual([
      [1, 0, -0.6],
      [2, 0, 0.1],
      [0, 1, -0.6],
      [0, 2, 0.1],
    ])
  })

  it('goes from orange over the page to blue, with its middle at 0', () => {
    const { visualMap } = build(SMALL)
    expect(visualMap.min).toBe(-visualMap.max)
    expect(visualMap.inRange.color).toEqual(['second', 'surface', 'accent'])
  })

  it('names every one of 60 columns, and gives each its height', () => {
    const option = build(wide(60))
    expect(option.yAxis.axisLabel.interval).toBe(0)
    expect(option.series[0]?.label.show).toBe(false)
    expect(associationHeight(60) / 60).toBeGreaterThanOrEqual(12)
  })

  it('keeps markup in names of columns from being markup', () => {
    const { tooltip } = build({ ...SMALL, names: ['<img>', 'class', 'age'] })
    expect(tooltip.formatter({ value: [0, 1, 0.5] })).not.toContain('<img>')
  })

  it('stands empty without columns', () => {
    expect(build({ names: [], values: [], rowCount: 0 }).series[0]?.data).toEqual([])
  })
})

describe('strongestPairs', () => {
  it('lists every pair once, the strongest first, whichever way it goes', () => {
    expect(strongestPairs(SMALL, 5)).toEqual([
      { one: 'fare', other: 'class', value: -0.6 },
      { one: 'fare', other: 'age', value: 0.1 },
    ])
    expect(strongestPairs(SMALL, 1)).toHaveLength(1)
  })
})

describe('keepStrongest', () => {
  it('leaves out the columns that go with nothing, and keeps the order of the others', () => {
    const kept = keepStrongest(SMALL, 2)
    expect(kept.names).toEqual(['fare', 'class'])
    expect(kept.values).toEqual([
      [1, -0.6],
      [-0.6, 1],
    ])
    expect(keepStrongest(SMALL, 3)).toBe(SMALL)
  })
})
