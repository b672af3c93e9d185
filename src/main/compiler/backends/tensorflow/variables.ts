/** @file Variables of a graph: where they are, and how they are put in and read. */
import type { TensorType } from '../../graph/tensorType'
import { toShape } from './emitForwardProgram'
import type { ResidentVariable } from './program'
import { attribute, type NodeAttributes, type TensorFlowShape } from './proto'
import type { TensorFlowEmitter } from './tensorFlowEmitter'
import { AS_IN_THE_GRAPH, type Measure } from './updateRules'

/** A variable while its graph is written. */
export interface Variable {
  readonly handle: string
  readonly type: NodeAttributes
  readonly resident: ResidentVariable
}

/** Appends variables and the nodes by which they are put in and read. */
export class VariableTable {
  private readonly variables = new Map<string, Variable>()

  constructor(private readonly emitter: TensorFlowEmitter) {}

  get all(): readonly ResidentVariable[] {
    return [...this.variables.values()].map(({ resident }) => resident)
  }

  /** @returns the variable of that name, made when it is first asked for. @param shape where it is not that of the type */
  find(name: string, type: TensorType, shape: TensorFlowShape = toShape(type.shape)): Variable {
    const known = this.variables.get(name)
    if (known) return known
    const made = this.make(name, type.element, shape)
    this.variables.set(name, made)
    return made
  }

  /** Says how the numbers of a variable become those of the graph. */
  measure(name: string, measure: Measure): void {
    const known = this.variables.get(name)
    if (known) this.variables.set(name, { ...known, resident: { ...known.resident, ...measure } })
  }

  private make(name: string, element: TensorType['element'], shape: TensorFlowShape): Variable {
    const { emitter } = this
    const type = { dtype: attribute.type(element) }
    const handleName = emitter.freshName(`variable.${name}`)
    const handle = emitter.addNamed(handleName, 'VarHandleOp', {
      attributes: { ...type, shape: attribute.shape(shape), shared_name: attribute.text(handleName) },
    })
    const feed = emitter.addNamed(emitter.freshName(`feed.${name}`), 'Placeholder', {
      attributes: { ...type, shape: attribute.shape(shape) },
    })
    const assign = emitter.add('AssignVariableOp', [handle, feed], type)
    const read = emitter.add('ReadVariableOp', [handle], type)
    return { handle, type, resident: { name, element, shape, feed, assign, read, ...AS_IN_THE_GRAPH } }
  }
}
