import type { Dataset } from '@shared/domain/dataset'
import type { Task } from '@shared/domain/task'

/** What a dataset asks of a model. */
export interface TaskFacts {
  readonly datasetName: string
  readonly task: Task
  readonly inputColumns: number
  /** Units of the output layer. */
  readonly outputUnits: number
  readonly outputActivation: 'softmax' | 'sigmoid' | 'linear'
}

export function taskFacts(dataset: Dataset): TaskFacts {
  const { plan, output } = dataset.latest
  const isMany = plan.task === 'multiclass'
  return {
    datasetName: dataset.name,
    task: plan.task,
    inputColumns: plan.columns.filter((column) => column.role === 'input').length,
    outputUnits: isMany && output.kind === 'classes' ? output.labels.length : 1,
    outputActivation: isMany ? 'softmax' : plan.task === 'binary' ? 'sigmoid' : 'linear',
  }
}
