/** @file Every sampler there is, by its kind. */
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import type { SamplerSpec } from '../../../shared/domain/study'
import type { CreateSampler, Sampler } from '../types'
import { createGridSampler } from './gridSampler'
import { createRandomSampler } from './randomSampler'

type SamplerKind = SamplerSpec['kind']
type SpecOf<Kind extends SamplerKind> = Extract<SamplerSpec, { kind: Kind }>

/** Total: a sampler without a maker is a compile error. */
const SAMPLERS: { readonly [Kind in SamplerKind]: CreateSampler<SpecOf<Kind>> } = {
  grid: createGridSampler,
  random: createRandomSampler,
}

export const SAMPLER_KINDS = Object.keys(SAMPLERS) as SamplerKind[]

/** Makes the sampler that a study's plan names. */
export function createSampler<Kind extends SamplerKind>(space: SearchSpace, spec: SpecOf<Kind>): Sampler {
  const create: CreateSampler<SpecOf<Kind>> = SAMPLERS[spec.kind as Kind]
  return create(space, spec)
}
