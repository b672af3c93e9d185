/** @file Why settings that were put together by hand are no trial of a study. */
import * as v from 'valibot'
import { ParameterValue } from '../searchSpace'

/** One a parameter, or one a constraint. */
export const AssignmentProblem = v.variant('cause', [
  /** The study does not search a parameter of this name. */
  v.strictObject({ cause: v.literal('unknown'), parameter: v.string() }),
  /** It does not exist beside the other values: its parent has another value. */
  v.strictObject({ cause: v.literal('inactive'), parameter: v.string(), parent: v.string() }),
  /** Not a value of its domain. */
  v.strictObject({ cause: v.literal('outside'), parameter: v.string(), value: ParameterValue }),
  /** It follows another parameter, whose value decides about it. */
  v.strictObject({
    cause: v.literal('coupled'),
    parameter: v.string(),
    follows: v.string(),
    expected: ParameterValue,
  }),
  v.strictObject({ cause: v.literal('constraint'), constraint: v.string() }),
  /** The same settings are a trial already, and trials are not repeated in this study. */
  v.strictObject({ cause: v.literal('tried'), trial: v.number() }),
])
export type AssignmentProblem = v.InferOutput<typeof AssignmentProblem>
