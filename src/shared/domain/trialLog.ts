/** @file What a program printed while it was a trial. */
import * as v from 'valibot'

export const TrialLog = v.strictObject({
  /** The end of it, at most 64 KiB. */
  text: v.string(),
  /** Whether the beginning was left out. */
  isCut: v.boolean(),
})
export type TrialLog = v.InferOutput<typeof TrialLog>
