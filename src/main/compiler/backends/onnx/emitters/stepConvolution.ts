/** @file Convolutions of steps in ONNX: windows of steps side by side, then one product of matrices, which beats `Conv`. */
import type { StepWindow } from '../../../ops/signature/convolution'
import type { Shape } from '../../../graph/tensorType'
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitRule } from './emit'
import { transposeByOperator } from './transposedConvolution'

export const conv1d: EmitRule<'conv1d'> = ({ emitter, node, inputs: [x, kernel] }) => {
  const form = formOf(node.attributes, {
    steps: node.inputs[0],
    kernel: node.inputs[1],
    places: node.outputs[0],
  })
  return [product(emitter, form, [windows(emitter, form, x), kernel])]
}

export const conv1dBias: EmitRule<'conv1dBias'> = ({ emitter, node, inputs: [x, kernel, bias] }) => {
  const form = formOf(node.attributes, {
    steps: node.inputs[0],
    kernel: node.inputs[1],
    places: node.outputs[0],
  })
  return [product(emitter, form, [windows(emitter, form, x), kernel, bias])]
}

/** windowsᵀ [k·c, rows] · d [rows, o]: a product a row of the batch, which several processors share, then their sum. */
export const conv1dFilterGrad: EmitRule<'conv1dFilterGrad'> = ({ emitter, node, inputs: [x, d] }) => {
  const form = formOf(node.attributes, {
    steps: node.inputs[0],
    kernel: node.outputs[0],
    places: node.inputs[1],
  })
  const seen = windows(emitter, form, x)
  const gradient =
    emitter.device === 'cpu' ? sumOfProducts(emitter, form, [seen, d]) : oneProduct(emitter, form, [seen, d])
  const sizes = emitter.list('int64', [form.size, form.channels, form.filters])
  return [emitter.add('Reshape', [gradient, sizes])]
}

function sumOfProducts(emitter: OnnxEmitter, form: Form, [seen, d]: readonly [string, string]): string {
  const { size, channels, places } = form
  const rows = emitter.add('Reshape', [seen, emitter.list('int64', [-1, places, size * channels])])
  const products = emitter.add('FusedMatMul', [rows, d], { transA: attribute.int(1) })
  return emitter.add('ReduceSum', [products, emitter.list('int64', [0])], { keepdims: attribute.int(0) })
}

/** For a graphics card, which has no operator that turns the first factor. */
function oneProduct(emitter: OnnxEmitter, form: Form, [seen, d]: readonly [string, string]): string {
  const rows = emitter.add('Reshape', [d, emitter.list('int64', [-1, form.filters])])
  return emitter.add('Gemm', [seen, rows], { transA: attribute.int(1) })
}

/** What each tap of the kernel teaches the step that it saw, added up: dₜ · kernelₖᵀ at step t · stride + k · dilation − margin. */
export const conv1dInputGrad: EmitRule<'conv1dInputGrad'> = ({ emitter, node, inputs: [d, kernel] }) => {
  const form = formOf(node.attributes, {
    steps: node.outputs[0],
    kernel: node.inputs[1],
    places: node.inputs[0],
  })
  if (form.stride !== 1) return [transpose(emitter, form, [d, kernel])]
  const { size, dilation, margin, steps, places, channels, filters } = form
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const rows = emitter.add('Reshape', [d, list([-1, filters])])
  const kernels =
    size === 1 ? [kernel] : emitter.addMany('Split', [kernel, list(Array(size).fill(1))], { outputs: size })
  const taps = kernels.map((part, tap) => {
    const matrix = emitter.add('Reshape', [part, list([channels, filters])])
    const product = emitter.add('Gemm', [rows, matrix], { transB: attribute.int(1) })
    const before = tap * dilation - margin[0]
    const ends = list([0, before, 0, 0, steps - places - before, 0])
    return emitter.add('Pad', [emitter.add('Reshape', [product, list([-1, places, channels])]), ends])
  })
  return [taps.reduce((sum, tap) => emitter.add('Add', [sum, tap]))]
}

/** Sizes of a convolution [b, steps, channels] → [b, places, filters]. */
interface Form extends StepWindow {
  readonly size: number
  readonly steps: number
  readonly places: number
  readonly channels: number
  readonly filters: number
}

interface Typed {
  readonly type: { readonly shape: Shape }
}

function formOf(
  { stride, dilation, margin }: StepWindow,
  values: { readonly steps: Typed; readonly kernel: Typed; readonly places: Typed },
): Form {
  const [size = 1, channels = 1, filters = 1] = values.kernel.type.shape.map(Number)
  const steps = Number(values.steps.type.shape[1])
  const places = Number(values.places.type.shape[1])
  return { stride, dilation, margin, size, channels, filters, steps, places }
}

/** [b, t, c] → [b · t', k · c]: what the kernel sees at every place; forward and backward share it. */
function windows(emitter: OnnxEmitter, form: Form, x: string): string {
  return emitter.once(`windows ${x} ${JSON.stringify(form)}`, () => {
    const taps = tapWindows(emitter, form, x)
    const [first = x] = taps
    const joined = taps.length > 1 ? emitter.add('Concat', taps, { axis: attribute.int(2) }) : first
    return emitter.add('Reshape', [joined, emitter.list('int64', [-1, form.size * form.channels])])
  })
}

function tapWindows(emitter: OnnxEmitter, form: Form, x: string): string[] {
  const { size, stride, dilation, margin, steps, places } = form
  const [before, after] = margin
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const more = Math.max(after, 0)
  const padded = before + more > 0 ? emitter.add('Pad', [x, list([0, before, 0, 0, more, 0])]) : x
  if (size === 1 && stride === 1 && steps + before + more === places) return [padded]
  return Array.from({ length: size }, (_, tap) => {
    const start = tap * dilation
    const end = start + (places - 1) * stride + 1
    return emitter.add('Slice', [padded, list([start]), list([end]), list([1]), list([stride])])
  })
}

/** rows [b · t', k · c] · kernel [k, c, o] (+ bias) → [b, t', o] */
function product(
  emitter: OnnxEmitter,
  { size, channels, filters, places }: Form,
  [rows, kernel, ...bias]: readonly [string, string, ...string[]],
): string {
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const matrix = emitter.add('Reshape', [kernel, list([size * channels, filters])])
  const made = emitter.add('Gemm', [rows, matrix, ...bias])
  return emitter.add('Reshape', [made, list([-1, places, filters])])
}

/** By way of a picture of height 1. */
function transpose(emitter: OnnxEmitter, form: Form, [d, kernel]: readonly [string, string]): string {
  const { size, stride, dilation, margin, steps, places, channels, filters } = form
  const list = (values: readonly number[]): string => emitter.list('int64', values)
  const turn = (x: string, perm: readonly number[]): string =>
    emitter.add('Transpose', [x], { perm: attribute.ints(perm) })
  const picture = emitter.add('Reshape', [turn(d, [0, 2, 1]), list([-1, filters, 1, places])])
  const filter = emitter.add('Reshape', [turn(kernel, [2, 1, 0]), list([filters, channels, 1, size])])
  const made = transposeByOperator(
    emitter,
    {
      strides: [1, stride],
      dilations: [1, dilation],
      margins: [[0, 0], margin],
      groups: 1,
      kernel: [1, size],
      places: [1, places],
      size: [1, steps],
    },
    [picture, filter],
  )
  return turn(emitter.add('Reshape', [made, list([-1, channels, steps])]), [0, 2, 1])
}
