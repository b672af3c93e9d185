import { describe, expect, it } from 'vitest'
import { sortRows, type TableColumn } from './dataTable'

interface Row {
  readonly id: number
  readonly value: number | null
}
const columns: TableColumn<Row>[] = [{ key: 'value', label: 'Value', sortBy: ({ value }) => value }]
const rows: Row[] = [
  { id: 1, value: 2 },
  { id: 2, value: null },
  { id: 3, value: 1 },
  { id: 4, value: 2 },
]
const sorted = (isDescending: boolean) =>
  sortRows(rows, columns, { key: 'value', isDescending }).map(({ id }) => id)

describe('sortRows', () => {
  it('puts rows without a value last in either direction and keeps the order of equals', () => {
    expect(sorted(false)).toEqual([3, 1, 4, 2])
    expect(sorted(true)).toEqual([1, 4, 3, 2])
  })

  it('leaves the rows alone without a sort or for an unknown column', () => {
    expect(sortRows(rows, columns, null)).toBe(rows)
    expect(sortRows(rows, columns, { key: 'other', isDescending: true })).toBe(rows)
  })
})
