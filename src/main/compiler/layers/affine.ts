/** @file x·w + b over the last axis, which the dense and the output layer share. */
import type { Value } from '../graph/graph'
import { channelsLast } from './feature'
import type { LayerContext, LayerPlace } from './layer'
import { kernelParameter, plainParameter, type KernelSettings, type ParameterSpec } from './parameter'

interface AffineSpec extends KernelSettings {
  readonly useBias: boolean
}

export function affineParameters(
  spec: AffineSpec,
  { inputShape }: LayerPlace,
  units: number,
): ParameterSpec[] {
  const fanIn = inputShape.at(-1) ?? 1
  const kernel = kernelParameter(spec, { shape: [fanIn, units], fanIn, fanOut: units })
  return spec.useBias ? [kernel, plainParameter(`${spec.id}/bias`, [units])] : [kernel]
}

export function buildAffine(spec: AffineSpec, { emit, input, parameter }: LayerContext): Value {
  const x = channelsLast(emit, input)
  const kernel = parameter(`${spec.id}/kernel`)
  return spec.useBias
    ? emit.op('linear', [x, kernel, parameter(`${spec.id}/bias`)])
    : emit.op('matMul', [x, kernel], { transposeA: false, transposeB: false })
}
