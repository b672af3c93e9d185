/** @file The distribution of results: how large a share of the trials is at least as good as a value. */
import type { EdfAnswer } from '../../../shared/domain/analysis/results'
import { completeTrials } from '../history'
import type { ToUnits } from './dependence'
import type { AnalysisTask } from './types'

/** Steps that a curve is drawn with at most. */
const MOST_POINTS = 400

export function distribute(task: AnalysisTask, objective: number, toUnits: ToUnits): EdfAnswer {
  const values = Float64Array.from(
    completeTrials(task.trials),
    (trial) => trial.values[objective] ?? 0,
  ).sort()
  const total = values.length
  const size = Math.min(total, MOST_POINTS)
  const points = Array.from({ length: size }, (_, index) => {
    const rank = size === total ? index : Math.round((index * (total - 1)) / (size - 1))
    return { value: toUnits(values[rank] ?? 0), share: (rank + 1) / total }
  })
  const direction = task.directions[objective] ?? 'minimize'
  return { kind: 'edf', direction, trials: { used: total, total }, points }
}
