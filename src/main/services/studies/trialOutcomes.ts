import type { RunResult } from '../../../shared/contract/worker'
import type { Placement } from '../../../shared/domain/device'
import type { Reason } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import { assertNever } from '../../../shared/util/assertNever'
import type { ServiceContext } from '../context'
import type { LiveStudy } from './liveStudy'
import type { TrialQueue } from './trialQueue'
import type { EndedRun } from './trialRun'
import { dropCheckpoint, isWorthContinuing } from './trialCheckpoints'
import * as transition from './trialTransitions'
import { copyWeights, readFinished } from './readFinished'
import { completeSoFar, isFinalist, withRuns } from './trialSeries'
import { dropSurplusWeights } from './weightRetention'

/** A worker's death is worth a second try of its trial, and no third. */
const MAX_ATTEMPTS = 2

export interface TrialOutcomesOptions {
  readonly context: ServiceContext
  readonly live: LiveStudy
  readonly queue: TrialQueue
}

/** Turns what became of runs into the ends of their trials, or a second try, and counts what failed. */
export class TrialOutcomes {
  readonly #options: TrialOutcomesOptions
  #failuresInARow = 0
  #lastFailure: Reason | null = null
  readonly #spent = new Set<number>()

  constructor(options: TrialOutcomesOptions) {
    this.#options = options
  }

  /** Failures since the last complete trial. */
  get failuresInARow(): number {
    return this.#failuresInARow
  }

  get lastFailure(): Reason | null {
    return this.#lastFailure
  }

  /** Whether further runs of a finalist are not tried any more. */
  isSpent(number: number): boolean {
    return this.#spent.has(number)
  }

  take({ number, outcome, ending, runs = [] }: EndedRun): void {
    const { trials } = this.#options.live
    const row = trials.get(number)
    switch (outcome.kind) {
      case 'finished':
        return this.#complete({ ...row, runs: [...runs] }, outcome.result, ending)
      case 'crashed':
        return this.#tryAgainOrFail(row, outcome.error, ending)
      case 'failed':
        return this.#fail(row, outcome.error, ending)
      case 'stopped':
        return trials.write([transition.interrupted(row, new AppError('app/cancelled'), ending)])
      default:
        return assertNever(outcome)
    }
  }

  /** @returns whether the trial is complete now, as a longer one of the same run was. */
  takeFinished(row: TrialRow, placement: Placement): boolean {
    const { context, live } = this.#options
    const reading = readFinished(context, live, row)
    if (reading === null) return false
    const { longer, steps, result } = reading
    const now = context.clock.now()
    const trials = [row.number, longer.number].toSorted((left, right) => left - right)
    const sharing = { readFrom: longer.number, trials }
    live.trials.write([transition.started(row, now, { sharing, placement: longer.placement ?? placement })])
    live.trials.addSteps(row.number, steps)
    copyWeights(context, longer, row)
    this.#complete(live.trials.get(row.number), result, { now, durationMs: 0 })
    return true
  }

  #complete(row: TrialRow, result: RunResult, ending: transition.Ending): void {
    const { context, live } = this.#options
    this.#failuresInARow = 0
    const finished = transition.finished(row, result, ending)
    const complete = row.runs.length > 0 ? withRuns(finished, row.runs) : finished
    live.write({}, [complete])
    dropCheckpoint(context.folders, row.id)
    dropSurplusWeights(context, live, complete)
  }

  #tryAgainOrFail(row: TrialRow, error: AppError, ending: transition.Ending): void {
    if (row.attempt >= MAX_ATTEMPTS) return this.#fail(row, error, ending)
    this.#options.queue.restart(row, row.attempt + 1)
  }

  #fail(row: TrialRow, error: AppError, ending: transition.Ending): void {
    const { context, live } = this.#options
    if (isFinalist(row, live.series)) {
      // It has its result: what another seed came to does not take it away.
      context.report('trial', error)
      this.#spent.add(row.number)
      return live.write({}, [completeSoFar(row)])
    }
    this.#failuresInARow++
    this.#lastFailure = transition.toReason(error)
    if (error.kind === 'bug') context.report('trial', error)
    live.write({}, [transition.failed(row, error, ending)])
    if (!isWorthContinuing(error)) dropCheckpoint(context.folders, row.id)
  }
}
