/** @file Every sampler there is, by its kind. */
import type { SamplerKind, SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import type { CreateSampler, Sampler, SearchTask } from '../types'
import { createAutoSampler } from './auto/autoSampler'
import { createForestSampler } from './forest/forestSampler'
import { createGpSampler } from './gp/gpSampler'
import { createDifferentialEvolutionSampler } from './evolution/differentialEvolutionSampler'
import { createEvolutionSampler } from './evolution/evolutionSampler'
import { createNsga2Sampler } from './evolution/nsga2Sampler'
import { createCmaEsSampler } from './cmaEs/cmaEsSampler'
import { createGridSampler } from './gridSampler'
import { onlyAllowed } from './onlyAllowed'
import { createOrthogonalSampler } from './orthogonalSampler'
import { createPopulationSampler } from './populationSampler'
import { createRandomSampler } from './randomSampler'
import {
  createHaltonSampler,
  createLatinHypercubeSampler,
  createSobolSampler,
} from './spaceFilling/spaceFillingSamplers'
import { createTpeSampler } from './tpe/tpeSampler'

const SAMPLERS: { readonly [Kind in SamplerKind]: CreateSampler<SamplerSpecOf<Kind>> } = {
  auto: createAutoSampler,
  forest: createForestSampler,
  gp: createGpSampler,
  grid: createGridSampler,
  random: createRandomSampler,
  sobol: createSobolSampler,
  halton: createHaltonSampler,
  latinHypercube: createLatinHypercubeSampler,
  orthogonal: createOrthogonalSampler,
  cmaEs: createCmaEsSampler,
  tpe: createTpeSampler,
  nsga2: createNsga2Sampler,
  evolution: createEvolutionSampler,
  differentialEvolution: createDifferentialEvolutionSampler,
  population: createPopulationSampler,
}

export const SAMPLER_KINDS = Object.keys(SAMPLERS) as SamplerKind[]

/** Whose points belong together. */
const FIXED_DESIGNS: readonly SamplerKind[] = ['grid', 'orthogonal']

/**
 * Makes the sampler that a study's plan names; what it proposes is allowed.
 * @throws {space/constraint-syntax} @throws {space/constraint-name} @throws {space/constraint-type}
 */
export function createSampler<Kind extends SamplerKind>(
  task: SearchTask,
  spec: SamplerSpecOf<Kind>,
): Sampler {
  const create: CreateSampler<SamplerSpecOf<Kind>> = SAMPLERS[spec.kind as Kind]
  return onlyAllowed(task, {
    create: (own) => create(own, spec),
    seed: spec.seed,
    isFixedDesign: FIXED_DESIGNS.includes(spec.kind),
  })
}
