/** @file What is answered to an analysis request. */
import * as v from 'valibot'
import { ContourAnswer, DependenceAnswer, RankAnswer, SurrogateAnswer } from './dependence'
import { EffectsAnswer } from './effects'
import { ImportanceAnswer } from './importance'
import { EdfAnswer, ParetoAnswer } from './results'

/**
 * `tooFewTrials`: fewer complete ones than are needed. `constant`: all results are equal. `oneObjective`: a front needs several. `noParameter`: what was asked about is not
 * searched, or exists in too few trials. `notOrthogonal`: effects are read from an orthogonal design alone.
 */
export const NO_ANSWERS = [
  'tooFewTrials',
  'constant',
  'oneObjective',
  'noParameter',
  'notOrthogonal',
] as const

export const NoAnswer = v.strictObject({
  kind: v.literal('none'),
  reason: v.picklist(NO_ANSWERS),
  /** Complete trials there are, and that it takes. */
  found: v.number(),
  needed: v.number(),
})
export type NoAnswer = v.InferOutput<typeof NoAnswer>

export const AnalysisAnswer = v.variant('kind', [
  NoAnswer,
  ImportanceAnswer,
  DependenceAnswer,
  ContourAnswer,
  RankAnswer,
  SurrogateAnswer,
  EdfAnswer,
  ParetoAnswer,
  EffectsAnswer,
])
export type AnalysisAnswer = v.InferOutput<typeof AnalysisAnswer>
export type AnswerOf<Kind extends AnalysisAnswer['kind']> = Extract<AnalysisAnswer, { kind: Kind }>
