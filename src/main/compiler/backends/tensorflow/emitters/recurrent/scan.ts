/** @file Any recurrence in TensorFlow. */
import { graphOf } from '../../../../graph/stepGraph'
import type { EmitRule } from '../emit'
import { runSteps, type Passed } from './stepLoop'

export const scan: EmitRule<'scan'> = ({ emitter, node, inputs, emitGraph }) => {
  const { step, stateCount, sequenceCount, isBackward } = node.attributes
  const body = graphOf(step)
  const passed = inputs.map((name, index): Passed => {
    return { name, element: node.inputs[index]?.type.element ?? 'float32' }
  })
  const constants = inputs.slice(stateCount + sequenceCount)
  const [steps = 1] = node.inputs[stateCount]?.type.shape ?? []
  const made = runSteps({
    emitter,
    states: passed.slice(0, stateCount),
    sequences: passed.slice(stateCount, stateCount + sequenceCount),
    results: body.outputs.slice(stateCount).map(({ value }) => value.type.element),
    isBackward,
    steps: Number(steps),
    step: (states, items) => {
      const names = [...states, ...items, ...constants]
      body.inputs.forEach(({ value }, index) => emitter.bind(value, names[index] ?? ''))
      emitGraph(body)
      const outputs = body.outputs.map(({ value }) => emitter.nameOf(value))
      return { next: outputs.slice(0, stateCount), results: outputs.slice(stateCount) }
    },
  })
  return [...made.states, ...made.results]
}
