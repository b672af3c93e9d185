/** @file What a sampler is and what it may know. */
import type { Assignment, SearchSpace } from '../../shared/domain/searchSpace'
import type { TrialState } from '../../shared/domain/trial'

/** A trial as a sampler sees it: its settings, whether it is done, and what it reached. */
export interface PastTrial {
  readonly number: number
  readonly assignment: Assignment
  readonly state: TrialState
  /** The objective, to be maximised or minimised as the sampler was told; null while pending or when failed. */
  readonly value: number | null
}

/**
 * Proposes assignments. Pure: the answer depends on the space, the seed and the arguments only, so a study can be
 * resumed from the store alone. Called once for every trial number, in ascending order; the runner may hold several
 * trials pending at a time, all of which are in `history`.
 */
export interface Sampler {
  /** Whether a proposal depends on its number alone, so that it can be asked for ahead of its turn and without history. */
  readonly isForeseeable: boolean
  /** @returns how many trials there are in all, or null where there is no end. */
  plannedTrials(): number | null
  /** @returns the assignment of trial `number` (from 1), or null once the space is used up. */
  propose(number: number, history: readonly PastTrial[]): Assignment | null
}

export type CreateSampler<Spec> = (space: SearchSpace, spec: Spec) => Sampler
