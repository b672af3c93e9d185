import type { Placement } from '../../../shared/domain/device'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Sharing, TrialRunSummary } from '../../../shared/domain/trial'
import type { RunHandle, RunOutcome } from '../../training'
import type { AnySetup } from './handRuns'
import type { Stopwatch } from './stopwatch'
import type { Ending } from './trialTransitions'

/** Trials that were handed over as one. */
export type PieceOfWork = object

/** A trial that was handed to the workers. */
export interface TrialRun {
  readonly number: number
  readonly work: PieceOfWork
  readonly sharing: Sharing | null
  readonly placement: Placement
  /** Of the run that is trained now. */
  handle: RunHandle
  readonly setup: AnySetup
  /** Epochs of a run after the first, until it is over. */
  furtherSteps: StepMetrics[]
  /** Epochs that were taken in before it. */
  readonly knownSteps: number
  /** Where it stands still next. */
  haltAfter: number | null
  /** Training time of this attempt, pauses left out. */
  readonly watch: Stopwatch
  isStarted: boolean
}

/** What became of a run. */
export interface EndedRun {
  readonly number: number
  readonly outcome: RunOutcome
  readonly ending: Ending
  /** All runs of a trial that has several, once it is complete. */
  readonly runs?: readonly TrialRunSummary[]
}

/** When a run ends that ends now; one that never began trained for no time. */
export function endingOf({ isStarted, watch }: TrialRun, now: number): Ending {
  return { now, durationMs: isStarted ? watch.elapsedMs() : null }
}
