/** @file Gated recurrent units in TensorFlow. */
import type { EmitArguments, EmitRule } from '../emit'
import { attribute } from '../../proto'
import { FLOAT, type TensorFlowEmitter } from '../../tensorFlowEmitter'
import { floatResults, floats, runSteps } from './stepLoop'
import {
  arithmetic,
  asCondition,
  asMatrix,
  asSteps,
  hasMask,
  kernelGradients,
  multiplyMatrices,
  projectSteps,
  sizesOf,
  splitColumns,
  statesBefore,
  sumRows,
  zeroState,
} from './steps'
import { addBias } from '../matrix'

/** What a gradient needs besides is computed for all steps at once, from the states they were given; where nobody reads it, never. */
export const gru: EmitRule<'gru'> = ({ emitter, node, inputs: [x, w, u, b, mask] }) => {
  const sizes = sizesOf(node.inputs)
  const { steps, units } = sizes
  const { add, subtract, multiply, choose } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const isMasked = hasMask(node.inputs[4])
  const [ofX = '', ofH = ''] = biasesOf(emitter, b)
  // Apart from the first, the products of x and of h do not meet as a sum.
  const [gateSums = '', freshSums = ''] = gatesAndFresh(
    emitter,
    projectSteps(emitter, [x, w, ofX], sizes),
    units,
  )
  const recur = (h: string): string => addBias(emitter, multiplyMatrices(emitter, [h, u]), ofH)
  const { results } = runSteps({
    emitter,
    states: floats(zeroState(emitter, x, units)),
    sequences: [...floats(gateSums, freshSums), ...(isMasked ? [asCondition(emitter, mask)] : [])],
    results: floatResults(1),
    isBackward,
    steps,
    step: ([h = ''], [gateSum = '', freshSum = '', counts = '']) => {
      const { z, g } = gatesOf(emitter, [recur(h), gateSum, freshSum], units)
      const made = add(multiply(z, subtract(h, g)), g)
      const next = isMasked ? choose(counts, made, h) : made
      return { next: [next], results: [next] }
    },
  })
  const [states = ''] = results
  const before = statesBefore(emitter, { states, steps, units, isBackward })
  const sums = asSteps(emitter, recur(asMatrix(emitter, before, units)), { steps, width: 3 * units })
  const { z, r, g, inner } = gatesOf(emitter, [sums, gateSums, freshSums], units)
  return [states, z, r, g, inner]
}

function gatesOf(
  emitter: TensorFlowEmitter,
  [sums, gateSums, freshSums]: readonly [string, string, string],
  units: number,
) {
  const { add, multiply, tanh, sigmoid } = arithmetic(emitter)
  const [gates = '', inner = ''] = gatesAndFresh(emitter, sums, units)
  const [z = '', r = ''] = splitColumns(emitter, sigmoid(add(gates, gateSums)), 2)
  return { z, r, g: tanh(add(multiply(r, inner), freshSums)), inner }
}

/**
 * All gradients of a step are multiples of ∂h: ∂z = (h₋ − g)·z·(1 − z), ∂g = (1 − z)·(1 − g²), ∂r = ∂g·u_g·r·(1 − r) and
 * ∂u_g = ∂g·r of its sums, and z of the state before it; so that few nodes a step are left.
 */
export const gruGrad: EmitRule<'gruGrad'> = (context) => {
  const { emitter, node, inputs } = context
  const [x, w, u, , states, , , , , d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units } = sizes
  const { add, multiply, columns } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const before = statesBefore(emitter, { states, steps, units, isBackward })
  const { ofGates, ofInner, ofFresh, kept } = factorsOf(context, before)
  const factors = columns(ofGates, ofInner)
  const { results } = runSteps({
    emitter,
    states: floats(zeroState(emitter, x, units)),
    sequences: floats(d, kept, factors),
    results: floatResults(1),
    isBackward: !isBackward,
    steps,
    step: ([later = ''], [given = '', keep = '', parts = '']) => {
      const dh = add(given, later)
      const sums = multiply(columns(dh, dh, dh), parts)
      const product = multiplyMatrices(emitter, [sums, u], { second: true })
      return { next: [add(product, multiply(dh, keep))], results: [dh] }
    },
  })
  const [ofStates = ''] = results
  const ofH = multiply(columns(ofStates, ofStates, ofStates), factors)
  const [gates = ''] = gatesAndFresh(emitter, ofH, units)
  const ofX = columns(gates, multiply(ofStates, ofFresh))
  const made = kernelGradients(emitter, { x, w, before, ofX, ofH }, sizes)
  const rows = [made[3], sumRows(emitter, asMatrix(emitter, ofH, 3 * units))]
  const bias = emitter.add('Pack', rows, { ...FLOAT, N: attribute.int(2) })
  return [made[0], made[1], made[2], bias]
}

/** Padding takes nothing from the gates, and hands ∂h on as it is. */
function factorsOf({ emitter, node, inputs }: EmitArguments<'gruGrad'>, before: string) {
  const [, , , mask, , z, r, g, inner] = inputs
  const { add, subtract, multiply, sigmoidBack, tanhBack, fromOne, columns } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[3])
  const masked = (x: string): string => (isMasked ? multiply(x, mask) : x)
  const ofFresh = masked(tanhBack(g, fromOne(z)))
  const ofReset = sigmoidBack(r, multiply(ofFresh, inner))
  const ofUpdate = masked(sigmoidBack(z, subtract(before, g)))
  return {
    ofGates: columns(ofUpdate, ofReset),
    ofInner: multiply(ofFresh, r),
    ofFresh,
    kept: isMasked ? add(multiply(z, mask), fromOne(mask)) : z,
  }
}

/** What is added to x·W, and to h·U. */
function biasesOf(emitter: TensorFlowEmitter, b: string): string[] {
  return emitter.addMany('Unpack', [b], { attributes: { ...FLOAT, num: attribute.int(2) }, outputs: 2 })
}

/** The columns of z and r, and those of g. */
function gatesAndFresh(emitter: TensorFlowEmitter, sums: string, units: number): string[] {
  const inputs = [sums, emitter.list([2 * units, units]), emitter.integer(-1)]
  const attributes = { ...FLOAT, Tlen: attribute.type('int32'), num_split: attribute.int(2) }
  return emitter.addMany('SplitV', inputs, { attributes, outputs: 2 })
}
