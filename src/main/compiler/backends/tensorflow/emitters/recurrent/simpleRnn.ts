/** @file The plainest recurrence in TensorFlow. */
import type { EmitRule } from '../emit'
import { floatResults, floats, runSteps } from './stepLoop'
import {
  arithmetic,
  asCondition,
  hasMask,
  kernelGradients,
  multiplyMatrices,
  projectSteps,
  sizesOf,
  statesBefore,
  zeroState,
} from './steps'

export const simpleRnn: EmitRule<'simpleRnn'> = ({ emitter, node, inputs: [x, w, u, b, mask] }) => {
  const sizes = sizesOf(node.inputs)
  const { add, tanh, choose } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[4])
  const { results } = runSteps({
    emitter,
    states: floats(zeroState(emitter, x, sizes.units)),
    sequences: [
      ...floats(projectSteps(emitter, [x, w, b], sizes)),
      ...(isMasked ? [asCondition(emitter, mask)] : []),
    ],
    results: floatResults(1),
    isBackward: node.attributes.isBackward,
    steps: sizes.steps,
    step: ([h = ''], [sum = '', counts = '']) => {
      const made = tanh(add(multiplyMatrices(emitter, [h, u]), sum))
      const next = isMasked ? choose(counts, made, h) : made
      return { next: [next], results: [next] }
    },
  })
  return results
}

/** ∂(x·W + h·U) = m·(1 − h²)·∂h. */
export const simpleRnnGrad: EmitRule<'simpleRnnGrad'> = ({ emitter, node, inputs }) => {
  const [x, w, u, mask, states, d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units } = sizes
  const { add, multiply, tanhBack, fromOne } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const isMasked = hasMask(node.inputs[3])
  const { results } = runSteps({
    emitter,
    states: floats(zeroState(emitter, x, units)),
    sequences: floats(d, states, ...(isMasked ? [mask, fromOne(mask)] : [])),
    results: floatResults(1),
    isBackward: !isBackward,
    steps,
    step: ([later = ''], [given = '', made = '', counts = '', padding = '']) => {
      const ofState = add(given, later)
      const slope = tanhBack(made, ofState)
      const ofSum = isMasked ? multiply(slope, counts) : slope
      const before = multiplyMatrices(emitter, [ofSum, u], { second: true })
      const next = isMasked ? add(before, multiply(ofState, padding)) : before
      return { next: [next], results: [ofSum] }
    },
  })
  const [ofSums = ''] = results
  const before = statesBefore(emitter, { states, steps, units, isBackward })
  return kernelGradients(emitter, { x, w, before, ofX: ofSums, ofH: ofSums }, sizes)
}
