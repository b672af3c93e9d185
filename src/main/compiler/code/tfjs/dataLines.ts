/** @file The rows of a TensorFlow.js script: how they are read, weighed and measured. */
import type { ModelPlan } from '../../compile/modelPlan'
import type { CodeRequest } from '../request'
import { penaltiesOf, weighsClasses, weighsRows } from '../scriptFacts'

export function rowLines({ inputs, head }: ModelPlan): string[] {
  const names = inputs.map(({ name }) => `'${name}'`).join(', ')
  const y = "tf.tensor1d(load(`data/${part}.y`).values as Float32Array, 'float32')"
  const truth: Readonly<Record<string, string>> = {
    multiclass: `tf.cast(tf.oneHot(tf.cast(${y}, 'int32'), ${head.units}), 'float32')`,
    reconstruction: `tf.reshape(inputs[0]!, [-1, ${head.units}])`,
  }
  return [
    '/** Inputs and truth of a part of the data. */',
    "function rowsOf(part: 'train' | 'validation'): [Tensor[], Tensor] {",
    `  const inputs = [${names}].map((name) => tensorOf(load(\`data/\${part}.\${name}\`)))`,
    `  const truth = ${truth[head.goal] ?? `tf.reshape(${y}, [-1, 1])`}`,
    '  return [inputs, truth]',
    '}',
    '',
    '/** Evenly spaced rows, as those whose loss is measured after every epoch. */',
    'function spread(count: number, limit: number): Tensor {',
    '  const shown = Math.min(count, limit)',
    "  return tf.tensor1d(Array.from({ length: shown }, (_, row) => Math.floor((row * count) / shown)), 'int32')",
    '}',
    '',
    'const pick = (rows: Tensor[], at: Tensor): Tensor[] => rows.map((x) => tf.gather(x, at as tf.Tensor1D))',
  ]
}

export function dataLines(request: CodeRequest, plan: ModelPlan): string[] {
  const classes = Math.max(2, plan.head.units)
  const isOfRows = weighsRows(request, plan)
  const isOfClasses = weighsClasses(request, plan)
  const truth =
    plan.head.goal === 'binary'
      ? 'tf.add(tf.mul(truth, high! - low!), low!)'
      : 'tf.sum(tf.mul(truth, balance), -1, true)'
  return [
    "const [trainInputs, trainTruth] = rowsOf('train')",
    "const held = rowsOf('validation')",
    'const ROWS = trainTruth.shape[0]!',
    'const STEPS_PER_EPOCH = Math.ceil(ROWS / BATCH)',
    'const STEPS = STEPS_PER_EPOCH * PLANNED',
    'const shown = spread(ROWS, Math.max(500, held[1].shape[0]!))',
    'const sampled: [Tensor[], Tensor] = [pick(trainInputs, shown), pick([trainTruth], shown)[0]!]',
    ...(isOfRows ? ["const rowWeights = tf.reshape(tensorOf(load('data/train.weights')), [-1, 1])"] : []),
    ...(isOfClasses
      ? [
          '// Rare classes count as much as common ones.',
          `const counts = Array<number>(${classes}).fill(0)`,
          "for (const label of load('data/train.y').values) counts[label] = (counts[label] ?? 0) + 1",
          'const occurring = counts.filter((count) => count > 0).length',
          'const balance = counts.map((count) => (count === 0 ? 0 : ROWS / (occurring * count)))',
          ...(plan.head.goal === 'binary' ? ['const [low, high] = balance'] : []),
        ]
      : []),
    '',
    'function trainingLoss(at: Tensor): tf.Scalar {',
    '  const [truth] = pick([trainTruth], at) as [Tensor]',
    `  ${isOfRows || isOfClasses ? 'let' : 'const'} rows = rowLoss(forward(pick(trainInputs, at), true), truth)`,
    ...(isOfClasses ? [`  rows = tf.mul(rows, ${truth})`] : []),
    ...(isOfRows ? ['  rows = tf.mul(rows, pick([rowWeights], at)[0]!)'] : []),
    penaltiesOf(plan).length > 0
      ? '  return tf.add(tf.mean(rows), penalty()) as tf.Scalar'
      : '  return tf.mean(rows) as tf.Scalar',
    '}',
  ]
}

export function measureLines(): string[] {
  return [
    '/** The mean loss of rows, without penalties and weights of classes. */',
    'function measure([inputs, truth]: [Tensor[], Tensor]): number {',
    '  const count = truth.shape[0]!',
    '  let total = 0',
    '  for (let start = 0; start < count; start += 1024) {',
    "    const at = tf.range(start, Math.min(count, start + 1024), 1, 'int32')",
    '    const mean = tf.tidy(() => tf.mean(rowLoss(forward(pick(inputs, at), false), pick([truth], at)[0]!)))',
    '    total += mean.dataSync()[0]! * at.shape[0]!',
    '  }',
    '  return total / count',
    '}',
  ]
}
