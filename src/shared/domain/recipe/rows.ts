/** @file Steps that leave out rows or columns. Rows are chosen before the split, by rules that learn nothing. */
import * as v from 'valibot'
import { STEP } from './stepBase'

export const FILTER_TESTS = [
  'equals',
  'differs',
  'less',
  'atMost',
  'more',
  'atLeast',
  'contains',
  'isMissing',
  'isPresent',
] as const

/** Keeps the rows whose cell in every one of `columns` passes. */
export const FilterStep = v.strictObject({
  kind: v.literal('filter'),
  ...STEP,
  test: v.picklist(FILTER_TESTS),
  /** Compared with as a number where the column is one (a date as it is written in the file). */
  value: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
})

/** Keeps one row of those that are alike in `columns` (no names: in all inputs and the target). */
export const DeduplicateStep = v.strictObject({
  kind: v.literal('deduplicate'),
  ...STEP,
  keep: v.optional(v.picklist(['first', 'last']), 'first'),
})

/** Takes columns out of what the model sees, for instance after others were made of them. */
export const DropStep = v.strictObject({ kind: v.literal('drop'), ...STEP })
