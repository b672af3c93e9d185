/** @file What people found wrong in single rows: data of a plan, so that every version says what was changed and nothing is lost. */
import * as v from 'valibot'

const Row = v.pipe(v.number(), v.integer(), v.minValue(0))

export const Correction = v.variant('kind', [
  /** The row has another target: a label that the data has, or a number. `row` counts from 0 in the table as it is read. */
  v.strictObject({ kind: v.literal('relabel'), row: Row, label: v.pipe(v.string(), v.maxLength(500)) }),
  /** The row is left out of whatever part it is in. */
  v.strictObject({ kind: v.literal('exclude'), row: Row }),
])
export type Correction = v.InferOutput<typeof Correction>

export const MOST_CORRECTIONS = 100_000

/** In the order of the rows, one a row. */
export const Corrections = v.pipe(v.array(Correction), v.maxLength(MOST_CORRECTIONS))

/** @returns both, the later ones in place of earlier ones of the same row, in the order of rows. */
export function addCorrections(
  before: readonly Correction[],
  more: readonly Correction[],
): readonly Correction[] {
  const byRow = new Map([...before, ...more].map((one) => [one.row, one]))
  return [...byRow.values()].sort((one, other) => one.row - other.row)
}
