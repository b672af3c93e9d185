import type { SamplerKind, SamplerSpec } from '../../src/shared/domain/search/samplerSpec'

/** One or more specifications of every kind that is made. */
export const SAMPLER_CASES: {
  readonly [Kind in SamplerKind]?: readonly ((seed: number) => SamplerSpec)[]
} = {
  grid: [
    (seed) => ({ kind: 'grid', order: 'ordered', pointsPerRange: 3, seed }),
    (seed) => ({ kind: 'grid', order: 'shuffled', pointsPerRange: 4, seed }),
  ],
  random: [(seed) => ({ kind: 'random', seed })],
}
