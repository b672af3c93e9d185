/** @file How important each parameter is. */
import * as v from 'valibot'
import { ImportanceMethod } from './request'
import { TrialPart } from './trialPart'

export const ParameterImportance = v.strictObject({
  name: v.string(),
  /** From 0 to 1. By fANOVA of all variance; by PED-ANOVA of what all parameters have together. */
  importance: v.number(),
  /** Four of five estimates, each from another draw of the trials, lie between. */
  low: v.number(),
  high: v.number(),
  /** Share of the trials in which it exists. */
  presence: v.number(),
})
export type ParameterImportance = v.InferOutput<typeof ParameterImportance>

export const ImportanceAnswer = v.strictObject({
  kind: v.literal('importance'),
  method: ImportanceMethod,
  trials: TrialPart,
  /** The most important first. */
  parameters: v.array(ParameterImportance),
  /** Variance that no parameter explains alone; null where the method does not tell. */
  interactions: v.nullable(v.number()),
})
export type ImportanceAnswer = v.InferOutput<typeof ImportanceAnswer>
