/** @file Turning categories into numbers. */
import * as v from 'valibot'
import { between, STEP, whole } from './stepBase'

export const ENCODE_METHODS = ['oneHot', 'ordinal', 'frequency', 'hashing', 'target'] as const

export const EncodeStep = v.strictObject({
  kind: v.literal('encode'),
  ...STEP,
  /**
   * `oneHot`: an input a category; `ordinal`: its rank by frequency, one input; `frequency`: its share of the rows;
   * `hashing`: so many inputs for however many categories; `target`: the mean of the target where it occurs, for
   * training rows without the row's own fifth of the data (Micci-Barreca 2001), so that it does not tell them their answer.
   */
  method: v.picklist(ENCODE_METHODS),
  /** The commonest categories that keep an input of their own; the rest share one called "other". */
  maxCategories: v.optional(whole(2, 1000), 50),
  /** For `hashing`: inputs. */
  buckets: v.optional(whole(2, 1024), 16),
  /** For `target`: how many rows the overall mean weighs; 0 follows from the spread (empirical Bayes). */
  smoothing: v.optional(between(0, 10_000), 0),
})
