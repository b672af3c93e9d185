/** @file Steps that choose among inputs or join them to fewer. */
import * as v from 'valibot'
import { between, STEP, whole } from './stepBase'

export const SELECT_METHODS = [
  'variance',
  'correlation',
  'chiSquared',
  'anovaF',
  'mutualInformation',
  'forest',
] as const

/** Keeps the inputs that say most. */
export const SelectStep = v.strictObject({
  kind: v.literal('select'),
  ...STEP,
  /**
   * `variance` and `correlation` go by a threshold, the others keep the best `count` by their bond to the target (χ² wants
   * figures from 0 up: it looks at their distance from the least) or by the importance in a forest of trees.
   */
  method: v.optional(v.picklist(SELECT_METHODS), 'anovaF'),
  count: v.optional(whole(1, 10_000), 10),
  /** `variance`: the least that is kept; `correlation`: |r| from which on the later one of two goes. */
  threshold: v.optional(between(0, 1), 0.95),
})

/** Principal components: fewer inputs that keep most of the spread. */
export const ReduceStep = v.strictObject({
  kind: v.literal('reduce'),
  ...STEP,
  method: v.optional(v.picklist(['count', 'share']), 'share'),
  /** For `count`. */
  components: v.optional(whole(1, 1000), 10),
  /** For `share`: as many components as explain so much of the variance. */
  share: v.optional(between(0.1, 0.9999), 0.95),
  /** Whether every component is brought to variance 1. */
  whiten: v.optional(v.boolean(), false),
})

export const BALANCE_METHODS = ['classWeights', 'oversample', 'undersample', 'smote'] as const

/** Gives classes the same weight in training; acts on the training rows last of all and on no other. */
export const BalanceStep = v.strictObject({
  kind: v.literal('balance'),
  ...STEP,
  /** `smote`: new rows between neighbours of a class (Chawla et al. 2002); only where a table is the one input. */
  method: v.optional(v.picklist(BALANCE_METHODS), 'classWeights'),
  /** For `smote`. */
  neighbours: v.optional(whole(1, 50), 5),
  /** Rows of a rarer class as a share of the commonest, at least. */
  ratio: v.optional(between(0.05, 1), 1),
})
