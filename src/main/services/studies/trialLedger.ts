import type { StepMetrics } from '../../../shared/domain/metric'
import type { Study } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { StudyJournal } from './studyJournal'
import type { TrialBoard } from './trialBoard'
import { requeued, stepped } from './trialTransitions'

/** The trials of a running study, in memory and in the store alike. */
export class TrialLedger {
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

  add(row: TrialRow): TrialRow {
    this.board.put(row)
    this.journal.insertTrial(row)
    return row
  }

  /** Changes trials, and their study with them, in one transaction. */
  write(rows: readonly TrialRow[], study?: Study): void {
    for (const row of rows) this.board.put(row)
    this.journal.write(rows, study)
  }

  /** The trial begins again from nothing. @returns it, queued. */
  restart(row: TrialRow, attempt: number): TrialRow {
    const queued = requeued(row, attempt)
    this.board.put(queued)
    this.journal.restartTrial(queued)
    return queued
  }

  addSteps(number: number, steps: readonly StepMetrics[]): void {
    const row = stepped(this.get(number), steps, this.board.objective)
    this.board.put(row)
    this.journal.addSteps(row, steps)
  }
}
