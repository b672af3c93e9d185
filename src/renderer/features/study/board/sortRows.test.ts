import { describe, expect, it } from 'vitest'
import { trialRow } from '../testing/trialRow'
import { sortRows } from './sortRows'

const rows = [
  trialRow(1, { value: 0.7 }),
  trialRow(2, { value: null }),
  trialRow(3, { value: 0.9 }),
  trialRow(4, { value: 0.7 }),
]
const numbers = (isDescending: boolean) =>
  sortRows(rows, { read: (row) => row.value, isDescending }).map((row) => row.number)

describe('sortRows', () => {
  it('keeps rows without a value last either way', () => {
    expect(numbers(true)).toEqual([3, 1, 4, 2])
    expect(numbers(false)).toEqual([1, 4, 3, 2])
  })

  it('leaves the rows it was given alone', () => {
    numbers(true)
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4])
  })

  it('sorts texts as texts', () => {
    const states = ['running', 'complete', 'failed'] as const
    const mixed = states.map((state, index) => trialRow(index + 1, { state }))
    expect(
      sortRows(mixed, { read: (row) => row.state, isDescending: false }).map((row) => row.state),
    ).toEqual(['complete', 'failed', 'running'])
  })
})
