/** @file Losses in ONNX. What a loss and its gradient both need is computed once. */
import type { OpNode } from '../../../graph/graph'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitRule, EmittersOf } from './emit'
import type { LossSignatures } from '../../../ops/signature/loss'

type Pair = readonly [string, string]

/** −Σ one-hot · log softmax / rows, the sum as a mean over all elements */
const softmaxCrossEntropy: EmitRule<'softmaxCrossEntropy'> = ({ emitter, node, inputs }) => {
  const hits = emitter.add('Mul', [oneHot(emitter, node, inputs[1]), logSoftmax(emitter, inputs[0])])
  const mean = emitter.add('ReduceMean', [hits], { keepdims: attribute.int(0) })
  return [emitter.add('Mul', [mean, emitter.number(-widthOf(node))])]
}

/** (softmax − one-hot) / rows */
const softmaxCrossEntropyGrad: EmitRule<'softmaxCrossEntropyGrad'> = ({ emitter, node, inputs }) => {
  const [logits, classes] = inputs
  const probabilities = emitter.add('Exp', [logSoftmax(emitter, logits)])
  const excess = emitter.add('Sub', [probabilities, oneHot(emitter, node, classes)])
  return [emitter.add('Mul', [excess, emitter.batchReciprocal(logits)])]
}

/** softplus(z) − y·z */
const sigmoidCrossEntropy: EmitRule<'sigmoidCrossEntropy'> = ({ emitter, inputs: [logits, targets] }) => {
  const losses = emitter.add('Sub', [
    emitter.add('Softplus', [logits]),
    emitter.add('Mul', [targets, logits]),
  ])
  return [emitter.add('ReduceMean', [losses], { keepdims: attribute.int(0) })]
}

/** (sigmoid(z) − y) / rows */
const sigmoidCrossEntropyGrad: EmitRule<'sigmoidCrossEntropyGrad'> = ({ emitter, inputs }) => {
  const [logits, targets] = inputs
  const difference = emitter.add('Sub', [emitter.add('Sigmoid', [logits]), targets])
  return [emitter.add('Mul', [difference, emitter.batchReciprocal(logits)])]
}

const meanSquaredError: EmitRule<'meanSquaredError'> = ({ emitter, inputs }) => {
  const error = difference(emitter, inputs)
  return [emitter.add('ReduceMean', [emitter.add('Mul', [error, error])], { keepdims: attribute.int(0) })]
}

/** 2(p − y) / (rows · columns) */
const meanSquaredErrorGrad: EmitRule<'meanSquaredErrorGrad'> = ({ emitter, node, inputs }) => {
  const columns = Number(node.inputs[0].type.shape[1])
  const factor = emitter.add('Mul', [emitter.batchReciprocal(inputs[0]), emitter.number(2 / columns)])
  return [emitter.add('Mul', [difference(emitter, inputs), factor])]
}

const mean: EmitRule<'mean'> = ({ emitter, inputs }) => [
  emitter.add('ReduceMean', inputs, { keepdims: attribute.int(0) }),
]

const meanGrad: EmitRule<'meanGrad'> = ({ emitter, node, inputs: [d, x] }) => {
  const columns = Number(node.inputs[1].type.shape[1])
  const perRow = emitter.add('Mul', [d, emitter.batchReciprocal(x)])
  const share = columns === 1 ? perRow : emitter.add('Mul', [perRow, emitter.number(1 / columns)])
  return [emitter.add('Expand', [share, emitter.add('Shape', [x])])]
}

type ClassNode = OpNode<'softmaxCrossEntropy' | 'softmaxCrossEntropyGrad'>

function widthOf(node: ClassNode): number {
  return Number(node.inputs[0].type.shape[1])
}

function logSoftmax(emitter: OnnxEmitter, logits: string): string {
  return emitter.once(`logSoftmax ${logits}`, () =>
    emitter.add('LogSoftmax', [logits], { axis: attribute.int(-1) }),
  )
}

function oneHot(emitter: OnnxEmitter, node: ClassNode, classes: string): string {
  const depth = emitter.list('int32', [widthOf(node)])
  const values = emitter.list('float32', [0, 1])
  return emitter.once(`oneHot ${classes}`, () => emitter.add('OneHot', [classes, depth, values]))
}

function difference(emitter: OnnxEmitter, [predictions, targets]: Pair): string {
  return emitter.once(`difference ${predictions} ${targets}`, () =>
    emitter.add('Sub', [predictions, targets]),
  )
}

export const lossEmitters: EmittersOf<LossSignatures> = {
  softmaxCrossEntropy,
  softmaxCrossEntropyGrad,
  sigmoidCrossEntropy,
  sigmoidCrossEntropyGrad,
  meanSquaredError,
  meanSquaredErrorGrad,
  mean,
  meanGrad,
}
