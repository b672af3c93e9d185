/** @file How the rows of a table become samples of a series: windows of the past, and a value some steps ahead. */
import * as v from 'valibot'
import type { Setting } from './setting'
import { doubling, integer, values } from './settingMakers'

const ColumnName = v.nullable(v.pipe(v.string(), v.maxLength(200)))
const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

export const LOOKBACK_RANGE = [1, 1000] as const
export const HORIZON_RANGE = [1, 100] as const

/**
 * A sample is `lookback` rows in a row, and the target `horizon` rows after the last of them:
 *
 *     rows   t−lookback+1 … t   │   t+horizon
 *            what is read       │   what is predicted
 */
export const Series = v.strictObject({
  /** A date or number column that orders the rows; null: the order of the file. */
  time: ColumnName,
  /** Several series in one table, such as one a store: windows never cross from one into another. */
  group: ColumnName,
  lookback: whole(...LOOKBACK_RANGE),
  horizon: whole(...HORIZON_RANGE),
  /** Rows from one window to the next; 1: every row ends a window. More than `lookback` leaves rows unread. */
  stride: whole(...LOOKBACK_RANGE),
  /** Whether a gap in time ends a series, so that no window reaches over it. */
  breaksAtGaps: v.optional(v.boolean(), true),
})
export type Series = v.InferOutput<typeof Series>

export const DEFAULT_SERIES: Series = {
  time: null,
  group: null,
  lookback: 12,
  horizon: 1,
  stride: 1,
  breaksAtGaps: true,
}

/** What of a series may be searched, and what is only set: what a study is about follows from how far ahead it looks. */
export const SERIES_SETTINGS: readonly Setting<'lookback' | 'horizon' | 'stride'>[] = [
  integer('lookback', LOOKBACK_RANGE, doubling(4, 64)),
  integer('stride', LOOKBACK_RANGE, values(1, 2, 4), { usual: 1 }),
  integer('horizon', HORIZON_RANGE, values(1, 2, 4), { isFixed: true }),
]
