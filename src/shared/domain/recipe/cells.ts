/** @file Steps that mend cells: what is missing, and what lies too far out. */
import * as v from 'valibot'
import { between, STEP, whole } from './stepBase'

export const IMPUTE_METHODS = [
  'median',
  'mean',
  'mode',
  'constant',
  'neighbours',
  'ownCategory',
  'dropRow',
] as const

/** Fills or removes missing cells of the named columns. */
export const ImputeStep = v.strictObject({
  kind: v.literal('impute'),
  ...STEP,
  /**
   * `neighbours`: the mean of the nearest training rows that have the cell; `ownCategory` turns "missing" into a class of
   * its own; `dropRow` leaves the row out of every part.
   */
  method: v.picklist(IMPUTE_METHODS),
  /** For `constant`: the text of the cell to fill in. */
  constant: v.optional(v.string()),
  /** For `neighbours`. */
  neighbours: v.optional(whole(1, 100), 5),
  /** Whether an input of zeros and ones says where a cell was missing. */
  indicator: v.optional(v.boolean(), false),
})

export const CLIP_METHODS = ['iqr', 'zScore', 'percentile'] as const

/** Moves figures that lie too far out to the fence. */
export const ClipStep = v.strictObject({
  kind: v.literal('clip'),
  ...STEP,
  method: v.optional(v.picklist(CLIP_METHODS), 'iqr'),
  /** Fences: so many quartile distances beyond the quartiles (`iqr`), or deviations from the mean (`zScore`). */
  factor: v.optional(between(0.1, 20), 1.5),
  /** For `percentile`: the share of figures cut off at either end. */
  share: v.optional(between(0.0001, 0.25), 0.01),
})
