import type { PrunerKind, PrunerSpecOf } from '../../src/shared/domain/search/prunerSpec'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'
import type { PruningPlan } from '../../src/main/search'

const TIMING = { startupTrials: 4, warmupSteps: 3, interval: 1 }
const RANDOM: SamplerSpec = { kind: 'random', seed: 3 }

/** One or more of every kind; population-based training is one, too. */
const SPECS: { readonly [Kind in PrunerKind]: readonly PrunerSpecOf<Kind>[] } = {
  none: [{ kind: 'none' }],
  median: [
    { kind: 'median', ...TIMING },
    { kind: 'median', ...TIMING, warmupSteps: 0, interval: 3 },
  ],
  percentile: [{ kind: 'percentile', percentile: 20, ...TIMING }],
  successiveHalving: [
    { kind: 'successiveHalving', minSteps: 1, factor: 3 },
    { kind: 'successiveHalving', minSteps: 2, factor: 2 },
  ],
  hyperband: [
    { kind: 'hyperband', minSteps: 1, factor: 3 },
    { kind: 'hyperband', minSteps: 2, factor: 2 },
  ],
  patience: [{ kind: 'patience', patience: 4, minDelta: 0.01 }],
  threshold: [{ kind: 'threshold', lower: null, upper: 1.2, warmupSteps: 3 }],
  wilcoxon: [{ kind: 'wilcoxon', level: 0.1, startupRuns: 3 }],
  extrapolation: [{ kind: 'extrapolation', probability: 0.9, startupTrials: 4, warmupSteps: 4, interval: 1 }],
}

export const PRUNER_CASES: readonly PruningPlan[] = [
  ...Object.values(SPECS)
    .flat()
    .map((pruner) => ({ sampler: RANDOM, pruner })),
  {
    sampler: { kind: 'population', population: 8, interval: 4, quantile: 0.25, resample: 0.25, seed: 3 },
  },
  {
    sampler: { kind: 'population', population: 6, interval: 5, quantile: 0.5, resample: 0, seed: 3 },
    pruner: { kind: 'median', ...TIMING },
  },
]

/** Whose trials are not compared with others, or not by their curves. */
export const OWN_RULES: readonly PrunerKind[] = ['none', 'patience', 'threshold', 'wilcoxon']
