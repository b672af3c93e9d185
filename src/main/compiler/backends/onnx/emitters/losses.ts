/** @file Losses in ONNX. What a loss and its gradient both need is computed once. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitRule } from './emit'

type Pair = readonly [string, string]

export const softmaxCrossEntropy: EmitRule<'softmaxCrossEntropy'> = ({ emitter, inputs }) => [
  softmaxLoss(emitter, inputs).loss,
]

/** (softmax − one-hot) / rows */
export const softmaxCrossEntropyGrad: EmitRule<'softmaxCrossEntropyGrad'> = ({ emitter, node, inputs }) => {
  const [logits, classes] = inputs
  const width = Number(node.inputs[0].type.shape[1])
  const probabilities = emitter.add('Exp', [softmaxLoss(emitter, inputs).logProbabilities])
  const range = emitter.list('float32', [0, 1])
  const oneHot = emitter.add('OneHot', [classes, emitter.list('int32', [width]), range])
  const difference = emitter.add('Sub', [probabilities, oneHot])
  return [emitter.add('Mul', [difference, emitter.batchReciprocal(logits)])]
}

/** softplus(z) − y·z */
export const sigmoidCrossEntropy: EmitRule<'sigmoidCrossEntropy'> = ({
  emitter,
  inputs: [logits, targets],
}) => {
  const losses = emitter.add('Sub', [
    emitter.add('Softplus', [logits]),
    emitter.add('Mul', [targets, logits]),
  ])
  return [emitter.add('ReduceMean', [losses], { keepdims: attribute.int(0) })]
}

/** (sigmoid(z) − y) / rows */
export const sigmoidCrossEntropyGrad: EmitRule<'sigmoidCrossEntropyGrad'> = ({ emitter, inputs }) => {
  const [logits, targets] = inputs
  const difference = emitter.add('Sub', [emitter.add('Sigmoid', [logits]), targets])
  return [emitter.add('Mul', [difference, emitter.batchReciprocal(logits)])]
}

export const meanSquaredError: EmitRule<'meanSquaredError'> = ({ emitter, inputs }) => {
  const error = difference(emitter, inputs)
  return [emitter.add('ReduceMean', [emitter.add('Mul', [error, error])], { keepdims: attribute.int(0) })]
}

/** 2(p − y) / (rows · columns) */
export const meanSquaredErrorGrad: EmitRule<'meanSquaredErrorGrad'> = ({ emitter, node, inputs }) => {
  const columns = Number(node.inputs[0].type.shape[1])
  const factor = emitter.add('Mul', [emitter.batchReciprocal(inputs[0]), emitter.number(2 / columns)])
  return [emitter.add('Mul', [difference(emitter, inputs), factor])]
}

function softmaxLoss(emitter: OnnxEmitter, [logits, classes]: Pair) {
  const [loss = '', logProbabilities = ''] = emitter.once(`softmaxLoss ${logits} ${classes}`, () =>
    emitter.addMany('SoftmaxCrossEntropyLoss', [logits, classes], { outputs: 2 }),
  )
  return { loss, logProbabilities }
}

function difference(emitter: OnnxEmitter, [predictions, targets]: Pair): string {
  const [error = ''] = emitter.once(`difference ${predictions} ${targets}`, () => [
    emitter.add('Sub', [predictions, targets]),
  ])
  return error
}
