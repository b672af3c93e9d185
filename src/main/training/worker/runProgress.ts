/** @file How far a run has come: all that changes from epoch to epoch, besides the runner. */
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Checkpoint } from '../checkpoints/checkpoint'
import type { LearningRates } from '../schedule/learningRates'
import type { Weights } from '../types'
import type { BestEpoch } from './bestEpoch'

interface Listeners {
  readonly tracker: BestEpoch
  readonly rates: LearningRates
  readonly onStep: (step: StepMetrics) => void
}

/** What listens to epochs is told of each in turn, also of those before a checkpoint: it then stands where it stood. */
export class RunProgress {
  /** Epochs that are over. */
  readonly steps: StepMetrics[] = []
  /** Rows of the present epoch that were trained on. */
  rowsDone = 0
  /** Weights of the best epoch. */
  best: Weights | null = null

  constructor(private readonly listeners: Listeners) {}

  /** The present one, from 1. */
  get epoch(): number {
    return this.steps.length + 1
  }

  /** @returns whether it is the best so far, so that its weights have to be kept. */
  endEpoch(step: StepMetrics): boolean {
    const { tracker, rates, onStep } = this.listeners
    rates.epochEnded(step.validation.loss ?? Infinity)
    this.steps.push(step)
    this.rowsDone = 0
    const isBest = tracker.offer(step)
    onStep(step)
    return isBest
  }

  /** After the epochs of a checkpoint: goes on from where it stands. */
  standAt({ rowsDone, best }: Pick<Checkpoint, 'rowsDone' | 'best'>): void {
    this.rowsDone = rowsDone
    this.best = best
  }
}
