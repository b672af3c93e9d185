/** @file What an analysis is told, and how its work is cut into slices. */
import type { Direction } from '../../../shared/domain/metric'
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import type { PastTrial } from '../types'

/** Trials of a study, their values minimised as samplers see them; what analyses answer is in the units of the objectives again. */
export interface AnalysisTask {
  readonly space: SearchSpace
  readonly trials: readonly PastTrial[]
  /** Of every objective. */
  readonly directions: readonly Direction[]
  /** Whether the trials are an orthogonal array, of which effects can be read level by level. */
  readonly isOrthogonal: boolean
}

/** Work that can be interrupted after every few milliseconds, so that whoever does it stays responsive. */
export type Sliced<Result> = Generator<void, Result>

/** Does sliced work at one go. */
export function finish<Result>(work: Sliced<Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
