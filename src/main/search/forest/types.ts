/** @file What a forest of regression trees is made of: flat arrays, so that growing and asking it is quick. */

import type { Random } from '../../../shared/util/random'

/** What a forest is grown from, column by column. */
export interface ForestData {
  /** A column a feature, a number a row; NaN where the feature does not exist in a row. */
  readonly columns: readonly Float64Array[]
  /** By column: number of choices of an unordered one, whose numbers are their places 0 … choices − 1; 0 for an ordered column. */
  readonly choices: readonly number[]
  /** What is to be predicted, finite, a number a row. */
  readonly targets: Float64Array
}

export interface ForestOptions {
  readonly trees: number
  /** Longest way from the root to a leaf. @default no limit */
  readonly maxDepth?: number
  /** Fewest rows of a leaf, rows drawn twice counted twice. @default 1 */
  readonly minLeaf?: number
  /** Share of the features that are tried at a node; more where none of them can be split. @default 1 */
  readonly featureShare?: number
  /** Whether a tree sees as many rows as there are, drawn with replacement, rather than all of them. @default true */
  readonly isBootstrapped?: boolean
  /** Where between two neighbouring values a split is made: in the middle, or anywhere, which makes the mean of many trees smoother. @default 'middle' */
  readonly threshold?: 'middle' | 'anywhere'
  readonly seed: number
}

/** A tree; node 0 is its root, children stand behind their parents. */
export interface Tree {
  /** By node: the column it asks, −1 for a leaf. */
  readonly feature: Int32Array
  /** Ordered column: what is not above goes left, NaN goes right. Choices: where their subset begins in `subsets`. */
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** Mean of the targets below the node. */
  readonly value: Float64Array
  /** Their variance. */
  readonly variance: Float64Array
  /** Rows below the node. */
  readonly count: Float64Array
  /** Of each split of choices: 1 for a choice that goes left, and last whether what does not exist does. */
  readonly subsets: Uint8Array
}

export interface Forest {
  readonly trees: readonly Tree[]
  readonly choices: readonly number[]
}

/** Mean and variance of a prediction. */
export interface Prediction {
  mean: number
  variance: number
}

/** Columns without NaN, and for each of them the rows in ascending order. */
export interface SortedData {
  readonly columns: readonly Float64Array[]
  readonly choices: readonly number[]
  readonly targets: Float64Array
  readonly orders: readonly Int32Array[]
}

export interface TreeOptions extends ForestOptions {
  /** How often each row counts; 0: not in this tree. */
  readonly weights: Float64Array
  readonly random: Random
}
