/** @file Columns at the rows that may be looked at: those of training and validation. */
import type { Division } from '../plan/divide'
import type { ColumnData } from '../plan/planData'
import type { Categories } from '../statistics/column/categories'
import { sampleRows, takeCodes, takeRows } from '../statistics/column/sampleRows'

/** More rows are sampled. */
export const LOOKED_AT_ROWS = 100_000

/** A column as statistics see it; nothing for texts, pictures and identifiers. */
export type OpenColumn =
  | { readonly kind: 'figures'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'categories'; readonly name: string; readonly categories: Categories }

/** @returns the rows of training and validation of the first fold, or a sample of them: never a sealed one. */
export function openRows({ parts: { train, validation } }: Pick<Division, 'parts'>): Int32Array {
  const rows = joinRows(train, validation)
  return sampleRows(rows.length, LOOKED_AT_ROWS, 0).map((place) => rows[place] ?? 0)
}

/** @returns the rows of both, ascending. */
export function joinRows(first: Int32Array, second: Int32Array): Int32Array {
  const rows = new Int32Array(first.length + second.length)
  rows.set(first)
  rows.set(second, first.length)
  return rows.sort()
}

export function openColumn(data: ColumnData, rows: Int32Array): OpenColumn | null {
  const { name, type } = data.column
  if (data.kind === 'number') return { kind: 'figures', name, values: takeRows(data.view.values, rows) }
  if (type === 'text' || type === 'identifier' || type === 'image') return null
  const categories = { codes: takeCodes(data.view.codes, rows), size: data.view.texts.length }
  return { kind: 'categories', name, categories }
}
