/** @file The end of a model: how many numbers it puts out, what they mean, and the loss that teaches them. */
import { decideLoss, type DecidedLoss } from '../../../shared/domain/loss'
import type { Output, Task } from '../../../shared/domain/task'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'

/** The part of the training settings that says what is made small. */
export type LossSettings = Pick<
  TrainingSpec,
  'loss' | 'huberDelta' | 'quantile' | 'labelSmoothing' | 'focalGamma'
>

/** The model learns `(target − center) / scale`. */
export interface TargetScale {
  readonly center: number
  readonly scale: number
}

/** rate = factor · scaled target + shift: the target as multiples of its mean, for losses that count. */
export interface RateScale {
  readonly factor: number
  readonly shift: number
}

/**
 * - `multiclass`: a probability a label
 * - `binary`: one number, the probability of the second label
 * - `regression`: one number
 */
export interface Head {
  readonly task: Task
  readonly units: number
  /**
   * Turns the last layer's numbers (logits) into predictions. `exp` gives rates, which `rate` takes back to the scale of
   * the target. After a hinge loss the logits are margins: their order is right, as probabilities they are not calibrated.
   */
  readonly link: 'softmax' | 'sigmoid' | 'linear' | 'exp'
  readonly loss: DecidedLoss
  readonly settings: LossSettings
  readonly rate: RateScale
}

export interface HeadRequest {
  readonly output: Output
  /** Told by the output where it is absent: two labels are `binary`. */
  readonly task?: Task
  /** The usual loss of the task where it is absent. */
  readonly training?: LossSettings
  /** Needed where the loss is `poisson` and the target is scaled. */
  readonly target?: TargetScale
}

export function headOf({ output, task, training = DEFAULT_TRAINING, target }: HeadRequest): Head {
  const learnt = taskOf(output, task)
  const loss = decideLoss(learnt, training.loss)
  return {
    task: learnt,
    units: learnt === 'multiclass' && output.kind === 'classes' ? output.labels.length : 1,
    link: linkOf(learnt, loss),
    loss,
    settings: training,
    rate: rateOf(target ?? { center: 0, scale: 1 }),
  }
}

function taskOf(output: Output, task?: Task): Task {
  if (output.kind === 'number') return 'regression'
  return output.labels.length === 2 && task !== 'multiclass' ? 'binary' : 'multiclass'
}

function linkOf(task: Task, loss: DecidedLoss): Head['link'] {
  if (task === 'regression') return loss === 'poisson' ? 'exp' : 'linear'
  return task === 'binary' ? 'sigmoid' : 'softmax'
}

/** Where the center is the mean of the target, rates are near 1, whatever the target counts. */
function rateOf({ center, scale }: TargetScale): RateScale {
  const unit = center > 0 ? center : scale
  return { factor: scale / unit, shift: center / unit }
}
