/** @file Every sampler there is, by its kind. */
import type { SamplerKind, SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import { invariant } from '../../../shared/errors/appError'
import type { CreateSampler, Sampler, SearchTask } from '../types'
import { createGridSampler } from './gridSampler'
import { createRandomSampler } from './randomSampler'

const SAMPLERS: { readonly [Kind in SamplerKind]?: CreateSampler<SamplerSpecOf<Kind>> } = {
  grid: createGridSampler,
  random: createRandomSampler,
}

export const SAMPLER_KINDS = Object.keys(SAMPLERS) as SamplerKind[]

/** Makes the sampler that a study's plan names. */
export function createSampler<Kind extends SamplerKind>(
  task: SearchTask,
  spec: SamplerSpecOf<Kind>,
): Sampler {
  const create: CreateSampler<SamplerSpecOf<Kind>> | undefined = SAMPLERS[spec.kind as Kind]
  invariant(create, `there is no sampler ${spec.kind}`)
  return create(task, spec)
}
