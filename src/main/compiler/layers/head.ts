/** @file The end of a model: how many numbers it puts out, what they mean, and the loss that teaches them. */
import { decideLoss, type DecidedLoss } from '../../../shared/domain/loss'
import type { InputSpec } from '../../../shared/domain/modelInput'
import { goalOf, type Goal, type Output, type Task } from '../../../shared/domain/task'
import { sizeOf } from '../graph/tensorType'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'

/** The part of the training settings that says what is made small. */
export type LossSettings = Pick<
  TrainingSpec,
  | 'mode'
  | 'outputActivation'
  | 'latentSize'
  | 'loss'
  | 'huberDelta'
  | 'quantile'
  | 'labelSmoothing'
  | 'focalGamma'
  | 'embeddingSize'
  | 'margin'
  | 'temperature'
  | 'proxyScale'
  | 'tripletMining'
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
 * - `reconstruction` and `generation`: the numbers of the first input
 * - `embedding`: a direction, a row of length 1
 */
export interface Head {
  readonly goal: Goal
  readonly units: number
  /** Sizes of the axes but the batch of what is put out, channels last. */
  readonly shape: readonly number[]
  /**
   * Turns the last layer's numbers (logits) into predictions. `exp` gives rates, which `rate` takes back to the scale of
   * the target. After a hinge loss the logits are margins: their order is right, as probabilities they are not calibrated.
   */
  readonly link: 'softmax' | 'sigmoid' | 'tanh' | 'linear' | 'exp' | 'direction'
  readonly loss: DecidedLoss
  readonly settings: LossSettings
  readonly rate: RateScale
  /** Classes that targets are of; 0 for numbers. */
  readonly classCount: number
}

export interface HeadRequest {
  readonly output: Output
  /** Told by the output where it is absent: two labels are `binary`. */
  readonly task?: Task
  /** The usual loss of the task where it is absent. */
  readonly training?: LossSettings
  /** Needed where the loss is `poisson` and the target is scaled. */
  readonly target?: TargetScale
  /** Of the data; an autoencoder gives back the first one. */
  readonly inputs?: readonly InputSpec[]
}

export function headOf(request: HeadRequest): Head {
  const { output, task, training = DEFAULT_TRAINING, target } = request
  const goal = goalOf(taskOf(output, task), training.mode)
  const loss = decideLoss(goal, training.loss)
  const shape = goal === 'embedding' ? [training.embeddingSize] : shapeOf(goal, request)
  return {
    goal,
    units: sizeOf(shape),
    shape,
    link: linkOf(goal, loss, training),
    loss,
    settings: training,
    rate: rateOf(target ?? { center: 0, scale: 1 }),
    classCount: output.kind === 'classes' ? output.labels.length : 0,
  }
}

function taskOf(output: Output, task?: Task): Task {
  if (output.kind === 'number') return 'regression'
  return output.labels.length === 2 && task !== 'multiclass' ? 'binary' : 'multiclass'
}

function shapeOf(goal: Goal, { output, inputs }: HeadRequest): readonly number[] {
  if (goal === 'reconstruction' || goal === 'generation') return inputs?.[0]?.shape ?? []
  return [goal === 'multiclass' && output.kind === 'classes' ? output.labels.length : 1]
}

function linkOf(goal: Goal, loss: DecidedLoss, training: LossSettings): Head['link'] {
  if (goal === 'regression') return loss === 'poisson' ? 'exp' : 'linear'
  if (goal === 'generation') return training.outputActivation
  if (goal === 'embedding') return 'direction'
  // Cross-entropy is of shares between 0 and 1.
  if (goal === 'reconstruction') return loss === 'crossEntropy' ? 'sigmoid' : training.outputActivation
  return goal === 'binary' ? 'sigmoid' : 'softmax'
}

/** Where the center is the mean of the target, rates are near 1, whatever the target counts. */
function rateOf({ center, scale }: TargetScale): RateScale {
  const unit = center > 0 ? center : scale
  return { factor: scale / unit, shift: center / unit }
}
