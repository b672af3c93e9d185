/** @file One of several runs that are trained together: how far it has come, and what is read of it at its lengths. */
import type { RunRequest } from '../../../../shared/contract/worker'
import type { StepMetrics } from '../../../../shared/domain/metric'
import type { RunId } from '../../../../shared/domain/ids'
import { createLearningRates, type LearningRates } from '../../schedule/learningRates'
import type { RunnerState, Weights } from '../../types'
import { type BestEpoch, createBestEpoch } from '../bestEpoch'
import type { CheckpointKeeper } from '../checkpointKeeper'
import { undefinedObjective } from '../epoch'
import type { TrainedRun } from '../trainRun'
import type { Lane } from './lanes'

/** Hears of every run as if it were alone. */
export interface TogetherListener {
  /** Whether a run is still asked for, and not over. */
  isWanted(runId: RunId): boolean
  onStep(runId: RunId, step: StepMetrics): void
  onFinished(request: RunRequest, trained: TrainedRun): Promise<void>
  onFailed(runId: RunId, thrown: unknown): void
}

export interface MemberOptions {
  readonly lane: Lane
  readonly stepsPerEpoch: number
  readonly weightCount: number
  readonly listener: TogetherListener
  readonly checkpoints: CheckpointKeeper
}

/** How far the present epoch is. */
export interface Standing {
  /** Rows that were trained on. */
  readonly rowsDone: number
  readonly runner: () => Promise<RunnerState>
}

/** An epoch as it was measured, and how to have the weights that reached it. */
export interface EndedEpoch {
  readonly step: StepMetrics
  readonly weights: () => Promise<Weights>
}

export class Member {
  readonly rates: LearningRates
  readonly #options: MemberOptions
  readonly #tracker: BestEpoch
  /** Runs that are not over yet, the shortest first. */
  #open: readonly RunRequest[]
  readonly #steps: StepMetrics[] = []
  #best: Weights | null = null

  constructor(options: MemberOptions) {
    const { lane, stepsPerEpoch } = options
    this.#options = options
    this.#open = lane.readings
    this.#tracker = createBestEpoch(lane.request.objective, lane.request.training.patience)
    this.rates = createLearningRates(lane.request.training, stepsPerEpoch)
  }

  get request(): RunRequest {
    return this.#options.lane.request
  }

  get isOpen(): boolean {
    return this.#open.length > 0
  }

  /** Whether some of its runs are not wanted any more, and not forgotten yet. */
  get isDropped(): boolean {
    return this.#open.some(({ runId }) => !this.#options.listener.isWanted(runId))
  }

  get isDue(): boolean {
    return this.#options.checkpoints.isDue()
  }

  /** Keeps it as it is now, for a run of its own to go on from. */
  save({ rowsDone, runner }: Standing): Promise<void> {
    const steps = [...this.#steps]
    const best = this.#best
    return this.#options.checkpoints.save(async () => ({ steps, rowsDone, best, runner: await runner() }))
  }

  /** Forgets the runs that nobody wants any more. */
  keepWanted(): void {
    this.#open = this.#open.filter(({ runId }) => this.#options.listener.isWanted(runId))
  }

  async endEpoch({ step, weights }: EndedEpoch): Promise<void> {
    this.rates.epochEnded(step.validation.loss ?? Infinity)
    this.#steps.push(step)
    if (this.#tracker.offer(step)) this.#best = await weights()
    for (const { runId } of this.#open) this.#options.listener.onStep(runId, step)
    const isOver = this.#tracker.isPatienceOver()
    const ending = this.#open.filter(({ training }) => isOver || training.epochs <= step.step)
    this.#open = this.#open.filter((request) => !ending.includes(request))
    for (const request of ending) await this.#end(request, step.step)
  }

  fail(thrown: unknown): void {
    const failed = this.#open
    this.#open = []
    for (const { runId } of failed) this.#options.listener.onFailed(runId, thrown)
  }

  async #end(request: RunRequest, steps: number): Promise<void> {
    const { listener } = this.#options
    try {
      await listener.onFinished(request, this.#trained(request, steps))
    } catch (thrown) {
      listener.onFailed(request.runId, thrown)
    }
  }

  #trained({ training, objective }: RunRequest, steps: number): TrainedRun {
    const best = this.#tracker.best()
    if (best === null || this.#best === null) throw undefinedObjective(objective.metric)
    const { step, value } = best
    const { train, validation } = step
    const isStoppedEarly = steps < training.epochs
    const { weightCount } = this.#options
    const result = { bestStep: step.step, value, steps, isStoppedEarly, train, validation, weightCount }
    return { result, weights: this.#best }
  }
}
