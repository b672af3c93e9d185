/** @file What else a study may optimise beside a metric: what a model costs. */
import * as v from 'valibot'
import { Direction, MetricName } from '../metric'

/** Number of weights; milliseconds of training. */
export const COSTS = ['weights', 'trainingTime'] as const
export const Cost = v.picklist(COSTS)
export type Cost = v.InferOutput<typeof Cost>

/** An objective after the first; with one of them a study has a front of best trials instead of one best. */
export const FurtherObjective = v.strictObject({
  measure: v.union([MetricName, Cost]),
  direction: Direction,
})
export type FurtherObjective = v.InferOutput<typeof FurtherObjective>
