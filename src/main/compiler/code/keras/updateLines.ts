/** @file How a Keras script steps: gradients of a batch, and the optimizer. */
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'
import type { ModelPlan } from '../../compile/modelPlan'
import type { CodeRequest } from '../request'
import { weighsClasses, weighsRows } from '../scriptFacts'

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

export function optimizerLines({ training }: CodeRequest): string[] {
  return [
    `optimizer = keras.optimizers.${OPTIMIZERS[training.optimizer](training)}`,
    'optimizer.build(model.trainable_variables)',
  ]
}

export function gradientLines(request: CodeRequest, plan: ModelPlan): string[] {
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

export function stepLines({ training }: CodeRequest): string[] {
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
