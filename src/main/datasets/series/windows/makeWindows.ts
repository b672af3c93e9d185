/** @file Cuts series into samples: rows that are read, and the row some steps ahead whose target is predicted. */
import type { Series } from '../../../../shared/domain/series'
import type { Part } from '../../../../shared/domain/split'
import { PARTS } from '../../../../shared/domain/split'
import type { SplitRows } from '../../splits/splitRequest'
import type { SeriesOrder } from './seriesOrder'

export interface WindowRequest extends Pick<Series, 'lookback' | 'horizon' | 'stride'> {
  readonly order: SeriesOrder
  /** Rows whose targets belong to each part; rows of none (gaps of a split) may be read, but are never a target. */
  readonly parts: SplitRows
}

/** Samples by the place in `order` of the last row that they read. */
export interface Windows extends Pick<Series, 'lookback' | 'horizon'> {
  readonly order: SeriesOrder
  readonly ends: { readonly [Name in Part]: Int32Array }
}

const NO_PART = -1

/**
 * A sample belongs to the part of its target. It stays within a stretch, and reads no row of a later part than that: a
 * validation window may reach back into training rows, a training window never reads what is to be predicted later. Of
 * every stretch, each `stride`-th window counts, from its first one.
 */
export function makeWindows({ order, parts, lookback, horizon, stride }: WindowRequest): Windows {
  const { rows, startOf } = order
  const partOf = labelPlaces(rows, parts)
  const ends: { [Name in Part]: number[] } = { train: [], validation: [], test: [] }
  /** Where a row of validation, or of test, was met last. */
  const lastOf: [train: number, validation: number, test: number] = [-1, -1, -1]
  for (let end = 0; end + horizon < rows.length; end++) {
    const own = partOf[end] ?? NO_PART
    for (let part = 1; part <= own; part++) lastOf[part] = end
    const target = partOf[end + horizon] ?? NO_PART
    const start = end - lookback + 1
    const stretch = startOf[end] ?? 0
    const isWhole = start >= stretch && startOf[end + horizon] === stretch
    if (!isWhole || target === NO_PART || (start - stretch) % stride !== 0) continue
    const readsLater = target < 2 && (lastOf[target + 1] ?? -1) >= start
    if (!readsLater) ends[PARTS[target] ?? 'train'].push(end)
  }
  return {
    order,
    lookback,
    horizon,
    ends: {
      train: Int32Array.from(ends.train),
      validation: Int32Array.from(ends.validation),
      test: Int32Array.from(ends.test),
    },
  }
}

function labelPlaces(rows: Int32Array, parts: SplitRows): Int8Array {
  const most = rows.reduce((largest, row) => Math.max(largest, row), 0)
  const partOfRow = new Int8Array(most + 1).fill(NO_PART)
  PARTS.forEach((name, part) => {
    for (const row of parts[name]) if (row <= most) partOfRow[row] = part
  })
  return Int8Array.from(rows, (row) => partOfRow[row] ?? NO_PART)
}

/** @returns the rows that a sample reads, the earliest first. */
export function rowsOfWindow({ order, lookback }: Windows, end: number): Int32Array {
  return order.rows.subarray(end - lookback + 1, end + 1)
}

/** @returns the row whose target a sample predicts. */
export function targetRowOf({ order, horizon }: Windows, end: number): number {
  return order.rows[end + horizon] ?? 0
}
