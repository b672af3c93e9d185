/** @file What became of results that were brought in from elsewhere. */
import * as v from 'valibot'
import { PriorSource } from './priorTrial'

/** Why a result says nothing about a study. */
export const MISFIT_CAUSES = [
  /** It was not finished, or failed. */
  'unfinished',
  /** It has no number as its value. */
  'noValue',
  /** No column of the table is the objective; the subject has the names that one could have. */
  'noColumn',
  /** It lacks a parameter that the study searches. */
  'missing',
  /** Its value of a parameter is not one of the domain. */
  'outside',
  /** Its value of a setting differs from the one that the study has for all trials. */
  'fixed',
  /** It breaks a constraint. */
  'constraint',
  /** It was judged by another metric, or in another direction. */
  'objective',
  /** The study has several objectives, of which its one value says too little. */
  'several',
  /** The study has this very result already. */
  'known',
] as const
export type MisfitCause = (typeof MISFIT_CAUSES)[number]

export const PriorMisfit = v.strictObject({
  cause: v.picklist(MISFIT_CAUSES),
  /** The parameter, setting or constraint; null where it is about the row as a whole. */
  subject: v.nullable(v.string()),
  /** The value of the first such row, as text; empty where there is none. */
  example: v.string(),
  rows: v.number(),
})
export type PriorMisfit = v.InferOutput<typeof PriorMisfit>

export const PriorReport = v.strictObject({
  source: PriorSource,
  /** Results that were found. */
  rows: v.number(),
  /** Those that the study learns from now. */
  fitting: v.number(),
  /** Of all others, the most frequent first. */
  misfits: v.array(PriorMisfit),
})
export type PriorReport = v.InferOutput<typeof PriorReport>
