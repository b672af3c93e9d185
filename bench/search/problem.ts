import type { Assignment, SearchSpace } from '../../src/shared/domain/searchSpace'

/** Something to be searched, with what is known of it. */
export interface Problem {
  readonly name: string
  readonly space: SearchSpace
  /** To be minimised. */
  readonly evaluate: (assignment: Assignment) => number
  /** The least there is. */
  readonly least: number
  /** What a regret after so many trials is divided by; 1 where it stands for itself. */
  readonly unit: (trials: number) => number
}

/** Trials after which figures are read. */
export const READ_AT = [25, 50, 100] as const
export const MOST_TRIALS = 100
