/** @file Rows in the order of their series and time, and where unbroken stretches begin. */
import type { Frequency } from '../../../../shared/domain/seriesProfile'
import { isGap } from '../frequency/stepsBetween'

export interface SeriesOrder {
  /** Rows of the table, one series after the other, in the order of time. A *place* is a position in this list. */
  readonly rows: Int32Array
  /** Of each place, the place at which its stretch begins: nothing looks back beyond it. */
  readonly startOf: Int32Array
}

export interface OrderRequest {
  readonly rows: Int32Array
  /** When each row happened, by place in `rows`, never NaN; null: as they stand. */
  readonly timeOf: Float64Array | null
  /** Code of the series of each row, by place in `rows`; null: they are one series. */
  readonly seriesOf: Int32Array | null
  /** Where gaps end a stretch: how often rows are expected; null where stretches go over gaps. */
  readonly breaks: Frequency | null
}

export function orderSeries({ rows, timeOf, seriesOf, breaks }: OrderRequest): SeriesOrder {
  const order = Int32Array.from({ length: rows.length }, (_, place) => place)
  const series = (at: number) => seriesOf?.[order[at] ?? 0] ?? 0
  const time = (at: number) => timeOf?.[order[at] ?? 0] ?? 0
  if (timeOf || seriesOf) {
    order.sort(
      (left, right) =>
        (seriesOf?.[left] ?? 0) - (seriesOf?.[right] ?? 0) ||
        (timeOf?.[left] ?? 0) - (timeOf?.[right] ?? 0) ||
        left - right,
    )
  }
  const startOf = new Int32Array(rows.length)
  for (let at = 1; at < order.length; at++) {
    const isNew =
      series(at) !== series(at - 1) ||
      (breaks !== null && timeOf !== null && isGap(breaks, time(at - 1), time(at)))
    startOf[at] = isNew ? at : (startOf[at - 1] ?? 0)
  }
  return { rows: order.map((place) => rows[place] ?? 0), startOf }
}

/** @returns rows of the longest stretch. */
export function longestStretch({ startOf }: SeriesOrder): number {
  return startOf.reduce((longest, start, place) => Math.max(longest, place - start + 1), 0)
}
