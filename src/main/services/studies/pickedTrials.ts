import type { Study } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { ServiceContext } from '../context'
import { LiveStudy } from './liveStudy'

/** Trials that are to run. */
export interface PickedTrials {
  /** Queued, not yet stored. */
  readonly added: readonly TrialRow[]
  /** Stored ones without a result. */
  readonly again: readonly TrialRow[]
}

/** Chooses trials by what a study has at this moment. */
export type PickTrials = (live: LiveStudy) => PickedTrials

/** Stores and tells what is added to a study that neither runs nor pauses. */
export function addAtRest(context: ServiceContext, study: Study, pick: PickTrials): PickedTrials {
  const live = atRest(context, study)
  const picked = pick(live)
  for (const row of picked.added) live.trials.add(row)
  live.trials.journal.flush()
  return picked
}

/** @returns a study as a session would have it; whoever changes it has to flush its journal. */
export function atRest(context: ServiceContext, study: Study): LiveStudy {
  return new LiveStudy({ context, study, onFailure: (thrown) => throwOn(thrown) })
}

/** There is a caller, who hears of it. */
function throwOn(thrown: unknown): never {
  throw thrown
}
