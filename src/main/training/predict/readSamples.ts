/** @file Rows as a user has them become the raw columns of samples. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { earlierOf } from '../../compiler'
import { applyPrimitives, findNeededPast, type Frame } from '../../datasets'
import { findLacking, toRawFrame, type RawFrame, type RawRow, type Reading } from './rawFrame'
import { orderRows, wholeWindows, type SeriesReading } from './samples'

export interface SampleOptions {
  readonly fitted: FittedRecipe
  readonly reading: Reading
  /** Of a recipe with windows, or with steps that look at earlier rows. */
  readonly series?: SeriesReading | undefined
}

export interface RawSamples {
  readonly raw: RawFrame
  /** The last row of the frame that each prediction reads. */
  readonly ends: Int32Array
  /** What stands in for a missing text that is cut, by column. */
  readonly fills: ReadonlyMap<string, string>
  /** @returns the row as it was given. */
  readonly rowOf: (place: number) => number
  /** The column whose cell is missing, by row as it was given. */
  readonly lacking: Map<number, string>
}

/** @throws {predict/not-a-number} */
export function readSamples(rows: readonly RawRow[], { fitted, reading, series }: SampleOptions): RawSamples {
  const { reads } = fitted
  const lacking = findLacking(rows, reads, reading)
  const usable = Int32Array.from(rows.keys()).filter((row) => !lacking.has(row))
  const order = series ? orderRows(rows, usable, { ...series, reading }) : null
  const chosen = order?.rows ?? usable
  const raw = toRawFrame(
    Array.from(chosen, (row) => rows[row] ?? {}),
    { reads, reading, startOf: order?.startOf },
  )
  // What looks at earlier rows the model leaves to the program around it.
  applyPrimitives(earlierOf(fitted), raw.frame)
  const lookback = fitted.window?.lookback ?? 1
  const ends = order
    ? wholeWindows(order, lookback).filter(createGapTest(fitted, raw.frame, lookback))
    : Int32Array.from(chosen.keys())
  return { raw, ends, fills: listFills(fitted), rowOf: (place) => chosen[place] ?? 0, lacking }
}

/** Texts that stand in for missing ones where texts are cut, by column; of several the first counts. */
function listFills({ primitives }: FittedRecipe): Map<string, string> {
  const fills = primitives.flatMap((one) =>
    one.kind === 'fillText' ? [[one.column, one.value] as const] : [],
  )
  return new Map(fills.reverse())
}

/** @returns whether no row of the window that ends at a place lacks a figure from the rows before it. */
function createGapTest(fitted: FittedRecipe, frame: Frame, lookback: number): (end: number) => boolean {
  const columns = findNeededPast(fitted).map((name) => frame.figures(name).values)
  const lastGap = new Int32Array(frame.rowCount)
  let last = -1
  for (let place = 0; place < frame.rowCount; place++) {
    if (columns.some((values) => Number.isNaN(values[place] ?? NaN))) last = place
    lastGap[place] = last
  }
  return (end) => (lastGap[end] ?? -1) <= end - lookback
}
