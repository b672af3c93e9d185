import type { Reason } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { type AppError, invariant } from '../../../shared/errors/appError'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Verdict } from '../../search'
import type { RunHandle, RunHooks, WantedRun, WorkerPool } from '../../training'
import type { ServiceContext } from '../context'
import type { LiveStudy } from './liveStudy'
import { runFolds } from './foldedRun'
import { type ProgramSetup, toCommandRequest } from './programRuns'
import { createStopwatch } from './stopwatch'
import { sharingOf } from './sharedWork'
import { type RunSetup, toRunRequest } from './studySetup'
import { dropLeftovers, keepHalt } from './trialCheckpoints'
import type { TrialJudge } from './trialJudge'
import { type EndedRun, endingOf, type PieceOfWork, type TrialRun } from './trialRun'
import * as transition from './trialTransitions'

export interface TrialRunsOptions {
  readonly context: Pick<ServiceContext, 'workers' | 'clock' | 'report' | 'folders'>
  readonly live: LiveStudy
  readonly judge: TrialJudge
  /** Told of each run that ends by itself, once it is no longer in flight. */
  readonly onEnd: (ended: EndedRun) => void
  /** Told that a trial that runs here is not to go on. */
  readonly onVerdict: (number: number, verdict: Exclude<Verdict, { kind: 'continue' }>) => void
  /** Told when what a worker said could not be taken; the worker does not hear of it. */
  readonly onFailure: (thrown: unknown) => void
}

interface Handing {
  readonly work: PieceOfWork
  /** By number of the trial. */
  readonly halts: ReadonlyMap<number, number | null>
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

  /** @param rows one trial, or several that are trained as one */
  launch(rows: readonly TrialRow[], setup: RunSetup | ProgramSetup): void {
    const { clock } = this.#options.context
    const work: PieceOfWork = {}
    const sharing = sharingOf(setup.study, rows)
    const halts = new Map(rows.map(({ number }) => [number, this.#options.judge.nextHalt(number)]))
    const handles = this.#hand(rows, setup, { work, halts })
    for (const [index, row] of rows.entries()) {
      const { number } = row
      const handle = handles[index]
      invariant(handle, 'every run has a handle')
      const run = {
        number,
        work,
        handle,
        watch: createStopwatch(clock, row.durationMs ?? 0),
        knownSteps: row.step,
        haltAfter: halts.get(number) ?? null,
        sharing: sharing(row),
        placement: setup.placement,
        isStarted: false,
      }
      this.#runs.set(number, run)
      void handle.outcome.then((outcome) => this.#hear(number, work, (heard) => this.#ended(heard, outcome)))
    }
  }

  #hand(
    rows: readonly TrialRow[],
    setup: RunSetup | ProgramSetup,
    { work, halts }: Handing,
  ): readonly RunHandle[] {
    const { workers } = this.#options.context
    const hooksOf = ({ number }: TrialRow): RunHooks => this.#hooks(number, work)
    if (!('version' in setup))
      return rows.map((row) => workers.runCommand(toCommandRequest(setup, row), hooksOf(row)))
    const wanted = rows.map((row) => ({
      request: { ...toRunRequest(setup, row), haltAfter: halts.get(row.number) ?? null },
      hooks: hooksOf(row),
    }))
    return hand(workers, wanted, setup.furtherFolders)
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
    return runs.map((run) => transition.interrupted(this.#row(run.number), why, endingOf(run, clock.now())))
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

  #ended(run: TrialRun, outcome: EndedRun['outcome']): void {
    const { context, onEnd } = this.#options
    run.watch.stop()
    this.#runs.delete(run.number)
    onEnd({ number: run.number, outcome, ending: endingOf(run, context.clock.now()) })
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

function hand(
  workers: WorkerPool,
  wanted: readonly WantedRun[],
  furtherFolders: readonly string[],
): readonly RunHandle[] {
  const [first] = wanted
  if (furtherFolders.length > 0) return wanted.map((run) => runFolds(workers, { ...run, furtherFolders }))
  return first && wanted.length === 1
    ? [workers.run(first.request, first.hooks)]
    : workers.runTogether(wanted)
}
