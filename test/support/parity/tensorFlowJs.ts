/** @file Parity cases in TensorFlow.js: the exported model in the words that it reads, its weights, and its training. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'
import '@tensorflow/tfjs-backend-cpu'
import * as tfLayers from '@tensorflow/tfjs-layers'
import { exportKeras } from '../../../src/main/compiler'
import { decideLoss } from '../../../src/shared/domain/loss'
import { invariant } from '../../../src/shared/errors/appError'
import type { TrainingSpec } from '../../../src/shared/domain/trainingSpec'
import { firstWeights } from './kerasRequests'
import { toKerasWeights } from './kerasWeights'
import { drawParityData, PARITY_BATCH, PARITY_STEPS, parityOrder, type ParityCase } from './parityCases'

type Json = unknown
interface WrittenLayer {
  readonly class_name: string
  readonly name: string
  readonly config: Readonly<Record<string, Json>>
  readonly inbound_nodes: readonly { readonly args: readonly Json[] }[]
}

/** Keras 3 as Keras 2 had it, which is what TensorFlow.js reads. */
export function toTensorFlowJs({ model, training }: ParityCase) {
  const { config } = exportKeras({ ...model, training }) as unknown as {
    config: { layers: readonly WrittenLayer[]; input_layers: Json; output_layers: Json }
  }
  const isMargin = training.loss === 'hinge'
  const several = (places: Json): Json =>
    Array.isArray(places) && Array.isArray(places[0]) ? places : [places]
  return {
    class_name: 'Model',
    config: {
      name: 'fettle',
      layers: config.layers.map((layer) => toOlderLayer(isMargin ? withoutLink(layer) : layer)),
      input_layers: several(config.input_layers),
      output_layers: several(config.output_layers),
    },
  }
}

function withoutLink(layer: WrittenLayer): WrittenLayer {
  return layer.name === 'output' ? { ...layer, config: { ...layer.config, activation: 'linear' } } : layer
}

function toOlderLayer({ class_name: className, name, config, inbound_nodes: nodes }: WrittenLayer) {
  const { batch_shape: shape, negative_slope: alpha, ...rest } = config
  const older = {
    ...(toOlder(rest) as object),
    ...(shape === undefined ? {} : { batch_input_shape: shape }),
    ...(alpha === undefined ? {} : { alpha }),
  }
  return {
    class_name: className,
    name,
    config: older,
    inbound_nodes: nodes.map(({ args }) => args.flat().map(toPlace)),
  }
}

function toPlace(tensor: Json): Json {
  const { config } = tensor as { config: { keras_history: readonly Json[] } }
  return [...config.keras_history, {}]
}

const NAMES: Readonly<Record<string, string>> = {
  silu: 'swish',
  LecunNormal: 'LeCunNormal',
  LecunUniform: 'LeCunUniform',
}

function toOlder(value: Json): Json {
  if (typeof value === 'string') return NAMES[value] ?? value
  if (Array.isArray(value)) return value.map(toOlder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'module' && key !== 'registered_name')
      .map(([key, item]) => [key, toOlder(item)]),
  )
}

const OPTIMIZERS: Readonly<Record<string, (training: TrainingSpec) => tf.Optimizer>> = {
  adam: ({ learningRate, beta1, beta2 }) => tf.train.adam(learningRate, beta1, beta2, 1e-7),
  adamax: ({ learningRate, beta1, beta2 }) => tf.train.adamax(learningRate, beta1, beta2, 1e-7),
  // Its first sum of squares is a setting, and its ε stands beside the root: so small that no figure shows it.
  adagrad: ({ learningRate }) => tf.train.adagrad(learningRate, 0.1),
  rmsprop: ({ learningRate, rho }) => tf.train.rmsprop(learningRate, rho, 0, 1e-7),
  sgd: ({ learningRate, momentum, nesterov }) =>
    momentum === 0 ? tf.train.sgd(learningRate) : tf.train.momentum(learningRate, momentum, nesterov),
}

const mean = (rows: tf.Tensor): tf.Scalar => tf.mean(rows)
/** What a sigmoid was given. */
const logits = (guess: tf.Tensor): tf.Tensor => tf.sub(tf.log(guess), tf.log(tf.sub(1, guess)))
/** A hinge loss measures margins, which become probabilities only where the model predicts. */
const LINKS = { binary: tf.sigmoid, multiclass: tf.softmax, regression: (given: tf.Tensor) => given }

type Loss = (truth: tf.Tensor, guess: tf.Tensor) => tf.Scalar

/** By task and loss; what is absent, TensorFlow.js has not. */
const LOSSES: Readonly<Record<string, (training: TrainingSpec) => Loss>> = {
  'regression mse': () => (truth, guess) => tf.losses.meanSquaredError(truth, guess),
  'regression mae': () => (truth, guess) => tf.losses.absoluteDifference(truth, guess),
  'regression huber':
    ({ huberDelta }) =>
    (truth, guess) =>
      tf.losses.huberLoss(truth, guess, undefined, huberDelta),
  'binary crossEntropy':
    ({ labelSmoothing }) =>
    (truth, guess) =>
      tf.losses.sigmoidCrossEntropy(truth, logits(guess), undefined, labelSmoothing),
  'binary hinge': () => (truth, guess) => tf.losses.hingeLoss(truth, guess),
  'multiclass crossEntropy':
    ({ labelSmoothing }) =>
    (truth, guess) =>
      tf.losses.softmaxCrossEntropy(truth, tf.log(guess), undefined, labelSmoothing),
  'multiclass hinge': () => (truth, guess) => {
    const wrong = tf.max(tf.mul(tf.sub(1, truth), guess), -1)
    const right = tf.sum(tf.mul(truth, guess), -1)
    return mean(tf.relu(tf.add(tf.sub(wrong, right), 1)))
  },
}

function lossKey({ model, training }: ParityCase): string {
  return `${model.task} ${decideLoss(model.task, training.loss)}`
}

/** @throws where TensorFlow.js has not what the model is made of. */
export async function trainInTensorFlow(one: ParityCase) {
  const { model, training } = one
  const loss = LOSSES[lossKey(one)]
  const optimizer = OPTIMIZERS[training.optimizer]
  invariant(loss && optimizer, 'TensorFlow.js has this loss and this optimizer')
  const loaded = await tfLayers.models.modelFromJSON(toTensorFlowJs(one) as never)
  for (const [name, tensors] of Object.entries(toKerasWeights(model, firstWeights(one)))) {
    const layer = loaded.getLayer(name)
    layer.setWeights(layer.getWeights().map((old, index) => tf.tensor(tensors[index] ?? [], old.shape)))
  }
  loaded.compile({ loss: loss(training) as never, optimizer: optimizer(training) })
  const rows = rowsOf(one)
  const losses: number[] = []
  for (let step = 0; step < PARITY_STEPS; step++) {
    const at = tf.tensor1d(parityOrder().slice(step * PARITY_BATCH, (step + 1) * PARITY_BATCH), 'int32')
    const inputs = rows.inputs.map((values) => tf.gather(values, at))
    losses.push(Number(await loaded.trainOnBatch(inputs, tf.gather(rows.targets, at))))
  }
  const given = loaded.predict(rows.inputs) as tf.Tensor
  const predicted = training.loss === 'hinge' ? LINKS[model.task](given) : given
  return { losses, predictions: await predicted.data() }
}

function rowsOf(one: ParityCase) {
  const { inputs, y, rows } = drawParityData(one)
  const classes = one.model.output.kind === 'classes' ? one.model.output.labels.length : 1
  const targets =
    one.model.task === 'multiclass'
      ? tf.cast(tf.oneHot(tf.tensor1d(y, 'int32'), classes), 'float32')
      : tf.tensor2d(y, [rows, 1])
  return {
    targets,
    inputs: inputs.map((values, index) => {
      const spec = one.model.inputs[index]
      return tf.tensor(values, [rows, ...(spec?.shape ?? [])], spec?.kind === 'tokens' ? 'int32' : 'float32')
    }),
  }
}
