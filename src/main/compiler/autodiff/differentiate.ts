/** @file Reverse-mode differentiation: one sweep over the nodes, from the loss back to what is to be learnt. */
import { AppError, invariant } from '../../../shared/errors/appError'
import type { Node, Value } from '../graph/graph'
import type { GraphBuilder } from '../graph/graphBuilder'
import type { Emit, GradientContext, Op } from '../ops/op'
import { OPS } from '../ops/registry'
import type { OpKind } from '../ops/signatures'

export interface DifferentiateOptions {
  readonly targets: readonly Value[]
  /** Values that are taken as they are, whatever made them: nothing flows through them. */
  readonly fixed?: readonly Value[]
}

/**
 * Appends the gradient of a scalar to the graph that made it.
 * Only nodes that stand between the targets and the loss are visited.
 * @returns the gradient of `loss` with respect to each target, in their order.
 * @throws {bug/invariant} where an op on the way must not be differentiated, or a target does not reach the loss.
 */
export function differentiate(
  builder: GraphBuilder,
  loss: Value,
  { targets, fixed = [] }: DifferentiateOptions,
): Value[] {
  invariant(loss.type.shape.length === 0, 'only a scalar can be differentiated')
  const gradients = pullBack(builder, new Map([[loss, builder.number(1)]]), { targets, fixed })
  return targets.map((target, index) => {
    const gradient = gradients[index]
    invariant(gradient, `%${target.id} does not reach the loss`)
    return gradient
  })
}

/**
 * The product of a vector and a Jacobian.
 * @param seeds gradients of the loss with respect to values that are known already
 * @returns the gradient with respect to each target, in their order; null where no way leads from it to a seed.
 */
export function pullBack(
  builder: GraphBuilder,
  seeds: ReadonlyMap<Value, Value>,
  { targets, fixed = [] }: DifferentiateOptions,
): (Value | null)[] {
  const ends = new Set(fixed)
  const path = nodesDependingOn(targets, builder.nodes, ends)
  const gradients = new Map(seeds)
  for (const node of path.reverse()) {
    const isReached = node.outputs.some((output) => gradients.has(output) && !ends.has(output))
    if (isReached) backpropagate(builder, node, gradients)
  }
  return targets.map((target) => gradients.get(target) ?? null)
}

function nodesDependingOn(
  targets: readonly Value[],
  nodes: readonly Node[],
  fixed: ReadonlySet<Value>,
): Node[] {
  const dependent = new Set(targets)
  return nodes.filter((node) => {
    const isDependent = node.inputs.some((input) => dependent.has(input))
    const moving = node.outputs.filter((output) => !fixed.has(output))
    if (isDependent) moving.forEach((output) => dependent.add(output))
    return isDependent && moving.length > 0
  })
}

function backpropagate(emit: Emit, node: Node, gradients: Map<Value, Value>): void {
  const { gradient } = OPS[node.kind] as unknown as Op<OpKind>
  if (gradient === 'zero') return
  // The only op that a model of somebody's own making can bring in, so that this is no mistake of ours.
  if (node.kind === 'onnxNodes') throw new AppError('backbone/onnx-no-slope')
  invariant(gradient !== 'forbidden', `${node.kind} must not be differentiated`)
  const context = {
    emit,
    ...node,
    gradients: node.outputs.map((output) => gradients.get(output) ?? zeros(emit, output)),
  }
  // The context belongs to the node's own kind, which the union over all kinds cannot express.
  const flows = gradient(context as unknown as GradientContext<OpKind>) as readonly (Value | null)[]
  for (const [index, input] of node.inputs.entries()) {
    const flow = flows[index]
    if (flow) accumulate(emit, gradients, { value: input, flow })
  }
}

function accumulate(
  emit: Emit,
  gradients: Map<Value, Value>,
  { value, flow }: { value: Value; flow: Value },
): void {
  const before = gradients.get(value)
  gradients.set(value, before ? emit.op('add', [before, flow]) : flow)
}

/** For an output that nothing read. */
function zeros(emit: Emit, output: Value): Value {
  return emit.op('broadcastLike', [emit.number(0), output])
}
