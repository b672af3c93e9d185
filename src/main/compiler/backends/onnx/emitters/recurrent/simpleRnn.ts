/** @file The plainest recurrence in ONNX. */
import { attribute } from '../../proto'
import type { EmitRule } from '../emit'
import {
  arithmetic,
  asCondition,
  hasMask,
  kernelGradients,
  projectSteps,
  scanSteps,
  sizesOf,
  statesBefore,
  zeroState,
} from './steps'

export const simpleRnn: EmitRule<'simpleRnn'> = ({ emitter, node, inputs: [x, w, u, b, mask] }) => {
  const sizes = sizesOf(node.inputs)
  const { units: width } = sizes
  const { tanh, choose } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[4])
  const projected = { name: projectSteps(emitter, [x, w, b], sizes), width }
  return scanSteps({
    emitter,
    states: [{ name: zeroState(emitter, x, width), width }],
    sequences: isMasked ? [projected, asCondition(emitter, mask)] : [projected],
    isBackward: node.attributes.isBackward,
    steps: sizes.steps,
    step: ([h = ''], [sum = '', counts = '']) => {
      const made = tanh(emitter.add('Gemm', [h, u, sum]))
      const next = isMasked ? choose(counts, made, h) : made
      return { next: [next], results: [next] }
    },
  })
}

/** ∂(x·W + h·U) = m·(1 − h²)·∂h; all but ∂h is known before the steps begin. */
export const simpleRnnGrad: EmitRule<'simpleRnnGrad'> = ({ emitter, node, inputs, isRead }) => {
  const [x, w, u, mask, states, d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units: width } = sizes
  const { add, multiply, tanhSlope, fromOne } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const isMasked = hasMask(node.inputs[3])
  const slope = tanhSlope(states)
  const items = [d, isMasked ? multiply(slope, mask) : slope]
  const [ofSums = ''] = scanSteps({
    emitter,
    states: [{ name: zeroState(emitter, x, width), width }],
    sequences: [
      ...items.map((name) => ({ name, width })),
      ...(isMasked ? [{ name: fromOne(mask), width: 1 }] : []),
    ],
    isBackward: !isBackward,
    steps,
    step: ([later = ''], [given = '', factor = '', padding = '']) => {
      const ofState = add(given, later)
      const ofSum = multiply(ofState, factor)
      const passed = isMasked ? [multiply(ofState, padding)] : []
      const before = emitter.add('Gemm', [ofSum, u, ...passed], { transB: attribute.int(1) })
      return { next: [before], results: [ofSum] }
    },
  })
  const [dx, , , db] = node.outputs
  const before = statesBefore(emitter, { states, steps, units: width, isBackward })
  const wants = { x: isRead(dx), bias: isRead(db) }
  return kernelGradients(emitter, { x, w, before, ofX: ofSums, ofH: ofSums, wants }, sizes)
}
