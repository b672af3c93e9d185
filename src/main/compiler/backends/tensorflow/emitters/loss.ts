/** @file Losses in TensorFlow. What a loss and its gradient both need is computed once. */
import { sizeOf } from '../../../graph/tensorType'
import type { LossSignatures } from '../../../ops/signature/loss'
import { attribute } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule, EmittersOf } from './emit'
import { reduce } from './shape'

type Pair = readonly [string, string]

const softmaxCrossEntropy: EmitRule<'softmaxCrossEntropy'> = ({ emitter, inputs }) => [
  reduce(emitter, 'Mean', surprise(emitter, inputs), { axes: [0] }),
]

/** (softmax − one-hot) / rows, the difference a second output of the node that makes the loss. */
const softmaxCrossEntropyGrad: EmitRule<'softmaxCrossEntropyGrad'> = ({ emitter, inputs }) => [
  emitter.add('Mul', [`${surprise(emitter, inputs)}:1`, emitter.batchReciprocal(inputs[0])], FLOAT),
]

/** −log softmax of its class, a row. */
function surprise(emitter: TensorFlowEmitter, [logits, classes]: Pair): string {
  return emitter.once(`surprise ${logits} ${classes}`, () =>
    emitter.add('SparseSoftmaxCrossEntropyWithLogits', [logits, classes], {
      ...FLOAT,
      Tlabels: attribute.type('int32'),
    }),
  )
}

/** softplus(z) − y·z */
const sigmoidCrossEntropy: EmitRule<'sigmoidCrossEntropy'> = ({ emitter, inputs: [logits, targets] }) => {
  const hits = emitter.add('Mul', [targets, logits], FLOAT)
  const losses = emitter.add('Sub', [emitter.add('Softplus', [logits], FLOAT), hits], FLOAT)
  return [reduce(emitter, 'Mean', losses, { axes: [0, 1] })]
}

/** (sigmoid(z) − y) / rows */
const sigmoidCrossEntropyGrad: EmitRule<'sigmoidCrossEntropyGrad'> = ({
  emitter,
  inputs: [logits, targets],
}) => {
  const excess = emitter.add('Sub', [emitter.add('Sigmoid', [logits], FLOAT), targets], FLOAT)
  return [emitter.add('Mul', [excess, emitter.batchReciprocal(logits)], FLOAT)]
}

const meanSquaredError: EmitRule<'meanSquaredError'> = ({ emitter, inputs }) => {
  const squares = emitter.add('Square', [difference(emitter, inputs)], FLOAT)
  return [reduce(emitter, 'Mean', squares, { axes: [0, 1] })]
}

/** 2(p − y) / (rows · columns) */
const meanSquaredErrorGrad: EmitRule<'meanSquaredErrorGrad'> = ({ emitter, node, inputs }) => {
  const columns = Number(node.inputs[0].type.shape[1])
  const factor = emitter.add('Mul', [emitter.batchReciprocal(inputs[0]), emitter.number(2 / columns)], FLOAT)
  return [emitter.add('Mul', [difference(emitter, inputs), factor], FLOAT)]
}

const mean: EmitRule<'mean'> = ({ emitter, node, inputs: [x] }) => [
  reduce(emitter, 'Mean', x, { axes: node.inputs[0].type.shape.map((_, axis) => axis) }),
]

const meanGrad: EmitRule<'meanGrad'> = ({ emitter, node, inputs: [d, x] }) => {
  const columns = sizeOf(node.inputs[1].type.shape.slice(1))
  const perRow = emitter.add('Mul', [d, emitter.batchReciprocal(x)], FLOAT)
  const share = columns === 1 ? perRow : emitter.add('Mul', [perRow, emitter.number(1 / columns)], FLOAT)
  return [emitter.add('Fill', [emitter.shapeOf(x), share], { ...FLOAT, index_type: attribute.type('int32') })]
}

function difference(emitter: TensorFlowEmitter, [predictions, targets]: Pair): string {
  return emitter.once(`difference ${predictions} ${targets}`, () =>
    emitter.add('Sub', [predictions, targets], FLOAT),
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
