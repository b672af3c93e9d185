/** @file The schedules that are compared: who proposes, and who goes on. */
import type { PrunerSpec } from '../../src/shared/domain/search/prunerSpec'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'

export interface Schedule {
  readonly name: string
  readonly sampler: (seed: number) => SamplerSpec
  readonly pruner: PrunerSpec
}

const HYPERBAND: PrunerSpec = { kind: 'hyperband', minSteps: 1, factor: 3 }
/** Accuracy after one epoch says little here: the first rung is the third. */
const HALVING: PrunerSpec = { kind: 'successiveHalving', minSteps: 3, factor: 3 }
const RANDOM = (seed: number): SamplerSpec => ({ kind: 'random', seed })
const TPE = (seed: number): SamplerSpec => ({ kind: 'tpe', mode: 'multivariate', seed })

export const SCHEDULES: readonly Schedule[] = [
  { name: 'ASHA', sampler: RANDOM, pruner: HALVING },
  { name: 'Hyperband', sampler: RANDOM, pruner: HYPERBAND },
  { name: 'BOHB', sampler: TPE, pruner: HYPERBAND },
  {
    name: 'DEHB',
    sampler: (seed) => ({ kind: 'differentialEvolution', population: 20, seed }),
    pruner: HYPERBAND,
  },
  { name: 'TPE + ASHA', sampler: TPE, pruner: HALVING },
  { name: 'auto + ASHA', sampler: (seed) => ({ kind: 'auto', seed }), pruner: HALVING },
]
