import type { TrialRow } from '../../../shared/domain/trial'
import type { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import type { LiveStudy } from './liveStudy'
import { createStopwatch } from './stopwatch'
import { type RunSetup, toRunRequest } from './studySetup'
import { type EndedRun, endingOf, type TrialRun } from './trialRun'
import * as transition from './trialTransitions'

export interface TrialRunsOptions {
  readonly context: Pick<ServiceContext, 'workers' | 'clock' | 'report'>
  readonly live: LiveStudy
  /** Told of each run that ends by itself, once it is no longer in flight. */
  readonly onEnd: (ended: EndedRun) => void
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

  get size(): number {
    return this.#runs.size
  }

  launch(row: TrialRow, setup: RunSetup): void {
    const { context, live } = this.#options
    const { number } = row
    const watch = createStopwatch(context.clock)
    const handle = context.workers.run(toRunRequest(setup, row), {
      onStarted: () => this.#hear(run, () => this.#started(run)),
      onSteps: (steps) => this.#hear(run, () => live.trials.addSteps(number, steps)),
      onWarning: (error) => context.report('checkpoint', error),
    })
    const run: TrialRun = { number, handle, watch, isStarted: false }
    this.#runs.set(number, run)
    void handle.outcome.then((outcome) => this.#hear(run, () => this.#ended(run, outcome)))
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
  #hear(run: TrialRun, take: () => void): void {
    if (this.#runs.get(run.number) !== run) return
    try {
      take()
    } catch (thrown) {
      this.#options.onFailure(thrown)
    }
  }

  #started(run: TrialRun): void {
    const { context, live } = this.#options
    run.isStarted = true
    const isPaused = live.study.state === 'paused'
    if (!isPaused) run.watch.start()
    const row = transition.started(this.#row(run.number), context.clock.now())
    live.trials.write([isPaused ? { ...row, state: 'paused' } : row])
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
