import type { StopCode } from '../../../shared/domain/search/stopReason'
import type { Budget, Reason } from '../../../shared/domain/study'
import type { Continuation } from '../../search'

/** Failures in a row, with no trial complete, after which going on makes no sense. */
export const MAX_FAILURES_IN_A_ROW = 10

/** All that decides what a running study does next. */
export interface ScheduleView {
  readonly budget: Budget
  /** Pieces of work handed to workers and not yet ended: trials, or several trained as one. */
  readonly inFlight: number
  /** Numbers of trials that were made but have to run (again), ascending. */
  readonly waiting: readonly number[]
  /** The lowest number that was not made yet. */
  readonly nextNumber: number
  /** How many trials there can be by the sampler, null where there is no end. */
  readonly samplerTrials: number | null
  readonly elapsedMs: number
  /** Failures since the last complete trial of this session, and why the latest one failed. */
  readonly failuresInARow: number
  readonly lastFailure: Reason | null
  readonly completeCount: number
  /** Whether only waiting trials are run: single ones were asked for in a study that is over. */
  readonly isOnlyWaiting: boolean
  /** What the results so far put an end to the study by, see `findStop`; null: nothing. */
  readonly stop: Reason | null
  /** Whether the sampler was asked and has nothing left. */
  readonly isExhausted: boolean
  /** @returns what is worth more than a new trial; null: nothing. @param isEnding whether no new trial will come */
  readonly continuation: (isEnding: boolean) => Continuation | null
  /** How the study ends once finalists, who have begun, have their further runs; null before. */
  readonly final: StudyEnd | null
  /** @returns who of the best trials lacks runs; null: nobody, or others are still under way. */
  readonly finalist: () => number | null
}

/** How a study ends by itself: `complete` with a code of `STOP_CODES`, or `failed` with that of an error. */
export interface StudyEnd {
  readonly state: 'complete' | 'failed'
  readonly reason: Reason | null
}

export type Action =
  /** Run the trial of this number, which exists. */
  | { readonly kind: 'run'; readonly number: number }
  /** Go on with a trial that rests, or begin one where another stands. */
  | { readonly kind: 'continue'; readonly continuation: Continuation }
  /** Ask the sampler for the trial of this number. */
  | { readonly kind: 'propose'; readonly number: number }
  /** Train one of the best trials with a further seed; the study ends so afterwards. */
  | { readonly kind: 'runAgain'; readonly number: number; readonly end: StudyEnd }
  | { readonly kind: 'wait' }
  | { readonly kind: 'finish'; readonly end: StudyEnd }

/** Decides without effects; called again after everything that changed. */
export function nextAction(view: ScheduleView): Action {
  if (view.inFlight >= view.budget.parallel) return { kind: 'wait' }
  const work = nextWork(view)
  if (work) return work
  const end = view.final ?? endOf(view)
  const finalist = view.isOnlyWaiting || isHopeless(view) || isOutOfTime(view) ? null : view.finalist()
  if (finalist !== null) return { kind: 'runAgain', number: finalist, end }
  return view.inFlight > 0 ? { kind: 'wait' } : { kind: 'finish', end }
}

/** Trials that a sampler and a budget allow in all. */
export function plannedTrials(budget: Budget, samplerTrials: number | null): number {
  return Math.min(budget.trials, samplerTrials ?? Number.POSITIVE_INFINITY)
}

function nextWork(view: ScheduleView): Action | null {
  if (isHopeless(view) || isOutOfTime(view)) return null
  const [number] = view.waiting
  if (view.isOnlyWaiting || view.final !== null) return number === undefined ? null : { kind: 'run', number }
  if (view.stop !== null) return null
  if (number !== undefined) return { kind: 'run', number }
  const isEnding = view.isExhausted || view.nextNumber > plannedTrials(view.budget, view.samplerTrials)
  const continuation = view.continuation(isEnding)
  if (continuation !== null) return { kind: 'continue', continuation }
  return isEnding ? null : { kind: 'propose', number: view.nextNumber }
}

function endOf(view: ScheduleView): StudyEnd {
  const { budget, samplerTrials, nextNumber } = view
  if (isHopeless(view)) return { state: 'failed', reason: view.lastFailure }
  if (view.stop !== null) return { state: 'complete', reason: view.stop }
  if (isOutOfTime(view)) return completeBy('stop/time', { seconds: budget.timeLimitSeconds ?? 0 })
  const isExhausted = view.isExhausted || (samplerTrials ?? Number.POSITIVE_INFINITY) < budget.trials
  return isExhausted
    ? completeBy('stop/exhausted', { trials: nextNumber - 1 })
    : completeBy('stop/budget', { trials: budget.trials })
}

function completeBy(code: StopCode, details: Reason['details']): StudyEnd {
  return { state: 'complete', reason: { code, details } }
}

function isHopeless({ failuresInARow, completeCount }: ScheduleView): boolean {
  return completeCount === 0 && failuresInARow >= MAX_FAILURES_IN_A_ROW
}

function isOutOfTime({ budget, elapsedMs }: ScheduleView): boolean {
  return budget.timeLimitSeconds !== null && elapsedMs >= budget.timeLimitSeconds * 1000
}
