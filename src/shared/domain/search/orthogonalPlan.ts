/** @file What an orthogonal search of a design would be, before it is a study. */
import * as v from 'valibot'

export const OrthogonalPlan = v.strictObject({
  /** Name of the array: `L18`. */
  array: v.string(),
  /** Fewer than the runs of the array where rows are equal, as settings do not exist beside others. */
  trials: v.number(),
  /** Of the whole grid of the same levels. */
  gridTrials: v.number(),
  factors: v.number(),
  /** Factors that no array had a column for: balanced, but not against the others. */
  irregular: v.number(),
})
export type OrthogonalPlan = v.InferOutput<typeof OrthogonalPlan>
