/** @file What the core and the thread of a sampler say to each other. */
import * as v from 'valibot'
import type { SamplerSpec } from '../../../../shared/domain/search/samplerSpec'
import { Assignment } from '../../../../shared/domain/searchSpace'
import { Reason } from '../../../../shared/domain/study'
import type { PastTrial, SearchTask } from '../../../search'

/** What a sampler is made of. */
export interface SamplerParts {
  readonly task: SearchTask
  readonly spec: SamplerSpec
}

/** A question as it travels: what of the history is new. */
export interface SentQuestion {
  readonly kind: 'ask'
  /** Of the trial that is wanted. */
  readonly number: number
  /** Trials that are new, or not what they were. */
  readonly changed: readonly PastTrial[]
  /** Numbers of trials that are none any more. */
  readonly removed: readonly number[]
  /** Whether what was tried must not be tried again. */
  readonly isSkipping: boolean
}

/** What a sampler says. */
export const SamplerAnswer = v.strictObject({
  /** Null: the space is used up. */
  assignment: v.nullable(Assignment),
  /** What the sampler is doing now and why, of one that decides that by itself. */
  note: v.nullable(Reason),
})
export type SamplerAnswer = v.InferOutput<typeof SamplerAnswer>

export const FromSampler = v.variant('kind', [
  v.strictObject({ kind: v.literal('answer'), ...SamplerAnswer.entries }),
  v.strictObject({ kind: v.literal('failed'), message: v.string() }),
])
export type FromSampler = v.InferOutput<typeof FromSampler>
