/** @file Every pruner there is, by its kind. */
import type { PrunerKind, PrunerSpec, PrunerSpecOf } from '../../../shared/domain/search/prunerSpec'
import type { SamplerSpec } from '../../../shared/domain/search/samplerSpec'
import type { CreatePruner, Pruner, PruningTask } from '../types'
import { createExtrapolationPruner } from './extrapolation/extrapolationPruner'
import { createHyperbandPruner, createSuccessiveHalvingPruner } from './halving/halvingPruners'
import { createPatiencePruner } from './patiencePruner'
import { createMedianPruner, createPercentilePruner } from './percentilePruner'
import { createPopulationPruner } from './population/populationPruner'
import { createThresholdPruner } from './thresholdPruner'
import { CONTINUE, createWatcher } from './verdicts'
import { createWilcoxonPruner } from './wilcoxonPruner'

const PRUNERS: { readonly [Kind in PrunerKind]: CreatePruner<PrunerSpecOf<Kind>> } = {
  none: () => createWatcher(() => CONTINUE),
  median: createMedianPruner,
  percentile: createPercentilePruner,
  successiveHalving: createSuccessiveHalvingPruner,
  hyperband: createHyperbandPruner,
  patience: createPatiencePruner,
  threshold: createThresholdPruner,
  wilcoxon: createWilcoxonPruner,
  extrapolation: createExtrapolationPruner,
}

export const PRUNER_KINDS = Object.keys(PRUNERS) as PrunerKind[]

/** What of a study's plan decides who goes on. */
export interface PruningPlan {
  readonly sampler: SamplerSpec
  readonly pruner?: PrunerSpec | undefined
}

/**
 * Makes the pruner that a study's plan names. Population-based training, though it is chosen as a sampler, is one itself: beside it the chosen
 * one is asked, too.
 */
export function createPruner(task: PruningTask, { sampler, pruner = { kind: 'none' } }: PruningPlan): Pruner {
  const chosen = createChosen(task, pruner)
  return sampler.kind === 'population' ? both(createPopulationPruner(task, sampler), chosen) : chosen
}

function createChosen<Kind extends PrunerKind>(task: PruningTask, spec: PrunerSpecOf<Kind>): Pruner {
  const create: CreatePruner<PrunerSpecOf<Kind>> = PRUNERS[spec.kind as Kind]
  return create(task, spec)
}

/** The earlier halt of two; what ends a trial goes before what lets it wait. */
function both(first: Pruner, second: Pruner): Pruner {
  return {
    nextHalt: (trial) => {
      const halts = [first, second].map((one) => one.nextHalt(trial)).filter((step) => step !== null)
      return halts.length === 0 ? null : Math.min(...halts)
    },
    judge: (trial, trials) => {
      const verdicts = [first, second].map((one) => one.judge(trial, trials))
      return (
        verdicts.find(({ kind }) => kind === 'prune') ??
        verdicts.find(({ kind }) => kind === 'pause') ??
        CONTINUE
      )
    },
    next: (trials, isEnding) => first.next(trials, isEnding) ?? second.next(trials, isEnding),
  }
}
