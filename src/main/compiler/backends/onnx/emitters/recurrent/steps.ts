/** @file What the recurrent layers share in ONNX: a `Scan` over steps, states before them, products of all steps at once. */
import type { Shape } from '../../../../graph/tensorType'
import type { OnnxEmitter } from '../../onnxEmitter'
import { attribute, type OnnxValueInfo } from '../../proto'
import { emitScan } from './emitScan'

const BOOL = 9

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

/** A value that the steps hand on or pick an item of, [batch, width] each. */
export interface Passed {
  readonly name: string
  readonly width: number
  /** @default 'float32' */
  readonly dataType?: 'float32' | 'bool'
}

export interface StepResults {
  readonly next: readonly string[]
  /** One behind the other they become the results of the scan. */
  readonly results: readonly string[]
}

export interface StepScan {
  readonly emitter: OnnxEmitter
  /** Their first values. */
  readonly states: readonly Passed[]
  readonly sequences: readonly Passed[]
  readonly isBackward: boolean
  readonly steps: number
  /** Appends the nodes of a step, which get its states and items by name. */
  readonly step: (states: readonly string[], items: readonly string[]) => StepResults
}

/** @returns the results of all steps, each [steps, batch, width]. */
export function scanSteps({ emitter, states, sequences, isBackward, steps, step }: StepScan): string[] {
  const infos = [...states, ...sequences].map(({ width, dataType = 'float32' }): OnnxValueInfo => {
    return { name: emitter.freshName(), dataType, shape: ['batch', width] }
  })
  const names = infos.map(({ name }) => name)
  const outputs: string[] = []
  const nodes = emitter.nest(() => {
    const { next, results } = step(names.slice(0, states.length), names.slice(states.length))
    // What is handed on and given as well needs two names.
    outputs.push(
      ...next,
      ...results.map((name) => (next.includes(name) ? emitter.add('Identity', [name]) : name)),
    )
  })
  const body = {
    name: 'step',
    inputs: infos,
    outputs: outputs.map((name): OnnxValueInfo => ({ name, dataType: 'float32', shape: ['batch', 'width'] })),
    initializers: [],
    nodes,
  }
  const passed = [...states, ...sequences].map(({ name }) => name)
  const made = emitScan(emitter, passed, { body, stateCount: states.length, isBackward, steps })
  return made.slice(states.length)
}

/** @param x has the batch as its second axis @returns [batch, width] of zeros. */
export function zeroState(emitter: OnnxEmitter, x: string, width: number): string {
  return emitter.once(`zero state ${x} ${width}`, () => {
    const batch = emitter.add('Shape', [x], { start: attribute.int(1), end: attribute.int(2) })
    const shape = emitter.add('Concat', [batch, emitter.list('int64', [width])], { axis: attribute.int(0) })
    return emitter.add('ConstantOfShape', [shape])
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
export function statesBefore(emitter: OnnxEmitter, { states, steps, units, isBackward }: Traced): string {
  const first = emitter.add('Unsqueeze', [zeroState(emitter, states, units), emitter.list('int64', [0])])
  if (steps === 1) return first
  const [start, end] = isBackward ? [1, steps] : [0, steps - 1]
  const list = (value: number): string => emitter.list('int64', [value])
  const rest = emitter.add('Slice', [states, list(start), list(end), list(0)])
  return emitter.add('Concat', isBackward ? [rest, first] : [first, rest], { axis: attribute.int(0) })
}

/** The rows of all steps as one matrix: a view. */
export function asMatrix(emitter: OnnxEmitter, sequence: string, width: number): string {
  return emitter.once(`rows ${sequence}`, () =>
    emitter.add('Reshape', [sequence, emitter.list('int64', [-1, width])]),
  )
}

/** The inverse. */
export function asSteps(
  emitter: OnnxEmitter,
  matrix: string,
  { steps, width }: { steps: number; width: number },
): string {
  return emitter.add('Reshape', [matrix, emitter.list('int64', [steps, -1, width])])
}

/** x·W + b of all steps. */
export function projectSteps(
  emitter: OnnxEmitter,
  [x, w, b]: readonly [string, string, string],
  { steps, features, units, gates }: LayerSizes,
): string {
  const product = emitter.add('Gemm', [asMatrix(emitter, x, features), w, b])
  return asSteps(emitter, product, { steps, width: gates * units })
}

/** Whether steps are to be passed over: a scalar mask says that all count. */
export function hasMask(mask: { readonly type: { readonly shape: Shape } }): boolean {
  return mask.type.shape.length > 0
}

/** The mask as truth values, to choose by. */
export function asCondition(emitter: OnnxEmitter, mask: string): Passed {
  const name = emitter.once(`condition ${mask}`, () =>
    emitter.add('Cast', [mask], { to: attribute.int(BOOL) }),
  )
  return { name, width: 1, dataType: 'bool' }
}

/** Element-wise arithmetic by name. */
export function arithmetic(emitter: OnnxEmitter) {
  const of =
    (opType: string) =>
    (...inputs: string[]): string =>
      emitter.add(opType, inputs)
  const one = emitter.number(1)
  const subtract = of('Sub')
  const multiply = of('Mul')
  return {
    add: of('Add'),
    subtract,
    multiply,
    tanh: of('Tanh'),
    sigmoid: of('Sigmoid'),
    choose: of('Where'),
    fromOne: (x: string): string => subtract(one, x),
    /** The slope of a sigmoid, told by what it gave: s·(1 − s). */
    sigmoidSlope: (s: string): string => subtract(s, multiply(s, s)),
    /** The slope of a hyperbolic tangent, told by what it gave: 1 − t². */
    tanhSlope: (t: string): string => subtract(one, multiply(t, t)),
    columns: (...blocks: string[]): string => emitter.add('Concat', blocks, { axis: attribute.int(-1) }),
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
  /** Empty names for what nobody reads. */
  readonly wants: { readonly x: boolean; readonly bias: boolean }
}

/** (∂x, ∂W, ∂U, sums over all rows of ∂(x·W)), one product each over all steps. */
export function kernelGradients(
  emitter: OnnxEmitter,
  { x, w, before, ofX, ofH, wants }: KernelGradientInputs,
  { steps, features, units, gates }: LayerSizes,
): [string, string, string, string] {
  const width = gates * units
  const [dx, dh] = [asMatrix(emitter, ofX, width), asMatrix(emitter, ofH, width)]
  const transposed = (side: 'transA' | 'transB') => ({ [side]: attribute.int(1) })
  const ofKernel = emitter.add('Gemm', [asMatrix(emitter, x, features), dx], transposed('transA'))
  const ofRecurrent = emitter.add('Gemm', [asMatrix(emitter, before, units), dh], transposed('transA'))
  const ofInputs = (): string =>
    asSteps(emitter, emitter.add('Gemm', [dx, w], transposed('transB')), { steps, width: features })
  return [wants.x ? ofInputs() : '', ofKernel, ofRecurrent, wants.bias ? sumRows(emitter, dx) : '']
}

/** Of a matrix, over its rows. */
export function sumRows(emitter: OnnxEmitter, matrix: string): string {
  return emitter.add('ReduceSum', [matrix, emitter.list('int64', [0])], { keepdims: attribute.int(0) })
}
