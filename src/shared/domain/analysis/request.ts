/** @file What can be asked of a study's trials. */
import * as v from 'valibot'

/** Place among the study's objectives: 0 is the first. */
const objective = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3))
const parameter = v.string()
const pair = v.strictTuple([parameter, parameter])

/** `fanova`: share of all variance over the space. `pedAnova`: what tells the best tenth of the trials from the others. */
export const IMPORTANCE_METHODS = ['fanova', 'pedAnova'] as const
export const ImportanceMethod = v.picklist(IMPORTANCE_METHODS)
export type ImportanceMethod = v.InferOutput<typeof ImportanceMethod>

export const AnalysisRequest = v.variant('kind', [
  v.strictObject({ kind: v.literal('importance'), method: ImportanceMethod, objective }),
  /** What the objective would be over one parameter, all others as they were. */
  v.strictObject({ kind: v.literal('dependence'), objective, parameter }),
  /** The same over two. */
  v.strictObject({ kind: v.literal('contour'), objective, parameters: pair }),
  /** Trials by two parameters, with their ranks. */
  v.strictObject({ kind: v.literal('rank'), objective, parameters: pair }),
  /** Share of the trials that are at least as good as a value. */
  v.strictObject({ kind: v.literal('edf'), objective }),
  v.strictObject({ kind: v.literal('pareto') }),
  /** How well a forest predicts trials it has not seen: whether what is said by one can be trusted. */
  v.strictObject({ kind: v.literal('surrogate'), objective }),
  /** Main effects of an orthogonal design. */
  v.strictObject({ kind: v.literal('effects'), objective }),
])
export type AnalysisRequest = v.InferOutput<typeof AnalysisRequest>
export type AnalysisKind = AnalysisRequest['kind']
