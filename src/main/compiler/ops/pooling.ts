/** @file Ops that shrink or stretch pictures [batch, channels, height, width] and steps [batch, steps, channels]. */
import { floats, isSameShape, type TensorType } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { PicturePool, PoolingSignatures, StepPool } from './signature/pooling'
import type { OpKind } from './signatures'
import { placesOf } from './sliding'

const maxPool2d: Op<'maxPool2d'> = {
  kind: 'maxPool2d',
  inferTypes: ([x], pool) => [pooledPicture('maxPool2d', x, pool)],
  gradient: ({ emit, inputs: [x], outputs: [y], attributes, gradients: [d] }) => [
    emit.op('maxPool2dGrad', [x, y, d], attributes),
  ],
}

const maxPool2dGrad: Op<'maxPool2dGrad'> = {
  kind: 'maxPool2dGrad',
  inferTypes: ([x, y, d], pool) => {
    const { shape } = pooledPicture('maxPool2dGrad', x, pool)
    requireTypes(isSameShape(y.shape, shape) && isSameShape(d.shape, shape), 'maxPool2dGrad', [x, y, d])
    return [x]
  },
  gradient: 'forbidden',
}

const averagePool2d: Op<'averagePool2d'> = {
  kind: 'averagePool2d',
  inferTypes: ([x], pool) => [pooledPicture('averagePool2d', x, pool)],
  gradient: ({ emit, inputs: [x], attributes, gradients: [d] }) => {
    const [, , height, width] = x.type.shape
    const picture = [Number(height), Number(width)] as const
    return [emit.op('averagePool2dGrad', [d], { ...attributes, picture })]
  },
}

const averagePool2dGrad: Op<'averagePool2dGrad'> = {
  kind: 'averagePool2dGrad',
  inferTypes: ([d], { picture, ...pool }) => {
    const x = floats(...d.shape.slice(0, 2), ...picture)
    const { shape } = pooledPicture('averagePool2dGrad', x, pool)
    requireTypes(isSameShape(d.shape, shape), 'averagePool2dGrad', [d])
    return [x]
  },
  gradient: ({ emit, attributes: { picture: _picture, ...pool }, gradients: [g] }) => [
    emit.op('averagePool2d', [g], pool),
  ],
}

const maxPool1d: Op<'maxPool1d'> = {
  kind: 'maxPool1d',
  inferTypes: ([x], pool) => [pooledSteps('maxPool1d', x, pool)],
  gradient: ({ emit, inputs: [x], outputs: [y], attributes, gradients: [d] }) => [
    emit.op('maxPool1dGrad', [x, y, d], attributes),
  ],
}

const maxPool1dGrad: Op<'maxPool1dGrad'> = {
  kind: 'maxPool1dGrad',
  inferTypes: ([x, y, d], pool) => {
    const { shape } = pooledSteps('maxPool1dGrad', x, pool)
    requireTypes(isSameShape(y.shape, shape) && isSameShape(d.shape, shape), 'maxPool1dGrad', [x, y, d])
    return [x]
  },
  gradient: 'forbidden',
}

const averagePool1d: Op<'averagePool1d'> = {
  kind: 'averagePool1d',
  inferTypes: ([x], pool) => [pooledSteps('averagePool1d', x, pool)],
  gradient: ({ emit, inputs: [x], attributes, gradients: [d] }) => [
    emit.op('averagePool1dGrad', [d], { ...attributes, steps: Number(x.type.shape[1]) }),
  ],
}

const averagePool1dGrad: Op<'averagePool1dGrad'> = {
  kind: 'averagePool1dGrad',
  inferTypes: ([d], { steps, ...pool }) => {
    const [batch = 1, , channels = 1] = d.shape
    const x = floats(batch, steps, channels)
    requireTypes(isSameShape(d.shape, pooledSteps('averagePool1dGrad', x, pool).shape), 'averagePool1dGrad', [
      d,
    ])
    return [x]
  },
  gradient: ({ emit, attributes: { steps: _steps, ...pool }, gradients: [g] }) => [
    emit.op('averagePool1d', [g], pool),
  ],
}

const upsample2d: Op<'upsample2d'> = {
  kind: 'upsample2d',
  inferTypes: ([x], { factors }) => {
    requireTypes(x.shape.length === 4, 'upsample2d', [x])
    const [batch = 1, channels = 1, height, width] = x.shape
    return [floats(batch, channels, Number(height) * factors[0], Number(width) * factors[1])]
  },
  gradient: ({ emit, attributes, gradients: [d] }) => [emit.op('upsample2dGrad', [d], attributes)],
}

const upsample2dGrad: Op<'upsample2dGrad'> = {
  kind: 'upsample2dGrad',
  inferTypes: ([d], { factors }) => {
    const [batch = 1, channels = 1, height, width] = d.shape
    const small = [Number(height) / factors[0], Number(width) / factors[1]]
    requireTypes(d.shape.length === 4 && small.every(Number.isInteger), 'upsample2dGrad', [d])
    return [floats(batch, channels, ...small)]
  },
  gradient: ({ emit, attributes, gradients: [g] }) => [emit.op('upsample2d', [g], attributes)],
}

function pooledPicture(kind: OpKind, x: TensorType, { size, strides, margins }: PicturePool): TensorType {
  const places = ([0, 1] as const).map((axis) =>
    placesOf(Number(x.shape[axis + 2]), {
      size: size[axis],
      stride: strides[axis],
      dilation: 1,
      margin: margins[axis],
    }),
  )
  requireTypes(x.shape.length === 4 && places.every((count) => count > 0), kind, [x])
  return floats(...x.shape.slice(0, 2), ...places)
}

function pooledSteps(kind: OpKind, x: TensorType, pool: StepPool): TensorType {
  const [batch = 1, steps, channels = 1] = x.shape
  const places = placesOf(Number(steps), { ...pool, dilation: 1 })
  requireTypes(x.shape.length === 3 && places > 0, kind, [x])
  return floats(batch, places, channels)
}

export const poolingOps: OpsOf<PoolingSignatures> = {
  maxPool2d,
  maxPool2dGrad,
  averagePool2d,
  averagePool2dGrad,
  maxPool1d,
  maxPool1dGrad,
  averagePool1d,
  averagePool1dGrad,
  upsample2d,
  upsample2dGrad,
}
