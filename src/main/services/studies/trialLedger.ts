import type { StepMetrics } from '../../../shared/domain/metric'
import type { Study } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { StudyJournal } from './studyJournal'
import type { TrialBoard } from './trialBoard'
import type { TrialHistory } from './trialHistory'
import { continued, requeued, stepped } from './trialTransitions'

/** The trials of a running study, in memory and in the store alike. */
export class TrialLedger {
  #history: TrialHistory | null = null

  constructor(
    readonly board: TrialBoard,
    readonly journal: StudyJournal,
  ) {}

  /** @throws {bug/invariant} when there is no such trial. */
  get(number: number): TrialRow {
    const row = this.board.get(number)
    if (!row) throw new AppError('bug/invariant', { message: `no trial ${number}` })
    return row
  }

  /** Is told of all changes from now on, in place of the one before. */
  follow(history: TrialHistory | null): void {
    this.#history = history
  }

  add(row: TrialRow): TrialRow {
    this.#put(row)
    this.journal.insertTrial(row)
    return row
  }

  /** Changes trials, and their study with them, in one transaction. */
  write(rows: readonly TrialRow[], study?: Study): void {
    for (const row of rows) this.#put(row)
    this.journal.write(rows, study)
  }

  /** The trial begins again from nothing. @returns it, queued. */
  restart(row: TrialRow, attempt: number): TrialRow {
    const queued = requeued(row, attempt)
    this.#history?.clearSteps(row.number)
    this.#put(queued)
    this.journal.restartTrial(queued)
    return queued
  }

  /** The trial goes on after these epochs of its earlier attempt. @returns it, queued. */
  continueAfter(row: TrialRow, steps: readonly StepMetrics[], attempt: number): TrialRow {
    const queued = continued(row, { attempt, steps, objective: this.board.objective })
    this.#history?.clearSteps(row.number)
    this.#history?.addSteps(row.number, steps)
    this.#put(queued)
    this.journal.restartTrial(queued, steps)
    return queued
  }

  addSteps(number: number, steps: readonly StepMetrics[]): void {
    const row = stepped(this.get(number), steps, this.board.objective)
    this.#history?.addSteps(number, steps)
    this.#put(row)
    this.journal.addSteps(row, steps)
  }

  #put(row: TrialRow): void {
    this.board.put(row)
    this.#history?.put(row)
  }
}
