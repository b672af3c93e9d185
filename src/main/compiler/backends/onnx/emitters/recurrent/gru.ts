/** @file Gated recurrent units in ONNX. */
import { attribute } from '../../proto'
import type { EmitArguments, EmitRule } from '../emit'
import {
  arithmetic,
  asCondition,
  asMatrix,
  hasMask,
  kernelGradients,
  projectSteps,
  scanSteps,
  sizesOf,
  statesBefore,
  sumRows,
  zeroState,
} from './steps'
import { wholeLayer } from './wholeLayer'

/** ONNX has its blocks in the order of Keras. */
const ONNX_ORDER = [0, 1, 2]

/** Where nobody asks for the gates there is no training: the operator of the standard, which every runtime knows. */
export const gru: EmitRule<'gru'> = (context) => {
  const { node, isRead } = context
  const [, ...kept] = node.outputs
  // A graphics card has no such operator.
  return hasMask(node.inputs[4]) || kept.some(isRead) || context.emitter.device !== 'cpu'
    ? stepByStep(context)
    : [wholeLayer(context, { opType: 'GRU', order: ONNX_ORDER })]
}

function stepByStep({ emitter, node, inputs: [x, w, u, b, mask] }: EmitArguments<'gru'>): string[] {
  const sizes = sizesOf(node.inputs)
  const { units: width } = sizes
  const { add, subtract, multiply, tanh, sigmoid, choose } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[4])
  const [ofX = '', ofH = ''] = emitter.addMany('Split', [b], {
    outputs: 2,
    attributes: { axis: attribute.int(0) },
  })
  const biasRow = (row: string): string => emitter.add('Reshape', [row, emitter.list('int64', [-1])])
  const recurrentBias = biasRow(ofH)
  const pairAndOne = emitter.list('int64', [2 * width, width])
  const split = (sums: string): string[] =>
    emitter.addMany('Split', [sums, pairAndOne], { outputs: 2, attributes: { axis: attribute.int(-1) } })
  // Apart from the first, the products of x and of h do not meet as a sum.
  const [gateSums = '', freshSums = ''] = split(projectSteps(emitter, [x, w, biasRow(ofX)], sizes))
  return scanSteps({
    emitter,
    states: [{ name: zeroState(emitter, x, width), width }],
    sequences: [
      { name: gateSums, width: 2 * width },
      { name: freshSums, width },
      ...(isMasked ? [asCondition(emitter, mask)] : []),
    ],
    isBackward: node.attributes.isBackward,
    steps: sizes.steps,
    step: ([h = ''], [gateSum = '', freshSum = '', counts = '']) => {
      const [gates = '', inner = ''] = split(emitter.add('Gemm', [h, u, recurrentBias]))
      const [z = '', r = ''] = emitter.addMany('Split', [sigmoid(add(gates, gateSum))], {
        outputs: 2,
        attributes: { axis: attribute.int(1) },
      })
      const g = tanh(add(multiply(r, inner), freshSum))
      const made = add(multiply(z, subtract(h, g)), g)
      const next = isMasked ? choose(counts, made, h) : made
      return { next: [next], results: [next, z, r, g, inner] }
    },
  })
}

/**
 * All gradients of a step are multiples of ∂h: ∂z = (h₋ − g)·z·(1 − z), ∂g = (1 − z)·(1 − g²), ∂r = ∂g·u_g·r·(1 − r) and
 * ∂u_g = ∂g·r of its sums, and z of the state before it; so that five nodes a step are left.
 */
export const gruGrad: EmitRule<'gruGrad'> = (context) => {
  const { emitter, node, inputs, isRead } = context
  const [x, w, u, , states, , , , , d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units: width } = sizes
  const { add, multiply, columns } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const before = statesBefore(emitter, { states, steps, units: width, isBackward })
  const { ofGates, ofInner, ofFresh, kept } = factorsOf(context, before)
  const [ofH = '', ofStates = ''] = scanSteps({
    emitter,
    states: [{ name: zeroState(emitter, x, width), width }],
    sequences: [
      { name: d, width },
      { name: kept, width },
      { name: columns(ofGates, ofInner), width: 3 * width },
    ],
    isBackward: !isBackward,
    steps: sizes.steps,
    step: ([later = ''], [given = '', keep = '', factors = '']) => {
      const dh = add(given, later)
      const sums = multiply(columns(dh, dh, dh), factors)
      const before = emitter.add('Gemm', [sums, u, multiply(dh, keep)], { transB: attribute.int(1) })
      return { next: [before], results: [sums, dh] }
    },
  })
  const list = (value: number): string => emitter.list('int64', [value])
  const gates = emitter.add('Slice', [ofH, list(0), list(2 * width), list(2)])
  const ofX = columns(gates, multiply(ofStates, ofFresh))
  const [dx, , , db] = node.outputs
  const wants = { x: isRead(dx), bias: isRead(db) }
  const [ofInputs, ofKernel, ofRecurrent, ofBias] = kernelGradients(
    emitter,
    { x, w, before, ofX, ofH, wants },
    sizes,
  )
  if (!wants.bias) return [ofInputs, ofKernel, ofRecurrent, '']
  const rows = [ofBias, sumRows(emitter, asMatrix(emitter, ofH, 3 * width))]
  const [first = '', second = ''] = rows.map((row) => emitter.add('Unsqueeze', [row, list(0)]))
  return [ofInputs, ofKernel, ofRecurrent, emitter.add('Concat', [first, second], { axis: attribute.int(0) })]
}

/** Padding takes nothing from the gates, and hands ∂h on as it is. */
function factorsOf({ emitter, node, inputs }: EmitArguments<'gruGrad'>, before: string) {
  const [, , , mask, , z, r, g, inner] = inputs
  const { add, subtract, multiply, sigmoidSlope, tanhSlope, fromOne, columns } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[3])
  const masked = (x: string): string => (isMasked ? multiply(x, mask) : x)
  const ofFresh = masked(multiply(fromOne(z), tanhSlope(g)))
  const ofReset = multiply(multiply(ofFresh, inner), sigmoidSlope(r))
  const ofUpdate = masked(multiply(subtract(before, g), sigmoidSlope(z)))
  return {
    ofGates: columns(ofUpdate, ofReset),
    ofInner: multiply(ofFresh, r),
    ofFresh,
    kept: isMasked ? add(multiply(z, mask), fromOne(mask)) : z,
  }
}
