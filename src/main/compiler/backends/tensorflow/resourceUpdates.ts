/** @file Optimizer steps that TensorFlow does in place, in one pass over the weights, where its formula is that of the graph. */
import type { Graph, Node, OpNode, Value } from '../../graph/graph'
import { weightsName } from '../../optimizers/groupParameters'
import type { NodeAttributes } from './proto'
import type { Emitted, TensorFlowEmitter } from './tensorFlowEmitter'
import {
  AS_IN_THE_GRAPH,
  isUpdate,
  type Measure,
  type Update,
  type UpdateRule,
  UPDATE_RULES,
} from './updateRules'

/** A variable that the step carries, as it was read before the step. */
export interface CarriedVariable {
  readonly name: string
  readonly value: Value
  readonly handle: string
  readonly type: NodeAttributes
  /** Of the variable before the step; whoever changes it comes after that. */
  readonly read: string
}

export interface UpdateContext {
  readonly emitter: TensorFlowEmitter
  readonly graph: Graph
  readonly carried: readonly CarriedVariable[]
  /** Says how the numbers of a variable become those of the graph. */
  readonly measure: (name: string, measure: Measure) => void
  /** @returns the handle of a variable of the library's own, of the sizes of another one; it begins at 0. */
  readonly zerosLike: (variable: CarriedVariable) => string
}

/** What has been done in place. */
export interface InPlaceUpdates {
  /** @returns what the outputs of a node are, where it is an update that was done so; else null. */
  readonly emit: (node: Node) => readonly Emitted[] | null
  /** Nodes that have to run. */
  readonly done: readonly string[]
  /** Variables that hold their next value already. */
  readonly settled: ReadonlyMap<string, Value>
}

export function updateInPlace(context: UpdateContext): InPlaceUpdates {
  const { emitter } = context
  const done: string[] = []
  const settled = new Map<string, Value>()
  const emit = (node: Node): readonly Emitted[] | null => {
    const variables = variablesOf(context, node)
    if (variables === null) return null
    const [weights, ...slots] = variables
    // The rule of a kind takes a node of it, which the union over all kinds cannot express.
    const rule = UPDATE_RULES[node.kind as Update] as UpdateRule<Update>
    const kernel = rule({
      ...{ emitter, node: node as OpNode<Update>, handles: variables.map(({ handle }) => handle) },
      zeros: () => context.zerosLike(weights),
    })
    // Waiting for all who read the weights might save a copy of them, but made a network of large pictures twice as slow.
    let update = placeWeights(emitter, weights, node.inputs[0] ?? weights.value)
    for (const { op, inputs, attributes } of kernel.calls)
      update = emitter.add(op, [...inputs, `^${update}`], attributes)
    done.push(update)
    slots.forEach(({ name }, index) => context.measure(name, kernel.measures[index] ?? AS_IN_THE_GRAPH))
    variables.forEach(({ name }, index) => {
      const output = node.outputs[index]
      if (output) settled.set(name, output)
    })
    return [emitter.add('ReadVariableOp', [weights.handle, `^${update}`], weights.type)]
  }
  return { emit, done, settled }
}

/** @returns the weights and their slots, where the step hands on the slots as the update leaves them and nobody else reads them. */
function variablesOf(
  { graph, carried }: UpdateContext,
  node: Node,
): readonly [CarriedVariable, ...CarriedVariable[]] | null {
  if (!isUpdate(node.kind)) return null
  const [p, ...rest]: readonly Value[] = node.inputs
  const [, ...nextSlots]: readonly Value[] = node.outputs
  const carriedBy = (value: Value | undefined) => carried.find((one) => one.value === value)
  const slots = nextSlots.flatMap((next, index) => {
    const slot = carriedBy(rest[index])
    return slot && isHandedOn(graph, slot.name, next) ? [slot] : []
  })
  if (slots.length < nextSlots.length) return null
  const [slot] = slots
  const weights = slot ? carried.find(({ name }) => name === weightsOfSlot(slot.name)) : carriedBy(p)
  return weights ? [weights, ...slots] : null
}

function isHandedOn({ nodes, outputs }: Graph, name: string, next: Value): boolean {
  const isRead = nodes.some(({ inputs }) => (inputs as readonly Value[]).includes(next))
  return !isRead && outputs.some((output) => output.name === name && output.value === next)
}

/** The weights may have been shrunk before they move. @returns what the update comes after. */
function placeWeights(emitter: TensorFlowEmitter, weights: CarriedVariable, now: Value): string {
  const { handle, type, read, value } = weights
  return now === value
    ? read
    : emitter.add('AssignVariableOp', [handle, emitter.nameOf(now), `^${read}`], type)
}

/** Slots of a group are named after it. */
function weightsOfSlot(slot: string): string {
  return weightsName({ name: slot.slice(slot.indexOf(':') + 1) })
}
