/** @file What else a study may optimise beside a metric: what a model costs. */
import * as v from 'valibot'
import { Direction, MetricName } from '../metric'

/**
 * Number of weights; milliseconds of training; milliseconds that the exported model takes to answer one row on one thread of the
 * processor; bytes of its file.
 */
export const COSTS = ['weights', 'trainingTime', 'latency', 'modelSize'] as const
/** Those that every trial tells once it is trained; they are no metrics of a model. */
export const TRAINING_COSTS = ['weights', 'trainingTime'] as const satisfies readonly Cost[]
/** Those that are measured on the exported model. */
export const FILE_COSTS = ['latency', 'modelSize'] as const satisfies readonly Cost[]
export const Cost = v.picklist(COSTS)
export type Cost = v.InferOutput<typeof Cost>

/** Objectives after the first, at most. */
export const MOST_FURTHER = 3

/** An objective after the first; with one of them a study has a front of best trials instead of one best. */
export const FurtherObjective = v.strictObject({
  measure: v.union([MetricName, Cost]),
  direction: Direction,
})
export type FurtherObjective = v.InferOutput<typeof FurtherObjective>

export function isTrainingCost(
  measure: FurtherObjective['measure'],
): measure is (typeof TRAINING_COSTS)[number] {
  return TRAINING_COSTS.some((cost) => cost === measure)
}

/** Whether trials have to be exported to be judged. */
export function needsFile(further: readonly Pick<FurtherObjective, 'measure'>[] = []): boolean {
  return further.some(({ measure }) => FILE_COSTS.some((cost) => cost === measure))
}
