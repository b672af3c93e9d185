/** @file Every strategy as it begins, with the usual settings. */
import type { SamplerKind, SamplerSpec, SamplerSpecOf } from './samplerSpec'
import { DEFAULT_POINTS_PER_RANGE } from './samplerSpec'

/** What the usual settings depend on. */
export interface StudySize {
  readonly seed: number
  /** Trials of the budget. */
  readonly trials: number
  /** Epochs of a trial. */
  readonly epochs: number
}

const MAKERS: { readonly [Kind in SamplerKind]: (size: StudySize) => SamplerSpecOf<Kind> } = {
  auto: ({ seed }) => ({ kind: 'auto', seed }),
  grid: ({ seed }) => ({ kind: 'grid', order: 'shuffled', pointsPerRange: DEFAULT_POINTS_PER_RANGE, seed }),
  random: ({ seed }) => ({ kind: 'random', seed }),
  sobol: ({ seed }) => ({ kind: 'sobol', seed }),
  halton: ({ seed }) => ({ kind: 'halton', seed }),
  latinHypercube: ({ seed, trials }) => ({ kind: 'latinHypercube', points: trials, seed }),
  orthogonal: ({ seed }) => ({ kind: 'orthogonal', levels: 3, seed }),
  tpe: ({ seed }) => ({ kind: 'tpe', mode: 'multivariate', seed }),
  gp: ({ seed }) => ({ kind: 'gp', seed }),
  forest: ({ seed }) => ({ kind: 'forest', seed }),
  cmaEs: ({ seed }) => ({ kind: 'cmaEs', restarts: 'ipop', seed }),
  nsga2: ({ seed, trials }) => ({ kind: 'nsga2', population: populationFor(trials, 50), seed }),
  evolution: ({ seed, trials }) => {
    const population = populationFor(trials, 50)
    return { kind: 'evolution', population, tournament: Math.max(2, Math.round(population / 4)), seed }
  },
  differentialEvolution: ({ seed, trials }) => ({
    ...{ kind: 'differentialEvolution', population: populationFor(trials, 20), seed },
  }),
  population: ({ seed, trials, epochs }) => ({
    ...{ kind: 'population', population: Math.min(200, Math.max(2, Math.round(Math.min(20, trials / 3)))) },
    ...{ interval: Math.max(1, Math.round(epochs / 8)), quantile: 0.25, resample: 0.25, seed },
  }),
}

/** The kinds in the order in which they are offered. */
export const SAMPLER_ORDER = Object.keys(MAKERS) as SamplerKind[]

export function newSampler(kind: SamplerKind, size: StudySize): SamplerSpec {
  return MAKERS[kind](size)
}

/** A few generations at least. */
function populationFor(trials: number, most: number): number {
  return Math.min(most, Math.max(4, Math.round(trials / 5)))
}
