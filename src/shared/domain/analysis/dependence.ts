/** @file What the objective depends on, as a forest of trees has it: over one parameter, over two, and how well the forest predicts. */
import * as v from 'valibot'
import { ParameterValue } from '../searchSpace'
import { TrialPart } from './trialPart'

/** All values are in the units of the objective. */
export const DependenceAnswer = v.strictObject({
  kind: v.literal('dependence'),
  parameter: v.string(),
  trials: TrialPart,
  /** Ascending on the parameter's scale, or the choices in their order. */
  points: v.array(
    v.strictObject({
      value: ParameterValue,
      mean: v.number(),
      /** Four of five trees lie between. */
      low: v.number(),
      high: v.number(),
    }),
  ),
})
export type DependenceAnswer = v.InferOutput<typeof DependenceAnswer>

/** A trial by two parameters. */
const PairPoint = v.strictObject({ number: v.number(), x: ParameterValue, y: ParameterValue })

export const ContourAnswer = v.strictObject({
  kind: v.literal('contour'),
  parameters: v.strictTuple([v.string(), v.string()]),
  trials: TrialPart,
  x: v.array(ParameterValue),
  y: v.array(ParameterValue),
  /** By y, then x. */
  means: v.array(v.array(v.number())),
  points: v.array(v.strictObject({ ...PairPoint.entries, value: v.number() })),
})
export type ContourAnswer = v.InferOutput<typeof ContourAnswer>

export const RankAnswer = v.strictObject({
  kind: v.literal('rank'),
  parameters: v.strictTuple([v.string(), v.string()]),
  trials: TrialPart,
  /** `rank`: 0 for the best of all, 1 for the worst. */
  points: v.array(v.strictObject({ ...PairPoint.entries, value: v.number(), rank: v.number() })),
})
export type RankAnswer = v.InferOutput<typeof RankAnswer>

export const TRUST = ['good', 'fair', 'poor'] as const

export const SurrogateAnswer = v.strictObject({
  kind: v.literal('surrogate'),
  trials: TrialPart,
  folds: v.number(),
  /** Share of the variance that is predicted; below 0, the mean would predict better. */
  r2: v.number(),
  /** Spearman's, of predicted and true values. */
  rankCorrelation: v.number(),
  /** How many true values lie within what was predicted to hold such a share of them. */
  coverage: v.array(v.strictObject({ level: v.number(), share: v.number() })),
  /** Whether what rests on the forest (importance, dependence, contours) can be trusted. */
  trust: v.picklist(TRUST),
  /** Trials as they were predicted by a forest that had not seen them. */
  points: v.array(
    v.strictObject({ number: v.number(), value: v.number(), predicted: v.number(), deviation: v.number() }),
  ),
})
export type SurrogateAnswer = v.InferOutput<typeof SurrogateAnswer>
