/** @file What the results of a study's trials look like together. */
import * as v from 'valibot'
import { Direction } from '../metric'
import { TrialPart } from './trialPart'

export const EdfAnswer = v.strictObject({
  kind: v.literal('edf'),
  direction: Direction,
  trials: TrialPart,
  /** From the best value to the worst; `share` of the trials are at least as good. */
  points: v.array(v.strictObject({ value: v.number(), share: v.number() })),
})
export type EdfAnswer = v.InferOutput<typeof EdfAnswer>

export const ParetoAnswer = v.strictObject({
  kind: v.literal('pareto'),
  directions: v.array(Direction),
  trials: TrialPart,
  /** Trials that no other one beats in everything, by the first objective. */
  front: v.array(v.strictObject({ number: v.number(), values: v.array(v.number()) })),
  /** The trial of the front that is nearest to having the best of all objectives at once; null for fewer than three. */
  knee: v.nullable(v.number()),
  others: v.array(v.strictObject({ number: v.number(), values: v.array(v.number()) })),
  /** After so many complete trials: the share of the room between the best and a little beyond the worst of every objective that is dominated. */
  hypervolume: v.array(v.strictObject({ trials: v.number(), number: v.number(), share: v.number() })),
})
export type ParetoAnswer = v.InferOutput<typeof ParetoAnswer>
