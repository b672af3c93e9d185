/** @file The rows of a Keras script: how they are read, weighed and measured. */
import type { ModelPlan } from '../../compile/modelPlan'
import type { CodeRequest } from '../request'
import { weighsClasses, weighsRows } from '../scriptFacts'

export function dataLines(request: CodeRequest, plan: ModelPlan): string[] {
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

export function measureLines(): string[] {
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
