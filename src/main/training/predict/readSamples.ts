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
  prepareFrame(fitted, raw.frame)
  const lookback = fitted.window?.lookback ?? 1
  const ends = order
    ? wholeWindows(order, lookback).filter(createGapTest(fitted, raw.frame, lookback))
    : Int32Array.from(chosen.keys())
  return { raw, ends, rowOf: (place) => chosen[place] ?? 0, lacking }
}

/** What the model leaves to the program around it: earlier rows, and texts that stand in for missing ones. */
function prepareFrame(fitted: FittedRecipe, frame: Frame): void {
  const earlier = earlierOf(fitted)
  applyPrimitives(earlier, frame)
  const cut = new Set(
    fitted.primitives.flatMap((one) => (one.kind === 'tokens' || one.kind === 'tfidf' ? [one.column] : [])),
  )
  const fills = fitted.primitives.filter((one) => one.kind === 'fillText' && cut.has(one.column))
  applyPrimitives(
    fills.filter((one) => !earlier.includes(one)),
    frame,
  )
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
