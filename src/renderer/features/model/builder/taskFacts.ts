import type { Dataset } from '@shared/domain/dataset'
import { goalOf, type Goal } from '@shared/domain/task'
import type { TrainingSpec } from '@shared/domain/trainingSpec'

/** What a dataset, and the way of training, ask of a network. */
export interface TaskFacts {
  readonly datasetName: string
  readonly goal: Goal
  readonly inputColumns: number
  /** Columns that are left out. */
  readonly ignoredColumns: number
  /** Random numbers that come in instead of the data; null where the data do. */
  readonly noiseInputs: number | null
  /** Units of the output layer; null where they are as many as the inputs of the data. */
  readonly outputUnits: number | null
  readonly outputActivation: TrainingSpec['outputActivation'] | 'softmax'
}

type Training = Pick<TrainingSpec, 'mode' | 'outputActivation' | 'latentSize'>

export function taskFacts(dataset: Dataset, { mode, outputActivation, latentSize }: Training): TaskFacts {
  const { plan, output } = dataset.latest
  const given = {
    datasetName: dataset.name,
    goal: goalOf(plan.task, mode),
    inputColumns: plan.columns.filter((column) => column.role === 'input').length,
    ignoredColumns: plan.columns.filter((column) => column.role === 'ignored').length,
    noiseInputs: mode === 'adversarial' ? latentSize : null,
  }
  if (mode !== 'supervised') return { ...given, outputUnits: null, outputActivation }
  const isMany = plan.task === 'multiclass'
  return {
    ...given,
    outputUnits: isMany && output.kind === 'classes' ? output.labels.length : 1,
    outputActivation: isMany ? 'softmax' : plan.task === 'binary' ? 'sigmoid' : 'linear',
  }
}

/** What the second network of adversarial training is asked: whether a row is real. */
export function judgeFacts(facts: TaskFacts): TaskFacts {
  return { ...facts, noiseInputs: null, outputUnits: 1, outputActivation: 'sigmoid' }
}
