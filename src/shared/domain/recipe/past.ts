/** @file Steps for series: figures from the rows before. They look back only. */
import * as v from 'valibot'
import { STEP, whole } from './stepBase'

/** Adds the figures of earlier rows. */
export const LagStep = v.strictObject({
  kind: v.literal('lag'),
  ...STEP,
  /** How many rows back, each its own input. */
  lags: v.optional(v.pipe(v.array(whole(1, 1000)), v.minLength(1), v.maxLength(50)), [1]),
})

export const ROLLING_STATISTICS = ['mean', 'deviation', 'least', 'most', 'median', 'sum'] as const

/** Adds a figure of the last rows, the row itself included. */
export const RollingStep = v.strictObject({
  kind: v.literal('rolling'),
  ...STEP,
  statistics: v.optional(v.pipe(v.array(v.picklist(ROLLING_STATISTICS)), v.minLength(1)), ['mean']),
  window: v.optional(whole(2, 1000), 7),
})

/** Adds how much a figure changed. */
export const DifferenceStep = v.strictObject({
  kind: v.literal('difference'),
  ...STEP,
  /** Rows back that are compared with: 1, or a season. */
  distance: v.optional(whole(1, 1000), 1),
})
