/** @file What a model is fed: the named inputs of a dataset, as the compiler needs to know them. */
import * as v from 'valibot'
import { LayerId } from './layers'

const Size = v.pipe(v.number(), v.integer(), v.minValue(0))

/**
 * - `table`: [features]
 * - `image`: [height, width, channels]
 * - `sequence`: [steps, features]
 * - `tokens`: [steps] of whole numbers from 0, which is padding, up to `vocabulary`
 */
export const INPUT_KINDS = ['table', 'image', 'sequence', 'tokens'] as const

export const InputSpec = v.strictObject({
  name: LayerId,
  kind: v.picklist(INPUT_KINDS),
  /** Sizes of the axes but the batch. */
  shape: v.pipe(v.array(Size), v.minLength(1), v.maxLength(3)),
  /** Different tokens, padding included; 0 for other kinds. */
  vocabulary: v.optional(Size, 0),
})
export type InputSpec = v.InferOutput<typeof InputSpec>

/** Name of the input where there is only one. */
export const MAIN_INPUT = 'x'

/** What a generator makes rows of: normal random numbers. */
export function latentInput(latentSize: number): InputSpec {
  return { name: 'latent', kind: 'table', shape: [latentSize], vocabulary: 0 }
}

/** The one input of a dataset that is a table. */
export function tableInput(featureCount: number): InputSpec {
  return { name: MAIN_INPUT, kind: 'table', shape: [featureCount], vocabulary: 0 }
}
