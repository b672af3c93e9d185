/** @file The schedules that are compared: who proposes, and who goes on. */
import type { PrunerSpec } from '../../src/shared/domain/search/prunerSpec'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'

export interface Schedule {
  readonly name: string
  readonly sampler: (seed: number) => SamplerSpec
  readonly pruner: PrunerSpec
}

const HYPERBAND: PrunerSpec = { kind: 'hyperband', minSteps: 1, factor: 3 }
const HALVING: PrunerSpec = { kind: 'successiveHalving', minSteps: 1, factor: 4 }
const RANDOM = (seed: number): SamplerSpec => ({ kind: 'random', seed })
const TPE = (seed: number): SamplerSpec => ({ kind: 'tpe', mode: 'multivariate', seed })

export const SCHEDULES: readonly Schedule[] = [
  { name: 'random', sampler: RANDOM, pruner: { kind: 'none' } },
  { name: 'ASHA', sampler: RANDOM, pruner: HALVING },
  { name: 'ASHA 3', sampler: RANDOM, pruner: { ...HALVING, factor: 3 } },
  { name: 'Hyperband', sampler: RANDOM, pruner: HYPERBAND },
  { name: 'BOHB', sampler: TPE, pruner: HYPERBAND },
  {
    name: 'DEHB',
    sampler: (seed) => ({ kind: 'differentialEvolution', population: 20, seed }),
    pruner: HYPERBAND,
  },
  { name: 'TPE + ASHA', sampler: TPE, pruner: HALVING },
  { name: 'GP + ASHA', sampler: (seed) => ({ kind: 'gp', seed }), pruner: HALVING },
]
