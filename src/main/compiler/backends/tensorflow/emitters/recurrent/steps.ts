/** @file What the recurrent layers share in TensorFlow: sizes, states before the steps, products of all steps at once. */
import type { Shape } from '../../../../graph/tensorType'
import { attribute } from '../../proto'
import { FLOAT, type TensorFlowEmitter } from '../../tensorFlowEmitter'
import { reshape } from '../layout'
import { addBias } from '../matrix'
import { reduce } from '../shape'
import type { Passed } from './stepLoop'

const INT32 = attribute.type('int32')

/** Sizes of a layer. */
export interface LayerSizes {
  readonly steps: number
  readonly features: number
  readonly units: number
  readonly gates: number
}

/** The shapes of (x, W, U …). */
export function sizesOf(inputs: readonly { readonly type: { readonly shape: Shape } }[]): LayerSizes {
  const [[steps = 1, , features = 1] = [], [, width = 1] = [], [units = 1] = []] = inputs.map(
    ({ type }) => type.shape,
  )
  return {
    steps: Number(steps),
    features: Number(features),
    units: Number(units),
    gates: Number(width) / Number(units),
  }
}

/** @param x has the batch as its second axis @returns [batch, width] of zeros. */
export function zeroState(emitter: TensorFlowEmitter, x: string, width: number): string {
  return emitter.once(`zero state ${x} ${width}`, () => {
    const sizes = [emitter.shapeOf(x), emitter.list([1]), emitter.list([2]), emitter.list([1])]
    const batch = emitter.add('StridedSlice', sizes, {
      ...{ T: INT32, Index: INT32 },
      shrink_axis_mask: attribute.int(1),
    })
    const shape = emitter.add('Pack', [batch, emitter.integer(width)], { T: INT32, N: attribute.int(2) })
    return emitter.add('Fill', [shape, emitter.number(0)], { ...FLOAT, index_type: INT32 })
  })
}

export interface Traced {
  /** [steps, batch, units], after every step. */
  readonly states: string
  readonly steps: number
  readonly units: number
  readonly isBackward: boolean
}

/** @returns [steps, batch, units]: the state that each step was given, zeros at first. */
export function statesBefore(
  emitter: TensorFlowEmitter,
  { states, steps, units, isBackward }: Traced,
): string {
  const none = zeroState(emitter, states, units)
  const first = emitter.add('ExpandDims', [none, emitter.integer(0)], { ...FLOAT, Tdim: INT32 })
  if (steps === 1) return first
  const begin = emitter.list([isBackward ? 1 : 0, 0, 0])
  const rest = emitter.add('Slice', [states, begin, emitter.list([steps - 1, -1, -1])], {
    ...FLOAT,
    Index: INT32,
  })
  return join(emitter, isBackward ? [rest, first] : [first, rest], 0)
}

/** The rows of all steps as one matrix: a view. */
export function asMatrix(emitter: TensorFlowEmitter, sequence: string, width: number): string {
  return emitter.once(`all rows ${sequence}`, () => reshape(emitter, sequence, [-1, width]))
}

/** The inverse. */
export function asSteps(
  emitter: TensorFlowEmitter,
  matrix: string,
  { steps, width }: { steps: number; width: number },
): string {
  return reshape(emitter, matrix, [steps, -1, width])
}

/** x·W + b of all steps. */
export function projectSteps(
  emitter: TensorFlowEmitter,
  [x, w, b]: readonly [string, string, string],
  { steps, features, units, gates }: LayerSizes,
): string {
  const product = multiplyMatrices(emitter, [asMatrix(emitter, x, features), w])
  return asSteps(emitter, addBias(emitter, product, b), { steps, width: gates * units })
}

/** Whether steps are to be passed over: a scalar mask says that all count. */
export function hasMask(mask: { readonly type: { readonly shape: Shape } }): boolean {
  return mask.type.shape.length > 0
}

/** The mask as truth values, to choose by. */
export function asCondition(emitter: TensorFlowEmitter, mask: string): Passed {
  const name = emitter.once(`condition ${mask}`, () =>
    emitter.add('Cast', [mask], { SrcT: attribute.type('float32'), DstT: attribute.type('bool') }),
  )
  return { name, element: 'bool' }
}

/** Which operand of a product is turned over. */
export interface Turned {
  readonly first?: boolean
  readonly second?: boolean
}

export function multiplyMatrices(
  emitter: TensorFlowEmitter,
  operands: readonly [string, string],
  { first = false, second = false }: Turned = {},
): string {
  return emitter.add('MatMul', operands, {
    ...FLOAT,
    transpose_a: attribute.bool(first),
    transpose_b: attribute.bool(second),
  })
}

/** So many blocks of columns, all as wide as another. */
export function splitColumns(emitter: TensorFlowEmitter, matrix: string, count: number): string[] {
  return emitter.addMany('Split', [emitter.integer(-1), matrix], {
    attributes: { ...FLOAT, num_split: attribute.int(count) },
    outputs: count,
  })
}

export function join(emitter: TensorFlowEmitter, names: readonly string[], axis: number): string {
  return emitter.add('ConcatV2', [...names, emitter.integer(axis)], {
    ...FLOAT,
    N: attribute.int(names.length),
    Tidx: INT32,
  })
}

/** Element-wise arithmetic by name. */
export function arithmetic(emitter: TensorFlowEmitter) {
  const of =
    (op: string) =>
    (...inputs: string[]): string =>
      emitter.add(op, inputs, FLOAT)
  const one = emitter.number(1)
  const subtract = of('Sub')
  const multiply = of('Mul')
  return {
    add: of('AddV2'),
    subtract,
    multiply,
    tanh: of('Tanh'),
    sigmoid: of('Sigmoid'),
    choose: of('SelectV2'),
    fromOne: (x: string): string => subtract(one, x),
    /** s·(1 − s)·d for s = sigmoid(…), d · (1 − t²) for t = tanh(…). */
    sigmoidBack: of('SigmoidGrad'),
    tanhBack: of('TanhGrad'),
    columns: (...blocks: string[]): string => join(emitter, blocks, -1),
  }
}

export interface KernelGradientInputs {
  readonly x: string
  readonly w: string
  /** [steps, batch, units], the states before the steps. */
  readonly before: string
  /** [steps, batch, gates · units], gradients of x·W and of h·U; often the same. */
  readonly ofX: string
  readonly ofH: string
}

/** (∂x, ∂W, ∂U, sums over all rows of ∂(x·W)), one product each over all steps; what nobody reads never runs. */
export function kernelGradients(
  emitter: TensorFlowEmitter,
  { x, w, before, ofX, ofH }: KernelGradientInputs,
  { steps, features, units, gates }: LayerSizes,
): [string, string, string, string] {
  const width = gates * units
  const [dx, dh] = [asMatrix(emitter, ofX, width), asMatrix(emitter, ofH, width)]
  const inputs = multiplyMatrices(emitter, [dx, w], { second: true })
  return [
    asSteps(emitter, inputs, { steps, width: features }),
    multiplyMatrices(emitter, [asMatrix(emitter, x, features), dx], { first: true }),
    multiplyMatrices(emitter, [asMatrix(emitter, before, units), dh], { first: true }),
    sumRows(emitter, dx),
  ]
}

/** Of a matrix, over its rows. */
export function sumRows(emitter: TensorFlowEmitter, matrix: string): string {
  return reduce(emitter, 'Sum', matrix, { axes: [0] })
}
