/** @file Trainings that have to go as with other engines: every model of the gallery, every optimizer and every loss. */
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../src/shared/domain/trainingSpec'
import type { InputSpec } from '../../../src/shared/domain/modelInput'
import { createRandom, type Random } from '../../../src/shared/util/random'
import type { InputRows, TrainingData } from '../../../src/main/training/types'
import { GALLERY, MODEL_GALLERY, type GalleryModel, type GalleryName } from '../modelGallery'

export interface ParityCase {
  readonly model: GalleryModel
  readonly training: TrainingSpec
}

/** Of the first weights. */
export const PARITY_SEED = 3
export const PARITY_ROWS = 16
export const PARITY_BATCH = 4
export const PARITY_STEPS = 20

const TRAINING: TrainingSpec = {
  ...DEFAULT_TRAINING,
  learningRate: 0.01,
  batchSize: PARITY_BATCH,
  epochs: 5,
}

const withTraining = (name: GalleryName, training: Partial<TrainingSpec>): ParityCase => ({
  model: MODEL_GALLERY[name],
  training: { ...TRAINING, ...training },
})

/** Biases of keys change nothing: Adam would make something of the noise that is their gradient. */
const PLAIN: Partial<TrainingSpec> = { optimizer: 'sgd', learningRate: 0.02, momentum: 0 }

const models = GALLERY.map(([name, model]) => {
  const isNoisy = model.layers.some(
    ({ kind }) => kind === 'transformerBlock' || kind === 'multiHeadAttention',
  )
  return [name, withTraining(name, isNoisy ? PLAIN : {})] as const
})

const others: readonly (readonly [string, ParityCase])[] = [
  ['adamw', withTraining('residual', { optimizer: 'adamw', weightDecay: 0.05 })],
  ['nadam', withTraining('dense', { optimizer: 'nadam' })],
  ['adamax', withTraining('residual', { optimizer: 'adamax' })],
  ['lion', withTraining('residual', { optimizer: 'lion', weightDecay: 0.01, learningRate: 0.002 })],
  ['rmsprop', withTraining('dense', { optimizer: 'rmsprop', rho: 0.85 })],
  ['adagrad', withTraining('residual', { optimizer: 'adagrad', learningRate: 0.05 })],
  ['sgd', withTraining('dense', { optimizer: 'sgd', momentum: 0, learningRate: 0.05 })],
  ['momentum', withTraining('steps', { optimizer: 'sgd', momentum: 0.8 })],
  ['nesterov', withTraining('residual', { optimizer: 'sgd', momentum: 0.8, nesterov: true })],
  ['mae', withTraining('several inputs', { loss: 'mae' })],
  ['huber', withTraining('long memory', { loss: 'huber', huberDelta: 0.6 })],
  ['log-cosh', withTraining('rearranged numbers', { loss: 'logCosh' })],
  ['quantile', withTraining('rearranged numbers', { loss: 'quantile', quantile: 0.8 })],
  ['poisson', withTraining('rearranged numbers', { loss: 'poisson' })],
  ['binary hinge', withTraining('text', { loss: 'hinge' })],
  ['binary focal', withTraining('text', { loss: 'focal', focalGamma: 1.5 })],
  ['binary smoothing', withTraining('text', { labelSmoothing: 0.1 })],
  ['binary divergence', withTraining('text', { loss: 'klDivergence', labelSmoothing: 0.1 })],
  ['multiclass hinge', withTraining('residual', { loss: 'hinge' })],
  ['multiclass focal', withTraining('dense', { loss: 'focal' })],
  ['multiclass smoothing', withTraining('residual', { labelSmoothing: 0.2 })],
  ['multiclass divergence', withTraining('residual', { loss: 'klDivergence', labelSmoothing: 0.2 })],
]

export const PARITY_CASES: readonly (readonly [string, ParityCase])[] = [...models, ...others]

/** The rows of every step, one after the other. */
export function parityOrder(): Int32Array {
  return Int32Array.from({ length: PARITY_STEPS * PARITY_BATCH }, (_, row) => row % PARITY_ROWS)
}

export interface ParityData extends TrainingData {
  /** In the order of the model's inputs. */
  readonly inputs: readonly InputRows[]
}

/** Sequences of odd rows end in padding. */
export function drawParityData({ model, training }: ParityCase): ParityData {
  const random = createRandom(17)
  const inputs = model.inputs.map((input) => drawInput(input, random))
  const y = Float32Array.from({ length: PARITY_ROWS }, () => drawTarget(model, training, random))
  const [x = new Float32Array()] = inputs
  const others = Object.fromEntries(model.inputs.map(({ name }, index) => [name, inputs[index] ?? x]))
  return { rows: PARITY_ROWS, x, y, inputs, ...(inputs.length > 1 ? { others } : {}) }
}

const PADDED_STEPS = 2

function drawInput({ kind, shape, vocabulary }: InputSpec, random: Random): InputRows {
  const width = shape.reduce((product, size) => product * size, 1)
  const hasSteps = kind === 'tokens' || kind === 'sequence'
  const stepWidth = width / (shape[0] ?? 1)
  const values = Array.from({ length: PARITY_ROWS * width }, (_, index) => {
    const [row, place] = [Math.floor(index / width), index % width]
    const value = kind === 'tokens' ? 1 + random.integer(vocabulary - 1) : random.normal()
    return hasSteps && row % 2 === 1 && place >= width - PADDED_STEPS * stepWidth ? 0 : value
  })
  return kind === 'tokens' ? Int32Array.from(values) : Float32Array.from(values)
}

function drawTarget({ task, output }: GalleryModel, { loss }: TrainingSpec, random: Random): number {
  if (task !== 'regression') return random.integer(output.kind === 'classes' ? output.labels.length : 2)
  return loss === 'poisson' ? random.integer(4) : random.normal()
}
