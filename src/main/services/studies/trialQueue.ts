import { TrialId } from '../../../shared/domain/ids'
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { TrialRow } from '../../../shared/domain/trial'
import type { AppError } from '../../../shared/errors/appError'
import { assignmentKey } from '../../search'
import { createId, type DataFolders } from '../context'
import { Companions, type Shares } from './companions'
import { createForecast, type Forecast } from './forecast'
import type { LiveStudy } from './liveStudy'
import { plannedSteps } from './studySetup'
import { hasCheckpoint } from './trialCheckpoints'
import type { TrialLegs } from './trialLegs'
import { type Ending, interrupted, queuedTrial } from './trialTransitions'

export interface TrialQueueOptions {
  readonly live: LiveStudy
  readonly legs: TrialLegs
  readonly folders: Pick<DataFolders, 'checkpoints'>
  /** The only trials that run; null: all that were cut off, then what the sampler makes. */
  readonly only: readonly number[] | null
}

/** Where the next trial comes from: those that wait for a run of theirs, and new ones from the sampler. */
export class TrialQueue {
  readonly #options: TrialQueueOptions
  readonly #companions: Companions
  readonly #forecast: Forecast
  #waiting: readonly number[]
  #isExhausted = false

  constructor(options: TrialQueueOptions) {
    const { live, only } = options
    this.#options = options
    this.#waiting = only ? [...only] : unfinishedNumbers(live.board.rows())
    const forecast = createForecast(live)
    this.#forecast = forecast
    const waiting = (): number[] => {
      const rows = this.#waiting.map((number) => live.trials.get(number))
      return rows.filter((row) => isFirstTry(row) && !isBegun(row)).map(({ number }) => number)
    }
    const isKept = (number: number): boolean => {
      const row = live.board.get(number)
      return row !== undefined && hasCheckpoint(options.folders, row.id)
    }
    this.#companions = new Companions({ live, forecast, waiting, isBegun: isKept, isPlanning: only === null })
  }

  /** Numbers of trials that exist and have to run, in their order: those that were cut off, and those asked for again. */
  get waiting(): readonly number[] {
    return this.#waiting
  }

  /** Whether the sampler, asked for the next trial, had none. */
  get isExhausted(): boolean {
    return this.#isExhausted
  }

  /** @returns the settings of the next trials, as far as they are known. */
  upcoming(count: number): Assignment[] {
    const { trials } = this.#options.live
    const waiting = this.#waiting.slice(0, count).map((number) => trials.get(number).assignment)
    if (this.#options.only !== null) return waiting
    const planned = this.#forecast.numbers(count).map((number) => this.#forecast.assignment(number))
    return [...waiting, ...planned.filter((assignment) => assignment !== null)].slice(0, count)
  }

  /** The trial is to run again, before any new one. */
  restart(row: TrialRow, attempt: number): void {
    this.#options.legs.requeue(row, attempt)
    this.#waiting = [...this.#waiting, row.number].sort((left, right) => left - right)
  }

  /** A trial that no sampler made is to run before any new one. */
  add(row: TrialRow): void {
    this.#options.live.trials.add(row)
    this.#waiting = [...this.#waiting, row.number].sort((left, right) => left - right)
    this.#companions.forget()
  }

  /** The trial is not to run any more. */
  drop(number: number): void {
    this.#waiting = this.#waiting.filter((other) => other !== number)
  }

  /** The plan has changed. */
  forgetPlan(): void {
    this.#isExhausted = false
    this.#companions.forget()
  }

  /**
   * @returns the trial of this number and those that are trained with it, stored and queued; none where the sampler has none left.
   */
  take(number: number, shares: Shares): TrialRow[] {
    const known = this.#options.live.board.get(number)
    const row = this.#queued(number)
    this.#isExhausted = row === null
    if (row === null) return []
    const isAlone = known === undefined ? !this.#isForeseen(row) : !isFirstTry(known) || isBegun(known)
    if (isAlone) return [row]
    const others = this.#companions.of(number, shares).filter((other) => other !== number)
    return [row, ...others.map((other) => this.#companion(other)).filter((member) => member !== null)]
  }

  /** @returns the trial that a sampler proposed that waits for results, stored and queued; none where it has none left. */
  takeProposed(number: number, assignment: Assignment | null): TrialRow[] {
    this.#isExhausted = assignment === null
    return assignment === null ? [] : [this.#add(number, assignment)]
  }

  /** Queued trials never began: they are interrupted as well, so that nothing looks as if it were about to run. */
  interrupted(why: AppError, now: number): TrialRow[] {
    const ending: Ending = { now, durationMs: null }
    return this.#waiting
      .map((number) => this.#options.live.trials.get(number))
      .filter(({ state }) => state === 'queued')
      .map((row) => interrupted(row, why, ending))
  }

  #queued(number: number): TrialRow | null {
    const { live, legs } = this.#options
    const row = live.board.get(number)
    if (row === undefined) return this.#new(number)
    this.#waiting = this.#waiting.filter((other) => other !== number)
    return row.state === 'queued' ? row : legs.requeue(row, 1)
  }

  /** Whoever goes with another one was chosen by what was foreseen of it: what is otherwise now waits for its own turn. */
  #companion(number: number): TrialRow | null {
    const { live } = this.#options
    if (live.board.get(number) !== undefined) return this.#queued(number)
    const assignment = live.sampler.propose(live.ask(number))
    if (assignment === null || !this.#isForeseen({ number, assignment })) return null
    return this.#add(number, assignment)
  }

  #isForeseen({ number, assignment }: Pick<TrialRow, 'number' | 'assignment'>): boolean {
    const foreseen = this.#forecast.assignment(number)
    return foreseen !== null && assignmentKey(foreseen) === assignmentKey(assignment)
  }

  #new(number: number): TrialRow | null {
    const { live } = this.#options
    const assignment = live.sampler.propose(live.ask(number))
    return assignment === null ? null : this.#add(number, assignment)
  }

  #add(number: number, assignment: Assignment): TrialRow {
    const { study, trials } = this.#options.live
    const id = createId(TrialId)
    const { spaceVersion } = this.#options.live
    const steps = plannedSteps(study.plan, assignment)
    return trials.add(
      queuedTrial({ id, studyId: study.id, number, assignment, plannedSteps: steps, spaceVersion }),
    )
  }
}

/** What was lost with others is tried again alone. */
function isFirstTry({ attempt }: TrialRow): boolean {
  return attempt === 1
}

/** Whether runs of it are finished; the others follow one by one. */
function isBegun({ runs }: TrialRow): boolean {
  return runs.length > 0
}

function unfinishedNumbers(rows: Iterable<TrialRow>): number[] {
  const numbers: number[] = []
  for (const { state, number } of rows)
    if (state === 'queued' || state === 'interrupted') numbers.push(number)
  return numbers.sort((left, right) => left - right)
}
