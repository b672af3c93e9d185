/** @file Studies as other programs keep them. */
import type { Direction } from '../../../shared/domain/metric'
import type { Domain, ParameterValue } from '../../../shared/domain/searchSpace'
import type { TrialState } from '../../../shared/domain/trial'

export interface ForeignPoint {
  readonly step: number
  readonly value: number
}

export interface ForeignTrial {
  /** As it was counted there. */
  readonly number: number
  readonly state: TrialState
  /** Of a table every value is text. */
  readonly assignment: Readonly<Record<string, ParameterValue>>
  /** One an objective; null where it has none. */
  readonly values: readonly number[] | null
  /** Of the first objective, ascending. */
  readonly curve: readonly ForeignPoint[]
  /** Milliseconds since 1970. */
  readonly startedAt: number | null
  readonly finishedAt: number | null
}

export interface ForeignStudy {
  readonly name: string
  /** One an objective; null where it is not said. */
  readonly directions: readonly Direction[] | null
  /** What was searched, as far as that is said. */
  readonly domains: Readonly<Record<string, Domain>>
  /** In order of number. */
  readonly trials: readonly ForeignTrial[]
}
