/** @file Which rows a prediction reads: one, or those of a window that ends in it. */
import type { Series } from '../../../shared/domain/series'
import { checkFrequency, orderSeries, parseFigure, splitSeries, type SeriesOrder } from '../../datasets'
import { cellOf, type RawRow, type Reading } from './rawFrame'

/** How the rows of the data follow each other in time. */
export interface SeriesReading {
  readonly series: Pick<Series, 'time' | 'group' | 'breaksAtGaps'>
  /** Whether the column of the time holds dates. */
  readonly isDate: boolean
}

/**
 * The rows that can be used in the order of time; those between are gaps like any other. A row without a time is none of
 * them; without a column of the time the order of the rows counts.
 */
export function orderRows(
  rows: readonly RawRow[],
  usable: Int32Array,
  { series, isDate, reading }: SeriesReading & { readonly reading: Reading },
): SeriesOrder {
  const { time, group, breaksAtGaps } = series
  const missing = new Set(reading.missing)
  const textOf = (row: number, column: string): string => String(cellOf(rows[row]?.[column], missing) ?? '')
  const toTime = (text: string): number => parseFigure(text, isDate, reading)
  const timed = time === null ? usable : usable.filter((row) => !Number.isNaN(toTime(textOf(row, time))))
  const timeOf = Float64Array.from(timed, (row) => (time === null ? row : toTime(textOf(row, time))))
  const seriesOf = group === null ? null : toCodes(Array.from(timed, (row) => textOf(row, group)))
  const places = Int32Array.from(timed.keys())
  const timesOf = (members: Int32Array): Float64Array =>
    Float64Array.from(members, (place) => timeOf[place] ?? NaN)
  const breaks = breaksAtGaps ? checkFrequency(splitSeries(places, seriesOf).map(timesOf), isDate) : null
  return orderSeries({ rows: timed, timeOf, seriesOf, breaks })
}

function toCodes(texts: readonly string[]): Int32Array {
  const codes = new Map<string, number>()
  return Int32Array.from(texts, (text) => {
    const code = codes.get(text) ?? codes.size
    codes.set(text, code)
    return code
  })
}

/** @returns the places at which a whole window ends. */
export function wholeWindows({ startOf }: Pick<SeriesOrder, 'startOf'>, lookback: number): Int32Array {
  return Int32Array.from(startOf.keys()).filter((end) => end - lookback + 1 >= (startOf[end] ?? 0))
}
