/** @file The best epoch so far, and whether patience has run out. */
import type { Objective, StepMetrics } from '../../../shared/domain/metric'

export interface BestEpoch {
  /** @returns whether this epoch is better than all before; the earlier one wins a tie. */
  offer(step: StepMetrics): boolean
  /** Null while the objective was undefined at every epoch. */
  best(): { readonly step: StepMetrics; readonly value: number } | null
  /** Epochs since the best one reached the patience (0: it never does). */
  isPatienceOver(): boolean
}

export function createBestEpoch(objective: Objective, patience: number): BestEpoch {
  let best: { step: StepMetrics; value: number } | null = null
  let epochsSince = 0
  const isBetter = (value: number): boolean =>
    best === null || (objective.direction === 'maximize' ? value > best.value : value < best.value)
  return {
    offer: (step) => {
      const value = step.validation[objective.metric]
      epochsSince++
      if (value === undefined || !isBetter(value)) return false
      best = { step, value }
      epochsSince = 0
      return true
    },
    best: () => best,
    isPatienceOver: () => patience > 0 && epochsSince >= patience,
  }
}
