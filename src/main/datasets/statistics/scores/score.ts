/** @file What a test says of one feature. */

export interface Score {
  /** The statistic: the larger, the more the feature tells. */
  readonly score: number
  /** How likely so large a statistic is by chance. */
  readonly pValue: number
}

/** Of a feature of which nothing can be said, such as one that never changes. */
export const NO_SCORE: Score = { score: 0, pValue: 1 }
