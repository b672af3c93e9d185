import { describe, expect, it } from 'vitest'
import { expectNear, readGolden } from '../testing/goldens'
import { correctedCramersV, cramersV } from './cramersV'
import { correlate, correlateRanks } from './correlate'
import { correlationMatrix } from './correlationMatrix'
import { correlationRatio } from './correlationRatio'

const golden = readGolden('association')
const columns = golden.table('columns')

describe('correlationMatrix', () => {
  it.each(['pearson', 'spearman'] as const)('is the %s of numpy and scipy', (kind) => {
    expectNear(correlationMatrix(columns, kind), golden.column(kind))
  })

  it('equals the pairs one by one, over the rows where both are known', () => {
    const [first = new Float64Array(0), second = first] = columns
    const holed = first.map((value, row) => (row % 5 === 0 ? NaN : value))
    const some = (column: Float64Array) => column.filter((_, row) => row % 5 !== 0)
    expect(correlationMatrix([holed, second], 'pearson')[1]).toBeCloseTo(
      correlate(some(first), some(second)) ?? 9,
      12,
    )
    expect(correlationMatrix([holed, second], 'spearman')[1]).toBeCloseTo(
      correlateRanks(some(first), some(second)) ?? 9,
      12,
    )
  })

  it('is unknown beside a column that never changes', () => {
    const same = new Float64Array(60).fill(1)
    expect([...correlationMatrix([same, columns[0] ?? same], 'pearson')]).toEqual([1, NaN, NaN, 1])
  })
})

describe('Cramér’s V', () => {
  const left = golden.codes('left')
  const right = golden.codes('right')

  it('is that of scipy without the correction, and less with it', () => {
    expectNear([cramersV(left, right) ?? NaN], golden.column('cramersV'))
    expect(correctedCramersV(left, right)).toBeLessThan(cramersV(left, right) ?? 0)
  })

  it('is 1 for two names of one thing', () => {
    expect(cramersV(left, left)).toBeCloseTo(1, 12)
    expect(cramersV(left, { codes: new Int32Array(60), size: 1 })).toBeNull()
  })
})

describe('correlationRatio', () => {
  it('is 1 where the group says it all', () => {
    const groups = { codes: Int32Array.of(0, 0, 1, 1, -1), size: 2 }
    expect(correlationRatio(Float64Array.of(1, 1, 5, 5, 9), groups)).toBe(1)
    expect(correlationRatio(Float64Array.of(2, 2, 2, 2, 2), groups)).toBeNull()
  })
})
