/** @file The rows of a plan as a series: their order, and the samples that are cut from it. */
import type { DatasetPlan } from '../../../shared/domain/dataset'
import {
  checkFrequency,
  makeWindows,
  orderSeries,
  splitSeries,
  type SeriesOrder,
  type Windows,
} from '../series'
import { pick, type SplitRows } from '../splits/splitRequest'
import type { PlanData } from './planData'

/**
 * @param rows of the table that are used. Where there is no time, their numbers in the file are: a row that was left out
 * is a gap like any other.
 * @returns null where the rows of the plan are independent.
 */
export function orderRows({ plan, divides }: PlanData, rows: Int32Array): SeriesOrder | null {
  const { series } = plan
  if (!series) return null
  const { time, seriesOf } = divides
  const timeOf = Float64Array.from(rows, (row) => time?.view.values[row] ?? row)
  const codes = seriesOf && pick(seriesOf, rows)
  const places = Int32Array.from(rows.keys())
  const timesOf = (members: Int32Array) => Float64Array.from(members, (place) => timeOf[place] ?? NaN)
  const isDate = time?.column.type === 'date'
  const breaks = series.breaksAtGaps ? checkFrequency(splitSeries(places, codes).map(timesOf), isDate) : null
  return orderSeries({ rows, timeOf, seriesOf: codes, breaks })
}

/** @returns the samples of the parts; null where the rows of the plan are independent. */
export function cutWindows(
  { series }: Pick<DatasetPlan, 'series'>,
  order: SeriesOrder | null,
  parts: SplitRows,
): Windows | null {
  if (!series || !order) return null
  const { lookback, horizon, stride } = series
  return makeWindows({ order, parts, lookback, horizon, stride })
}
