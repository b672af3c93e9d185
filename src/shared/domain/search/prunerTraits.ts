/** @file Where each way of giving up trials makes sense. */
import type { PrunerKind } from './prunerSpec'
import type { SamplerKind } from './samplerSpec'

/** What a study is, as far as pruners differ by it. */
export interface PruningSituation {
  /** Of a whole trial. */
  readonly epochs: number
  /** Trainings of one trial: folds times seeds. */
  readonly runs: number
  readonly sampler: SamplerKind
}

/** Why a pruner cannot be used. */
export const PRUNER_LIMITS = ['oneEpoch', 'fewEpochs', 'oneRun', 'ownSchedule'] as const
export type PrunerLimit = (typeof PRUNER_LIMITS)[number]

/** Epochs of a trial below which there is nothing to give up. */
const FEWEST_EPOCHS: { readonly [Kind in PrunerKind]: number } = {
  none: 1,
  median: 2,
  percentile: 2,
  successiveHalving: 2,
  hyperband: 3,
  patience: 2,
  threshold: 2,
  wilcoxon: 1,
  extrapolation: 5,
}
const RUNGS: ReadonlySet<PrunerKind> = new Set<PrunerKind>(['successiveHalving', 'hyperband'])

/** The signed-rank test is asked after two runs at the earliest. */
const FEWEST_RUNS = 3

/** @returns why this pruner cannot be used here; null where it can */
export function prunerLimit(kind: PrunerKind, situation: PruningSituation): PrunerLimit | null {
  if (situation.sampler === 'population' && RUNGS.has(kind)) return 'ownSchedule'
  if (kind === 'wilcoxon') return situation.runs < FEWEST_RUNS ? 'oneRun' : null
  if (situation.epochs >= FEWEST_EPOCHS[kind]) return null
  return situation.epochs < 2 ? 'oneEpoch' : 'fewEpochs'
}
