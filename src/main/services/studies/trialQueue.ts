import { TrialId } from '../../../shared/domain/ids'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import { createId } from '../context'
import type { LiveStudy } from './liveStudy'
import { trialSpec } from './studySetup'
import { type Ending, interrupted, queuedTrial } from './trialTransitions'

/** Where the next trial comes from: those that wait for a run of theirs, and new ones from the sampler. */
export class TrialQueue {
  readonly #live: LiveStudy
  #waiting: readonly number[]

  /** @param only The trials that wait; null: all that were cut off. */
  constructor(live: LiveStudy, only: readonly number[] | null) {
    this.#live = live
    this.#waiting = only ? [...only] : unfinishedNumbers(live.board.rows())
  }

  /** Numbers of trials that exist and have to run, in their order: those that were cut off, and those asked for again. */
  get waiting(): readonly number[] {
    return this.#waiting
  }

  /** The trial is to run from its beginning, before any new one. */
  restart(row: TrialRow, attempt: number): void {
    this.#live.trials.restart(row, attempt)
    this.#waiting = [...this.#waiting, row.number].sort((left, right) => left - right)
  }

  /** @returns a trial that waited, queued. */
  takeWaiting(number: number): TrialRow {
    const row = this.#live.trials.get(number)
    this.#waiting = this.#waiting.filter((other) => other !== number)
    return row.state === 'queued' ? row : this.#live.trials.restart(row, 1)
  }

  /** @returns a new trial, stored and queued. @throws {bug/invariant} when the sampler has none of this number. */
  takeNew(number: number): TrialRow {
    const { board, sampler, study, trials } = this.#live
    const assignment = sampler.propose(number, [...board.rows()])
    if (!assignment) throw new AppError('bug/invariant', { message: `the sampler has no trial ${number}` })
    const id = createId(TrialId)
    const { training } = trialSpec(study, assignment)
    return trials.add(
      queuedTrial({ id, studyId: study.id, number, assignment, plannedSteps: training.epochs }),
    )
  }

  /** Queued trials never began: they are interrupted as well, so that nothing looks as if it were about to run. */
  interrupted(why: AppError, now: number): TrialRow[] {
    const ending: Ending = { now, durationMs: null }
    return this.#waiting
      .map((number) => this.#live.trials.get(number))
      .filter(({ state }) => state === 'queued')
      .map((row) => interrupted(row, why, ending))
  }
}

function unfinishedNumbers(rows: Iterable<TrialRow>): number[] {
  const numbers: number[] = []
  for (const { state, number } of rows)
    if (state === 'queued' || state === 'interrupted') numbers.push(number)
  return numbers.sort((left, right) => left - right)
}
