/** @file The loop over epochs and batches of a TensorFlow.js script. */
import type { TrainingSpec } from '../../../../shared/domain/trainingSpec'
import type { CodeRequest } from '../request'
import { indent } from '../scriptFacts'

function clipLines({ clipValue, clipNorm }: TrainingSpec): string[] {
  return [
    ...(clipValue > 0 ? [`mean = mean.map((g) => tf.clipByValue(g, -${clipValue}, ${clipValue}))`] : []),
    ...(clipNorm > 0
      ? [
          'const length = tf.sqrt(tf.addN(mean.map((g) => tf.sum(tf.square(g)))))',
          `mean = mean.map((g) => tf.mul(g, tf.div(${clipNorm}, tf.maximum(length, ${clipNorm}))))`,
        ]
      : []),
  ]
}

function plateauLines({ plateauPatience, decayFactor }: TrainingSpec): string[] {
  return [
    'if (validation < lowest - 1e-4) {',
    '  lowest = validation',
    '  since = 0',
    '} else if (++since >= ' + String(plateauPatience) + ') {',
    `  plateau *= ${decayFactor}`,
    '  since = 0',
    '}',
  ]
}

export function loopLines({ training }: CodeRequest): string[] {
  const clip = clipLines(training)
  return [
    'interface Losses {',
    '  train: number',
    '  validation: number',
    '}',
    "const expected = (JSON.parse(readFileSync(new URL('fettle.json', import.meta.url), 'utf8')) as { epochs: Losses[] }).epochs",
    "const order = load('data/order').values as Int32Array",
    'const losses: Losses[] = []',
    'const trained = TRAINED.map((name) => w[name]!)',
    'let batches = 0',
    'let updates = 0',
    'let gathered: Tensor[] | null = null',
    'for (let epoch = 0; epoch < EPOCHS; epoch++) {',
    '  for (let start = 0; start < ROWS; start += BATCH) {',
    '    const rows = order.slice(epoch * ROWS + start, epoch * ROWS + Math.min(ROWS, start + BATCH))',
    '    const rate = RATE * share(batches++)',
    "    const { value, grads } = tf.variableGrads(() => trainingLoss(tf.tensor1d(rows, 'int32')), trained)",
    '    value.dispose()',
    '    const gradients = trained.map((variable) => grads[variable.name] ?? tf.zerosLike(variable))',
    '    gathered = gathered === null ? gradients : gathered.map((sum, index) => tf.add(sum, gradients[index]!))',
    '    if (batches % ACCUMULATE !== 0) continue',
    '    updates++',
    '    const sums = gathered',
    '    tf.tidy(() => {',
    `      ${clip.length > 0 ? 'let' : 'const'} mean = sums.map((sum) => tf.div(sum, ACCUMULATE))`,
    ...indent(clip, '      '),
    '      TRAINED.forEach((name, index) => update(name, mean[index]!, rate, updates))',
    '    })',
    '    tf.dispose(sums)',
    '    gathered = null',
    '  }',
    '  const [train, validation] = [measure(sampled), measure(held)]',
    '  losses.push({ train, validation })',
    '  const known = expected[epoch]',
    "  const beside = known ? ` (Fettle: train ${known.train.toPrecision(6)}  validation ${known.validation.toPrecision(6)})` : ''",
    '  console.log(`epoch ${epoch + 1}: train ${train.toPrecision(6)}  validation ${validation.toPrecision(6)}${beside}`)',
    ...indent(training.schedule === 'plateau' ? plateauLines(training) : [], '  '),
    '}',
    "writeFileSync(new URL('losses.json', import.meta.url), JSON.stringify(losses))",
  ]
}
