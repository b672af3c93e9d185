/** @file The first members of a population. */
import type { SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import type { Sampler, SearchTask } from '../types'
import { createRandomSampler } from './randomSampler'

/** Drawn at random, the defaults first; all further trials are copies, see `createPopulationPruner`. */
export function createPopulationSampler(task: SearchTask, spec: SamplerSpecOf<'population'>): Sampler {
  const first = createRandomSampler(task, { kind: 'random', seed: spec.seed })
  return {
    isForeseeable: true,
    plannedTrials: () => Math.min(spec.population, first.plannedTrials() ?? Infinity),
    propose: (question) => (question.number > spec.population ? null : first.propose(question)),
  }
}
