import { compareTrials } from '@shared/domain/compareResults'
import type { Objective } from '@shared/domain/metric'
import type { TrialRow } from '@shared/domain/trial'

type Valued = TrialRow & { readonly value: number }

/** Trials with a result, the best first; among equals the lower loss, then the lower number, as the core ranks them. */
export function rankTrials(rows: readonly TrialRow[], objective: Objective): Valued[] {
  return rows
    .filter((row): row is Valued => row.value !== null && Number.isFinite(row.value))
    .sort((left, right) => compareTrials(left, right, objective))
}
