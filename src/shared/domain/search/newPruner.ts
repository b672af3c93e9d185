/** @file Every pruner as it begins, with the usual settings (those of Optuna and Ray Tune, fitted to the number of epochs). */
import type { PrunerKind, PrunerSpec, PrunerSpecOf } from './prunerSpec'

const TIMING = { startupTrials: 5, warmupSteps: 0, interval: 1 }

const MAKERS: { readonly [Kind in PrunerKind]: (epochs: number) => PrunerSpecOf<Kind> } = {
  none: () => ({ kind: 'none' }),
  median: () => ({ kind: 'median', ...TIMING }),
  percentile: () => ({ kind: 'percentile', percentile: 25, ...TIMING }),
  successiveHalving: (epochs) => ({
    kind: 'successiveHalving',
    minSteps: firstRung(epochs, 4 ** 2),
    factor: 4,
  }),
  hyperband: (epochs) => ({ kind: 'hyperband', minSteps: firstRung(epochs, 3 ** 3), factor: 3 }),
  patience: (epochs) => ({ kind: 'patience', patience: Math.max(3, Math.round(epochs / 5)), minDelta: 0 }),
  threshold: () => ({ kind: 'threshold', lower: null, upper: null, warmupSteps: 0 }),
  wilcoxon: () => ({ kind: 'wilcoxon', level: 0.1, startupRuns: 2 }),
  extrapolation: () => ({
    ...{ kind: 'extrapolation', probability: 0.95, startupTrials: 5, warmupSteps: 4, interval: 1 },
  }),
}

/** The kinds in the order in which they are offered. */
export const PRUNER_ORDER = Object.keys(MAKERS) as PrunerKind[]

/** @param epochs of a whole trial */
export function newPruner(kind: PrunerKind, epochs: number): PrunerSpec {
  return MAKERS[kind](epochs)
}

/** Of successive halving a few epochs, for the very first ones mislead; Hyperband has brackets that begin later. */
function firstRung(epochs: number, share: number): number {
  return Math.max(1, Math.floor(epochs / share))
}
