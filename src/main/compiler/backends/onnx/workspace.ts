/** @file What the nodes of an op need besides its inputs and outputs while they run, as its emitter spells it out on the processor. */
import type { Node, OpNode, Value } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import type { OpKind } from '../../ops/signatures'

/** Numbers at a batch of so many rows. */
type Rule<K extends OpKind> = (node: OpNode<K>, batchSize: number) => number
type Rules = { readonly [K in OpKind]?: Rule<K> }

const count = ({ type }: Value, batchSize: number): number => sizeOf(type.shape, batchSize)
const ofFirstInput =
  (times: number) =>
  ({ inputs }: Pick<Node, 'inputs'>, batchSize: number): number => {
    const [first] = inputs
    return first ? times * count(first, batchSize) : 0
  }

/** The direction of a step, and the square of the gradient or its root. */
const update = ofFirstInput(2)
/** What is the largest of its window, as truth and as number, and the shares of windows at all of their elements. */
const maxPoolGrad = ofFirstInput(2.25)
const normalization = ofFirstInput(2)

const RULES: Rules = {
  adamUpdate: update,
  nadamUpdate: update,
  adamaxUpdate: update,
  lionUpdate: update,
  rmspropUpdate: update,
  momentumUpdate: ofFirstInput(1),
  nesterovUpdate: ofFirstInput(1),
  sgdUpdate: ofFirstInput(1),
  maxPool2dGrad: maxPoolGrad,
  maxPool1dGrad: maxPoolGrad,
  batchNorm: normalization,
  batchNormGrad: normalization,
  standardizeGrad: normalization,
  layerNormGrad: normalization,
  softmaxCrossEntropy: ofFirstInput(2),
  softmaxCrossEntropyGrad: ofFirstInput(2),
  onnxNodes: ({ attributes: { workNumbers } }, batchSize) => batchSize * workNumbers,
  tripletCounts: ({ inputs: [distances], attributes: { mining } }, batchSize) =>
    count(distances, batchSize) * (mining === 'semiHard' ? 3 * batchSize : 8),
  conv2dFilterGrad: pictureWindows,
  conv1d: ({ inputs: [, kernel], outputs: [y] }, batchSize) => stepWindows(kernel, y, batchSize),
  conv1dBias: ({ inputs: [, kernel], outputs: [y] }, batchSize) => stepWindows(kernel, y, batchSize),
  conv1dFilterGrad: ({ inputs: [, d], outputs: [kernel] }, batchSize) => stepWindows(kernel, d, batchSize),
  conv1dInputGrad: ({ inputs: [, kernel], outputs: [x] }, batchSize) =>
    (2 * count(x, batchSize) * count(kernel, 1)) / Number(kernel.type.shape[1]) ** 2,
}

/** Below so many channels, the windows of all taps lie side by side at once; else one follows the other. */
const FEW_CHANNELS = 16

/** What the taps of the kernel see, place by place of d, on its own and side by side or turned. */
function pictureWindows(
  { inputs: [x, d], outputs: [kernel] }: OpNode<'conv2dFilterGrad'>,
  batchSize: number,
): number {
  const channels = Number(x.type.shape[1])
  const [filters = 1, , height = 1, width = 1] = kernel.type.shape.map(Number)
  const window = (count(d, batchSize) / filters) * channels
  return 2 * window * (channels < FEW_CHANNELS ? height * width : 1)
}

/** All that the kernel [k, c, o] sees, place by place of y [b, t, o], on its own and side by side. */
function stepWindows(kernel: Value, y: Value, batchSize: number): number {
  const filters = Number(kernel.type.shape[2])
  return (2 * count(y, batchSize) * count(kernel, 1)) / filters ** 2
}

/** @returns bytes. */
export function workspaceOf(node: Node, batchSize: number): number {
  const rule = RULES[node.kind] as Rule<OpKind> | undefined
  return 4 * (rule?.(node, batchSize) ?? 0)
}
