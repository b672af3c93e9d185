import type { Reason } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { type AppError, invariant } from '../../../shared/errors/appError'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Verdict } from '../../search'
import type { RunResult } from '../../../shared/contract/worker'
import type { RunHandle, RunHooks, RunOutcome } from '../../training'
import type { ServiceContext } from '../context'
import type { LiveStudy } from './liveStudy'
import { type AnySetup, handFirst, handFurther } from './handRuns'
import { createStopwatch } from './stopwatch'
import { sharingOf } from './sharedWork'
import { dropLeftovers, keepHalt } from './trialCheckpoints'
import type { TrialJudge } from './trialJudge'
import { type EndedRun, endingOf, type PieceOfWork, type TrialRun } from './trialRun'
import { completeSoFar, figuresOf, isFinalist, placeOf, runsOf, summaryOf, withRuns } from './trialSeries'
import * as transition from './trialTransitions'

export interface TrialRunsOptions {
  readonly context: Pick<ServiceContext, 'store' | 'workers' | 'clock' | 'report' | 'folders'>
  readonly live: LiveStudy
  readonly judge: TrialJudge
  /** Told of each run that ends by itself, once it is no longer in flight. */
  readonly onEnd: (ended: EndedRun) => void
  /** Told that a trial that runs here is not to go on. */
  readonly onVerdict: (number: number, verdict: Exclude<Verdict, { kind: 'continue' }>) => void
  /** Told when what a worker said could not be taken; the worker does not hear of it. */
  readonly onFailure: (thrown: unknown) => void
}

/** The runs of a study that are with the workers now. */
export class TrialRuns {
  readonly #options: TrialRunsOptions
  readonly #runs = new Map<number, TrialRun>()

  constructor(options: TrialRunsOptions) {
    this.#options = options
  }

  /** Pieces of work; each has a worker, or waits for one. */
  get size(): number {
    return new Set([...this.#runs.values()].map(({ work }) => work)).size
  }

  /** Trials that run, or wait for a worker. */
  numbers(): number[] {
    return [...this.#runs.keys()]
  }

  /** @param rows one trial, which may have runs already, or several that are trained as one */
  launch(rows: readonly TrialRow[], setup: AnySetup): void {
    const { clock, workers } = this.#options.context
    const work: PieceOfWork = {}
    const sharing = sharingOf(setup.study, rows)
    const halts = rows.map((row) => (row.runs.length > 0 ? null : this.#options.judge.nextHalt(row.number)))
    const firsts = rows.map((row, index) => {
      const haltAfter = halts[index] ?? null
      return [row, { hooks: this.#hooks(row.number, work), haltAfter }] as const
    })
    const [only] = rows
    const isBegun = only !== undefined && only.runs.length > 0
    const handles = isBegun ? [this.#further(only, { setup, work })] : handFirst(workers, setup, firsts)
    for (const [index, row] of rows.entries()) {
      const handle = handles[index]
      invariant(handle, 'every run has a handle')
      const run: TrialRun = {
        number: row.number,
        ...{ work, handle, setup, furtherSteps: [] },
        watch: createStopwatch(clock, row.durationMs ?? 0),
        knownSteps: row.step,
        haltAfter: halts[index] ?? null,
        sharing: sharing(row),
        placement: setup.placement,
        isStarted: false,
      }
      this.#runs.set(row.number, run)
      this.#follow(run)
    }
  }

  #follow({ number, work, handle }: TrialRun): void {
    void handle.outcome.then((outcome) => this.#hear(number, work, (heard) => this.#ended(heard, outcome)))
  }

  /** @returns the run after those that a trial has. */
  #further(row: TrialRow, { setup, work }: Pick<TrialRun, 'setup' | 'work'>): RunHandle {
    const { context, live } = this.#options
    const hooks: RunHooks = {
      ...this.#hooks(row.number, work),
      onSteps: (steps) => this.#hear(row.number, work, (run) => void run.furtherSteps.push(...steps)),
    }
    const place = placeOf(row.runs.length, live.series)
    return handFurther(context.workers, setup, { row, place, hooks })
  }

  #hooks(number: number, work: PieceOfWork): RunHooks {
    const { context } = this.#options
    return {
      onStarted: () => this.#hear(number, work, (run) => this.#started(run)),
      onSteps: (steps) => this.#hear(number, work, (run) => this.#stepped(run, steps)),
      onHalted: (step) => this.#hear(number, work, (run) => this.#halted(run, step)),
      onWarning: (error) => context.report('checkpoint', error),
    }
  }

  /** Stops one of them for good. @returns the pruned trial, not yet written; null where it is not in flight. */
  giveUp(number: number, reason: Reason): TrialRow | null {
    const run = this.#leave(number)
    if (run === null) return null
    const { clock, folders } = this.#options.context
    const row = transition.pruned(this.#row(number), reason, endingOf(run, clock.now()))
    // The worker may have kept it, or even finished it, before it heard.
    void run.handle.outcome.then(() => dropLeftovers(folders, row.id))
    return row
  }

  /** Frees the worker of one that stands still. @returns the resting trial, not yet written; null where it is not in flight. */
  rest(number: number, reason: Reason): TrialRow | null {
    const run = this.#leave(number)
    const { clock } = this.#options.context
    return run && transition.resting(this.#row(number), reason, endingOf(run, clock.now()))
  }

  #leave(number: number): TrialRun | null {
    const run = this.#runs.get(number)
    if (run === undefined) return null
    this.#runs.delete(number)
    run.watch.stop()
    run.handle.stop()
    return run
  }

  /** @returns the trials that pause with it, not yet written. */
  pause(): TrialRow[] {
    for (const run of this.#runs.values()) {
      run.watch.stop()
      run.handle.pause()
    }
    return this.#moved('running', 'paused')
  }

  /** @returns the trials that run again, not yet written. */
  resume(): TrialRow[] {
    for (const run of this.#runs.values()) {
      if (run.isStarted) run.watch.start()
      run.handle.resume()
    }
    return this.#moved('paused', 'running')
  }

  /** Stops all; what the workers still say is not heard. @returns the interrupted trials, not yet written. */
  interrupt(why: AppError): TrialRow[] {
    const { clock } = this.#options.context
    const runs = [...this.#runs.values()]
    this.#runs.clear()
    for (const run of runs) {
      run.watch.stop()
      run.handle.stop()
    }
    return runs.map((run) => this.#cutOff(this.#row(run.number), why, endingOf(run, clock.now())))
  }

  /** A finalist has its result, whatever becomes of its further runs. */
  #cutOff(row: TrialRow, why: AppError, ending: transition.Ending): TrialRow {
    const { series } = this.#options.live
    return isFinalist(row, series) ? completeSoFar(row) : transition.interrupted(row, why, ending)
  }

  /** What comes from a worker is taken only while its run is in flight here. */
  #hear(number: number, work: PieceOfWork, take: (run: TrialRun) => void): void {
    const run = this.#runs.get(number)
    if (run?.work !== work) return
    try {
      take(run)
    } catch (thrown) {
      this.#options.onFailure(thrown)
    }
  }

  #started(run: TrialRun): void {
    const { context, live } = this.#options
    run.isStarted = true
    const isPaused = live.study.state === 'paused'
    if (!isPaused) run.watch.start()
    const row = transition.started(this.#row(run.number), context.clock.now(), run)
    live.trials.write([isPaused ? { ...row, state: 'paused' } : row])
  }

  #stepped(run: TrialRun, steps: readonly StepMetrics[]): void {
    const { judge, onVerdict } = this.#options
    const verdict = judge.takeSteps(run, steps)
    if (verdict.kind !== 'continue') onVerdict(run.number, verdict)
  }

  /** It goes on in the same worker where it is worth it. */
  #halted(run: TrialRun, step: number): void {
    const { judge, onVerdict, context, live } = this.#options
    const { number } = run
    if (live.study.plan.sampler.kind === 'population') keepHalt(context.folders, this.#row(number).id, step)
    const verdict = judge.judge(number)
    if (verdict.kind !== 'continue') return onVerdict(number, verdict)
    run.haltAfter = judge.nextHalt(number)
    run.handle.goOn(run.haltAfter)
  }

  #ended(run: TrialRun, outcome: RunOutcome): void {
    if (outcome.kind === 'finished' && runsOf(this.#row(run.number), this.#options.live.series) > 1)
      return this.#takeRun(run, outcome.result)
    this.#end(run, { outcome })
  }

  #end(run: TrialRun, ended: Pick<EndedRun, 'outcome' | 'runs'>): void {
    const { context, onEnd } = this.#options
    run.watch.stop()
    this.#runs.delete(run.number)
    onEnd({ number: run.number, ...ended, ending: endingOf(run, context.clock.now()) })
  }

  /** One of several runs is over: it is kept, the trial is judged by those it has, and the next begins. */
  #takeRun(run: TrialRun, result: RunResult): void {
    const { live, judge, onVerdict } = this.#options
    const { series } = live
    const before = this.#row(run.number)
    const runs = [...before.runs, summaryOf(result, placeOf(before.runs.length, series))]
    this.#keepFurtherSteps(run, before)
    const row = withRuns(before, runs)
    if (runs.length >= runsOf(before, series)) {
      const isStoppedEarly = row.step < row.plannedSteps
      const whole: RunResult = { ...result, ...figuresOf(runs), steps: row.step, isStoppedEarly }
      return this.#end(run, { outcome: { kind: 'finished', result: whole }, runs })
    }
    live.trials.write([row])
    const verdict = isFinalist(row, series) ? null : judge.judge(run.number)
    if (verdict?.kind === 'prune') return onVerdict(run.number, verdict)
    run.handle = this.#further(row, run)
    if (live.study.state === 'paused') run.handle.pause()
    this.#follow(run)
  }

  /** The epochs of the first run are stored as they come. */
  #keepFurtherSteps(run: TrialRun, { id, runs }: TrialRow): void {
    const steps = run.furtherSteps
    run.furtherSteps = []
    if (runs.length > 0 && steps.length > 0)
      this.#options.context.store.trials.appendSteps(id, steps, runs.length + 1)
  }

  #moved(from: 'running' | 'paused', to: 'running' | 'paused'): TrialRow[] {
    return [...this.#runs.keys()]
      .map((number) => this.#row(number))
      .filter(({ state }) => state === from)
      .map((row) => ({ ...row, state: to }))
  }

  #row(number: number): TrialRow {
    return this.#options.live.trials.get(number)
  }
}
