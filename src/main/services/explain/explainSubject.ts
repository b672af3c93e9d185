import type { ExplainSubject } from '../../../shared/contract/invokes/explain'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { GOAL_METRICS, type MetricName } from '../../../shared/domain/metric'
import { goalOf } from '../../../shared/domain/task'
import { readsEarlierRows } from '../results/predictFields'
import type { TrainedTrial } from '../results/trainedTrial'

/** Whether every row can be made anew of its own raw cells, without pictures. */
export function readsColumns(fitted: FittedRecipe): boolean {
  return !readsEarlierRows(fitted) && fitted.reads.every(({ kind }) => kind !== 'picture')
}

export function kindOf(fitted: FittedRecipe): ExplainSubject['kind'] {
  const [main] = fitted.inputs
  if (fitted.window !== null || main?.spec.kind === 'sequence') return 'series'
  if (main?.spec.kind === 'image') return 'pictures'
  return fitted.reads.every(({ kind }) => kind === 'text') ? 'texts' : 'table'
}

/** The training loss is no figure of rows alone. */
export function explainMetrics({ model }: TrainedTrial): MetricName[] {
  return GOAL_METRICS[goalOf(model.task, model.training.mode)].filter((metric) => metric !== 'loss')
}

/** What the study aims at, where rows alone can tell it. */
export function explainMetric(trial: TrainedTrial): MetricName {
  const metrics = explainMetrics(trial)
  const { metric } = trial.study.plan.objective
  const usual = trial.model.task === 'regression' ? 'rmse' : 'accuracy'
  return metrics.find((one) => one === metric) ?? usual
}
