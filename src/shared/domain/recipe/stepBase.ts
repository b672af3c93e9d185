/** @file What every step of a recipe has: an id that settings are named by, and the columns it works on. */
import * as v from 'valibot'

/** Named in paths of settings, `data.select.count`; "" where a step was stored before steps had ids. */
export const StepId = v.pipe(v.string(), v.regex(/^(?:[a-z][A-Za-z0-9]{0,30})?$/))

export const COLUMN_SETS = ['numbers', 'categories', 'dates', 'texts', 'pictures'] as const

/**
 * Columns by name, or all of a kind as they are when the step's turn comes: what an earlier step made (one-hot inputs,
 * calendar figures) counts among the numbers.
 */
export const StepColumns = v.union([v.array(v.string()), v.picklist(COLUMN_SETS)])
export type StepColumns = v.InferOutput<typeof StepColumns>

/** Entries that every step begins with. */
export const STEP = {
  id: v.optional(StepId, ''),
  columns: StepColumns,
  /** A step that is switched off stays in the recipe and does nothing. */
  isOff: v.optional(v.boolean(), false),
} as const

export const between = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high))
export const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))
