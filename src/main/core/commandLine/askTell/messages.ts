/** @file What is said to `fettle ask-tell`, a JSON object a line. */
import * as v from 'valibot'
import { Assignment } from '../../../../shared/domain/searchSpace'

const finite = v.pipe(v.number(), v.finite())
const Trial = v.pipe(v.number(), v.integer(), v.minValue(0))
const Values = v.pipe(
  v.union([v.pipe(v.array(finite), v.minLength(1)), finite]),
  v.transform((value) => (Array.isArray(value) ? value : [value])),
)
const Count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

/** How many trials are wanted; all of them are pending until they are told. */
const Ask = v.strictObject({ ask: Count })

/** What a trial reached, or that it failed; with `parameters` instead of `trial`, a result from elsewhere. */
const Tell = v.strictObject({
  tell: v.union([
    v.strictObject({ trial: Trial, value: Values, state: v.optional(v.picklist(['complete', 'pruned'])) }),
    v.strictObject({ trial: Trial, state: v.literal('failed') }),
    v.strictObject({ parameters: Assignment, value: Values }),
  ]),
})

/** What a trial has reached after `step` epochs (or folds); answered by whether it should go on. */
const Report = v.strictObject({
  report: v.strictObject({ trial: Trial, step: v.pipe(Trial, v.minValue(1)), value: Values }),
})

const Best = v.strictObject({ best: Count })

export const Message = v.union([Ask, Tell, Report, Best])
export type Message = v.InferOutput<typeof Message>
export type Told = v.InferOutput<typeof Tell>['tell']
export type Reported = v.InferOutput<typeof Report>['report']
