import type { TrialRow } from '../../../shared/domain/trial'
import { invariant, toAppError } from '../../../shared/errors/appError'
import { assertNever } from '../../../shared/util/assertNever'
import type { PreparedData } from '../data/preparedData'
import { Proposals } from './asking/proposals'
import { type Action, nextAction, type StudyEnd } from './nextAction'
import { PreparingTrials, type ReadyTrials } from './preparingTrials'
import type { RunData } from './runData'
import { StudySchedule, type StudyScheduleOptions } from './studySchedule'
import type { RunSetup } from './studySetup'
import type { TrialData } from './trialData'
import { hasHalts } from './trialJudge'
import type { TrialLegs } from './trialLegs'
import { inOwnPlace } from './trialPlace'
import { baseRuns } from './trialSeries'

export interface TrialDispatchOptions extends Omit<StudyScheduleOptions, 'preparing'> {
  readonly legs: TrialLegs
  readonly prepared: PreparedData
  /** Told once when nothing is left to do. */
  readonly onFinished: (end: StudyEnd) => void
  readonly onFailure: (thrown: unknown) => void
}

/** Hands out the work of a study: asks the sampler, has the data of a trial made, and gives it to the workers. */
export class TrialDispatch {
  readonly #options: TrialDispatchOptions
  readonly #schedule: StudySchedule
  readonly #proposals: Proposals
  readonly #preparing: PreparingTrials
  /** Null until the data is ready. */
  #data: RunData | null = null
  /** How the study ends, once nothing but further runs of the best trials are left. */
  #final: StudyEnd | null = null
  #isClosed = false

  constructor(options: TrialDispatchOptions) {
    const { context, live } = options
    this.#options = options
    this.#proposals = new Proposals({ context, live, onAnswered: () => this.advance() })
    this.#preparing = new PreparingTrials({
      onReady: () => this.advance(),
      onFailed: (rows, thrown) => this.#settleUnprepared(rows, thrown),
    })
    this.#schedule = new StudySchedule({ ...options, preparing: this.#preparing })
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Nothing is handed out before. */
  useData(data: RunData): void {
    this.#data = data
  }

  /** What follows from the design has to be worked out anew before more is handed out; what runs goes on. */
  dropData(): void {
    this.#data = null
  }

  /** The plan has changed: what was proposed by the one before is not run. */
  forgetPlan(): void {
    this.#final = null
    this.#proposals.forget()
  }

  /** Hands out nothing any more. @returns trials that still waited for their data. */
  close(): TrialRow[] {
    this.#isClosed = true
    this.#proposals.forget()
    return this.#preparing.clear()
  }

  /** Hands out work until there is none or no room; every change of a session ends here. */
  advance(): void {
    try {
      while (this.#data && !this.#isClosed && this.#options.live.study.state === 'running') {
        const ready = this.#preparing.takeReady()
        if (ready) {
          this.#run(ready, this.#data)
          continue
        }
        const action = nextAction(this.#schedule.view(this.#data, this.#final))
        if (action.kind === 'wait' || !this.#perform(action, this.#data)) return
      }
    } catch (thrown) {
      this.#options.onFailure(thrown)
    }
  }

  /** @returns whether something was done; false: it has to be waited for. */
  #perform(action: Exclude<Action, { kind: 'wait' }>, data: RunData): boolean {
    const { queue, legs, onFinished } = this.#options
    switch (action.kind) {
      case 'run':
        this.#launch(queue.take(action.number, this.#schedule.shares(data)), data)
        return true
      case 'propose':
        return this.#propose(action.number, data)
      case 'continue':
        this.#launch([legs.take(action.continuation)], data)
        return true
      case 'runAgain':
        this.#final = action.end
        this.#launch([legs.runAgain(action.number)], data)
        return true
      case 'finish':
        onFinished(action.end)
        return true
      default:
        return assertNever(action)
    }
  }

  /** @returns whether the sampler has answered; false while it thinks. */
  #propose(number: number, data: RunData): boolean {
    const { live, queue } = this.#options
    if (live.sampler.isForeseeable) {
      this.#launch(queue.take(number, this.#schedule.shares(data)), data)
      return true
    }
    const proposed = this.#proposals.take(number)
    if (proposed === null) return false
    live.noteStrategy(proposed.note)
    this.#launch(queue.takeProposed(number, proposed.assignment), data)
    return true
  }

  /** What a longer trial has reached already is not trained again. All of them have the same data. */
  #launch(rows: readonly TrialRow[], data: RunData): void {
    const { live, outcomes } = this.#options
    const { trialData, placement } = data
    const isWhole = baseRuns(live.series) === 1 && !hasHalts(live.study.plan)
    const isRead = (row: TrialRow): boolean =>
      isWhole && row.runs.length === 0 && outcomes.takeFinished(row, placement)
    const rest = rows.filter((row) => !isRead(row))
    const [first] = rest
    if (first === undefined) return
    const dataFolders = trialData.find(first.assignment)
    if (dataFolders === null) this.#preparing.add(rest, trialData.prepare(first.assignment))
    else this.#run({ rows: rest, dataFolders }, data)
    this.#prepareAhead(trialData, this.#schedule.parallel(data))
  }

  /** What was given up while its data was made is not begun. */
  #run({ rows: prepared, dataFolders }: ReadyTrials, data: RunData): void {
    const [dataFolder, ...furtherFolders] = dataFolders
    invariant(dataFolder, 'data has a fold')
    const { study, trials } = this.#options.live
    const rows = prepared.filter(({ number }) => trials.get(number).state !== 'pruned')
    const [first] = rows
    if (first === undefined) return
    this.#options.runs.launch(
      rows,
      'version' in data
        ? this.#place({ ...data, dataFolder, furtherFolders, study }, first)
        : { ...data, study },
    )
  }

  #place(setup: RunSetup, { assignment }: TrialRow): RunSetup {
    return inOwnPlace(setup, assignment, this.#options.prepared.meta(setup.dataFolder))
  }

  /** The data of the next trials is made while others are trained; of what fails, the trials tell once it is their turn. */
  #prepareAhead(trialData: TrialData, count: number): void {
    if (!trialData.isVaried) return
    for (const assignment of this.#options.queue.upcoming(count)) {
      if (trialData.find(assignment) === null) trialData.prepare(assignment).catch(() => undefined)
    }
  }

  #settleUnprepared(rows: readonly TrialRow[], thrown: unknown): void {
    const { context, outcomes, onFailure } = this.#options
    const ending = { now: context.clock.now(), durationMs: null }
    const outcome = { kind: 'failed', error: toAppError(thrown) } as const
    try {
      for (const { number } of rows) outcomes.take({ number, outcome, ending })
    } catch (unstored) {
      return onFailure(unstored)
    }
    this.advance()
  }
}
