/** @file An op alone in a graph, with values to feed it. */
import type { Graph, Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { formatType, sizeOf, type TensorType } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'
import { tensor, type Tensor } from '../reference/tensor'
import { createRandom, type Random } from '../../../shared/util/random'
import { OP_CASES, type OpCase } from './opCases'

/** Rows that stand for the batch. */
const BATCH = 4

/** A case of any op; the union over all kinds hides that types and attributes are those of the kind. */
export interface Trial {
  readonly kind: OpKind
  readonly name: string
  readonly types: readonly TensorType[]
  readonly attributes: object
  readonly differentiable: readonly number[]
  readonly differentiated: readonly number[] | null
  readonly isPositive: boolean
  readonly derive: (drawn: readonly Tensor[]) => readonly Tensor[]
}

export function trialsOf(kind: OpKind): Trial[] {
  const cases = OP_CASES[kind] as readonly OpCase<OpKind>[]
  return cases.map((one) => {
    const types: readonly TensorType[] = one.types
    const shown = [...types.map(formatType), one.title ?? JSON.stringify(one.attributes)]
    return {
      kind,
      name: `${kind} ${shown.join(' ')}`,
      types,
      attributes: one.attributes,
      differentiable: one.differentiable ?? types.map((_, index) => index),
      differentiated: one.differentiated ?? null,
      isPositive: one.isPositive ?? false,
      derive: one.derive ?? ((drawn) => drawn),
    }
  })
}

export interface OpGraph {
  readonly builder: GraphBuilder
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
}

/** Inputs are named `in0`, `in1` …; outputs are left to the caller. */
export function startOpGraph(trial: Trial): OpGraph {
  const builder = new GraphBuilder()
  const inputs = trial.types.map((type, index) => builder.input(`in${index}`, 'rows', type))
  const apply = builder.node.bind(builder) as (
    kind: OpKind,
    inputs: readonly Value[],
    attributes: object,
  ) => readonly Value[]
  return { builder, inputs, outputs: apply(trial.kind, inputs, trial.attributes) }
}

/** Outputs are named `out0`, `out1` … */
export function opGraph(trial: Trial): Graph {
  const { builder, outputs } = startOpGraph(trial)
  outputs.forEach((value, index) => builder.output(`out${index}`, value))
  return builder.build()
}

/** Values at least 0.1 from 0, where some ops have a kink; class indices within the width of the logits. */
export function drawFeeds(trial: Trial, seed: number): Map<string, Tensor> {
  const random = createRandom(seed)
  const { depth = Number(trial.types[0]?.shape.at(-1) ?? 1) }: { depth?: number } = trial.attributes
  const drawn = trial.types.map((type) => {
    const shape = concreteShape(type)
    const draw =
      type.element === 'int32' ? () => random.integer(depth) : () => drawFloat(random, trial.isPositive)
    return tensor(shape, Array.from({ length: sizeOf(shape) }, draw))
  })
  return new Map(trial.derive(drawn).map((fed, index) => [`in${index}`, fed]))
}

export function concreteShape({ shape }: TensorType): number[] {
  return shape.map((size) => (size === 'batch' ? BATCH : size))
}

function drawFloat(random: Random, isPositive: boolean): number {
  const size = 0.1 + Math.abs(random.normal())
  return isPositive || random.next() < 0.5 ? size : -size
}
