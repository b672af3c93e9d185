import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ColumnBuilder } from '../import/table/columnBuilder'
import type { TextView } from '../import/table/views'
import { correlate, correlationRatio, cramersV } from './association'
import { profileCounted } from './profileCounted'
import { profileNumbers, profileTexts } from './profileValues'
import { suggestType } from './suggestType'

const floats = (...values: number[]) => Float64Array.from(values)
function view(...cells: (string | null)[]): TextView {
  const texts = [...new Set(cells.filter((cell) => cell !== null))]
  return { texts, codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : texts.indexOf(cell))) }
}

describe('correlate', () => {
  it('is 1 along a line, rising or falling, and leaves out rows that lack a figure', () => {
    expect(correlate(floats(1, 2, 3, NaN, 5), floats(2, 4, 6, 0, 10))).toBeCloseTo(1, 12)
    expect(correlate(floats(1, 2, 3), floats(3, 2, 1))).toBeCloseTo(1, 12)
  })

  it('equals a figure worked out by hand', () => {
    // Sums of squares 10 and 6, of products 6: r = 6 / √60.
    expect(correlate(floats(1, 2, 3, 4, 5), floats(2, 3, 5, 4, 5))).toBeCloseTo(0.7 / Math.sqrt(0.68), 2)
  })

  it('is unknown where one of them never changes', () => {
    expect(correlate(floats(1, 1, 1), floats(1, 2, 3))).toBeNull()
  })
})

describe('correlationRatio', () => {
  it('is 1 where the group says it all, 0 where it says nothing', () => {
    expect(correlationRatio(floats(1, 1, 5, 5), view('a', 'a', 'b', 'b'))).toBeCloseTo(1, 12)
    expect(correlationRatio(floats(1, 5, 1, 5), view('a', 'a', 'b', 'b'))).toBeCloseTo(0, 12)
  })

  it('equals the textbook example of three subjects', () => {
    // Algebra, geometry and statistics, en.wikipedia.org/wiki/Correlation_ratio: η² = 6780 / 9640.
    const algebra = [45, 70, 29, 15, 21]
    const geometry = [40, 20, 30, 42]
    const statistics = [65, 95, 80, 70, 85, 73]
    const subjects = [...algebra.map(() => 'a'), ...geometry.map(() => 'g'), ...statistics.map(() => 's')]
    expect(correlationRatio(floats(...algebra, ...geometry, ...statistics), view(...subjects))).toBeCloseTo(
      0.8386,
      4,
    )
  })
})

describe('cramersV', () => {
  const repeat = (count: number, cell: string) => Array.from({ length: count }, () => cell)

  it('is near 1 for two names of the same thing and 0 for independent ones', () => {
    const left = [...repeat(50, 'a'), ...repeat(50, 'b')]
    expect(cramersV(view(...left), view(...left))).toBeCloseTo(1, 1)
    const other = left.map((_, row) => (row % 2 === 0 ? 'x' : 'y'))
    expect(cramersV(view(...left), view(...other))).toBe(0)
  })

  it('does not take many categories on few rows for a bond', () => {
    const names = Array.from({ length: 40 }, (_, row) => `n${row}`)
    const coin = names.map((_, row) => ((row * 7) % 3 === 0 ? 'x' : 'y'))
    expect(cramersV(view(...names), view(...coin)) ?? 0).toBeLessThan(0.3)
  })

  it('is unknown for one category', () => {
    expect(cramersV(view('a', 'a', 'a'), view('x', 'y', 'x'))).toBeNull()
  })
})

describe('profileNumbers', () => {
  it('counts what is there and describes it', () => {
    expect(profileNumbers(floats(3, NaN, 1, 2, 2))).toEqual({
      missing: 1,
      distinct: 3,
      values: {
        kind: 'number',
        low: 1,
        high: 3,
        mean: 2,
        standardDeviation: Math.sqrt(0.5),
        median: 2,
        histogram: { low: 1, high: 3, counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
      },
    })
  })

  it('has nothing to say about nothing', () => {
    expect(profileNumbers(floats(NaN, NaN))).toEqual({ missing: 2, distinct: 0, values: null })
  })

  it('puts a single figure into one bin', () => {
    expect(profileNumbers(floats(7, 7)).values).toMatchObject({ histogram: { low: 7, high: 7, counts: [2] } })
  })

  it('counts every figure once, also at the ends of the range', () => {
    const { values } = profileNumbers(Float64Array.from({ length: 1000 }, (_, at) => -1e99 + at * 2e96))
    const counts = values?.kind === 'number' ? values.histogram.counts : []
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000)
  })
})

describe('profileTexts', () => {
  it('names the commonest first, at most 20', () => {
    const cells = Array.from({ length: 100 }, (_, at) => `v${at % 30}`)
    const { missing, distinct, values } = profileTexts(view(...cells, null, 'v9'))
    expect({ missing, distinct }).toEqual({ missing: 1, distinct: 30 })
    const top = values?.kind === 'values' ? values.top : []
    expect(top).toHaveLength(20)
    expect(top[0]).toEqual({ value: 'v9', count: 5 })
  })
})

describe('suggestType', () => {
  const meaning = { decimal: '.' as const, missing: new Set(['?']) }
  const suggest = (cells: readonly string[], name = 'x') => {
    const builder = new ColumnBuilder('.', false)
    for (const cell of cells) builder.push(cell)
    return suggestType(builder.finish(), name, meaning)
  }
  const many = (cell: (row: number) => string) => Array.from({ length: 60 }, (_, row) => cell(row))

  it.each([
    ['number', many((row) => String(row * 1.5))],
    ['number', many((row) => (row % 7 ? String(row % 5) : '?'))],
    ['number', many((row) => (row === 30 ? 'about 3' : String(row % 5)))],
    ['category', many((row) => `k${row % 4}`)],
    ['category', many(() => '')],
    ['category', many((row) => (row % 2 ? String(row % 9) : `w${row % 3}`))],
    ['boolean', many((row) => (row % 2 ? 'true' : 'FALSE'))],
    ['date', many((row) => `2024-03-${(row % 28) + 1}`)],
    ['text', many((row) => `the quick brown fox number ${row}`)],
    ['identifier', many((row) => `AB-${row}-X`)],
  ] as const)('finds %s', (type, cells) => {
    expect(suggest(cells)).toBe(type)
  })

  it('takes a running number for one where it has no name of its own', () => {
    const cells = many((row) => String(row + 1))
    expect(suggest(cells, 'Column 1')).toBe('identifier')
    expect(suggest(cells, 'id')).toBe('identifier')
    expect(suggest(cells, 'x')).toBe('number')
  })

  it('takes distinct whole numbers for identifiers where the name says so', () => {
    const cells = many((row) => String((row * 7919) % 10_007))
    expect(suggest(cells, 'customer_id')).toBe('identifier')
    expect(suggest(cells, 'weight')).toBe('number')
    expect(suggest(cells, '编号')).toBe('identifier')
    expect(suggest(cells, '客户编号')).toBe('identifier')
    expect(suggest(cells, '数量')).toBe('number')
    expect(
      suggest(
        many((row) => String(row % 5)),
        'id',
      ),
    ).toBe('number')
  })
})

describe('a column of few different figures', () => {
  it('is described as one of many is', () => {
    const cell = fc.constantFrom('1', '1.0', '2.5', '-3', '', '0', '-0', '7e2')
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (cells) => {
        const texts = [...new Set(cells.filter((text) => text !== ''))]
        const counts = Int32Array.from(texts, (text) => cells.filter((other) => other === text).length)
        const values = Float64Array.from(cells, (text) => (text === '' ? NaN : Number(text)))
        const counted = profileCounted(Float64Array.from(texts, Number), counts, cells.length)
        const expected = profileNumbers(values)
        expect(counted).toMatchObject({ missing: expected.missing, distinct: expected.distinct })
        if (counted.values?.kind !== 'number' || expected.values?.kind !== 'number') {
          expect(counted.values).toEqual(expected.values)
          return
        }
        const { mean, standardDeviation, ...exact } = counted.values
        expect(expected.values).toMatchObject(exact)
        expect(mean).toBeCloseTo(expected.values.mean, 9)
        expect(standardDeviation).toBeCloseTo(expected.values.standardDeviation, 9)
      }),
    )
  })
})
