/** @file Any recurrence as an ONNX `Scan`. */
import type { Graph, Value } from '../../../../graph/graph'
import { graphOf } from '../../../../graph/stepGraph'
import type { OnnxEmitter } from '../../onnxEmitter'
import type { OnnxGraph, OnnxValueInfo } from '../../proto'
import type { EmitRule } from '../emit'
import { emitScan } from './emitScan'

/** The body reads its constants where they lie, outside. */
export const scan: EmitRule<'scan'> = ({ emitter, node, inputs, emitGraph }) => {
  const { step, stateCount, sequenceCount, isBackward } = node.attributes
  const passed = stateCount + sequenceCount
  const body = emitBody({ emitter, step: graphOf(step), constants: inputs.slice(passed), emitGraph })
  const [steps = 1] = node.inputs[stateCount]?.type.shape ?? []
  return emitScan(emitter, inputs.slice(0, passed), { body, stateCount, isBackward, steps: Number(steps) })
}

interface Body {
  readonly emitter: OnnxEmitter
  readonly step: Graph
  /** Names of the last inputs. */
  readonly constants: readonly string[]
  readonly emitGraph: (graph: Graph) => void
}

function emitBody({ emitter, step, constants, emitGraph }: Body): OnnxGraph {
  const passed = step.inputs.slice(0, step.inputs.length - constants.length)
  const inputs = passed.map(({ value }) => infoOf(emitter.freshName(), value))
  const names = [...inputs.map(({ name }) => name), ...constants]
  step.inputs.forEach(({ value }, index) => emitter.bind(value, names[index] ?? ''))
  const outputs: OnnxValueInfo[] = []
  const nodes = emitter.nest(() => {
    emitGraph(step)
    // An output is made in the body, and is no other output.
    const taken = new Set(names)
    for (const { value } of step.outputs) {
      const made = emitter.nameOf(value)
      const isFree = !taken.has(made) && isMadeInside(step, value)
      taken.add(made)
      outputs.push(infoOf(isFree ? made : emitter.add('Identity', [made]), value))
    }
  })
  return { name: 'step', inputs, outputs, initializers: [], nodes }
}

/** Numbers are constants of the whole program. */
function isMadeInside({ nodes }: Graph, value: Value): boolean {
  return nodes.some(({ kind, outputs }) => kind !== 'constant' && outputs.some((output) => output === value))
}

function infoOf(name: string, { type }: Value): OnnxValueInfo {
  return { name, dataType: type.element, shape: type.shape }
}
