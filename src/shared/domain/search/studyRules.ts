/** @file What else a study is run by: when it ends, what is done with equal trials, how often each is trained. */
import * as v from 'valibot'
import { PrunerSpec } from './prunerSpec'

const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

/** A study ends at its budget, or where its space is used up, or earlier by one of these. */
export const StopRules = v.strictObject({
  /** In units of the objective; the first trial that reaches it is the last. */
  target: v.nullable(v.number()),
  /** No trial of the last `trials` was better than the best before by `minImprovement` (in units of the objective). */
  plateau: v.nullable(
    v.strictObject({ trials: whole(2, 100_000), minImprovement: v.pipe(v.number(), v.minValue(0)) }),
  ),
})
export type StopRules = v.InferOutput<typeof StopRules>

/** What is done where a sampler proposes what was tried: another one, the same with a new seed, or the same again. */
export const DuplicatePolicy = v.picklist(['skip', 'repeat', 'allow'])
export type DuplicatePolicy = v.InferOutput<typeof DuplicatePolicy>

/** Runs of one trial beside those on its folds. */
export const Repeats = v.strictObject({
  /** Seeds each trial is trained with; its value is the mean. */
  seeds: whole(1, 20),
  /** At the end, the best `count` trials are trained with further seeds, up to `seeds` in all. */
  finalists: v.nullable(v.strictObject({ count: whole(1, 50), seeds: whole(2, 50) })),
})
export type Repeats = v.InferOutput<typeof Repeats>

/** What may be changed of a study at any time; what is absent stays. */
export const StudyRules = v.strictObject({
  pruner: v.optional(PrunerSpec),
  stops: v.optional(StopRules),
  duplicates: v.optional(DuplicatePolicy),
  repeats: v.optional(Repeats),
})
export type StudyRules = v.InferOutput<typeof StudyRules>
