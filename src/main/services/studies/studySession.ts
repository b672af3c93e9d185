import type { Budget, Reason, Study, StudyPlan, StudyState, StudySummary } from '../../../shared/domain/study'
import { needsFile } from '../../../shared/domain/search/objective'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError, invariant, toAppError } from '../../../shared/errors/appError'
import { assertNever } from '../../../shared/util/assertNever'
import { trialsAtOnce } from '../compute/candidates'
import type { Placements } from '../compute/compute'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { type CreatePruner, isSameModel, LiveStudy } from './liveStudy'
import { Proposals } from './asking/proposals'
import { type Action, nextAction, type ScheduleView, type StudyEnd } from './nextAction'
import { PreparingTrials, type ReadyTrials } from './preparingTrials'
import type { Shares } from './companions'
import { prepareRuns, type RunData } from './runData'
import type { TrialData } from './trialData'
import { TrialOutcomes } from './trialOutcomes'
import { TrialQueue } from './trialQueue'
import type { EndedRun } from './trialRun'
import { comparesTrials, hasHalts, TrialJudge } from './trialJudge'
import { TrialLegs } from './trialLegs'
import { baseRuns, isFinalist } from './trialSeries'
import { finalistsOf } from './finalists'
import { TrialRuns } from './trialRuns'
import type { PickedTrials, PickTrials } from './pickedTrials'
import { interrupted, pruned, toReason } from './trialTransitions'

export interface SessionOptions {
  readonly context: ServiceContext
  readonly prepared: PreparedData
  readonly placements: Placements
  readonly study: Study
  /** Runs these trials only and then leaves the study in the state it had; null: the whole plan. */
  readonly only: readonly number[] | null
  readonly onEnd: () => void
  /** @default that of the plan */
  readonly createPruner?: CreatePruner
}

/**
 * A study while it runs or pauses. The store is written before anything is told, so the session can be lost at any
 * moment: a new one, made from the store, goes on to the same planned number of trials.
 */
export class StudySession {
  readonly #options: SessionOptions
  readonly #live: LiveStudy
  readonly #judge: TrialJudge
  readonly #legs: TrialLegs
  readonly #queue: TrialQueue
  readonly #proposals: Proposals
  readonly #runs: TrialRuns
  readonly #outcomes: TrialOutcomes
  readonly #preparing: PreparingTrials
  /** Null until the data is ready. */
  #data: RunData | null = null
  /** How it ends, once nothing but further runs of the best trials are left. */
  #final: StudyEnd | null = null
  #isOver = false

  constructor(options: SessionOptions) {
    const { context, study, only, createPruner } = options
    const onFailure = (thrown: unknown): void => this.#fail(thrown)
    const live = new LiveStudy({ context, study, onFailure, ...(createPruner ? { createPruner } : {}) })
    const judge = new TrialJudge(live)
    this.#options = options
    this.#live = live
    this.#judge = judge
    this.#legs = new TrialLegs({ context, live, judge })
    this.#queue = new TrialQueue({ live, legs: this.#legs, only, folders: context.folders })
    this.#proposals = new Proposals({ context, live, onAnswered: () => this.#advance() })
    this.#runs = new TrialRuns({
      ...{ context, live, judge, onFailure },
      onEnd: (ended) => this.#settle(ended),
      onVerdict: (number, { kind, reason }) =>
        kind === 'prune' ? this.prune(number, reason) : this.#rest(number, reason),
    })
    this.#outcomes = new TrialOutcomes({ context, live, queue: this.#queue })
    this.#preparing = new PreparingTrials({
      onReady: () => this.#advance(),
      onFailed: (rows, thrown) => this.#settleUnprepared(rows, thrown),
    })
  }

  get state(): StudyState {
    return this.#live.study.state
  }

  get budget(): Budget {
    return this.#live.study.plan.budget
  }

  summary(): StudySummary {
    return this.#live.summary()
  }

  markTestOpened(): void {
    this.#live.markTestOpened()
  }

  reloadPriors(): void {
    this.#live.reloadPriors()
  }

  /** Begins: the data is made ready, then trials are handed out. Called once. */
  begin(): void {
    this.#live.watch.start()
    const startedAt = this.#live.study.startedAt ?? this.#options.context.clock.now()
    this.#live.write({ state: 'running', reason: null, startedAt, finishedAt: null })
    this.#prepareAndAdvance()
  }

  #prepareAndAdvance(): void {
    this.#prepare().then(
      () => this.#advance(),
      (thrown: unknown) => this.#fail(thrown),
    )
  }

  async #prepare(): Promise<void> {
    const live = this.#live
    const { plan } = live.study
    const { data, figures } = await prepareRuns({ ...this.#options, live })
    // The design was changed meanwhile, which is prepared for by another call.
    if (!isSameModel(plan, live.study.plan)) return
    if (figures !== null) live.useFigures(figures)
    this.#data = data
  }

  pause(): void {
    this.#live.watch.stop()
    this.#live.write({ state: 'paused' }, this.#runs.pause())
  }

  resume(): void {
    this.#live.watch.start()
    this.#live.write({ state: 'running' }, this.#runs.resume())
    this.#advance()
  }

  /** Ends now: running trials end as `interrupted`; what the workers still say is not heard. */
  end(state: 'stopped' | 'interrupted' | 'failed', reason: Reason | null): void {
    if (this.#isOver) return
    const why = new AppError('app/cancelled')
    const cutOff = this.#runs.interrupt(why)
    const ending = { now: this.#options.context.clock.now(), durationMs: null }
    const neverBegun = this.#queue.interrupted(why, ending.now)
    const unprepared = this.#preparing.clear().map((row) => interrupted(row, why, ending))
    this.#close({ state, reason }, [...cutOff, ...neverBegun, ...unprepared])
  }

  /** @param storeMore what is stored in the same transaction */
  changePlan(plan: StudyPlan, storeMore?: () => void): void {
    const before = this.#live.study.plan
    this.#live.writePlan(plan, storeMore)
    this.#queue.forgetPlan()
    this.#final = null
    this.#proposals.forget()
    if (isSameModel(before, plan)) return this.#advance()
    // Nothing is handed out until what follows from the design is worked out anew; what runs goes on.
    this.#data = null
    this.#prepareAndAdvance()
  }

  rename(name: string): void {
    this.#live.write({ name })
  }

  /** Runs trials before any new one: some that nobody made yet, and some that ended without a result. */
  runMore(pick: PickTrials): PickedTrials {
    const picked = pick(this.#live)
    for (const row of picked.added) this.#queue.add(row)
    for (const row of picked.again) this.#queue.restart(row, 1)
    this.#advance()
    return picked
  }

  /** Ends a trial that runs, or waits for its turn, as given up. */
  prune(number: number, reason: Reason): void {
    const ending = { now: this.#options.context.clock.now(), durationMs: null }
    this.#queue.drop(number)
    const row = this.#runs.giveUp(number, reason) ?? pruned(this.#live.trials.get(number), reason, ending)
    this.#live.write({}, [row])
    this.#advance()
  }

  /** It stands still and waits for being worth going on, while others have its worker. */
  #rest(number: number, reason: Reason): void {
    const row = this.#runs.rest(number, reason)
    if (row !== null) this.#live.write({}, [row])
    this.#advance()
  }

  /** Hands out work until there is none or no room; every change of the session ends here. */
  #advance(): void {
    try {
      while (this.#data && !this.#isOver && this.state === 'running') {
        const ready = this.#preparing.takeReady()
        if (ready) {
          this.#run(ready, this.#data)
          continue
        }
        const action = nextAction(this.#view())
        if (action.kind === 'wait' || !this.#perform(action, this.#data)) return
      }
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #view(): ScheduleView {
    const { board, samplerTrials, watch } = this.#live
    return {
      budget: { ...this.budget, parallel: this.#parallel() },
      inFlight: this.#runs.size + this.#preparing.size,
      waiting: this.#queue.waiting,
      nextNumber: board.nextNumber,
      samplerTrials,
      elapsedMs: watch.elapsedMs(),
      failuresInARow: this.#outcomes.failuresInARow,
      lastFailure: this.#outcomes.lastFailure,
      completeCount: board.ranking.length,
      isOnlyWaiting: this.#options.only !== null,
      stop: this.#live.findStop(),
      isExhausted: this.#queue.isExhausted,
      continuation: (isEnding) => this.#judge.next(isEnding),
      final: this.#final,
      finalist: () => this.#nextFinalist(),
    }
  }

  /** The best are known once nothing else is under way. */
  #nextFinalist(): number | null {
    const { series, study, board, trials } = this.#live
    const running = this.#runs.numbers()
    const isElse = (number: number): boolean => !isFinalist(trials.get(number), series)
    if (this.#preparing.size > 0 || running.some(isElse)) return null
    const lacking = finalistsOf({ ...series, objective: study.plan.objective }, board.rows())
    const isFree = (number: number): boolean => !running.includes(number) && !this.#outcomes.isSpent(number)
    return lacking.find(isFree) ?? null
  }

  /** Trials that leave no core idle do not leave one to more of them. */
  #parallel(): number {
    const { parallel } = this.budget
    const { cores, store } = this.#options.context
    const { trialsOnCard } = store.preferences.get()
    return this.#data ? trialsAtOnce(this.#data.placement, { cores, parallel, trialsOnCard }) : parallel
  }

  /**
   * Side by side nobody is ahead of the others, for them to be compared with. What a trial reaches on several folds, none of its
   * epochs tells: it is not read from another one. Nor is what its own file costs.
   */
  #shares({ structures }: RunData): Shares {
    const { plan } = this.#live.study
    const isAlone =
      baseRuns(this.#live.series) > 1 || comparesTrials(plan) || needsFile(plan.furtherObjectives)
    return { structures, parallel: this.#parallel(), isAlone }
  }

  /** @returns whether something was done; false: it has to be waited for. */
  #perform(action: Exclude<Action, { kind: 'wait' }>, data: RunData): boolean {
    switch (action.kind) {
      case 'run':
        this.#launch(this.#queue.take(action.number, this.#shares(data)), data)
        return true
      case 'propose':
        return this.#propose(action.number, data)
      case 'continue':
        this.#launch([this.#legs.take(action.continuation)], data)
        return true
      case 'runAgain':
        this.#final = action.end
        this.#launch([this.#legs.runAgain(action.number)], data)
        return true
      case 'finish':
        this.#finish(action.end)
        return true
      default:
        return assertNever(action)
    }
  }

  /** @returns whether the sampler has answered; false while it thinks. */
  #propose(number: number, data: RunData): boolean {
    if (this.#live.sampler.isForeseeable) {
      this.#launch(this.#queue.take(number, this.#shares(data)), data)
      return true
    }
    const proposed = this.#proposals.take(number)
    if (proposed === null) return false
    this.#live.noteStrategy(proposed.note)
    this.#launch(this.#queue.takeProposed(number, proposed.assignment), data)
    return true
  }

  /** What a longer trial has reached already is not trained again. All of them have the same data. */
  #launch(rows: readonly TrialRow[], data: RunData): void {
    const { trialData, placement } = data
    const isWhole = baseRuns(this.#live.series) === 1 && !hasHalts(this.#live.study.plan)
    const isRead = (row: TrialRow): boolean =>
      isWhole && row.runs.length === 0 && this.#outcomes.takeFinished(row, placement)
    const rest = rows.filter((row) => !isRead(row))
    const [first] = rest
    if (first === undefined) return
    const dataFolders = trialData.find(first.assignment)
    if (dataFolders === null) this.#preparing.add(rest, trialData.prepare(first.assignment))
    else this.#run({ rows: rest, dataFolders }, data)
    this.#prepareAhead(trialData)
  }

  /** What was given up while its data was made is not begun. */
  #run({ rows: prepared, dataFolders }: ReadyTrials, data: RunData): void {
    const [dataFolder, ...furtherFolders] = dataFolders
    invariant(dataFolder, 'data has a fold')
    const rows = prepared.filter(({ number }) => this.#live.trials.get(number).state !== 'pruned')
    if (rows.length === 0) return
    const { study } = this.#live
    this.#runs.launch(
      rows,
      'version' in data ? { ...data, dataFolder, furtherFolders, study } : { ...data, study },
    )
  }

  /** The data of the next trials is made while others are trained; of what fails, the trials tell once it is their turn. */
  #prepareAhead(trialData: TrialData): void {
    if (!trialData.isVaried) return
    for (const assignment of this.#queue.upcoming(this.#parallel())) {
      if (trialData.find(assignment) === null) trialData.prepare(assignment).catch(() => undefined)
    }
  }

  #settleUnprepared(rows: readonly TrialRow[], thrown: unknown): void {
    const ending = { now: this.#options.context.clock.now(), durationMs: null }
    const outcome = { kind: 'failed', error: toAppError(thrown) } as const
    try {
      for (const { number } of rows) this.#outcomes.take({ number, outcome, ending })
    } catch (unstored) {
      return this.#fail(unstored)
    }
    this.#advance()
  }

  #settle(ended: EndedRun): void {
    this.#outcomes.take(ended)
    // Nobody here stopped it: the workers are being taken away, and others would end the same way.
    if (ended.outcome.kind === 'stopped') this.end('interrupted', null)
    this.#advance()
  }

  /** Nobody is left for whom those that rest could still make way. */
  #finish(end: StudyEnd): void {
    const final = this.#options.only && end.state === 'complete' ? this.#options.study : end
    this.#close(final, final.state === 'complete' ? this.#legs.endAll() : [])
  }

  /** Something the study cannot go on without is missing: the disk, the data, the store. */
  #fail(thrown: unknown): void {
    if (this.#isOver) return
    const error = toAppError(thrown)
    this.#options.context.report('study', error)
    this.end('failed', toReason(error))
  }

  #close(end: Pick<Study, 'state' | 'reason'>, rows: readonly TrialRow[]): void {
    this.#isOver = true
    this.#proposals.forget()
    this.#live.close(end, rows)
    this.#options.onEnd()
  }
}
