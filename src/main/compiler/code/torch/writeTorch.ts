/** @file A model and its training as a PyTorch script. */
import type { WrittenScript } from '../../../../shared/domain/code'
import { planModel, type ModelPlan } from '../../compile/modelPlan'
import { optimizerOf } from '../../optimizers/registry'
import type { Algebra } from '../formula'
import { infixAlgebra, outermost } from '../formula'
import { type Dialect, PYTHON } from '../functional/dialect'
import { pickFunctions } from '../functional/library'
import { writeForward } from '../functional/writeForward'
import { comparesMade, rowLoss, smoothingOf } from '../lossFormula'
import { pythonHeading, pythonLoop, pythonRows, pythonSchedule, pythonSettings } from '../python'
import type { CodeRequest } from '../request'
import {
  findRemarks,
  indent,
  joinBlocks,
  limitsOf,
  penaltiesOf,
  weighsClasses,
  weighsRows,
} from '../scriptFacts'
import { updateFormula } from '../updateFormula'
import { TORCH_LIBRARY } from './library'

const TORCH: Algebra = infixAlgebra({
  maximum: (a, b) => `torch.maximum(${a}, ${b})`,
  minimum: (a, b) => `torch.clamp(${a}, max=${b})`,
  abs: (x) => `torch.abs(${outermost(String(x))})`,
  exp: (x) => `torch.exp(${outermost(String(x))})`,
  sqrt: (x) => `torch.sqrt(${outermost(String(x))})`,
  sign: (x) => `torch.sign(${outermost(String(x))})`,
  relu: (x) => `torch.relu(${outermost(String(x))})`,
  softplus: (x) => `F.softplus(${outermost(String(x))})`,
  logSoftmax: (x) => `F.log_softmax(${x}, -1)`,
  sumLast: (x) => `(${outermost(String(x))}).sum(-1, keepdim=True)`,
  maxLast: (x) => `(${outermost(String(x))}).amax(-1, keepdim=True)`,
})

const DIALECT: Dialect = {
  ...PYTHON,
  activations: {
    linear: '(lambda x: x)',
    relu: 'torch.relu',
    relu6: 'F.relu6',
    leakyRelu: 'leakyRelu',
    elu: 'F.elu',
    selu: 'F.selu',
    gelu: 'F.gelu',
    silu: 'F.silu',
    tanh: 'torch.tanh',
    sigmoid: 'torch.sigmoid',
    softplus: 'F.softplus',
    softmax: 'softmax',
  },
}

const SOFTMAX = ['def softmax(x):', '    return torch.softmax(x, -1)']

const LINKS: Readonly<Record<ModelPlan['head']['link'], string>> = {
  linear: 'z',
  sigmoid: 'torch.sigmoid(z)',
  tanh: 'torch.tanh(z)',
  softmax: 'torch.softmax(z, -1)',
  exp: 'torch.exp(z)',
  direction: 'torch.nn.functional.normalize(z, dim=-1)',
}

/** @param request of a model that fits, and is not adversarial */
export function writeTorch(request: CodeRequest): WrittenScript {
  const plan = planModel(request)
  const inputName = (name: string): string => `inputs[${plan.inputs.findIndex((each) => each.name === name)}]`
  const forward = writeForward(plan, DIALECT, inputName)
  const body = [...forward.lines, `return ${forward.logits}`]
  const uses = (name: string): boolean => body.some((line) => line.includes(name))
  const called = [...forward.called, ...(uses('leakyRelu') ? (['leakyRelu'] as const) : [])]
  const blocks = [
    pythonHeading(request, 'PyTorch'),
    ['import json', 'import math', 'import pathlib', '', 'import numpy as np', 'import torch'],
    ['import torch.nn.functional as F'],
    [...pythonSettings(request), '', 'torch.manual_seed(SEED)'],
    pythonRows(request, plan),
    ...(uses('softmax') && !uses('torch.softmax') ? [SOFTMAX] : []),
    ...pickFunctions(TORCH_LIBRARY, called).map((text) => [text]),
    weightLines(plan),
    ['def forward(inputs, training):', '    """The numbers before the last activation."""', ...indent(body)],
    lossLines(plan),
    penaltyLines(plan),
    pythonSchedule(request),
    updateLines(request, plan),
    dataLines(request, plan),
    measureLines(),
    pythonLoop(request, stepLines(request), 'measure(*sampled), measure(*held)'),
  ]
  return { fileName: 'train.py', text: joinBlocks(blocks, '\n\n\n'), remarks: findRemarks(request) }
}

function weightLines({ parameters }: ModelPlan): string[] {
  const list = (isTrained: boolean): string[] =>
    parameters
      .filter((parameter) => parameter.isTrained === isTrained)
      .map(({ name }) => `    ${JSON.stringify(name)},`)
  return [
    '# Kernels lie as Fettle keeps them; the running figures of batch normalisation are not trained.',
    ...['TRAINED = [', ...list(true), ']', 'MOVED = [', ...list(false), ']'],
    'w = {',
    '    name: torch.from_numpy(load("weights/" + name.replace("/", "."))).requires_grad_(name in TRAINED)',
    '    for name in TRAINED + MOVED',
    '}',
  ]
}

function lossLines({ head }: ModelPlan): string[] {
  const smoothing = smoothingOf(head)
  const classes = Math.max(2, head.units)
  return [
    'def row_loss(z, t):',
    `    """${head.loss}, of every row on its own."""`,
    ...(smoothing > 0 ? [`    t = t * ${1 - smoothing} + ${smoothing / classes}`] : []),
    ...(comparesMade(head) && head.link !== 'linear' ? [`    z = ${LINKS[head.link]}`] : []),
    `    return ${outermost(rowLoss(TORCH, head))}`,
    '',
    '',
    'def predict(inputs):',
    '    z = forward(inputs, False)',
    `    return ${LINKS[head.link]}`,
  ]
}

function penaltyLines(plan: ModelPlan): string[] {
  const terms = penaltiesOf(plan).map(({ name, kind, factor }) => {
    const tensor = `w[${JSON.stringify(name)}]`
    return `${factor} * ${tensor}.${kind === 'l2' ? 'square' : 'abs'}().sum()`
  })
  return ['def penalty():', `    return ${terms.length > 0 ? terms.join(' + ') : '0'}`]
}

function updateLines({ training }: CodeRequest, plan: ModelPlan): string[] {
  const rule = optimizerOf({ ...training, accumulate: 1 }).rule
  const { slots, numbers, lines } = updateFormula(TORCH, rule, training)
  const names = slots.map(({ name }) => name)
  const limits = limitsOf(plan)
  return [
    ...(rule === 'nadam' ? [...momentumProduct(training.beta1), '', ''] : []),
    'slots = {',
    `    name: [${slots.map(({ start }) => `torch.full_like(w[name], ${start}, requires_grad=False)`).join(', ')}]`,
    '    for name in TRAINED',
    '}',
    ...(limits.length > 0
      ? [
          `LIMITS = {${limits.map(({ name, limit, axis }) => `${JSON.stringify(name)}: (${limit}, ${axis})`).join(', ')}}`,
        ]
      : []),
    '',
    '',
    'def update(name, g, rate, step):',
    `    """A step of ${rule}, counted from 1, in the form and with the constants of Keras."""`,
    '    p = w[name].detach()',
    ...(names.length > 0 ? [`    ${names.join(', ')}${names.length === 1 ? ',' : ''} = slots[name]`] : []),
    ...numbers.map(({ name, value }) => `    ${name} = ${pythonNumber(value)}`),
    ...lines.map(({ to, value }) => `    ${to} = ${outermost(value)}`),
    ...(names.length > 0 ? [`    slots[name] = [${names.join(', ')}]`] : []),
    ...(limits.length > 0
      ? [
          '    if name in LIMITS:',
          '        limit, axis = LIMITS[name]',
          '        length = p.square().sum([a for a in range(p.dim()) if a != axis], keepdim=True).sqrt()',
          '        p = p * length.clamp(max=limit) / (1e-7 + length)',
        ]
      : []),
    '    w[name].data.copy_(p)',
  ]
}

/** Π of the momenta of all steps so far. */
function momentumProduct(beta1: number): string[] {
  return [
    'def momentum_product(step):',
    `    return math.prod(${beta1} * (1 - 0.5 * 0.96 ** t) for t in range(1, step + 1))`,
  ]
}

function pythonNumber(value: string): string {
  return value.replace('momentumProduct(', 'momentum_product(')
}

function dataLines(request: CodeRequest, plan: ModelPlan): string[] {
  const classes = Math.max(2, plan.head.units)
  return [
    'tensors = lambda part: ([torch.from_numpy(x) for x in part[0]], torch.from_numpy(part[1]))',
    'train_inputs, train_truth = tensors(rows_of("train"))',
    'held = tensors(rows_of("validation"))',
    'shown = torch.from_numpy(spread(len(train_truth), max(500, len(held[1]))))',
    'sampled = ([x[shown] for x in train_inputs], train_truth[shown])',
    ...(weighsRows(request, plan)
      ? ['row_weights = torch.from_numpy(load("data/train.weights")).reshape(-1, 1)']
      : []),
    ...(weighsClasses(request, plan)
      ? [
          `counts = np.bincount(load("data/train.y").astype(int), minlength=${classes})`,
          'balance = np.where(counts > 0, len(train_truth) / (np.count_nonzero(counts) * np.maximum(counts, 1)), 0)',
          'class_weights = torch.tensor(balance, dtype=torch.float32)',
        ]
      : []),
    '',
    '',
    'def training_loss(at):',
    '    inputs, truth = [x[at] for x in train_inputs], train_truth[at]',
    '    rows = row_loss(forward(inputs, True), truth)',
    ...classWeightLines(request, plan),
    ...(weighsRows(request, plan) ? ['    rows = rows * row_weights[at]'] : []),
    '    return rows.mean() + penalty()',
  ]
}

function classWeightLines(request: CodeRequest, plan: ModelPlan): string[] {
  if (!weighsClasses(request, plan)) return []
  return plan.head.goal === 'binary'
    ? ['    rows = rows * (class_weights[0] + truth * (class_weights[1] - class_weights[0]))']
    : ['    rows = rows * (truth * class_weights).sum(-1, keepdim=True)']
}

function measureLines(): string[] {
  return [
    '@torch.no_grad()',
    'def measure(inputs, truth):',
    '    """The mean loss of rows, without penalties and weights of classes."""',
    '    total = 0.0',
    '    for at in torch.arange(len(truth)).split(1024):',
    '        rows = row_loss(forward([x[at] for x in inputs], False), truth[at])',
    '        total += float(rows.mean()) * len(at)',
    '    return total / len(truth)',
  ]
}

function stepLines({ training }: CodeRequest): string[] {
  const { clipValue, clipNorm } = training
  const clip = [
    ...(clipValue > 0 ? [`gathered = [g.clamp(-${clipValue}, ${clipValue}) for g in gathered]`] : []),
    ...(clipNorm > 0
      ? [
          'length = torch.sqrt(sum(g.square().sum() for g in gathered))',
          `gathered = [g * (${clipNorm} / length.clamp(min=${clipNorm})) for g in gathered]`,
        ]
      : []),
  ]
  return [
    'gradients = torch.autograd.grad(',
    '    training_loss(at), [w[name] for name in TRAINED], allow_unused=True, materialize_grads=True',
    ')',
    'gathered = gradients if gathered is None else [a + b for a, b in zip(gathered, gradients)]',
    'if batches % ACCUMULATE == 0:',
    '    gathered, updates = [g / ACCUMULATE for g in gathered], updates + 1',
    ...indent(clip),
    '    for name, g in zip(TRAINED, gathered):',
    '        update(name, g, rate, updates)',
    '    gathered = None',
  ]
}
