import type { TrialRow } from '@shared/domain/trial'

export type SortKey = number | string | boolean | null | undefined

export interface RowSort {
  readonly read: (row: TrialRow) => SortKey
  readonly isDescending: boolean
}

/** Sorted copies: rows without a value come last either way, equal ones in order of their number. */
export function sortRows(rows: readonly TrialRow[], sort: RowSort): TrialRow[] {
  const sign = sort.isDescending ? -1 : 1
  return rows
    .map((row) => ({ row, key: sort.read(row) }))
    .sort((left, right) => {
      const isLeftEmpty = isEmpty(left.key)
      const isRightEmpty = isEmpty(right.key)
      if (isLeftEmpty || isRightEmpty)
        return Number(isLeftEmpty) - Number(isRightEmpty) || left.row.number - right.row.number
      return sign * compareKeys(left.key, right.key) || left.row.number - right.row.number
    })
    .map(({ row }) => row)
}

function isEmpty(key: SortKey): boolean {
  return key === null || key === undefined || Number.isNaN(key)
}

function compareKeys(left: SortKey, right: SortKey): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [a, b] = [String(left), String(right)]
  return a < b ? -1 : a > b ? 1 : 0
}
