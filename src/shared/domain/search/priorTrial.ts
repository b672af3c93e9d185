/** @file A result from elsewhere that a study learns from without having trained it. */
import * as v from 'valibot'
import { Assignment } from '../searchSpace'

export const PRIOR_FORMATS = ['study', 'csv', 'optuna', 'kerasTuner'] as const

export const PriorSource = v.strictObject({
  format: v.picklist(PRIOR_FORMATS),
  /** Of the study or the file. */
  name: v.string(),
})
export type PriorSource = v.InferOutput<typeof PriorSource>

export const PriorTrial = v.strictObject({
  assignment: Assignment,
  /** In units of the study's objective. */
  value: v.number(),
  source: PriorSource,
})
export type PriorTrial = v.InferOutput<typeof PriorTrial>
