/** @file A model and its training as a TypeScript script of TensorFlow.js, which Node runs as it is. */
import type { WrittenScript } from '../../../../shared/domain/code'
import { planModel, type ModelPlan } from '../../compile/modelPlan'
import { optimizerOf } from '../../optimizers/registry'
import { outermost, type Algebra } from '../formula'
import { type Dialect, type FunctionName, TYPESCRIPT } from '../functional/dialect'
import { pickFunctions } from '../functional/library'
import { writeForward } from '../functional/writeForward'
import { comparesMade, rowLoss, smoothingOf } from '../lossFormula'
import type { CodeRequest } from '../request'
import { TYPESCRIPT_ARITHMETIC, scheduleLines } from '../schedule'
import {
  findRemarks,
  headingLines,
  indent,
  joinBlocks,
  limitsOf,
  penaltiesOf,
  weighsClasses,
  weighsRows,
} from '../scriptFacts'
import { updateFormula } from '../updateFormula'
import { TENSORFLOW_LIBRARY, type TensorFlowHelper } from './library'
import { loopLines } from './loopLines'
import { readArrays } from './readArrays'

const call =
  (name: string) =>
  (...terms: readonly string[]) =>
    `tf.${name}(${terms.map(outermost).join(', ')})`

/** Every sign is a function. */
const TENSORFLOW: Algebra = {
  ...{ add: call('add'), subtract: call('sub'), multiply: call('mul'), divide: call('div') },
  ...{ maximum: call('maximum'), minimum: call('minimum'), power: call('pow'), abs: call('abs') },
  ...{ exp: call('exp'), sqrt: call('sqrt'), sign: call('sign'), relu: call('relu') },
  softplus: call('softplus'),
  logSoftmax: (x) => `tf.logSoftmax(${x}, -1)`,
  sumLast: (x) => `tf.sum(${outermost(x)}, -1, true)`,
  maxLast: (x) => `tf.max(${outermost(x)}, -1, true)`,
  number: String,
}

const DIALECT: Dialect = {
  ...TYPESCRIPT,
  activations: {
    linear: 'identity',
    relu: 'tf.relu',
    relu6: 'tf.relu6',
    leakyRelu: 'leakyRelu',
    elu: 'tf.elu',
    selu: 'tf.selu',
    gelu: 'gelu',
    silu: 'silu',
    tanh: 'tf.tanh',
    sigmoid: 'tf.sigmoid',
    softplus: 'tf.softplus',
    softmax: 'softmax',
  },
}
/** Activations that are functions of the script. */
const OWN = ['identity', 'leakyRelu', 'gelu', 'silu', 'softmax'] as const

const LINKS: Readonly<Record<ModelPlan['head']['link'], string>> = {
  linear: 'z',
  sigmoid: 'tf.sigmoid(z)',
  tanh: 'tf.tanh(z)',
  softmax: 'tf.softmax(z, -1)',
  exp: 'tf.exp(z)',
  direction: 'tf.div(z, tf.norm(z, 2, -1, true))',
}

/** @param request of a model that fits, and is not adversarial */
export function writeTensorFlowJs(request: CodeRequest): WrittenScript {
  const plan = planModel(request)
  const inputName = (name: string): string =>
    `inputs[${plan.inputs.findIndex((each) => each.name === name)}]!`
  const forward = writeForward(plan, DIALECT, inputName)
  const body = [...forward.lines, `return ${forward.logits}`]
  const uses = (name: string): boolean => body.some((line) => new RegExp(`(?<![.\\w])${name}\\b`).test(line))
  const called: (FunctionName | TensorFlowHelper)[] = [...forward.called, ...OWN.filter(uses)]
  const blocks = [
    ['/**', ...headingLines(request, 'TensorFlow.js').map((line) => ` * ${line}`.trimEnd()), ' */'],
    [
      "import { readFileSync, writeFileSync } from 'node:fs'",
      '// For native speed, import everything from @tensorflow/tfjs-node instead.',
      "import * as tf from '@tensorflow/tfjs-core'",
      "import '@tensorflow/tfjs-backend-cpu'",
      '// It is what brings the gradients.',
      "import '@tensorflow/tfjs-layers'",
    ],
    ['type Tensor = tf.Tensor'],
    settingLines(request),
    [readArrays.trim()],
    rowLines(request, plan),
    ...pickFunctions(TENSORFLOW_LIBRARY, called).map((text) => [text]),
    weightLines(plan),
    [
      '/** The numbers before the last activation. */',
      'function forward(inputs: Tensor[], training: boolean): Tensor {',
      ...indent(body, '  '),
      '}',
    ],
    lossLines(plan),
    penaltyLines(plan),
    scheduleBlock(request),
    updateLines(request, plan),
    dataLines(request, plan),
    measureLines(),
    loopLines(request),
  ]
  return { fileName: 'train.ts', text: joinBlocks(blocks, '\n\n'), remarks: findRemarks(request) }
}

function settingLines({ training, epochs }: CodeRequest): string[] {
  return [
    `const BATCH = ${training.batchSize}`,
    `const EPOCHS = ${epochs}`,
    '/** Epochs, over which a schedule is spread. */',
    `const PLANNED = ${training.epochs}`,
    `const RATE = ${training.learningRate}`,
    '/** Batches an update. */',
    `const ACCUMULATE = ${training.accumulate}`,
  ]
}

function rowLines(_request: CodeRequest, { inputs, head }: ModelPlan): string[] {
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

function weightLines({ parameters }: ModelPlan): string[] {
  const list = (isTrained: boolean): string =>
    parameters
      .filter((parameter) => parameter.isTrained === isTrained)
      .map(({ name }) => `'${name}'`)
      .join(', ')
  return [
    '// Kernels lie as Fettle keeps them; the running figures of batch normalisation are not trained.',
    `const TRAINED = [${list(true)}]`,
    `const MOVED: string[] = [${list(false)}]`,
    'const w: Record<string, tf.Variable> = {}',
    'for (const name of [...TRAINED, ...MOVED]) {',
    "  w[name] = tf.variable(tensorOf(load('weights/' + name.replaceAll('/', '.'))), TRAINED.includes(name))",
    '}',
  ]
}

function lossLines({ head }: ModelPlan): string[] {
  const smoothing = smoothingOf(head)
  const classes = Math.max(2, head.units)
  const isMade = comparesMade(head) && head.link !== 'linear'
  return [
    `/** ${head.loss}, of every row on its own. */`,
    'function rowLoss(given: Tensor, truth: Tensor): Tensor {',
    `  const z = given`,
    `  const t = ${smoothing > 0 ? `tf.add(tf.mul(truth, ${1 - smoothing}), ${smoothing / classes})` : 'truth'}`,
    `  return ${outermost(rowLoss(TENSORFLOW, head))}`,
    '}',
    '',
    'export function predict(inputs: Tensor[]): Tensor {',
    '  const z = forward(inputs, false)',
    `  return ${LINKS[head.link]}`,
    '}',
  ].map((line) =>
    line === '  const z = given' && isMade ? `  const z = ${LINKS[head.link].replace('(z', '(given')}` : line,
  )
}

function penaltyLines(plan: ModelPlan): string[] {
  const terms = penaltiesOf(plan).map(({ name, kind, factor }) => {
    const size = `tf.sum(tf.${kind === 'l2' ? 'square' : 'abs'}(w['${name}']!))`
    return `tf.mul(${size}, ${factor})`
  })
  if (terms.length === 0) return []
  return ['function penalty(): Tensor {', `  return tf.addN([${terms.join(', ')}])`, '}']
}

function scheduleBlock({ training }: CodeRequest): string[] {
  return [
    ...(training.schedule === 'plateau'
      ? ['let plateau = 1', 'let lowest = Infinity', 'let since = 0', '']
      : []),
    `/** What the learning rate is multiplied with at a step, from 0: ${training.schedule}. */`,
    'function share(step: number): number {',
    ...indent(scheduleLines(training, TYPESCRIPT_ARITHMETIC), '  '),
    '}',
  ]
}

function updateLines({ training }: CodeRequest, plan: ModelPlan): string[] {
  const rule = optimizerOf({ ...training, accumulate: 1 }).rule
  const { slots, numbers, lines } = updateFormula(TENSORFLOW, rule, training)
  const limits = limitsOf(plan)
  const starts = slots.map(({ start }) =>
    start === 0 ? 'tf.zerosLike(w[name]!)' : `tf.fill(w[name]!.shape, ${start})`,
  )
  return [
    ...(rule === 'nadam' ? momentumProduct(training.beta1) : []),
    'const slots: Record<string, tf.Variable[]> = {}',
    `for (const name of TRAINED) slots[name] = [${starts.map((start) => `tf.variable(${start}, false)`).join(', ')}]`,
    ...(limits.length > 0
      ? [
          `const LIMITS: Record<string, [number, number]> = { ${limits
            .map(({ name, limit, axis }) => `'${name}': [${limit}, ${axis}]`)
            .join(', ')} }`,
        ]
      : []),
    '',
    `/** A step of ${rule}, counted from 1, in the form and with the constants of Keras. */`,
    'function update(name: string, g: Tensor, rate: number, step: number): void {',
    '  let p: Tensor = w[name]!',
    ...(slots.length > 0
      ? [
          `  let [${slots.map(({ name }) => name).join(', ')}] = slots[name] as [${slots.map(() => 'Tensor').join(', ')}]`,
        ]
      : []),
    ...numbers.map(({ name, value }) => `  const ${name} = ${value}`),
    ...lines.map(({ to, value }) => `  ${to} = ${outermost(value)}`),
    ...slots.map(({ name }, index) => `  slots[name]![${index}]!.assign(${name})`),
    ...(limits.length > 0
      ? [
          '  if (LIMITS[name]) {',
          '    const [limit, axis] = LIMITS[name]',
          '    const others = p.shape.map((_, at) => at).filter((at) => at !== axis)',
          '    const length = tf.sqrt(tf.sum(tf.square(p), others, true))',
          '    p = tf.mul(p, tf.div(tf.minimum(length, limit), tf.add(length, 1e-7)))',
          '  }',
        ]
      : []),
    '  w[name]!.assign(p)',
    '}',
  ]
}

/** Π of the momenta of all steps so far. */
function momentumProduct(beta1: number): string[] {
  return [
    'function momentumProduct(step: number): number {',
    '  let product = 1',
    `  for (let t = 1; t <= step; t++) product *= ${beta1} * (1 - 0.5 * 0.96 ** t)`,
    '  return product',
    '}',
    '',
  ]
}

function dataLines(request: CodeRequest, plan: ModelPlan): string[] {
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

function measureLines(): string[] {
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
