/** @file What a split divides, and what comes of it. */
import type { Split } from '../../../shared/domain/split'

/**
 * Rows to be divided. Every list but `rows` is by place in `rows`, and null where the plan has nothing of the kind; a split
 * that needs one of those treats all rows alike then.
 */
export interface SplitRequest<Kind extends Split = Split> {
  readonly split: Kind
  /** Rows of the table that are used, ascending. */
  readonly rows: Int32Array
  /** Class of each row. */
  readonly classOf: Int32Array | null
  /** Code of the group of each row; those without one (−1) are one group, too. */
  readonly groupOf: Int32Array | null
  /** When each row happened, in any unit; never NaN. */
  readonly timeOf: Float64Array | null
  /** Which part each row belongs to: 0 training, 1 validation, 2 test. */
  readonly partOf: Uint8Array | null
}

/** Rows that train and rows that validate, both ascending. */
export interface SplitFold {
  readonly train: Int32Array
  readonly validation: Int32Array
}

/** One or more folds over all rows but the sealed ones, which are the same for every fold. */
export interface DividedRows {
  readonly test: Int32Array
  readonly folds: readonly SplitFold[]
}

/** A fold and the sealed rows, ascending each. */
export interface SplitRows extends SplitFold {
  readonly test: Int32Array
}

/** @returns the places whose label is `label`, ascending. */
export function placesWith(labels: ArrayLike<number>, label: number): Int32Array {
  const places: number[] = []
  for (let place = 0; place < labels.length; place++) if (labels[place] === label) places.push(place)
  return Int32Array.from(places)
}

/** @returns what stands at each of the places. */
export function pick(list: Int32Array, places: Int32Array): Int32Array {
  return places.map((place) => list[place] ?? 0)
}

/** Codes as 0, 1, 2 …, in the order of the codes that occur. */
export function compactCodes(codes: Int32Array): { codes: Int32Array; count: number } {
  const known = [...new Set(codes)].sort((left, right) => left - right)
  const placeOf = new Map(known.map((code, place) => [code, place]))
  return { codes: codes.map((code) => placeOf.get(code) ?? 0), count: known.length }
}
