/** @file Lets members' own values of fewer axes meet those of more: as broadcasting does, behind the axis of members. */
import type { OnnxEmitter } from '../backends/onnx/onnxEmitter'
import type { EmitArguments } from '../backends/onnx/emitters/emit'
import { EMITTERS } from '../backends/onnx/emitters/registry'
import type { Shape } from '../graph/tensorType'
import type { OpKind } from '../ops/signatures'
import type { PopulationArguments, PopulationRule } from './rule'

/** @returns the value with so many axes (its members' not counted), new ones of size 1 in front. */
export function toRank(
  emitter: OnnxEmitter,
  name: string,
  { shape, rank }: { readonly shape: Shape; readonly rank: number },
): string {
  const missing = rank - shape.length
  if (missing <= 0) return name
  const axes = Array.from({ length: missing }, (_, index) => index + 1)
  return emitter.once(`rank ${rank} ${name}`, () =>
    emitter.add('Unsqueeze', [name, emitter.list('int64', axes)]),
  )
}

/** The rule of ops whose ordinary nodes act on the last axes, whatever stands in front. */
export function asItIs<K extends OpKind>(kind: K): PopulationRule<K> {
  return (context) => ordinary(kind, context)
}

/** The rule of ops whose ordinary nodes act on every number, or on the last axis, whatever stands in front. */
export function alike<K extends OpKind>(kind: K): PopulationRule<K> {
  return (context) => {
    const { emitter, node, inputs, isOwn } = context
    const shapes = node.inputs.map(({ type }) => type.shape)
    const rank = Math.max(...shapes.map(({ length }) => length))
    const aligned = inputs.map((name, index) =>
      isOwn[index] ? toRank(emitter, name, { shape: shapes[index] ?? [], rank }) : name,
    )
    return ordinary(kind, { ...context, inputs: aligned } as unknown as PopulationArguments<K>)
  }
}

function ordinary<K extends OpKind>(kind: K, context: EmitArguments<K>): readonly string[] {
  const emit: (context: EmitArguments<K>) => readonly string[] = EMITTERS[kind]
  return emit(context)
}
