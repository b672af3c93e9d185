/** @file The end of a model: how many numbers it puts out, what they mean, and the loss that teaches them. */
import type { Output, Task } from '../../../shared/domain/task'
import type { ActivationName } from '../../../shared/domain/modelSpec'

/**
 * - `multiclass`: a probability a label
 * - `binary`: one number, the probability of the second label
 * - `regression`: one number
 */
export interface Head {
  readonly task: Task
  readonly units: number
  /** Turns the last layer's numbers (logits) into predictions. */
  readonly activation: Extract<ActivationName, 'softmax' | 'sigmoid' | 'linear'>
  readonly loss: 'softmaxCrossEntropy' | 'sigmoidCrossEntropy' | 'meanSquaredError'
}

/** @param task is told by the output where it is absent: two labels are `binary`. */
export function headOf(output: Output, task?: Task): Head {
  if (output.kind === 'number') {
    return { task: 'regression', units: 1, activation: 'linear', loss: 'meanSquaredError' }
  }
  const isBinary = output.labels.length === 2 && task !== 'multiclass'
  return isBinary
    ? { task: 'binary', units: 1, activation: 'sigmoid', loss: 'sigmoidCrossEntropy' }
    : {
        task: 'multiclass',
        units: output.labels.length,
        activation: 'softmax',
        loss: 'softmaxCrossEntropy',
      }
}
