/** @file What comparing one column gives. */
import type { DriftPart, DriftTest } from '../../../shared/domain/drift'

export interface RawTest extends Pick<DriftTest, 'test' | 'statistic'> {
  /** Of this test alone. */
  readonly p: number
  /** Whether the difference is large enough to matter, however sure. */
  readonly isLarge: boolean
}

export interface Comparison {
  readonly test: RawTest
  readonly stability: number
  readonly parts: readonly DriftPart[]
}
