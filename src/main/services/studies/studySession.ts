import type { Budget, Reason, Study, StudyPlan, StudyState, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError, toAppError } from '../../../shared/errors/appError'
import type { Placements } from '../compute/compute'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { type CreatePruner, isSameModel, LiveStudy } from './liveStudy'
import type { StudyEnd } from './nextAction'
import type { PickedTrials, PickTrials } from './pickedTrials'
import { prepareRuns } from './runData'
import { TrialDispatch } from './trialDispatch'
import { TrialJudge } from './trialJudge'
import { TrialLegs } from './trialLegs'
import { TrialOutcomes } from './trialOutcomes'
import { TrialQueue } from './trialQueue'
import type { EndedRun } from './trialRun'
import { TrialRuns } from './trialRuns'
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
  readonly #legs: TrialLegs
  readonly #queue: TrialQueue
  readonly #runs: TrialRuns
  readonly #outcomes: TrialOutcomes
  readonly #dispatch: TrialDispatch

  constructor(options: SessionOptions) {
    const { context, study, only, prepared, createPruner } = options
    const onFailure = (thrown: unknown): void => this.#fail(thrown)
    const live = new LiveStudy({ context, study, onFailure, ...(createPruner ? { createPruner } : {}) })
    const judge = new TrialJudge(live)
    this.#options = options
    this.#live = live
    this.#legs = new TrialLegs({ context, live, judge })
    this.#queue = new TrialQueue({ live, legs: this.#legs, only, folders: context.folders })
    this.#runs = new TrialRuns({
      ...{ context, live, judge, onFailure },
      onEnd: (ended) => this.#settle(ended),
      onVerdict: (number, { kind, reason }) =>
        kind === 'prune' ? this.prune(number, reason) : this.#rest(number, reason),
    })
    this.#outcomes = new TrialOutcomes({ context, live, queue: this.#queue })
    this.#dispatch = new TrialDispatch({
      ...{ context, live, judge, only, prepared, onFailure },
      ...{ legs: this.#legs, queue: this.#queue, runs: this.#runs, outcomes: this.#outcomes },
      onFinished: (end) => this.#finish(end),
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
      () => this.#dispatch.advance(),
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
    this.#dispatch.useData(data)
  }

  pause(): void {
    this.#live.watch.stop()
    this.#live.write({ state: 'paused' }, this.#runs.pause())
  }

  resume(): void {
    this.#live.watch.start()
    this.#live.write({ state: 'running' }, this.#runs.resume())
    this.#dispatch.advance()
  }

  /** Ends now: running trials end as `interrupted`; what the workers still say is not heard. */
  end(state: 'stopped' | 'interrupted' | 'failed', reason: Reason | null): void {
    if (this.#dispatch.isClosed) return
    const why = new AppError('app/cancelled')
    const cutOff = this.#runs.interrupt(why)
    const ending = { now: this.#options.context.clock.now(), durationMs: null }
    const neverBegun = this.#queue.interrupted(why, ending.now)
    const unprepared = this.#dispatch.close().map((row) => interrupted(row, why, ending))
    this.#close({ state, reason }, [...cutOff, ...neverBegun, ...unprepared])
  }

  /** @param storeMore what is stored in the same transaction */
  changePlan(plan: StudyPlan, storeMore?: () => void): void {
    const before = this.#live.study.plan
    this.#live.writePlan(plan, storeMore)
    this.#queue.forgetPlan()
    this.#dispatch.forgetPlan()
    if (isSameModel(before, plan)) return this.#dispatch.advance()
    this.#dispatch.dropData()
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
    this.#dispatch.advance()
    return picked
  }

  /** Ends a trial that runs, or waits for its turn, as given up. */
  prune(number: number, reason: Reason): void {
    const ending = { now: this.#options.context.clock.now(), durationMs: null }
    this.#queue.drop(number)
    const row = this.#runs.giveUp(number, reason) ?? pruned(this.#live.trials.get(number), reason, ending)
    this.#live.write({}, [row])
    this.#dispatch.advance()
  }

  /** It stands still and waits for being worth going on, while others have its worker. */
  #rest(number: number, reason: Reason): void {
    const row = this.#runs.rest(number, reason)
    if (row !== null) this.#live.write({}, [row])
    this.#dispatch.advance()
  }

  #settle(ended: EndedRun): void {
    this.#outcomes.take(ended)
    // Nobody here stopped it: the workers are being taken away, and others would end the same way.
    if (ended.outcome.kind === 'stopped') this.end('interrupted', null)
    this.#dispatch.advance()
  }

  /** Nobody is left for whom those that rest could still make way. */
  #finish(end: StudyEnd): void {
    this.#dispatch.close()
    const final = this.#options.only && end.state === 'complete' ? this.#options.study : end
    this.#close(final, final.state === 'complete' ? this.#legs.endAll() : [])
  }

  /** Something the study cannot go on without is missing: the disk, the data, the store. */
  #fail(thrown: unknown): void {
    if (this.#dispatch.isClosed) return
    const error = toAppError(thrown)
    this.#options.context.report('study', error)
    this.end('failed', toReason(error))
  }

  #close(end: Pick<Study, 'state' | 'reason'>, rows: readonly TrialRow[]): void {
    this.#live.close(end, rows)
    this.#options.onEnd()
  }
}
