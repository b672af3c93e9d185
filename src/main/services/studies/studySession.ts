import type { RunResult } from '../../../shared/contract/worker'
import { TrialId } from '../../../shared/domain/ids'
import type { Budget, Reason, Study, StudyState, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError, toAppError } from '../../../shared/errors/appError'
import { assertNever } from '../../../shared/util/assertNever'
import type { Sampler } from '../../search'
import type { RunOutcome } from '../../training'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { type Action, nextAction, type ScheduleView } from './nextAction'
import { createStopwatch, type Stopwatch } from './stopwatch'
import { StudyJournal } from './studyJournal'
import { type RunSetup, samplerOf, toRunRequest, trialSpec } from './studySetup'
import { summariseStudy } from './studySummary'
import { TrialBoard } from './trialBoard'
import { TrialLedger } from './trialLedger'
import { runDuration, type TrialRun, waitingNumbers } from './trialRun'
import * as transition from './trialTransitions'
import { dropSurplusWeights } from './weightRetention'

/** A worker's death is worth a second try of its trial, and no third. */
const MAX_ATTEMPTS = 2

const COMPLETE: Pick<Study, 'state' | 'reason'> = { state: 'complete', reason: null }

export interface SessionOptions {
  readonly context: ServiceContext
  readonly prepared: PreparedData
  readonly study: Study
  /** Runs these trials only and then leaves the study in the state it had; null: the whole plan. */
  readonly only: readonly number[] | null
  readonly onEnd: () => void
}

/**
 * A study while it runs or pauses. The store is written before anything is told, so the session can be lost at any
 * moment: a new one, made from the store, goes on to the same planned number of trials.
 */
export class StudySession {
  readonly #options: SessionOptions
  readonly #context: ServiceContext
  readonly #board: TrialBoard
  readonly #trials: TrialLedger
  readonly #sampler: Sampler
  readonly #samplerTrials: number | null
  readonly #watch: Stopwatch
  readonly #runs = new Map<number, TrialRun>()
  readonly #before: Pick<Study, 'state' | 'reason'>
  #waiting: number[]
  #study: Study
  #setup: RunSetup | null = null
  #failuresInARow = 0
  #lastFailure: Reason | null = null
  #isTestOpened: boolean
  #isOver = false

  constructor(options: SessionOptions) {
    const { context, study, only } = options
    this.#options = options
    this.#context = context
    this.#study = study
    this.#before = study
    this.#isTestOpened = context.store.reports.get(study.id) !== null
    this.#board = new TrialBoard(study.plan.objective, context.store.trials.list(study.id))
    this.#sampler = samplerOf(study)
    this.#samplerTrials = this.#sampler.plannedTrials()
    this.#waiting = only ? [...only] : waitingNumbers(this.#board.rows())
    this.#watch = createStopwatch(context.clock, study.elapsedMs)
    const journal = new StudyJournal({
      context,
      studyId: study.id,
      summarise: () => this.summary(),
      onFailure: (thrown) => this.#fail(thrown),
    })
    this.#trials = new TrialLedger(this.#board, journal)
  }

  get state(): StudyState {
    return this.#study.state
  }

  get budget(): Budget {
    return this.#study.plan.budget
  }

  summary(): StudySummary {
    return summariseStudy({
      study: { ...this.#study, elapsedMs: this.#watch.elapsedMs() },
      board: this.#board,
      samplerTrials: this.#samplerTrials,
      isTestOpened: this.#isTestOpened,
    })
  }

  /** The test rows were opened while the study paused. */
  markTestOpened(): void {
    this.#isTestOpened = true
  }

  /** Begins: the data is made ready, then trials are handed out. Called once. */
  begin(): void {
    this.#watch.start()
    const startedAt = this.#study.startedAt ?? this.#context.clock.now()
    this.#writeStudy({ state: 'running', reason: null, startedAt, finishedAt: null })
    this.#prepare().then(
      () => this.#advance(),
      (thrown: unknown) => this.#fail(thrown),
    )
  }

  async #prepare(): Promise<void> {
    const { store, folders } = this.#context
    const version = store.datasets.version(this.#study.plan.datasetVersionId)
    const dataFolder = await this.#options.prepared.folderOf(version)
    this.#setup = { study: this.#study, version, dataFolder, folders }
  }

  pause(): void {
    this.#watch.stop()
    for (const run of this.#runs.values()) {
      run.watch.stop()
      run.handle.pause()
    }
    this.#writeStudy({ state: 'paused' }, this.#moveRunning('running', 'paused'))
  }

  resume(): void {
    this.#watch.start()
    for (const run of this.#runs.values()) {
      if (run.isStarted) run.watch.start()
      run.handle.resume()
    }
    this.#writeStudy({ state: 'running' }, this.#moveRunning('paused', 'running'))
    this.#advance()
  }

  /** Ends now: running trials end as `interrupted`; what the workers still say is not heard. */
  end(state: 'stopped' | 'interrupted' | 'failed', reason: Reason | null): void {
    if (this.#isOver) return
    this.#close(state, reason, this.#interruptRuns(new AppError('app/cancelled')))
  }

  setBudget(budget: Budget): void {
    this.#writeStudy({ plan: { ...this.#study.plan, budget } })
    this.#advance()
  }

  rename(name: string): void {
    this.#writeStudy({ name })
  }

  /** Runs a failed or interrupted trial again, before any new one. */
  retry(row: TrialRow): void {
    this.#trials.restart(row, 1)
    this.#addWaiting(row.number)
    this.#advance()
  }

  #writeStudy(change: Partial<Study>, rows: readonly TrialRow[] = []): void {
    this.#study = { ...this.#study, ...change, elapsedMs: this.#watch.elapsedMs() }
    if (this.#setup) this.#setup = { ...this.#setup, study: this.#study }
    this.#trials.write(rows, this.#study)
  }

  /** Hands out work until there is none or no room; every change of the session ends here. */
  #advance(): void {
    try {
      while (this.#setup && !this.#isOver && this.#study.state === 'running') {
        const action = nextAction(this.#view())
        if (action.kind === 'wait') return
        this.#perform(action, this.#setup)
      }
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #view(): ScheduleView {
    return {
      budget: this.budget,
      inFlight: this.#runs.size,
      waiting: this.#waiting,
      lastNumber: this.#board.lastNumber,
      samplerTrials: this.#samplerTrials,
      elapsedMs: this.#watch.elapsedMs(),
      failuresInARow: this.#failuresInARow,
      lastFailure: this.#lastFailure,
      completeCount: this.#board.ranking.length,
      isOnlyWaiting: this.#options.only !== null,
    }
  }

  #perform(action: Exclude<Action, { kind: 'wait' }>, setup: RunSetup): void {
    switch (action.kind) {
      case 'run':
        return this.#runAgain(action.number, setup)
      case 'propose':
        return this.#runNew(action.number, setup)
      case 'finish':
        return this.#finish(action.reason)
      default:
        return assertNever(action)
    }
  }

  #runAgain(number: number, setup: RunSetup): void {
    const row = this.#trials.get(number)
    this.#waiting = this.#waiting.filter((other) => other !== number)
    this.#launch(row.state === 'queued' ? row : this.#trials.restart(row, 1), setup)
  }

  #runNew(number: number, setup: RunSetup): void {
    const assignment = this.#sampler.propose(number, [...this.#board.rows()])
    if (!assignment) throw new AppError('bug/invariant', { message: `the sampler has no trial ${number}` })
    const id = createId(TrialId)
    const { training } = trialSpec(this.#study, assignment)
    const row = transition.queuedTrial({
      id,
      studyId: this.#study.id,
      number,
      assignment,
      plannedSteps: training.epochs,
    })
    this.#launch(this.#trials.add(row), setup)
  }

  #addWaiting(number: number): void {
    this.#waiting = [...this.#waiting, number].sort((left, right) => left - right)
  }

  #launch(row: TrialRow, setup: RunSetup): void {
    const { number } = row
    const watch = createStopwatch(this.#context.clock)
    const handle = this.#context.workers.run(toRunRequest(setup, row), {
      onStarted: () => this.#hear(run, () => this.#started(run)),
      onSteps: (steps) => this.#hear(run, () => this.#trials.addSteps(number, steps)),
    })
    const run: TrialRun = { number, handle, watch, isStarted: false }
    this.#runs.set(number, run)
    void handle.outcome.then((outcome) => this.#hear(run, () => this.#settle(run, outcome)))
  }

  /** What comes from a worker is taken only while its run is this session's; a failure to store it ends the study. */
  #hear(run: TrialRun, take: () => void): void {
    if (this.#isOver || this.#runs.get(run.number) !== run) return
    try {
      take()
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  #started(run: TrialRun): void {
    run.isStarted = true
    const isPaused = this.#study.state === 'paused'
    if (!isPaused) run.watch.start()
    const row = transition.started(this.#trials.get(run.number), this.#context.clock.now())
    this.#trials.write([isPaused ? { ...row, state: 'paused' } : row])
  }

  #settle(run: TrialRun, outcome: RunOutcome): void {
    run.watch.stop()
    this.#runs.delete(run.number)
    const row = this.#trials.get(run.number)
    switch (outcome.kind) {
      case 'finished':
        this.#complete(row, outcome.result, run)
        break
      case 'crashed':
        this.#tryAgainOrFail(row, outcome.error, run)
        break
      case 'failed':
        this.#failTrial(row, outcome.error, run)
        break
      case 'stopped':
        // Nobody here stopped it: the workers are being taken away, and others would end the same way.
        this.#trials.write([transition.interrupted(row, new AppError('app/cancelled'), this.#ending(run))])
        this.end('interrupted', null)
        break
      default:
        assertNever(outcome)
    }
    this.#advance()
  }

  #complete(row: TrialRow, result: RunResult, run: TrialRun): void {
    this.#failuresInARow = 0
    const complete = transition.finished(row, result, this.#ending(run))
    this.#writeStudy({}, [complete])
    dropSurplusWeights(this.#context, this.#board, complete)
  }

  #tryAgainOrFail(row: TrialRow, error: AppError, run: TrialRun): void {
    if (row.attempt >= MAX_ATTEMPTS) return this.#failTrial(row, error, run)
    this.#trials.restart(row, row.attempt + 1)
    this.#addWaiting(row.number)
  }

  #failTrial(row: TrialRow, error: AppError, run: TrialRun): void {
    this.#failuresInARow++
    this.#lastFailure = transition.toReason(error)
    if (error.kind === 'bug') this.#context.report('trial', error)
    this.#writeStudy({}, [transition.failed(row, error, this.#ending(run))])
  }

  #finish(reason: Reason | null): void {
    if (reason) return this.#close('failed', reason, [])
    const { state, reason: reasonBefore } = this.#options.only ? this.#before : COMPLETE
    this.#close(state, reasonBefore, [])
  }

  /** Something the study cannot go on without is missing: the disk, the data, the store. */
  #fail(thrown: unknown): void {
    if (this.#isOver) return
    const error = toAppError(thrown)
    this.#context.report('study', error)
    this.end('failed', transition.toReason(error))
  }

  #close(state: StudyState, reason: Reason | null, rows: readonly TrialRow[]): void {
    this.#isOver = true
    this.#watch.stop()
    try {
      this.#writeStudy({ state, reason, finishedAt: this.#context.clock.now() }, rows)
      this.#trials.journal.flush()
    } catch (thrown) {
      this.#tellUnstored(toAppError(thrown))
    }
    this.#options.onEnd()
  }

  /** Not even the end could be stored; whoever looks next finds the study as it was and takes it for interrupted. */
  #tellUnstored(error: AppError): void {
    this.#context.report('study', error)
    this.#trials.journal.abandon()
    this.#study = {
      ...this.#study,
      state: 'failed',
      reason: this.#study.reason ?? transition.toReason(error),
    }
    this.#context.emit('study:changed', this.summary())
  }

  /** Queued trials never began: they are interrupted as well, so that nothing looks as if it were about to run. */
  #interruptRuns(why: AppError): TrialRow[] {
    const runs = [...this.#runs.values()]
    this.#runs.clear()
    for (const run of runs) {
      run.watch.stop()
      run.handle.stop()
    }
    const cutOff = runs.map((run) =>
      transition.interrupted(this.#trials.get(run.number), why, this.#ending(run)),
    )
    const waiting = this.#waiting
      .map((number) => this.#trials.get(number))
      .filter(({ state }) => state === 'queued')
    const ending = { now: this.#context.clock.now(), durationMs: null }
    return [...cutOff, ...waiting.map((row) => transition.interrupted(row, why, ending))]
  }

  #moveRunning(from: 'running' | 'paused', to: 'running' | 'paused'): TrialRow[] {
    return [...this.#runs.keys()]
      .map((number) => this.#trials.get(number))
      .filter(({ state }) => state === from)
      .map((row) => ({ ...row, state: to }))
  }

  #ending(run: TrialRun): transition.Ending {
    return { now: this.#context.clock.now(), durationMs: runDuration(run) }
  }
}
