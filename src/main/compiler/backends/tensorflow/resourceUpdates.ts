/** @file Optimizer steps that TensorFlow does in place, in one pass over the weights, where its formula is that of the graph. */
import type { Graph, Node, OpNode, Value } from '../../graph/graph'
import { weightsName } from '../../optimizers/groupParameters'
import { attribute, type NodeAttributes } from './proto'
import { type Emitted, FLOAT, type TensorFlowEmitter } from './tensorFlowEmitter'

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
  /** Says by which factor the numbers of a variable become those of the graph. */
  readonly rescale: (name: string, scale: number) => void
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

/** How the library does it. */
interface Kernel {
  readonly op: string
  readonly attributes: NodeAttributes
  /** Behind the handles of the weights and their slots. */
  readonly inputs: readonly string[]
  /** Of each slot. */
  readonly scales: readonly number[]
}

type Update = 'adamUpdate' | 'adamaxUpdate' | 'momentumUpdate' | 'nesterovUpdate' | 'sgdUpdate'
type KernelRule<K extends Update> = (emitter: TensorFlowEmitter, node: OpNode<K>) => Kernel

/**
 * m ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), p ← p − η·m/(√v + ε): with m = (1 − β₁)M and v = (1 − β₂)V that of the graph
 * for η = a·√(1 − β₂)/(1 − β₁) and ε = e·√(1 − β₂). Powers of 0 take away the corrections, which are in a already.
 */
const adam: KernelRule<'adamUpdate'> = (emitter, { inputs: [, , , gradient, stepSize], attributes }) => {
  const { beta1, beta2, epsilon } = attributes
  const spread = Math.sqrt(1 - beta2)
  return {
    op: 'ResourceApplyAdam',
    attributes: { ...FLOAT, use_locking: attribute.bool(false), use_nesterov: attribute.bool(false) },
    inputs: [
      ...[emitter.number(0), emitter.number(0)],
      scaledRate(emitter, stepSize, spread / (1 - beta1)),
      ...[beta1, beta2, epsilon * spread].map((number) => emitter.number(number)),
      emitter.nameOf(gradient),
    ],
    scales: [1 / (1 - beta1), 1 / (1 - beta2)],
  }
}

/** m as Adam's, u ← max(β₂u, |g|), p ← p − η·m/(u + ε) */
const adamax: KernelRule<'adamaxUpdate'> = (emitter, { inputs: [, , , gradient, stepSize], attributes }) => {
  const { beta1, beta2, epsilon } = attributes
  return {
    op: 'ResourceApplyAdaMax',
    attributes: { ...FLOAT, use_locking: attribute.bool(false) },
    inputs: [
      emitter.number(0),
      scaledRate(emitter, stepSize, 1 / (1 - beta1)),
      ...[beta1, beta2, epsilon].map((number) => emitter.number(number)),
      emitter.nameOf(gradient),
    ],
    scales: [1 / (1 - beta1), 1],
  }
}

/** a ← μa − ηg, p ← p + a, or p ← p + μa − ηg: the graph's with a = −M. */
function momentum(usesNesterov: boolean): KernelRule<'momentumUpdate' | 'nesterovUpdate'> {
  return (emitter, { inputs: [, , gradient, stepSize, factor] }) => ({
    op: 'ResourceApplyKerasMomentum',
    attributes: {
      ...FLOAT,
      use_locking: attribute.bool(false),
      use_nesterov: attribute.bool(usesNesterov),
    },
    inputs: [stepSize, gradient, factor].map((value) => emitter.nameOf(value)),
    scales: [-1],
  })
}

const descent: KernelRule<'sgdUpdate'> = (emitter, { inputs: [, gradient, stepSize] }) => ({
  op: 'ResourceApplyGradientDescent',
  attributes: { ...FLOAT, use_locking: attribute.bool(false) },
  inputs: [stepSize, gradient].map((value) => emitter.nameOf(value)),
  scales: [],
})

const KERNELS: { readonly [K in Update]: KernelRule<K> } = {
  adamUpdate: adam,
  adamaxUpdate: adamax,
  momentumUpdate: momentum(false),
  nesterovUpdate: momentum(true),
  sgdUpdate: descent,
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
    const rule = KERNELS[node.kind as Update] as KernelRule<Update>
    const kernel = rule(emitter, node as OpNode<Update>)
    const handles = variables.map(({ handle }) => handle)
    const before = placeWeights(emitter, weights, node.inputs[0] ?? weights.value)
    // Waiting for all who read the weights might save a copy of them, but made a network of large pictures twice as slow.
    const update = emitter.add(kernel.op, [...handles, ...kernel.inputs, `^${before}`], kernel.attributes)
    done.push(update)
    slots.forEach(({ name }, index) => context.rescale(name, kernel.scales[index] ?? 1))
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
  if (!(node.kind in KERNELS)) return null
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

function scaledRate(emitter: TensorFlowEmitter, stepSize: Value, factor: number): string {
  const name = emitter.nameOf(stepSize)
  return emitter.once(`rate ${name} ${factor}`, () =>
    emitter.add('Mul', [name, emitter.number(factor)], FLOAT),
  )
}

/** Slots of a group are named after it. */
function weightsOfSlot(slot: string): string {
  return weightsName({ name: slot.slice(slot.indexOf(':') + 1) })
}
