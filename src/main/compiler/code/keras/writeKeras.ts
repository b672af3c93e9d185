/** @file A model and its training as a script of Keras 3, on TensorFlow. */
import type { WrittenScript } from '../../../../shared/domain/code'
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'
import { planModel, type ModelPlan } from '../../compile/modelPlan'
import { infixAlgebra, outermost, type Algebra } from '../formula'
import { comparesMade, rowLoss, smoothingOf } from '../lossFormula'
import { pythonHeading, pythonLoop, pythonRows, pythonSchedule, pythonSettings } from '../python'
import type { CodeRequest } from '../request'
import { findRemarks, joinBlocks, weighsClasses, weighsRows } from '../scriptFacts'
import { kerasNetwork, OWN_LAYERS, type KerasNetwork } from './kerasNetwork'

const KERAS: Algebra = infixAlgebra({
  maximum: (a, b) => `ops.maximum(${a}, ${b})`,
  minimum: (a, b) => `ops.minimum(${a}, ${b})`,
  abs: (x) => `ops.abs(${outermost(String(x))})`,
  exp: (x) => `ops.exp(${outermost(String(x))})`,
  sqrt: (x) => `ops.sqrt(${outermost(String(x))})`,
  sign: (x) => `ops.sign(${outermost(String(x))})`,
  relu: (x) => `ops.relu(${outermost(String(x))})`,
  softplus: (x) => `ops.softplus(${outermost(String(x))})`,
  logSoftmax: (x) => `ops.log_softmax(${x}, axis=-1)`,
  sumLast: (x) => `ops.sum(${outermost(String(x))}, axis=-1, keepdims=True)`,
  maxLast: (x) => `ops.max(${outermost(String(x))}, axis=-1, keepdims=True)`,
})

const LINKS: Readonly<Record<ModelPlan['head']['link'], string>> = {
  linear: 'z',
  sigmoid: 'ops.sigmoid(z)',
  tanh: 'ops.tanh(z)',
  softmax: 'ops.softmax(z, axis=-1)',
  exp: 'ops.exp(z)',
  direction: 'ops.normalize(z, axis=-1)',
}

type OptimizerLine = (training: TrainingSpec) => string

const betas = ({ beta1, beta2 }: TrainingSpec): string => `beta_1=${beta1}, beta_2=${beta2}`

/** The learning rate is set anew before every step. A name that is missing does not compile. */
const OPTIMIZERS: Readonly<Record<TrainingSpec['optimizer'], OptimizerLine>> = {
  adam: (t) => `Adam(RATE, ${betas(t)})`,
  adamw: (t) => `AdamW(RATE, weight_decay=${t.weightDecay}, ${betas(t)})`,
  nadam: (t) => `Nadam(RATE, ${betas(t)})`,
  adamax: (t) => `Adamax(RATE, ${betas(t)})`,
  lion: (t) => `Lion(RATE, weight_decay=${t.weightDecay})`,
  rmsprop: (t) => `RMSprop(RATE, rho=${t.rho})`,
  adagrad: () => 'Adagrad(RATE)',
  sgd: (t) =>
    `SGD(RATE, momentum=${t.momentum === 0 ? '0.0' : t.momentum}${t.nesterov && t.momentum > 0 ? ', nesterov=True' : ''})`,
}

/** @param request of a model that fits, and is not adversarial */
export function writeKeras(request: CodeRequest): WrittenScript {
  const plan = planModel(request)
  const network = kerasNetwork(plan)
  const blocks = [
    pythonHeading(request, 'Keras 3'),
    [
      ...['import json', 'import math', 'import os', 'import pathlib', ''],
      ...['os.environ["KERAS_BACKEND"] = "tensorflow"', 'import keras', 'import numpy as np'],
      ...['import tensorflow as tf', 'from keras import layers, ops'],
    ],
    [...pythonSettings(request), '', 'keras.utils.set_random_seed(SEED)'],
    pythonRows(request, plan),
    ...network.own.map((name) => [OWN_LAYERS[name].trim()]),
    modelLines(network),
    weightLines(plan),
    lossLines(plan),
    pythonSchedule(request),
    [
      `optimizer = keras.optimizers.${OPTIMIZERS[request.training.optimizer](request.training)}`,
      'optimizer.build(model.trainable_variables)',
    ],
    dataLines(request, plan),
    gradientLines(request, plan),
    measureLines(),
    pythonLoop(request, stepLines(request), 'measure(*sampled), measure(*held)'),
  ]
  return { fileName: 'train.py', text: joinBlocks(blocks, '\n\n\n'), remarks: findRemarks(request) }
}

function modelLines({ lines, inputs, output }: KerasNetwork): string[] {
  return [
    '# It puts out numbers before the last activation, from which losses are told without rounding.',
    ...lines,
    `model = keras.Model(${inputs}, ${output})`,
  ]
}

function weightLines({ layers }: ModelPlan): string[] {
  const has = layers.some(({ parameters }) => parameters.length > 0)
  return has
    ? [
        'for layer in model.layers:',
        '    if layer.get_weights():',
        '        first = [load(f"weights/{layer.name}.{at}") for at in range(len(layer.get_weights()))]',
        '        layer.set_weights([new.reshape(old.shape) for new, old in zip(first, layer.get_weights())])',
      ]
    : []
}

function lossLines({ head }: ModelPlan): string[] {
  const smoothing = smoothingOf(head)
  const classes = Math.max(2, head.units)
  return [
    'def row_loss(z, t):',
    `    """${head.loss}, of every row on its own."""`,
    ...(smoothing > 0 ? [`    t = t * ${1 - smoothing} + ${smoothing / classes}`] : []),
    ...(comparesMade(head) && head.link !== 'linear' ? [`    z = ${LINKS[head.link]}`] : []),
    `    return ${outermost(rowLoss(KERAS, head))}`,
    '',
    '',
    'def predict(inputs):',
    '    z = model(inputs, training=False)',
    `    return ${LINKS[head.link]}`,
  ]
}

function dataLines(request: CodeRequest, plan: ModelPlan): string[] {
  const classes = Math.max(2, plan.head.units)
  return [
    'train_inputs, train_truth = rows_of("train")',
    'held = rows_of("validation")',
    'shown = spread(len(train_truth), max(500, len(held[1])))',
    'sampled = ([x[shown] for x in train_inputs], train_truth[shown])',
    ...(weighsRows(request, plan)
      ? ['row_weights = load("data/train.weights").reshape(-1, 1)']
      : ['row_weights = np.ones((len(train_truth), 1), "float32")']),
    ...(weighsClasses(request, plan)
      ? [
          '# Rare classes count as much as common ones.',
          `counts = np.bincount(load("data/train.y").astype(int), minlength=${classes})`,
          'balance = np.where(counts > 0, len(train_truth) / (np.count_nonzero(counts) * np.maximum(counts, 1)), 0)',
          `row_weights = row_weights * balance[load("data/train.y").astype(int)].astype("float32").reshape(-1, 1)`,
        ]
      : []),
  ]
}

function gradientLines(request: CodeRequest, plan: ModelPlan): string[] {
  const isWeighed = weighsRows(request, plan) || weighsClasses(request, plan)
  return [
    '@tf.function(reduce_retracing=True)',
    'def gradients_of(inputs, truth, weights):',
    '    with tf.GradientTape() as tape:',
    '        rows = row_loss(model(inputs, training=True), truth)',
    `        loss = tf.reduce_mean(${isWeighed ? 'rows * weights' : 'rows'})`,
    '        loss = tf.add_n([loss, *model.losses])  # with the penalties on weights',
    '    gradients = tape.gradient(loss, model.trainable_variables, unconnected_gradients="zero")',
    '    # Keras would leave rows of an embedding alone that a batch does not have, moments and all.',
    '    return [tf.convert_to_tensor(gradient) for gradient in gradients]',
    '',
    '',
    '@tf.function',
    'def update(gradients):',
    '    optimizer.apply(gradients, model.trainable_variables)',
  ]
}

function measureLines(): string[] {
  return [
    '@tf.function(reduce_retracing=True)',
    'def mean_loss(inputs, truth):',
    '    return tf.reduce_mean(row_loss(model(inputs, training=False), truth))',
    '',
    '',
    'def measure(inputs, truth):',
    '    """The mean loss of rows, without penalties and weights of classes."""',
    '    total = 0.0',
    '    for start in range(0, len(truth), 1024):',
    '        at = slice(start, start + 1024)',
    '        total += float(mean_loss([x[at] for x in inputs], truth[at])) * len(truth[at])',
    '    return total / len(truth)',
  ]
}

function stepLines({ training }: CodeRequest): string[] {
  const { clipValue, clipNorm } = training
  return [
    'gradients = gradients_of([x[at] for x in train_inputs], train_truth[at], row_weights[at])',
    'gathered = gradients if gathered is None else [a + b for a, b in zip(gathered, gradients)]',
    'if batches % ACCUMULATE == 0:',
    '    gathered = [g / ACCUMULATE for g in gathered]',
    ...(clipValue > 0
      ? [`    gathered = [tf.clip_by_value(g, -${clipValue}, ${clipValue}) for g in gathered]`]
      : []),
    ...(clipNorm > 0 ? [`    gathered, _ = tf.clip_by_global_norm(gathered, ${clipNorm})`] : []),
    '    optimizer.learning_rate.assign(rate)',
    '    update(gathered)',
    '    gathered = None',
  ]
}
