/** @file Columns that are looked at together, of fewer rows where they would not fit into memory. */
import { sampleRows, takeCodes, takeRows } from '../../statistics/column/sampleRows'
import type { FitContext, FitTarget } from './rule'

/** Figures that are held at once. */
const MOST_FIGURES = 40_000_000
const FEWEST_ROWS = 1000

export interface SampledColumns {
  readonly columns: Float64Array[]
  /** Rows that were taken; null: all. */
  readonly rows: Int32Array | null
}

export function sampleColumns({ frame, columns, seed }: FitContext): SampledColumns {
  const limit = Math.max(FEWEST_ROWS, Math.floor(MOST_FIGURES / columns.length))
  const rows = frame.rowCount > limit ? sampleRows(frame.rowCount, limit, seed) : null
  const take = (values: Float64Array) => (rows ? takeRows(values, rows) : values)
  return { rows, columns: columns.map((name) => take(frame.figures(name).values)) }
}

/** @returns the target of these rows; null: of all. */
export function sampleTarget(target: FitTarget, rows: Int32Array | null): FitTarget {
  if (!rows) return target
  if (target.kind === 'number') return { ...target, values: takeRows(target.values, rows) }
  const { codes, size } = target.categories
  return { ...target, categories: { codes: takeCodes(codes, rows), size } }
}
