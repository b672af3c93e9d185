/** @file How strongly each column goes with every other. */
import type { Associations } from '../../../shared/domain/dataProfile'
import { correctedCramersV } from '../statistics/association/cramersV'
import { correlationMatrix } from '../statistics/association/correlationMatrix'
import { correlationRatio } from '../statistics/association/correlationRatio'
import type { OpenColumn } from './openColumn'

/** More columns are no picture any more. */
export const MOST_COLUMNS = 60
/** A column of more categories than that says nothing beside another. */
const MOST_CATEGORIES = 1000

/**
 * Pearson's r, with its sign, of two columns of figures; Cramér's V, corrected for bias, of two of categories; the
 * correlation ratio of one and one. Of more than `MOST_COLUMNS`, the first are looked at.
 * @param columns of equal length.
 */
export function associationMatrix(columns: readonly OpenColumn[]): Associations {
  const some = columns
    .filter((column) => column.kind === 'figures' || column.categories.size <= MOST_CATEGORIES)
    .slice(0, MOST_COLUMNS)
  const correlationOf = correlationsOf(some)
  const lower = some.map((left, row) =>
    some.slice(0, row + 1).map((right, at) => {
      if (at === row) return 1
      return left.kind === 'figures' && right.kind === 'figures'
        ? correlationOf(row, at)
        : bondOf(left, right)
    }),
  )
  const [first] = some
  return {
    names: some.map(({ name }) => name),
    values: some.map((_, row) => some.map((_, at) => lower[Math.max(row, at)]?.[Math.min(row, at)] ?? null)),
    rowCount: first ? lengthOf(first) : 0,
  }
}

/** All at once, which is far faster than pair by pair. */
function correlationsOf(columns: readonly OpenColumn[]): (row: number, at: number) => number | null {
  const figures = columns.flatMap((column) => (column.kind === 'figures' ? [column.values] : []))
  const places = columns.map((column) => (column.kind === 'figures' ? figures.indexOf(column.values) : -1))
  const matrix = correlationMatrix(figures, 'pearson')
  return (row, at) => {
    const r = matrix[(places[row] ?? 0) * figures.length + (places[at] ?? 0)] ?? NaN
    return Number.isNaN(r) ? null : r
  }
}

function lengthOf(column: OpenColumn): number {
  return column.kind === 'figures' ? column.values.length : column.categories.codes.length
}

/** Of two columns one of which at least holds categories. */
function bondOf(left: OpenColumn, right: OpenColumn): number | null {
  if (left.kind === 'figures')
    return right.kind === 'figures' ? null : correlationRatio(left.values, right.categories)
  return right.kind === 'figures'
    ? correlationRatio(right.values, left.categories)
    : correctedCramersV(left.categories, right.categories)
}
