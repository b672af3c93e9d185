/** @file x·w + b, which the dense and the output layer share. */
import { PLAIN_WEIGHTS, type InitializerName } from '../../../shared/domain/modelSpec'
import { sizeOf } from '../graph/tensorType'
import type { Value } from '../graph/graph'
import type { LayerContext, LayerPlace } from './layer'
import type { ParameterSpec } from './parameter'

interface AffineSpec {
  readonly id: string
  readonly useBias: boolean
  readonly initializer: InitializerName
  readonly initialScale: number
  readonly l1: number
  readonly l2: number
  readonly maxNorm: number
}

export function affineParameters(
  spec: AffineSpec,
  { inputShape }: LayerPlace,
  units: number,
): ParameterSpec[] {
  const fanIn = sizeOf(inputShape)
  const fans = { fanIn, fanOut: units }
  const kernel: ParameterSpec = {
    name: `${spec.id}/kernel`,
    shape: [fanIn, units],
    initializer: spec.initializer,
    initialScale: spec.initialScale,
    l1: spec.l1,
    l2: spec.l2,
    maxNorm: spec.maxNorm,
    ...fans,
  }
  const bias: ParameterSpec = {
    name: `${spec.id}/bias`,
    shape: [units],
    initializer: 'zeros',
    ...PLAIN_WEIGHTS,
    ...fans,
  }
  return spec.useBias ? [kernel, bias] : [kernel]
}

export function buildAffine(spec: AffineSpec, { emit, x, parameter }: LayerContext): Value {
  const kernel = parameter(`${spec.id}/kernel`)
  return spec.useBias
    ? emit.op('linear', [x, kernel, parameter(`${spec.id}/bias`)])
    : emit.op('matMul', [x, kernel], { transposeA: false, transposeB: false })
}
