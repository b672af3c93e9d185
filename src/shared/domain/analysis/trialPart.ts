/** @file Which trials an answer rests on. */
import * as v from 'valibot'

/** Complete trials that could be used, and that were: of very many an even part. */
export const TrialPart = v.strictObject({ used: v.number(), total: v.number() })
export type TrialPart = v.InferOutput<typeof TrialPart>
