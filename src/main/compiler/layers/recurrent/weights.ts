/** @file The tensors of a recurrent layer, laid out as Keras has them. */
import type { Value } from '../../graph/graph'
import type { LayerContext, LayerPlace } from '../layer'
import { kernelParameter, plainParameter, type ParameterSpec } from '../parameter'
import type { Cell, RecurrentSpec } from './cell'

/** Of the two directions, the second one reads the steps from the last to the first. */
export type Pass = 'only' | 'second'

export interface RecurrentWeights {
  /** W, [features, gates · units]. */
  readonly kernel: Value
  /** U, [units, gates · units]. */
  readonly recurrent: Value
  /** [gates · units], or [2, gates · units] where the recurrent weights have one of their own. */
  readonly bias: Value | null
}

export function recurrentParameters<Spec extends RecurrentSpec>(
  spec: Spec,
  { inputShape }: LayerPlace,
  { cell, pass }: { readonly cell: Cell<Spec>; readonly pass: Pass },
): ParameterSpec[] {
  const { units, recurrentInitializer, useBias } = spec
  const names = namesOf(pass)
  const features = inputShape.at(-1) ?? 1
  const width = cell.gates * units
  const free = { ...spec, initializer: recurrentInitializer, l1: 0, l2: 0, maxNorm: 0 }
  const kernels = [
    kernelParameter(spec, { shape: [features, width], fanIn: features, fanOut: width }, names.kernel),
    kernelParameter(free, { shape: [units, width], fanIn: units, fanOut: width }, names.recurrent),
  ]
  if (!useBias) return kernels
  const shape = cell.hasRecurrentBias(spec) ? [2, width] : [width]
  const bias = plainParameter(`${spec.id}/${names.bias}`, shape)
  const gate = cell.openGate(spec)
  return [...kernels, gate === null ? bias : { ...bias, ones: { start: gate * units, count: units } }]
}

export function recurrentWeights(spec: RecurrentSpec, context: LayerContext, pass: Pass): RecurrentWeights {
  const names = namesOf(pass)
  const find = (name: string): Value => context.parameter(`${spec.id}/${name}`)
  return {
    kernel: find(names.kernel),
    recurrent: find(names.recurrent),
    bias: spec.useBias ? find(names.bias) : null,
  }
}

function namesOf(pass: Pass) {
  return pass === 'only'
    ? { kernel: 'kernel', recurrent: 'recurrentKernel', bias: 'bias' }
    : { kernel: 'backwardKernel', recurrent: 'backwardRecurrentKernel', bias: 'backwardBias' }
}
