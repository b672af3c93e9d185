/** @file The factor and the summand a channel that normalising layers learn, or leave out. */
import type { Value } from '../graph/graph'
import type { LayerContext } from './layer'
import { plainParameter, type ParameterSpec } from './parameter'

interface Scaling {
  readonly id: string
  readonly scale: boolean
  readonly center: boolean
}

export function scaleParameters({ id, scale, center }: Scaling, channels: number): ParameterSpec[] {
  return [
    ...(scale ? [plainParameter(`${id}/scale`, [channels], { value: 1 })] : []),
    ...(center ? [plainParameter(`${id}/center`, [channels])] : []),
  ]
}

/** 1 and 0 stand for what is left out. */
export function scaleAndCenter(
  { id, scale, center }: Scaling,
  { emit, parameter, place }: LayerContext,
): readonly [scale: Value, center: Value] {
  const shape = place.inputShape.slice(-1)
  const constant = (value: number) => emit.op('constant', [], { value, shape })
  return [scale ? parameter(`${id}/scale`) : constant(1), center ? parameter(`${id}/center`) : constant(0)]
}
