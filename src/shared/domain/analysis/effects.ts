/** @file What an orthogonal design tells: the effect of every level, an analysis of variance, the predicted optimum. */
import * as v from 'valibot'
import { Assignment, ParameterValue } from '../searchSpace'
import { TrialPart } from './trialPart'

const Squares = v.strictObject({ sumOfSquares: v.number(), degrees: v.number() })

export const FactorEffects = v.strictObject({
  parameter: v.string(),
  levels: v.array(
    v.strictObject({
      value: ParameterValue,
      trials: v.number(),
      mean: v.number(),
      /** The mean less the mean of all trials. */
      effect: v.number(),
      /** Taguchi's ratio in decibels, the larger the better; null where a result does not allow one. */
      signalToNoise: v.nullable(v.number()),
    }),
  ),
  /** Between the largest and the smallest mean. */
  range: v.number(),
  best: ParameterValue,
})
export type FactorEffects = v.InferOutput<typeof FactorEffects>

export const EffectsAnswer = v.strictObject({
  kind: v.literal('effects'),
  trials: TrialPart,
  mean: v.number(),
  /** The largest range first. */
  factors: v.array(FactorEffects),
  variance: v.strictObject({
    lines: v.array(
      v.strictObject({
        parameter: v.string(),
        ...Squares.entries,
        /** Null where there is no error to compare with, or the line is part of it. */
        f: v.nullable(v.number()),
        p: v.nullable(v.number()),
        /** Share of all variance that is not put down to chance. */
        contribution: v.number(),
        isPooled: v.boolean(),
      }),
    ),
    error: Squares,
    total: Squares,
  }),
  optimum: v.strictObject({
    assignment: Assignment,
    predicted: v.number(),
    /** Where its true mean lies with 95 % confidence; null without an error to tell. */
    interval: v.nullable(v.strictObject({ low: v.number(), high: v.number() })),
  }),
})
export type EffectsAnswer = v.InferOutput<typeof EffectsAnswer>
