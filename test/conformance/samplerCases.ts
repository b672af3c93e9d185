import type { SamplerKind, SamplerSpec } from '../../src/shared/domain/search/samplerSpec'

/** One or more specifications of every kind that is made. */
export const SAMPLER_CASES: {
  readonly [Kind in SamplerKind]: readonly ((seed: number) => SamplerSpec)[]
} = {
  forest: [(seed) => ({ kind: 'forest', seed }), (seed) => ({ kind: 'forest', startup: 4, seed })],
  auto: [(seed) => ({ kind: 'auto', seed })],
  gp: [(seed) => ({ kind: 'gp', seed }), (seed) => ({ kind: 'gp', startup: 5, seed })],
  grid: [
    (seed) => ({ kind: 'grid', order: 'ordered', pointsPerRange: 3, seed }),
    (seed) => ({ kind: 'grid', order: 'shuffled', pointsPerRange: 4, seed }),
    (seed) => ({ kind: 'grid', order: 'coarseToFine', pointsPerRange: 5, seed }),
  ],
  random: [(seed) => ({ kind: 'random', seed })],
  sobol: [(seed) => ({ kind: 'sobol', seed })],
  halton: [(seed) => ({ kind: 'halton', seed })],
  cmaEs: [
    (seed) => ({ kind: 'cmaEs', restarts: 'none', seed }),
    (seed) => ({ kind: 'cmaEs', restarts: 'bipop', population: 6, sigma: 0.3, seed }),
  ],
  orthogonal: [(seed) => ({ kind: 'orthogonal', levels: 3, seed })],
  latinHypercube: [(seed) => ({ kind: 'latinHypercube', points: 20, seed })],
  tpe: [
    (seed) => ({ kind: 'tpe', mode: 'univariate', seed }),
    (seed) => ({ kind: 'tpe', mode: 'multivariate', seed }),
    (seed) => ({ kind: 'tpe', mode: 'multivariate', startup: 3, seed }),
  ],
  nsga2: [(seed) => ({ kind: 'nsga2', population: 8, seed })],
  evolution: [(seed) => ({ kind: 'evolution', population: 10, tournament: 3, seed })],
  differentialEvolution: [(seed) => ({ kind: 'differentialEvolution', population: 8, seed })],
  population: [
    (seed) => ({ kind: 'population', population: 60, interval: 4, quantile: 0.25, resample: 0.25, seed }),
  ],
}

/** Fixed designs: they try levels of their own choice, without the defaults first, and end before a finite space does. */
export const FIXED_DESIGNS: readonly SamplerKind[] = ['grid', 'orthogonal']

/** Those whose second trial is no even draw of the space. */
export const UNEVEN: readonly SamplerKind[] = [...FIXED_DESIGNS, 'cmaEs']
