/** @file How ops are done for all members of a population at once. An op that is not here is trained a model at a time. */
import { attribute } from '../backends/onnx/proto'
import type { OnnxEmitter } from '../backends/onnx/onnxEmitter'
import { sizeOf, type Shape } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'
import { alike, asItIs, toRank } from './align'
import type { PopulationRule } from './rule'

const matMul: PopulationRule<'matMul'> = ({ emitter, node, inputs }) => {
  const { transposeA, transposeB } = node.attributes
  return [product(emitter, inputs, { transposeA, transposeB })]
}

const linear: PopulationRule<'linear'> = ({ emitter, node, inputs: [x, w, b] }) => {
  const bias = toRank(emitter, b, { shape: node.inputs[2].type.shape, rank: 2 })
  return [emitter.add('Add', [product(emitter, [x, w]), bias])]
}

/** All axes but the members'. */
const sumOfSquares: PopulationRule<'sumOfSquares'> = ({ emitter, node, inputs }) => [
  emitter.add('ReduceSumSquare', inputs, {
    axes: attribute.ints(ownAxes(node.inputs[0].type.shape.length)),
    keepdims: attribute.int(0),
  }),
]

const rowMax: PopulationRule<'rowMax'> = ({ emitter, inputs: [x] }) => [
  emitter.add('ReduceMax', [x], { axes: attribute.ints([-1]), keepdims: attribute.int(1) }),
]

const sumTo: PopulationRule<'sumTo'> = ({ emitter, node, inputs: [x], members }) => {
  const from = node.inputs[0].type.shape
  const to = node.attributes.shape
  const vanishing = from.length - to.length
  const kept = to.flatMap((size, index) =>
    size === 1 && from[index + vanishing] !== 1 ? [index + vanishing + 1] : [],
  )
  const narrowed = kept.length > 0 ? reduceSum(emitter, x, { axes: kept, keepDims: 1 }) : x
  if (vanishing === 0) return [narrowed]
  if (vanishing === 1 && !to.includes('batch')) return [sumRows(emitter, narrowed, { to, members })]
  return [reduceSum(emitter, narrowed, { axes: ownAxes(vanishing), keepDims: 0 })]
}

/**
 * Sums over the batch, which is brought to the front: ONNX Runtime adds rows one after the other there, as it does for a
 * single model, and in pairs anywhere else. The members lie in the columns meanwhile, or its optimizer would move the axis back.
 */
function sumRows(emitter: OnnxEmitter, x: string, { to, members }: Rest): string {
  const rest = to.map((_, index) => index + 2)
  const rowsFirst = emitter.add('Transpose', [x], { perm: attribute.ints([1, 0, ...rest]) })
  const table = emitter.add('Reshape', [rowsFirst, emitter.list('int64', [-1, members * sizeOf(to)])])
  const sums = reduceSum(emitter, table, { axes: [0], keepDims: 0 })
  return emitter.add('Reshape', [sums, emitter.list('int64', [members, ...to.map(Number)])])
}

interface Rest {
  readonly to: Shape
  readonly members: number
}

const broadcastLike: PopulationRule<'broadcastLike'> = ({ emitter, node, inputs: [x, like], isOwn }) => {
  const [from, to] = node.inputs.map(({ type }) => type.shape)
  const aligned = isOwn[0] ? toRank(emitter, x, { shape: from ?? [], rank: to?.length ?? 0 }) : x
  return [emitter.add('Expand', [aligned, emitter.add('Shape', [like])])]
}

const pack: PopulationRule<'pack'> = ({ emitter, node, inputs, members }) => {
  const flat = inputs.map((input, index) =>
    node.inputs[index]?.type.shape.length === 1
      ? input
      : emitter.add('Reshape', [input, emitter.list('int64', [members, -1])]),
  )
  return [emitter.add('Concat', flat, { axis: attribute.int(1) })]
}

const unpack: PopulationRule<'unpack'> = ({ emitter, node, inputs: [vector], members }) => {
  const { shapes } = node.attributes
  const sizes = emitter.list(
    'int64',
    shapes.map((shape) => sizeOf(shape)),
  )
  const parts = emitter.addMany('Split', [vector, sizes], {
    outputs: shapes.length,
    attributes: { axis: attribute.int(1) },
  })
  return parts.map((part, index) => {
    const shape = shapes[index] ?? []
    return shape.length === 1
      ? part
      : emitter.add('Reshape', [part, emitter.list('int64', [members, ...shape])])
  })
}

const softmaxCrossEntropy: PopulationRule<'softmaxCrossEntropy'> = ({ emitter, node, inputs }) => {
  const [logits, classes] = inputs
  const width = Number(node.inputs[0].type.shape[1])
  const depth = emitter.list('int32', [width])
  const values = emitter.list('float32', [0, 1])
  const truth = emitter.once(`oneHot ${classes}`, () => emitter.add('OneHot', [classes, depth, values]))
  const logarithms = emitter.once(`logSoftmax ${logits}`, () =>
    emitter.add('LogSoftmax', [logits], { axis: attribute.int(-1) }),
  )
  const mean = meanOf(emitter, emitter.add('Mul', [truth, logarithms]), 2)
  return [emitter.add('Mul', [mean, emitter.number(-width)])]
}

const sigmoidCrossEntropy: PopulationRule<'sigmoidCrossEntropy'> = ({
  emitter,
  inputs: [logits, targets],
}) => {
  const losses = emitter.add('Sub', [
    emitter.add('Softplus', [logits]),
    emitter.add('Mul', [targets, logits]),
  ])
  return [meanOf(emitter, losses, 2)]
}

const meanSquaredError: PopulationRule<'meanSquaredError'> = ({ emitter, inputs }) => {
  const error = emitter.add('Sub', [...inputs])
  return [meanOf(emitter, emitter.add('Mul', [error, error]), 2)]
}

const mean: PopulationRule<'mean'> = ({ emitter, node, inputs: [x] }) => [
  meanOf(emitter, x, node.inputs[0].type.shape.length),
]

const meanGrad: PopulationRule<'meanGrad'> = ({ emitter, node, inputs: [d, x], isOwn }) => {
  const { shape } = node.inputs[1].type
  const perRow = emitter.add('Mul', [d, emitter.batchReciprocal(x)])
  const columns = sizeOf(shape.slice(1))
  const share = columns === 1 ? perRow : emitter.add('Mul', [perRow, emitter.number(1 / columns)])
  const aligned = isOwn[0] ? toRank(emitter, share, { shape: [], rank: shape.length }) : share
  return [emitter.add('Expand', [aligned, emitter.add('Shape', [x])])]
}

function product(
  emitter: OnnxEmitter,
  [a, b]: readonly [string, string],
  { transposeA = false, transposeB = false } = {},
): string {
  // ONNX Runtime's own: a batch of products, either operand transposed as it lies.
  return emitter.add('FusedMatMul', [a, b], {
    transA: attribute.int(Number(transposeA)),
    transB: attribute.int(Number(transposeB)),
  })
}

function meanOf(emitter: OnnxEmitter, x: string, rank: number): string {
  return emitter.add('ReduceMean', [x], { axes: attribute.ints(ownAxes(rank)), keepdims: attribute.int(0) })
}

function reduceSum(
  emitter: OnnxEmitter,
  x: string,
  { axes, keepDims }: { readonly axes: number[]; readonly keepDims: 0 | 1 },
): string {
  return emitter.add('ReduceSum', [x, emitter.list('int64', axes)], { keepdims: attribute.int(keepDims) })
}

/** 1 … rank: behind the members'. */
function ownAxes(rank: number): number[] {
  return Array.from({ length: rank }, (_, index) => index + 1)
}

const ALIKE = [
  ...(['add', 'subtract', 'multiply', 'exp', 'erf', 'step', 'relu', 'leakyRelu', 'elu', 'selu'] as const),
  ...(['tanh', 'sigmoid', 'softplus', 'abs', 'clip', 'huber', 'power'] as const),
  ...(['softmax', 'logSoftmax', 'oneHot', 'clipFactor'] as const),
  ...(['sigmoidCrossEntropyGrad', 'meanSquaredErrorGrad'] as const),
  ...(['adamUpdate', 'nadamUpdate', 'adamaxUpdate', 'lionUpdate', 'rmspropUpdate'] as const),
  ...(['momentumUpdate', 'nesterovUpdate', 'sgdUpdate', 'select'] as const),
]

export const POPULATION_RULES: { readonly [K in OpKind]?: PopulationRule<K> } = {
  ...(Object.fromEntries(ALIKE.map((kind) => [kind, alike(kind)])) as object),
  softmaxCrossEntropyGrad: asItIs('softmaxCrossEntropyGrad'),
  ...{ matMul, linear, sumOfSquares, rowMax, sumTo, broadcastLike, pack, unpack },
  ...{ softmaxCrossEntropy, sigmoidCrossEntropy, meanSquaredError, mean, meanGrad },
}
