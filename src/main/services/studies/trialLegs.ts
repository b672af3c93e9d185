import { existsSync } from 'node:fs'
import type { Reason } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { invariant } from '../../../shared/errors/appError'
import type { Continuation } from '../../search'
import type { ServiceContext } from '../context'
import type { LiveStudy } from './liveStudy'
import { freeNumber, newTrial } from './manualTrial'
import { isAtHalt } from './pastTrials'
import { weightsFile } from './trialFiles'
import { dropCheckpoint, dropHalts, forkCheckpoint, hasCheckpoint } from './trialCheckpoints'
import { hasHalts, type TrialJudge } from './trialJudge'
import { finishedRuns, withRuns } from './trialSeries'
import { promoted, pruned } from './trialTransitions'

export interface TrialLegsOptions {
  readonly context: Pick<ServiceContext, 'store' | 'folders' | 'clock'>
  readonly live: LiveStudy
  readonly judge: TrialJudge
}

type Fork = Extract<Continuation, { kind: 'fork' }>

/** Where trials go on that stood still or were cut off, and where others begin. */
export class TrialLegs {
  readonly #options: TrialLegsOptions

  constructor(options: TrialLegsOptions) {
    this.#options = options
  }

  /**
   * A trial that was cut off is to run: from its beginning, as far as anybody can see. Where trials are judged at halts it goes on with
   * the epochs it had, so that no halt of long ago decides about it again. @returns it, queued.
   */
  requeue(row: TrialRow, attempt: number): TrialRow {
    const { context, live, judge } = this.#options
    if (row.runs.length > 0 && existsSync(weightsFile(context.folders, row.id)))
      return this.#nextRun(row, attempt)
    const isKept = hasHalts(live.study.plan) && hasCheckpoint(context.folders, row.id)
    if (!isKept) return live.trials.restart(row, attempt)
    // Epochs that wait to be stored are part of it.
    live.trials.write([])
    return live.trials.continueAfter(row, judge.judged(row, context.store.trials.steps(row.id)), attempt)
  }

  /** A trial that is complete is to have further runs. @returns it, queued. */
  runAgain(number: number): TrialRow {
    const row = this.#options.live.trials.get(number)
    return this.#nextRun({ ...row, runs: finishedRuns(row) }, row.attempt)
  }

  /** Runs that are finished stay. */
  #nextRun(row: TrialRow, attempt: number): TrialRow {
    const queued = { ...promoted(withRuns(row, row.runs)), attempt }
    this.#options.live.trials.write([queued])
    return queued
  }

  /** @returns the trial that goes on, or begins, queued. */
  take(continuation: Continuation): TrialRow {
    const row =
      continuation.kind === 'promote'
        ? this.#promote(continuation.number)
        : (this.#fork(continuation) ?? this.#promote(continuation.replaces))
    if (isForking(this.#options.live)) this.#dropOldHalts()
    return row
  }

  /** Those that rest are given up, for the reason that they rest for now. @returns them, not yet written. */
  endAll(): TrialRow[] {
    const { context, live, judge } = this.#options
    const rows = [...live.board.rows()]
    const resting = rows.filter(isAtHalt)
    for (const { id } of resting) dropCheckpoint(context.folders, id)
    if (isForking(live)) dropHalts(context.folders, new Set(rows.map(({ id }) => id)))
    return resting.map((row) => this.#pruned(row, judge.whyNot(row)))
  }

  /** What it would go on from may be lost; then it begins again. */
  #promote(number: number): TrialRow {
    const { context, live } = this.#options
    const row = live.trials.get(number)
    invariant(isAtHalt(row), `trial ${number} does not rest`)
    if (!hasCheckpoint(context.folders, row.id)) return live.trials.restart(row, row.attempt)
    const queued = promoted(row)
    live.trials.write([queued])
    return queued
  }

  /** @returns null where no trial is left in the budget, or nothing is left to begin with. */
  #fork({ from, step, assignment, replaces, reason }: Fork): TrialRow | null {
    const { context, live } = this.#options
    const { samplerTrials, study, trials } = live
    const number = Math.max(freeNumber(live), (samplerTrials ?? 0) + 1)
    const [parent, replaced] = [trials.get(from), trials.get(replaces)]
    invariant(isAtHalt(replaced), `trial ${replaces} does not rest`)
    const row = newTrial(live, assignment, { number, origin: { kind: 'fork', trial: from, step } })
    const isPlanned = number <= study.plan.budget.trials
    if (!isPlanned || !forkCheckpoint(context.folders, { trialId: parent.id, step }, row.id)) return null
    const steps = context.store.trials.steps(parent.id).filter((epoch) => epoch.step <= step)
    const queued = context.store.transaction(() => {
      trials.add(row)
      trials.write([this.#pruned(replaced, reason)])
      return trials.continueAfter(row, steps, row.attempt)
    })
    dropCheckpoint(context.folders, replaced.id)
    return queued
  }

  #pruned(row: TrialRow, reason: Reason | null): TrialRow {
    const { now } = this.#options.context.clock
    const why = reason ?? { code: 'prune/by-hand', details: {} }
    return pruned(row, why, { now: now(), durationMs: row.durationMs })
  }

  /** Nobody begins where others were who have all gone on from there. */
  #dropOldHalts(): void {
    const { context, live } = this.#options
    const rows = [...live.board.rows()]
    const open = rows.filter(({ state }) => !['complete', 'pruned', 'failed'].includes(state))
    const earliest = Math.min(...open.map(({ step }) => step))
    dropHalts(context.folders, new Set(rows.map(({ id }) => id)), earliest)
  }
}

function isForking({ study }: LiveStudy): boolean {
  return study.plan.sampler.kind === 'population'
}
