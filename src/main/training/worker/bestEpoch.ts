/** @file The best epoch so far, and whether patience has run out. */
import { compareResults, type Result } from '../../../shared/domain/compareResults'
import type { Objective, StepMetrics } from '../../../shared/domain/metric'

export interface BestEpoch {
  /** @returns whether this epoch is better than all before: by the objective, then by a lower validation loss. */
  offer(step: StepMetrics): boolean
  /** Null while the objective was undefined at every epoch. */
  best(): { readonly step: StepMetrics; readonly value: number } | null
  /** Epochs without a gain of the objective reached the patience (0: they never do); a lower loss alone is no gain. */
  isPatienceOver(): boolean
}

export function createBestEpoch(objective: Objective, patience: number): BestEpoch {
  let best: (Result & { readonly step: StepMetrics }) | null = null
  let epochsSince = 0
  return {
    offer: (step) => {
      const value = step.validation[objective.metric]
      epochsSince++
      if (value === undefined) return false
      const epoch = { step, value, validation: step.validation }
      if (best !== null && compareResults(epoch, best, objective) >= 0) return false
      if (best?.value !== value) epochsSince = 0
      best = epoch
      return true
    },
    best: () => best,
    isPatienceOver: () => patience > 0 && epochsSince >= patience,
  }
}
